// PRAGMA user_version counts the steps done; a step is never changed once released, a change is a new step.
//   facts          one value a name: 'cluster' = id of the Kafka cluster last read
//   logs           topic → number of the log that it now is (0 unless an admin declared it new)
//   sheets         form → its spreadsheet as last confirmed
//   contents       form, response id → what its row was confirmed to say at the sheet's version; the newest
//                  20,000 of a form
//   maps           form, version (1, 2, …) → question map as JSON; the highest version holds
//   activity       what happened and was decided, 90 days of it
//   questions      form → what responses have told of its questions, as JSON (map_json.h)
//   specimens      the newest records, kept at the end of a run to show maps and profiles on them
//   rejected       one record that could not become a row, a (topic, log, partition, offset, form)
#include "core/store/schema.h"

#include <QStringList>

#include <array>

namespace rowcast::store {

namespace {

const std::array<QStringList, 3>& steps() {
    static const std::array<QStringList, 3> all{
        QStringList{
            QStringLiteral("CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL)"),
            QStringLiteral("CREATE TABLE logs (topic TEXT PRIMARY KEY, number INTEGER NOT NULL)"),
            QStringLiteral(
                "CREATE TABLE sheets (form TEXT PRIMARY KEY, spreadsheet TEXT NOT NULL, url TEXT NOT NULL, "
                "version INTEGER NOT NULL, rows INTEGER NOT NULL)"),
            QStringLiteral(
                "CREATE TABLE maps (form TEXT NOT NULL, version INTEGER NOT NULL, saved INTEGER NOT NULL, "
                "map TEXT NOT NULL, PRIMARY KEY (form, version))"),
            QStringLiteral(
                "CREATE TABLE rejected (topic TEXT NOT NULL, log INTEGER NOT NULL, part INTEGER NOT NULL, "
                "offs INTEGER NOT NULL, form TEXT NOT NULL, produced INTEGER NOT NULL, saved INTEGER NOT "
                "NULL, "
                "key BLOB, value BLOB, headers TEXT NOT NULL, reason TEXT NOT NULL, place TEXT NOT NULL, "
                "PRIMARY KEY (topic, log, part, offs, form))"),
            QStringLiteral("CREATE INDEX rejected_saved ON rejected (saved)"),
        },
        QStringList{
            QStringLiteral(
                "CREATE TABLE activity (at INTEGER NOT NULL, kind TEXT NOT NULL, form TEXT NOT NULL, "
                "what TEXT NOT NULL, detail TEXT NOT NULL)"),
            QStringLiteral("CREATE INDEX activity_at ON activity (at)"),
            QStringLiteral(
                "CREATE TABLE contents (form TEXT NOT NULL, id TEXT NOT NULL, hash INTEGER NOT NULL, "
                "submitted INTEGER NOT NULL, UNIQUE (form, id))"),
            QStringLiteral("CREATE INDEX contents_form ON contents (form)"),
        },
        QStringList{
            QStringLiteral("CREATE TABLE questions (form TEXT PRIMARY KEY, known TEXT NOT NULL)"),
            QStringLiteral(
                "CREATE TABLE specimens (topic TEXT NOT NULL, part INTEGER NOT NULL, offs INTEGER NOT NULL, "
                "produced INTEGER NOT NULL, key BLOB, value BLOB, headers TEXT NOT NULL)"),
        }};
    return all;
}

} // namespace

Result<> upgrade(const Database& database) {
    auto version = database.run(QStringLiteral("PRAGMA user_version"));
    if (!version) return fail(std::move(version.error()));
    const int done = version->next() ? version->value(0).toInt() : 0;
    version->finish();
    const int known = static_cast<int>(steps().size());
    if (done > known)
        return fail(Remedy::Stop,
                    QStringLiteral(
                        "The database was made by a newer version of Rowcast: use that one, or another data "
                        "folder."),
                    QStringLiteral("schema %1, this program knows %2").arg(done).arg(known));
    if (done == known) return {};
    return database.atomically([&]() -> Result<> {
        for (int step = done; step < known; ++step)
            for (const QString& statement : steps().at(static_cast<std::size_t>(step)))
                if (auto run = database.run(statement); !run) return fail(std::move(run.error()));
        return database.run(QStringLiteral("PRAGMA user_version = %1").arg(known)).map([](const QSqlQuery&) {
        });
    });
}

} // namespace rowcast::store
