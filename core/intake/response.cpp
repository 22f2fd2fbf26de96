// google = { "formId", "responseId", "createTime", "lastSubmittedTime",
//            "answers": { ID: { "questionId": ID, "textAnswers": { "answers": [ { "value": TEXT }, … ] } } }
//            }
// flat   = { "form", "id", "submitted_at", ID: VALUE, … }
// nested = { "formId", "responseId", "submittedAt",
//            "answers": [ { "questionId": ID, "question": title, "answer": VALUE }, … ] }
// VALUE  = TEXT | number (scale, number) | boolean (yes-no) | [ TEXT, … ] (checkboxes); times are RFC 3339,
// UTC, ms google: https://developers.google.com/forms/api/reference/rest/v1/forms.responses
#include "core/intake/response.h"

#include "core/intake/answers.h"
#include "core/intake/json_text.h"

#include <QDateTime>

#include <charconv>

namespace rowcast::intake {

namespace {

std::string rfc3339(WallTime at) {
    return QDateTime::fromMSecsSinceEpoch(at.time_since_epoch().count(), Qt::UTC)
        .toString(Qt::ISODateWithMs)
        .toStdString();
}

void appendText(std::string& out, std::string_view name, std::string_view value) {
    appendName(out, name);
    appendQuoted(out, value);
}

bool isBare(AnswerStyle style) {
    return style == AnswerStyle::Scale || style == AnswerStyle::Number || style == AnswerStyle::YesNo;
}

void appendValue(std::string& out, const Answer& answer) {
    if (isBare(answer.style)) {
        out += answer.values.front();
    } else if (answer.style == AnswerStyle::Checkboxes) {
        char before = '[';
        for (const std::string& value : answer.values) {
            out += before;
            appendQuoted(out, value);
            before = ',';
        }
        out += ']';
    } else {
        appendQuoted(out, answer.values.front());
    }
}

void appendGoogleAnswer(std::string& out, const Answer& answer) {
    appendName(out, answer.question.value);
    out += '{';
    appendText(out, "questionId", answer.question.value);
    out += R"(,"textAnswers":{"answers":[)";
    const char* before = "{\"value\":";
    for (const std::string& value : answer.values) {
        out += before;
        appendQuoted(out, value);
        out += '}';
        before = ",{\"value\":";
    }
    out += "]}}";
}

void appendListedAnswer(std::string& out, const Answer& answer) {
    out += out.back() == '[' ? "{" : ",{";
    appendText(out, "questionId", answer.question.value);
    appendText(out, "question", answer.label);
    appendName(out, "answer");
    appendValue(out, answer);
    out += '}';
}

double numberIn(const std::string& text) {
    double number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

/// Days since 1899-12-30, as spreadsheets count.
double serialDate(const std::string& text) {
    return static_cast<double>(
        QDate(1899, 12, 30).daysTo(QDate::fromString(QString::fromStdString(text), Qt::ISODate)));
}

double serialTime(const std::string& text) {
    return QTime::fromString(QString::fromStdString(text), QStringLiteral("HH:mm")).msecsSinceStartOfDay() /
           86'400'000.0;
}

std::string joined(const std::vector<std::string>& values) {
    std::string text;
    for (const std::string& value : values)
        text += (text.empty() ? "" : ", ") + value;
    return text;
}

/// The kind that the sheet is asked for: the map's, else the payload's own.
CellKind shownKind(AnswerStyle style, Shape shape, bool mapped) {
    return mapped || (shape != Shape::Google && isBare(style)) ? cellKind(typeOf(style)) : CellKind::Text;
}

} // namespace

Response fillIn(const Form& form, std::string id, WallTime submittedAt, Dice& dice) {
    Response response{form.id, std::move(id), submittedAt, {}};
    for (const FormQuestion& question : form.questions)
        if (dice.chance(question.answered))
            response.answers.push_back(
                {question.id, question.title.toStdString(), question.style, answerTo(question, dice)});
    return response;
}

std::string toJson(const Response& response, Shape shape) {
    std::string out = "{";
    out.reserve(256 + response.answers.size() * 96);
    const std::string at = rfc3339(response.submittedAt);
    appendText(out, shape == Shape::Flat ? "form" : "formId", response.form.value);
    appendText(out, shape == Shape::Flat ? "id" : "responseId", response.id);
    switch (shape) {
    case Shape::Google:
        appendText(out, "createTime", at);
        appendText(out, "lastSubmittedTime", at);
        appendName(out, "answers");
        out += '{';
        for (const Answer& answer : response.answers)
            appendGoogleAnswer(out, answer);
        return out += "}}";
    case Shape::Flat:
        appendText(out, "submitted_at", at);
        for (const Answer& answer : response.answers) {
            appendName(out, answer.question.value);
            appendValue(out, answer);
        }
        return out += '}';
    case Shape::Nested:
        appendText(out, "submittedAt", at);
        appendName(out, "answers");
        out += '[';
        for (const Answer& answer : response.answers)
            appendListedAnswer(out, answer);
        return out += "]}";
    }
    Q_UNREACHABLE();
}

std::map<QuestionId, Shown> expectedCells(const Response& response, Shape shape, bool mapped) {
    std::map<QuestionId, Shown> cells;
    for (const Answer& answer : response.answers) {
        const std::string& text = answer.values.front();
        switch (shownKind(answer.style, shape, mapped)) {
        case CellKind::Number: cells[answer.question] = numberIn(text); break;
        case CellKind::Boolean: cells[answer.question] = text == "true"; break;
        case CellKind::Date: cells[answer.question] = serialDate(text); break;
        case CellKind::Time: cells[answer.question] = serialTime(text); break;
        default: cells[answer.question] = joined(answer.values); break;
        }
    }
    return cells;
}

double expectedSubmittedAt(const Response& response) {
    constexpr double dayMillis = 86'400'000;
    constexpr double epochDays = 25'569; // 1970-01-01
    return static_cast<double>(response.submittedAt.time_since_epoch().count()) / dayMillis + epochDays;
}

} // namespace rowcast::intake
