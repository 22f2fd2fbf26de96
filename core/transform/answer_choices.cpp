// Answers that choose: the map's words for ids, and a column a choice.
#include "core/transform/answer_writer.h"

#include <algorithm>

namespace rowcast::transform {

namespace {

/// Empty if one of the parts is no choice.
std::vector<std::string> knownParts(const MappedChoices& choices, std::string_view text,
                                    std::string_view between) {
    std::vector<std::string> parts;
    for (;;) {
        const std::size_t end = text.find(between);
        const std::string_view part = text.substr(0, end);
        if (choices.label(part) == nullptr) return {};
        parts.emplace_back(part);
        if (end == std::string_view::npos) return parts;
        text.remove_prefix(end + between.size());
    }
}

} // namespace

std::string labelled(const MappedChoices& choices, const std::vector<std::string>& chosen,
                     std::string_view join) {
    std::string out;
    for (const std::string& each : chosen) {
        const std::string* label = choices.label(each);
        if (!out.empty()) out += join;
        out += label ? *label : each;
    }
    return out;
}

/// Some products send several choices in one text: "a b", "a, b".
std::vector<std::string> AnswerWriter::chosenIn(std::string_view text) const {
    if (text.empty()) return {};
    if (choices_->several && choices_->label(text) == nullptr)
        for (const std::string_view between : {", ", ",", "; ", ";", "\n", " "})
            if (auto parts = knownParts(*choices_, text, between); !parts.empty()) return parts;
    return {std::string(text)};
}

std::string_view AnswerWriter::wordOf(const ValueRule& rule, const AnswerPlace& place,
                                      std::string_view text) const {
    if (choices_)
        if (const std::string* label = choices_->label(text)) return *label;
    if (!rule.words) return text;
    const std::string_view word = wordFor(rule.words, place, text);
    const std::string* label = choices_ ? choices_->label(word) : nullptr;
    return label ? std::string_view(*label) : word;
}

void AnswerWriter::writeList(const ValueRule& rule, const AnswerPlace& place, std::string_view id,
                             std::string_view rowWord, const std::vector<Element>& values) {
    if (choices_ && choices_->split) {
        std::vector<std::string> chosen;
        for (const Element value : values) {
            std::string buffer;
            const std::string_view text = scalarText(value, buffer);
            const std::string* label = choices_->label(text);
            if (label || !rule.words || !value.is_string())
                chosen.push_back(isScalar(value) ? std::string(text) : textOf(rule, place, value));
            else
                chosen.emplace_back(wordFor(rule.words, place, text));
        }
        return writeSplit(place, id, chosen);
    }
    several_ = true;
    writeText(rule, place, id, rowWord, arena().copy(listText(rule, place, values)), true);
    several_ = false;
}

void AnswerWriter::writeSplit(const AnswerPlace& place, std::string_view id,
                              const std::vector<std::string>& chosen) {
    const auto write = [&](std::string_view choice, bool yes) {
        const std::string column = std::string(id) + "[" + std::string(choice) + "]";
        const std::uint32_t index = question(place, column, choice);
        form_->suggestKind(index, CellKind::Boolean, false);
        Cell cell;
        cell.kind = CellKind::Boolean;
        cell.number = yes ? 1 : 0;
        put(index, cell, true);
    };
    for (const auto& [choice, label] : choices_->labels)
        write(choice, std::find(chosen.begin(), chosen.end(), choice) != chosen.end());
    for (const std::string& each : chosen)
        if (choices_->label(each) == nullptr && !each.empty()) write(each, true);
}

} // namespace rowcast::transform
