#include "app/runtime/verbs/verbs.h"
#include "core/store/store.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QJsonArray>

namespace rowcast::app {

namespace {

constexpr int kUsual = 50;

QDateTime timeOf(const ActivityNote& note) {
    return QDateTime::fromMSecsSinceEpoch(note.at.time_since_epoch().count(), Qt::UTC);
}

QJsonObject toJson(const ActivityNote& note) {
    return {{QStringLiteral("at"), timeOf(note).toString(Qt::ISODateWithMs)},
            {QStringLiteral("kind"), note.kind},
            {QStringLiteral("form"), note.form.text()},
            {QStringLiteral("what"), note.what},
            {QStringLiteral("detail"), note.detail}};
}

/// Read beside a running instance: the log is only added to.
Result<std::vector<ActivityNote>> read(const QString& dataDir, int most) {
    const QString path = QDir(dataDir).filePath(QStringLiteral("rowcast.db"));
    if (!QFile::exists(path)) return std::vector<ActivityNote>();
    store::Store store;
    return store.open(path).and_then([&] { return store.activity(most); });
}

} // namespace

int runActivity(const Invocation& invocation) {
    VerbLine line(invocation,
                  {{QStringLiteral("json"), QStringLiteral("Print as JSON.")},
                   {QStringLiteral("count"), QStringLiteral("How many, the newest first; 50 if not said."),
                    QStringLiteral("N")}});
    if (const auto code = line.parse()) return *code;
    const int count = line.has("count") ? line.value("count").toInt() : kUsual;
    if (!line.words().isEmpty() || count < 1)
        return line.misused(QStringLiteral("“activity” takes no words, and a count above 0."));
    const auto notes = read(line.dataDir(), count);
    if (!notes) return printError(notes.error());
    if (line.has("json")) {
        QJsonArray list;
        for (const ActivityNote& note : *notes)
            list.append(toJson(note));
        print(QJsonObject{{QStringLiteral("activity"), list}});
        return Done;
    }
    for (const ActivityNote& note : *notes)
        print(QStringLiteral("%1  %2").arg(
            timeOf(note).toLocalTime().toString(QStringLiteral("yyyy-MM-dd HH:mm:ss")), note.what));
    if (notes->empty()) print(QStringLiteral("Nothing has happened yet."));
    return Done;
}

} // namespace rowcast::app
