// { "title": form title, "questions": [ { "id": …, "title": …, "kind": 0…7 (absent: the payload's), "shown":
// bool }, … ] }
#include "core/store/map_json.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace rowcast::store {

namespace {

QuestionMap::Entry entryFrom(const QJsonObject& object) {
    QuestionMap::Entry entry;
    entry.id = QuestionId(object.value(QLatin1String("id")).toString().toStdString());
    entry.title = object.value(QLatin1String("title")).toString();
    const QJsonValue kind = object.value(QLatin1String("kind"));
    if (kind.isDouble() && kind.toInt() >= 0 && kind.toInt() <= static_cast<int>(CellKind::Link))
        entry.kind = static_cast<CellKind>(kind.toInt());
    entry.shown = object.value(QLatin1String("shown")).toBool(true);
    return entry;
}

} // namespace

QByteArray toJson(const QuestionMap& map) {
    QJsonArray questions;
    for (const QuestionMap::Entry& entry : map.entries) {
        QJsonObject object{{QStringLiteral("id"), QString::fromStdString(entry.id.value)},
                           {QStringLiteral("title"), entry.title},
                           {QStringLiteral("shown"), entry.shown}};
        if (entry.kind) object.insert(QStringLiteral("kind"), static_cast<int>(*entry.kind));
        questions.append(object);
    }
    return QJsonDocument(QJsonObject{{QStringLiteral("title"), map.formTitle},
                                     {QStringLiteral("questions"), questions}})
        .toJson(QJsonDocument::Compact);
}

std::optional<QuestionMap> mapFromJson(const FormId& form, const QByteArray& json) {
    const QJsonDocument document = QJsonDocument::fromJson(json);
    if (!document.object().value(QLatin1String("questions")).isArray()) return std::nullopt;
    QuestionMap map;
    map.form = form;
    map.formTitle = document.object().value(QLatin1String("title")).toString();
    const QJsonArray questions = document.object().value(QLatin1String("questions")).toArray();
    for (const QJsonValue& question : questions)
        map.entries.push_back(entryFrom(question.toObject()));
    return map;
}

} // namespace rowcast::store
