// form     = { "form": id, "title": text, "questions": [ question, … ] }
// question = { "id": id, "title": text, "style": STYLE, "choices": [ text, … ], "answered": 0 … 1 }
// STYLE    = choice | checkboxes | scale | yes-no | text | paragraph | phone | code | number | date | time |
// email |
//            link ; "choices" belongs to choice and checkboxes; "answered" may be absent (0.7)
#include "core/intake/form.h"

#include "core/base/hash.h"
#include "core/intake/dice.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <array>
#include <utility>

// Q_INIT_RESOURCE must stand outside of namespaces.
static void initDemoResource() {
    Q_INIT_RESOURCE(demo);
}

namespace rowcast::intake {

namespace {

constexpr std::array<std::pair<const char*, AnswerStyle>, 13> kStyles{{
    {"choice", AnswerStyle::Choice},
    {"checkboxes", AnswerStyle::Checkboxes},
    {"scale", AnswerStyle::Scale},
    {"yes-no", AnswerStyle::YesNo},
    {"text", AnswerStyle::ShortText},
    {"paragraph", AnswerStyle::LongText},
    {"phone", AnswerStyle::Phone},
    {"code", AnswerStyle::Code},
    {"number", AnswerStyle::Number},
    {"date", AnswerStyle::Date},
    {"time", AnswerStyle::Time},
    {"email", AnswerStyle::Email},
    {"link", AnswerStyle::Link},
}};

Result<FormQuestion> parseQuestion(const QJsonObject& object) {
    FormQuestion question;
    question.id = QuestionId(object.value(QLatin1String("id")).toString().toStdString());
    question.title = object.value(QLatin1String("title")).toString();
    const QString style = object.value(QLatin1String("style")).toString();
    const auto* const found = std::find_if(
        kStyles.begin(), kStyles.end(), [&](const auto& each) { return style == QLatin1String(each.first); });
    if (question.id.empty() || question.title.isEmpty() || found == kStyles.end())
        return fail(Remedy::FixSettings,
                    QCoreApplication::translate(
                        "rowcast::intake", "The form's question “%1” needs an id, a title and a known style.")
                        .arg(question.id.text()));
    question.style = found->second;
    const QJsonArray choices = object.value(QLatin1String("choices")).toArray();
    for (const QJsonValue choice : choices)
        question.choices.push_back(choice.toString().toStdString());
    const bool chosen = question.style == AnswerStyle::Choice || question.style == AnswerStyle::Checkboxes;
    if (chosen == question.choices.empty())
        return fail(
            Remedy::FixSettings,
            QCoreApplication::translate("rowcast::intake",
                                        "The form's question “%1” must have choices if, and only if, it is "
                                        "a choice or has checkboxes.")
                .arg(question.id.text()));
    question.answered = object.value(QLatin1String("answered")).toDouble(question.answered);
    return question;
}

std::vector<Form> loadDemoForms() {
    initDemoResource();
    std::vector<Form> forms;
    for (const char* name : {"customer-feedback", "job-application", "crop-survey"}) {
        QFile file(QStringLiteral(":/demo/%1.json").arg(QLatin1String(name)));
        const bool opened = file.open(QIODevice::ReadOnly);
        Q_ASSERT(opened);
        if (auto form = parseForm(opened ? file.readAll() : QByteArray())) forms.push_back(std::move(*form));
    }
    return forms;
}

Form madeUp(const FormId& id) {
    const std::string seed = shortHash(id.value, 8);
    std::seed_seq sequence(seed.begin(), seed.end());
    std::array<std::uint32_t, 2> words{};
    sequence.generate(words.begin(), words.end());
    Dice dice(std::uint64_t{words[0]} << 32U | words[1]);
    Form form{id, id.text(), {}};
    const std::size_t count = 8 + dice.below(5);
    for (std::size_t i = 0; i < count; ++i) {
        FormQuestion question;
        question.id = QuestionId(shortHash(id.value + '/' + std::to_string(i), 8));
        question.title = QStringLiteral("Question %1").arg(i + 1);
        question.style = dice.pick(kStyles).second;
        if (question.style == AnswerStyle::Choice || question.style == AnswerStyle::Checkboxes)
            question.choices = {"One", "Two, or more", "हाँ", "=A1"};
        question.answered = 0.4 + 0.1 * static_cast<double>(dice.below(7));
        form.questions.push_back(std::move(question));
    }
    return form;
}

} // namespace

Result<Form> parseForm(const QByteArray& json) {
    QJsonParseError error;
    const QJsonObject object = QJsonDocument::fromJson(json, &error).object();
    if (error.error != QJsonParseError::NoError)
        return fail(Remedy::FixSettings,
                    QCoreApplication::translate("rowcast::intake", "The form's file is not JSON at byte %1.")
                        .arg(error.offset),
                    error.errorString());
    Form form{FormId(object.value(QLatin1String("form")).toString().toStdString()),
              object.value(QLatin1String("title")).toString(),
              {}};
    const QJsonArray questions = object.value(QLatin1String("questions")).toArray();
    if (form.id.empty() || form.title.isEmpty() || questions.isEmpty())
        return fail(Remedy::FixSettings, QCoreApplication::translate(
                                             "rowcast::intake", "A form needs form, title and questions."));
    for (const QJsonValue value : questions) {
        auto question = parseQuestion(value.toObject());
        if (!question) return fail(question.error());
        form.questions.push_back(std::move(*question));
    }
    return form;
}

const std::vector<Form>& demoForms() {
    static const std::vector<Form> forms = loadDemoForms();
    return forms;
}

Form formNamed(const FormId& id) {
    for (const Form& form : demoForms())
        if (form.id == id) return form;
    return madeUp(id);
}

QuestionMap questionMapOf(const Form& form) {
    QuestionMap map;
    map.form = form.id;
    map.formTitle = form.title;
    for (const FormQuestion& question : form.questions)
        map.entries.push_back({question.id, question.title, typeOf(question.style), true, false, {}});
    return map;
}

QuestionType typeOf(AnswerStyle style) {
    switch (style) {
    case AnswerStyle::Choice: return QuestionType::Choice;
    case AnswerStyle::Checkboxes: return QuestionType::Choices;
    case AnswerStyle::Scale:
    case AnswerStyle::Number: return QuestionType::Number;
    case AnswerStyle::YesNo: return QuestionType::YesNo;
    case AnswerStyle::Date: return QuestionType::Date;
    case AnswerStyle::Time: return QuestionType::Time;
    case AnswerStyle::Link: return QuestionType::Link;
    default: return QuestionType::Text;
    }
}

} // namespace rowcast::intake
