#include "core/google/forms_get.h"

#include "core/google/json.h"

#include <QRegularExpression>
#include <QUrl>

namespace rowcast::google {

namespace {

constexpr char kName[] = "forms.get";

std::optional<QuestionType> choiceType(JsonElement choice) {
    return jsonText(choice, "type") == "CHECKBOX" ? QuestionType::Choices : QuestionType::Choice;
}

/// Answers are texts; the kind of the question says what they mean. A date without its year is none.
std::optional<QuestionType> typeOf(JsonElement question) {
    if (const auto choice = jsonAt(question, "choiceQuestion")) return choiceType(*choice);
    if (jsonAt(question, "scaleQuestion") || jsonAt(question, "ratingQuestion")) return QuestionType::Number;
    if (jsonAt(question, "fileUploadQuestion")) return QuestionType::File;
    if (const auto time = jsonAt(question, "timeQuestion"))
        return jsonBool(*time, "duration") ? QuestionType::Duration : QuestionType::Time;
    if (const auto date = jsonAt(question, "dateQuestion")) {
        if (!jsonBool(*date, "includeYear")) return QuestionType::Text;
        return jsonBool(*date, "includeTime") ? QuestionType::DateTime : QuestionType::Date;
    }
    return QuestionType::Text;
}

void add(QuestionMap& map, JsonElement question, const std::string& title, std::optional<QuestionType> type) {
    QuestionMap::Entry entry;
    entry.id = QuestionId(jsonText(question, "questionId"));
    entry.title = QString::fromStdString(title).simplified();
    entry.type = type;
    if (!entry.id.empty()) map.entries.push_back(std::move(entry));
}

void addItem(QuestionMap& map, JsonElement item) {
    const std::string title = jsonText(item, "title");
    if (const auto single = jsonAt(item, "questionItem")) {
        if (const auto question = jsonAt(*single, "question")) add(map, *question, title, typeOf(*question));
        return;
    }
    const auto group = jsonAt(item, "questionGroupItem");
    if (!group) return;
    std::optional<QuestionType> type;
    if (const auto grid = jsonAt(*group, "grid"))
        if (const auto columns = jsonAt(*grid, "columns")) type = choiceType(*columns);
    forEachIn(*group, "questions", [&](JsonElement question) {
        const auto row = jsonAt(question, "rowQuestion");
        add(map, question, row ? title + " [" + jsonText(*row, "title") + "]" : title, type);
    });
}

} // namespace

Call formsGet(const QString& form) {
    static const QRegularExpression inLink(QStringLiteral("/forms/(?:u/\\d+/)?d/([A-Za-z0-9_-]+)"));
    const auto found = inLink.match(form);
    Call call;
    call.api = Api::Forms;
    call.path = "/v1/forms/" + QUrl::toPercentEncoding(found.hasMatch() ? found.captured(1) : form.trimmed());
    call.name = kName;
    return call;
}

Answer<QuestionMap> parseFormsGet(const Reply& reply) {
    const auto document = JsonDocument::parse(kName, viewOf(reply.body));
    if (!document) return tl::unexpected(document.error());
    QuestionMap map;
    if (const auto info = jsonAt(document->root(), "info")) {
        map.formTitle = QString::fromStdString(jsonText(*info, "title"));
        if (map.formTitle.isEmpty()) map.formTitle = QString::fromStdString(jsonText(*info, "documentTitle"));
    }
    forEachIn(document->root(), "items", [&](JsonElement item) { addItem(map, item); });
    return map;
}

} // namespace rowcast::google
