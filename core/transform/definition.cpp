#include "core/transform/definition.h"

#include "core/transform/value_text.h"

#include <algorithm>

namespace rowcast::transform {

namespace {

std::string textAt(const std::vector<JsonPath>& paths, Element from) {
    std::string buffer;
    for (const JsonPath& path : paths) {
        Element element;
        if (!path.first(from, element)) continue;
        if (const std::string_view text = scalarText(element, buffer); !text.empty())
            return std::string(text);
    }
    return {};
}

std::vector<QuestionMap::ChoiceLabel> choicesOf(const Words& words, Element question) {
    std::vector<QuestionMap::ChoiceLabel> choices;
    Element options;
    if (!words.in.first(question, options) || !options.is_array()) return choices;
    for (const Element option : asArray(options)) {
        const std::string id = textAt({words.id}, option);
        const std::string label = textAt({words.text}, option);
        if (!id.empty()) choices.push_back({QString::fromStdString(id), QString::fromStdString(label)});
    }
    return choices;
}

/// None: not a question of its own.
std::optional<QuestionMap::Entry> entryOf(const AnswerSource& source, const Definition& define,
                                          Element question) {
    QuestionMap::Entry entry;
    const std::string id = textAt(define.id, question);
    if (id.empty()) return {};
    entry.id = QuestionId(source.prefix + id);
    entry.title = QString::fromStdString(textAt(define.title, question)).simplified();
    const std::string word = textAt({define.type}, question);
    const auto type = std::find_if(define.types.begin(), define.types.end(),
                                   [&word](const auto& each) { return each.first == word; });
    if (type != define.types.end()) {
        if (!type->second) return {};
        entry.type = type->second;
    }
    if (define.several && entry.type == QuestionType::Choice && textAt({*define.several}, question) == "true")
        entry.type = QuestionType::Choices;
    if (define.choices) entry.choices = choicesOf(*define.choices, question);
    return entry;
}

void read(const AnswerSource& source, Element list, std::vector<QuestionMap::Entry>& into) {
    if (!list.is_array()) return;
    for (const Element question : asArray(list)) {
        const bool skipped = source.define->in.empty() &&
                             std::any_of(source.skip.begin(), source.skip.end(),
                                         [&](const auto& skip) { return allHold(skip, question); });
        if (skipped) continue;
        if (auto entry = entryOf(source, *source.define, question)) into.push_back(std::move(*entry));
    }
}

} // namespace

std::vector<QuestionMap::Entry> definedIn(const Profile& profile, Element response, Element document) {
    std::vector<QuestionMap::Entry> entries;
    for (const AnswerSource& source : profile.answers) {
        if (!source.define) continue;
        for (const JsonPath& path : source.define->in.empty() ? source.in : source.define->in)
            path.each(path.fromDocument() ? document : response, [&](Element list) {
                read(source, list, entries);
                return true;
            });
    }
    return entries;
}

} // namespace rowcast::transform
