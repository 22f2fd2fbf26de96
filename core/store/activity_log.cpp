// What happened and was decided, 90 days of it.
#include "core/base/log.h"
#include "core/store/store.h"

namespace rowcast::store {

namespace {

constexpr std::chrono::hours kept{90 * 24};

} // namespace

void Store::note(const ActivityNote& note) {
    const auto millis = [](WallTime at) { return qint64{at.time_since_epoch().count()}; };
    const auto noted = database_.atomically([&]() -> Result<> {
        return database_
            .run(QStringLiteral("INSERT INTO activity VALUES (?, ?, ?, ?, ?)"),
                 {millis(note.at), notNull(note.kind), notNull(note.form.text()), notNull(note.what),
                  notNull(note.detail)})
            .and_then([&](const QSqlQuery&) {
                return database_.run(QStringLiteral("DELETE FROM activity WHERE at < ?"),
                                     {millis(note.at - kept)});
            })
            .map([](const QSqlQuery&) {});
    });
    if (!noted) qCWarning(lcStore).noquote() << noted.error().what << noted.error().detail;
}

Result<std::vector<ActivityNote>> Store::activity(int most, int skip, const QString& text) const {
    // instr() of lower(): LIKE would read % and _ in the text as wild cards.
    auto query = database_.run(QStringLiteral("SELECT at, kind, form, what, detail FROM activity "
                                              "WHERE instr(lower(what || ' ' || form), lower(?)) > 0 "
                                              "ORDER BY at DESC, rowid DESC LIMIT ? OFFSET ?"),
                               {notNull(text), most, skip});
    if (!query) return fail(std::move(query.error()));
    std::vector<ActivityNote> notes;
    while (query->next())
        notes.push_back({WallTime{Millis{query->value(0).toLongLong()}}, query->value(1).toString(),
                         FormId(query->value(2).toString().toStdString()), query->value(3).toString(),
                         query->value(4).toString()});
    return notes;
}

} // namespace rowcast::store
