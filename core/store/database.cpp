#include "core/store/database.h"

#include <QFile>
#include <QSqlError>
#include <QUuid>

namespace rowcast::store {

namespace {

// https://www.sqlite.org/rescode.html; Qt hands out the extended code, its low byte is the primary one.
constexpr int kBusy = 5;
constexpr int kReadOnly = 8;
constexpr int kCorrupt = 11;
constexpr int kFull = 13;
constexpr int kCannotOpen = 14;
constexpr int kNotADatabase = 26;

Error explained(int code, const QString& path, const QString& detail) {
    const auto say = [&](Remedy remedy, const QString& what) {
        return Error{remedy, what.arg(path), detail, {}, {}};
    };
    switch (code & 0xff) {
    case kBusy:
        return say(Remedy::Retry, QStringLiteral("Another program holds the database %1; waiting for it."));
    case kFull:
        return say(Remedy::Retry,
                   QStringLiteral("The disk with %1 is full: free some space and delivery goes on by "
                                  "itself."));
    case kReadOnly:
    case kCannotOpen:
        return say(
            Remedy::FixSettings,
            QStringLiteral("The database %1 cannot be opened for writing: check who owns the folder."));
    case kCorrupt:
    case kNotADatabase:
        return say(Remedy::Stop,
                   QStringLiteral("The database %1 is damaged and was left as it is. Put a copy back, or "
                                  "move it away: sheets and Kafka know what was delivered, only question "
                                  "maps and rejected records are kept nowhere else."));
    default: return say(Remedy::Retry, QStringLiteral("The database %1 could not be written; trying again."));
    }
}

} // namespace

Database::~Database() {
    if (name_.isEmpty()) return;
    QSqlDatabase::database(name_, false).close();
    QSqlDatabase::removeDatabase(name_);
}

Result<> Database::open(const QString& path) {
    Q_ASSERT(name_.isEmpty());
    path_ = path;
    name_ = QUuid::createUuid().toString();
    QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), name_);
    if (!database.isValid())
        return fail(Remedy::FixSettings,
                    QStringLiteral("Qt's SQLite driver is not installed: install the package "
                                   "libqt6sql6-sqlite."));
    database.setDatabaseName(path);
    database.setConnectOptions(QStringLiteral("QSQLITE_BUSY_TIMEOUT=5000;QSQLITE_ENABLE_REGEXP=0"));
    if (!database.open()) return failure(database.lastError());
    QFile::setPermissions(path, QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    for (const char* pragma :
         {"PRAGMA journal_mode=WAL", "PRAGMA synchronous=FULL", "PRAGMA foreign_keys=ON"})
        if (auto done = run(QString::fromLatin1(pragma)); !done) return fail(std::move(done.error()));
    return run(QStringLiteral("PRAGMA quick_check(1)")).and_then([this](QSqlQuery check) -> Result<> {
        if (check.next() && check.value(0).toString() == u"ok") return {};
        return fail(explained(kCorrupt, path_, check.value(0).toString()));
    });
}

Result<QSqlQuery> Database::run(const QString& statement, const QVariantList& values) const {
    QSqlQuery query(QSqlDatabase::database(name_, false));
    query.setForwardOnly(true);
    if (!query.prepare(statement)) return failure(query.lastError());
    for (const QVariant& value : values)
        query.addBindValue(value);
    if (!query.exec()) return failure(query.lastError());
    return query;
}

Result<> Database::atomically(const std::function<Result<>()>& work) const {
    if (auto begun = run(QStringLiteral("BEGIN IMMEDIATE")); !begun) return fail(std::move(begun.error()));
    Result<> done = work();
    if (done) {
        auto committed = run(QStringLiteral("COMMIT"));
        if (committed) return {};
        done = fail(std::move(committed.error()));
    }
    // A full disk may have rolled back by itself; then there is nothing left to undo.
    const auto undone = run(QStringLiteral("ROLLBACK"));
    if (!undone && done.error().detail.isEmpty()) done.error().detail = undone.error().detail;
    return done;
}

tl::unexpected<Error> Database::failure(const QSqlError& error) const {
    return fail(explained(error.nativeErrorCode().toInt(), path_, error.text()));
}

} // namespace rowcast::store
