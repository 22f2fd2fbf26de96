// { "title": form title, "questions": [ { "id": …, "title": …, "type": its word (absent: the payload's),
// "shown": bool, "split": bool, "choices": [ { "id", "label" } ] }, … ] }
// What is known of a form: { "title", "profile", "version", "responses", "questions": [ { "id", "label",
// "type", "seen", "unparsed" }, … ] }
#include "core/store/map_json.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <array>

namespace rowcast::store {

namespace {

constexpr std::array<const char*, 12> typeWords{"text",     "number", "yes-no",  "date", "date-time", "time",
                                                "duration", "choice", "choices", "file", "location",  "link"};

std::optional<QuestionType> typeFrom(const QString& word) {
    for (std::size_t i = 0; i < typeWords.size(); ++i)
        if (word == QLatin1String(typeWords[i])) return static_cast<QuestionType>(i);
    return std::nullopt;
}

QJsonArray toJson(const std::vector<QuestionMap::ChoiceLabel>& choices) {
    QJsonArray array;
    for (const QuestionMap::ChoiceLabel& choice : choices)
        array.append(QJsonObject{{QStringLiteral("id"), choice.id}, {QStringLiteral("label"), choice.label}});
    return array;
}

QuestionMap::Entry entryFrom(const QJsonObject& object) {
    QuestionMap::Entry entry;
    entry.id = QuestionId(object.value(QLatin1String("id")).toString().toStdString());
    entry.title = object.value(QLatin1String("title")).toString();
    entry.type = typeFrom(object.value(QLatin1String("type")).toString());
    entry.shown = object.value(QLatin1String("shown")).toBool(true);
    entry.split = object.value(QLatin1String("split")).toBool();
    const QJsonArray choices = object.value(QLatin1String("choices")).toArray();
    for (const QJsonValue& choice : choices)
        entry.choices.push_back({choice.toObject().value(QLatin1String("id")).toString(),
                                 choice.toObject().value(QLatin1String("label")).toString()});
    return entry;
}

} // namespace

QByteArray toJson(const QuestionMap& map) {
    QJsonArray questions;
    for (const QuestionMap::Entry& entry : map.entries) {
        QJsonObject object{{QStringLiteral("id"), QString::fromStdString(entry.id.value)},
                           {QStringLiteral("title"), entry.title},
                           {QStringLiteral("shown"), entry.shown}};
        if (entry.type)
            object.insert(QStringLiteral("type"),
                          QLatin1String(typeWords[static_cast<std::size_t>(*entry.type)]));
        if (entry.split) object.insert(QStringLiteral("split"), true);
        if (!entry.choices.empty()) object.insert(QStringLiteral("choices"), toJson(entry.choices));
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

QByteArray toJson(const FormQuestions& known) {
    QJsonArray questions;
    for (const FormQuestion& question : known.questions)
        questions.append(QJsonObject{
            {QStringLiteral("id"), question.id.text()},
            {QStringLiteral("label"), question.label},
            {QStringLiteral("type"), QLatin1String(typeWords[static_cast<std::size_t>(question.type)])},
            {QStringLiteral("seen"), qint64{question.seen}},
            {QStringLiteral("unparsed"), qint64{question.unparsed}}});
    return QJsonDocument(QJsonObject{{QStringLiteral("title"), known.map.formTitle},
                                     {QStringLiteral("profile"), known.profile},
                                     {QStringLiteral("version"), known.profileVersion},
                                     {QStringLiteral("responses"), qint64{known.responses}},
                                     {QStringLiteral("questions"), questions}})
        .toJson(QJsonDocument::Compact);
}

FormQuestions questionsFromJson(const FormId& form, const QByteArray& json) {
    const QJsonObject object = QJsonDocument::fromJson(json).object();
    FormQuestions known;
    known.map.form = form;
    known.map.formTitle = object.value(QLatin1String("title")).toString();
    known.profile = object.value(QLatin1String("profile")).toString();
    known.profileVersion = object.value(QLatin1String("version")).toInt();
    known.responses = object.value(QLatin1String("responses")).toInteger();
    const QJsonArray questions = object.value(QLatin1String("questions")).toArray();
    for (const QJsonValue& value : questions) {
        FormQuestion question;
        question.id = QuestionId(value[QLatin1String("id")].toString().toStdString());
        question.label = value[QLatin1String("label")].toString();
        question.title = question.label;
        question.type = typeFrom(value[QLatin1String("type")].toString()).value_or(QuestionType::Text);
        question.seen = value[QLatin1String("seen")].toInteger();
        question.unparsed = value[QLatin1String("unparsed")].toInteger();
        known.questions.push_back(std::move(question));
    }
    return known;
}

} // namespace rowcast::store
