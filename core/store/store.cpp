#include "core/store/store.h"

#include "core/base/log.h"
#include "core/store/map_json.h"
#include "core/store/schema.h"

#include <QDateTime>

namespace rowcast::store {

using namespace std::chrono_literals;

Store::Store(QObject* parent) : QObject(parent), again_(this) {
    again_.setSingleShot(true);
    again_.setInterval(5s);
    connect(&again_, &QTimer::timeout, this, &Store::write);
}

Result<> Store::open(const QString& path) {
    return database_.open(path)
        .and_then([this] { return upgrade(database_); })
        .and_then([this] { return logNumbers(); })
        .map([this](const QMap<QString, int>& logs) { logs_ = logs; });
}

Result<std::vector<FormSheet>> Store::sheets() const {
    auto query = database_.run(
        QStringLiteral("SELECT form, spreadsheet, url, version, rows FROM sheets ORDER BY form"));
    if (!query) return fail(std::move(query.error()));
    std::vector<FormSheet> sheets;
    while (query->next())
        sheets.push_back({FormId(query->value(0).toString().toStdString()),
                          SpreadsheetId(query->value(1).toString().toStdString()), query->value(2).toString(),
                          query->value(3).toLongLong(), query->value(4).toLongLong()});
    for (FormSheet& sheet : sheets)
        if (auto read = readContents(sheet); !read) return fail(std::move(read.error()));
    return sheets;
}

Result<> Store::readContents(FormSheet& sheet) const {
    auto query = database_.run(
        QStringLiteral("SELECT id, hash, submitted FROM contents WHERE form = ? ORDER BY rowid"),
        {sheet.form.text()});
    if (!query) return fail(std::move(query.error()));
    std::vector<ResponseContent> contents;
    while (query->next())
        contents.push_back({query->value(0).toString().toStdString(),
                            static_cast<std::uint64_t>(query->value(1).toLongLong()),
                            WallTime{Millis{query->value(2).toLongLong()}}});
    if (!contents.empty())
        sheet.contents = std::make_shared<const std::vector<ResponseContent>>(std::move(contents));
    return {};
}

Result<std::vector<QuestionMap>> Store::maps() const {
    auto query =
        database_.run(QStringLiteral("SELECT form, map, max(version) FROM maps GROUP BY form ORDER BY form"));
    if (!query) return fail(std::move(query.error()));
    std::vector<QuestionMap> maps;
    while (query->next()) {
        const FormId form(query->value(0).toString().toStdString());
        auto map = mapFromJson(form, query->value(1).toByteArray());
        if (!map)
            return fail(
                Remedy::FixSettings,
                QStringLiteral("The question map of form “%1” in the database is damaged: import it again.")
                    .arg(form.text()));
        maps.push_back(std::move(*map));
    }
    return maps;
}

Result<std::vector<MapVersion>> Store::mapVersions(const FormId& form) const {
    auto query = database_.run(
        QStringLiteral("SELECT version, saved, map FROM maps WHERE form = ? ORDER BY version DESC LIMIT 50"),
        {form.text()});
    if (!query) return fail(std::move(query.error()));
    std::vector<MapVersion> versions;
    while (query->next())
        if (auto map = mapFromJson(form, query->value(2).toByteArray()))
            versions.push_back(
                {query->value(0).toInt(), WallTime{Millis{query->value(1).toLongLong()}}, std::move(*map)});
    return versions;
}

Result<QMap<QString, int>> Store::logNumbers() const {
    auto query = database_.run(QStringLiteral("SELECT topic, number FROM logs"));
    if (!query) return fail(std::move(query.error()));
    QMap<QString, int> numbers;
    while (query->next())
        numbers.insert(query->value(0).toString(), query->value(1).toInt());
    return numbers;
}

Result<std::optional<QString>> Store::cluster() const {
    auto query = database_.run(QStringLiteral("SELECT value FROM facts WHERE name = 'cluster'"));
    if (!query) return fail(std::move(query.error()));
    if (!query->next()) return std::optional<QString>();
    return std::optional(query->value(0).toString());
}

Result<> Store::saveMap(const QuestionMap& map) {
    const QString form = map.form.text();
    return database_
        .run(QStringLiteral(
                 "INSERT INTO maps (form, version, saved, map) SELECT ?, coalesce(max(version), 0) + 1, ?, ? "
                 "FROM maps WHERE form = ?"),
             {form, QDateTime::currentMSecsSinceEpoch(), QString::fromUtf8(toJson(map)), form})
        .map([](const QSqlQuery&) {});
}

Result<> Store::saveQuestions(const std::vector<FormQuestions>& forms) {
    return database_.atomically([&]() -> Result<> {
        for (const FormQuestions& form : forms) {
            auto saved = database_.run(QStringLiteral("INSERT OR REPLACE INTO questions VALUES (?, ?)"),
                                       {form.map.form.text(), QString::fromUtf8(toJson(form))});
            if (!saved) return fail(std::move(saved.error()));
        }
        return {};
    });
}

Result<std::vector<FormQuestions>> Store::questions() const {
    auto query = database_.run(QStringLiteral("SELECT form, known FROM questions ORDER BY rowid"));
    if (!query) return fail(std::move(query.error()));
    std::vector<FormQuestions> forms;
    while (query->next())
        forms.push_back(questionsFromJson(FormId(query->value(0).toString().toStdString()),
                                          query->value(1).toByteArray()));
    return forms;
}

Result<> Store::saveCluster(const QString& id) {
    return database_.run(QStringLiteral("INSERT OR REPLACE INTO facts VALUES ('cluster', ?)"), {id})
        .map([](const QSqlQuery&) {});
}

Result<> Store::moveToCluster(const QString& id, bool newLogs) {
    return database_
        .atomically([&]() -> Result<> {
            if (auto saved = saveCluster(id); !saved || !newLogs) return saved;
            return database_.run(QStringLiteral("UPDATE logs SET number = number + 1"))
                .map([](const QSqlQuery&) {});
        })
        .and_then([this] { return logNumbers(); })
        .map([this](const QMap<QString, int>& logs) { logs_ = logs; });
}

Result<> Store::saveLogNumber(const QString& topic, int number) {
    return database_.run(QStringLiteral("INSERT OR REPLACE INTO logs VALUES (?, ?)"), {topic, number})
        .map([&](const QSqlQuery&) { logs_.insert(topic, number); });
}

void Store::save(const std::vector<RejectedRecord>& records) {
    unsaved_.insert(unsaved_.end(), records.begin(), records.end());
    write();
}

void Store::saveSheet(const FormSheet& sheet) {
    FormSheet& unsaved = unsavedSheets_[sheet.form.text()];
    const auto before = std::exchange(unsaved, sheet).contents;
    const bool afresh = sheet.contentsAfresh;
    if (before && !afresh) { // not on disk yet
        auto both = std::make_shared<std::vector<ResponseContent>>(*before);
        if (sheet.contents) both->insert(both->end(), sheet.contents->begin(), sheet.contents->end());
        unsaved.contents = std::move(both);
    }
    write();
}

void Store::write() {
    const auto done = database_.atomically([this]() -> Result<> {
        for (const FormSheet& sheet : qAsConst(unsavedSheets_))
            if (auto kept = insert(sheet); !kept) return kept;
        return insert(unsaved_);
    });
    if (!done) {
        if (!failing_) qCWarning(lcStore).noquote() << done.error().what << done.error().detail;
        failing_ = true;
        again_.start();
        emit failed(done.error());
        return;
    }
    unsavedSheets_.clear();
    const std::vector<RejectedRecord> saved = std::exchange(unsaved_, {});
    if (std::exchange(failing_, false)) emit recovered();
    if (saved.empty()) return;
    std::vector<Position> positions;
    for (const RejectedRecord& record : saved)
        positions.push_back(record.position);
    emit rejectedSaved(positions);
    if (const auto count = rejectedCount()) emit rejectedCountChanged(*count);
}

Result<> Store::insert(const FormSheet& sheet) const {
    // The version never goes down: a restored sheet must be seen as such, also after a restart.
    return database_
        .run(QStringLiteral(
                 "INSERT INTO sheets VALUES (?, ?, ?, ?, ?) ON CONFLICT (form) DO UPDATE SET "
                 "version = CASE WHEN spreadsheet = excluded.spreadsheet THEN max(version, excluded.version) "
                 "ELSE excluded.version END, spreadsheet = excluded.spreadsheet, url = excluded.url, "
                 "rows = excluded.rows"),
             {sheet.form.text(), sheet.spreadsheet.text(), notNull(sheet.url), qint64{sheet.version},
              qint64{sheet.rows}})
        .and_then([&](const QSqlQuery&) { return insertContents(sheet); });
}

Result<> Store::insertContents(const FormSheet& sheet) const {
    const QString form = sheet.form.text();
    if (sheet.contentsAfresh)
        if (auto gone = database_.run(QStringLiteral("DELETE FROM contents WHERE form = ?"), {form}); !gone)
            return fail(std::move(gone.error()));
    if (!sheet.contents) return {};
    for (const ResponseContent& content : *sheet.contents) {
        auto kept =
            database_.run(QStringLiteral("INSERT OR REPLACE INTO contents VALUES (?, ?, ?, ?)"),
                          {form, QString::fromStdString(content.id), static_cast<qint64>(content.hash),
                           qint64{content.submittedAt.time_since_epoch().count()}});
        if (!kept) return fail(std::move(kept.error()));
    }
    return database_
        .run(QStringLiteral(
                 "DELETE FROM contents WHERE form = ? AND rowid <= (SELECT rowid FROM contents WHERE "
                 "form = ? ORDER BY rowid DESC LIMIT 1 OFFSET 20000)"),
             {form, form})
        .map([](const QSqlQuery&) {});
}

} // namespace rowcast::store
