#include "core/transform/answer_writer.h"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace rowcast::transform {

namespace {

namespace dom = simdjson::dom;

constexpr std::size_t arenaBytes = 64 * 1024;
constexpr double exactWhole = 9'007'199'254'740'992.0; // 2^53: a sheet's number holds no more

const ValueRule& plainRule() {
    static const ValueRule rule;
    return rule;
}

/// The last part of "group/question": what people call it.
std::string_view lastPart(std::string_view key) {
    const std::size_t slash = key.rfind('/');
    return slash == std::string_view::npos || slash + 1 == key.size() ? key : key.substr(slash + 1);
}

} // namespace

void AnswerWriter::beginRow(FormEntry& form) {
    form_ = &form;
    form.beginRow();
    drafts_.clear();
}

Arena& AnswerWriter::arena() {
    // An arena belongs to one form, so that a form that waits long holds no other form's bytes.
    if (!form_->arena || form_->arenaUsed > arenaBytes * 3 / 4) {
        form_->arena = std::make_shared<Arena>(arenaBytes);
        form_->arenaUsed = 0;
    }
    return *form_->arena;
}

void AnswerWriter::finish(Row& row, std::string_view responseId) {
    std::size_t bytes = responseId.size();
    for (const Draft& draft : drafts_)
        bytes += draft.owned ? 0 : draft.cell.text.size();
    Arena& into = arena();
    const std::span<Cell> cells = into.array<Cell>(drafts_.size());
    char* next = bytes > 0 ? static_cast<char*>(into.allocate(bytes)) : nullptr;
    const auto copy = [&](std::string_view text) -> std::string_view {
        if (text.empty()) return {};
        std::memcpy(next, text.data(), text.size());
        next += text.size();
        return {next - text.size(), text.size()};
    };
    for (std::size_t i = 0; i < drafts_.size(); ++i) {
        cells[i] = drafts_[i].cell;
        if (!drafts_[i].owned) cells[i].text = copy(cells[i].text);
    }
    row.responseId = copy(responseId);
    row.cells = cells;
    row.arena = form_->arena;
    form_->arenaUsed += bytes + cells.size_bytes() + 32;
}

void AnswerWriter::read(const AnswerSource& source, Element response, Element document) {
    for (const JsonPath& path : source.in)
        path.each(path.fromDocument() ? document : response, [&](Element container) {
            std::string_view text;
            if (source.json && container.get(text) == simdjson::SUCCESS) {
                const auto inner = decoder_.decodeInner(text);
                if (!inner) return true;
                container = *inner;
            }
            readContainer(source, container, response, document);
            return true;
        });
}

void AnswerWriter::readContainer(const AnswerSource& source, Element container, Element response,
                                 Element document) {
    if (source.form == AnswerSource::Form::Array) {
        if (!container.is_array()) return;
        std::size_t index = 0;
        for (const Element answer : asArray(container))
            readAnswer({source, answer, response, document}, std::to_string(index++));
        return;
    }
    if (!container.is_object()) return;
    for (const auto field : asObject(container)) {
        if (!source.include.empty() && !matchesAny(source.include, field.key)) continue;
        if (matchesAny(source.exclude, field.key)) continue;
        readAnswer({source, field.value, response, document}, field.key);
    }
}

void AnswerWriter::readAnswer(const AnswerPlace& place, std::string_view name) {
    for (const std::vector<Predicate>& skip : place.source.skip)
        if (allHold(skip, place.answer)) return;
    std::string buffer;
    std::string_view id;
    for (const JsonPath& path : place.source.id) {
        Element element;
        if (path.first(place.answer, element)) id = scalarText(element, buffer);
        if (!id.empty()) break;
    }
    if (id.empty()) id = name;
    std::string prefixed;
    if (!place.source.prefix.empty()) id = prefixed.append(place.source.prefix).append(id);
    for (const ValueRule& rule : place.source.rules)
        if (allHold(rule.when, place.answer)) {
            writeValue(rule, place, id);
            if (!rule.also.empty()) writeAlso(rule, place, id);
            return;
        }
    writeValue(plainRule(), place, id);
}

void AnswerWriter::writeAlso(const ValueRule& rule, const AnswerPlace& place, std::string_view id) {
    if (!place.answer.is_object()) return;
    for (const auto field : asObject(place.answer)) {
        const bool answer = std::any_of(rule.value.begin(), rule.value.end(),
                                        [&](const JsonPath& path) { return path.rootKey() == field.key; });
        // What is said elsewhere is a text or number; anything more is not.
        const bool said = isScalar(field.value) && matchesAny(rule.said, field.key);
        if (answer || said || !matchesAny(rule.also, field.key)) continue;
        write(rule, place, std::string(id) + "[" + std::string(field.key) + "]", field.key, field.value);
    }
}

void AnswerWriter::writeValue(const ValueRule& rule, const AnswerPlace& place, std::string_view id) {
    choices_ = form_->choices(id);
    if (rule.value.empty()) return write(rule, place, id, {}, place.answer);
    std::vector<Element> values;
    for (const JsonPath& path : rule.value) {
        Element single;
        int count = 0;
        path.each(place.answer, [&](Element value) {
            if (value.is_null()) return true;
            if (++count == 1) {
                single = value;
                return true;
            }
            if (count == 2) values.push_back(single);
            values.push_back(value);
            return true;
        });
        if (count == 1) return write(rule, place, id, {}, single);
        if (count > 1) return writeList(rule, place, id, {}, values);
    }
    // Asked but not answered: its column keeps its place.
    if (!place.source.label.empty() || place.source.lookup || !rule.also.empty())
        (void)question(place, id, {});
}

void AnswerWriter::write(const ValueRule& rule, const AnswerPlace& place, std::string_view id,
                         std::string_view rowWord, Element value) {
    std::string_view text;
    if (value.get(text) == simdjson::SUCCESS) {
        if (rule.json && (text.starts_with('[') || text.starts_with('{')))
            if (const auto inner = decoder_.decodeInner(text)) return write(rule, place, id, rowWord, *inner);
        if (choices_ && (choices_->split || choices_->several)) {
            const std::vector<std::string> chosen = chosenIn(text);
            if (choices_->split) return writeSplit(place, id, chosen);
            if (chosen.size() > 1)
                return writeText(rule, place, id, rowWord,
                                 arena().copy(labelled(*choices_, chosen, rule.join)), true);
        }
        const std::string_view word = wordOf(rule, place, text);
        if (rule.html && word.find_first_of("&<") != std::string_view::npos)
            return writeText(rule, place, id, rowWord, arena().copy(withoutHtml(word)), true);
        return writeText(rule, place, id, rowWord, word, false);
    }
    if (value.is_object()) return writeObject(rule, place, id, rowWord, value);
    if (value.is_array()) {
        const dom::array array = asArray(value);
        if (rule.places) return writePlaces(rule, place, id, rowWord, array);
        const bool split = choices_ && choices_->split;
        if (array.size() == 1 && !split && isScalar(array.at(0).value_unsafe()))
            return write(rule, place, id, rowWord, array.at(0).value_unsafe());
        const std::vector<Element> items(array.begin(), array.end());
        return writeList(rule, place, id, rowWord, items);
    }
    if (!value.is_null()) writeNumber(rule, place, id, rowWord, value);
}

void AnswerWriter::writePlaces(const ValueRule& rule, const AnswerPlace& place, std::string_view id,
                               std::string_view rowWord, simdjson::dom::array array) {
    std::size_t number = 0;
    for (const Element item : array) {
        const std::string nth = std::to_string(++number);
        const std::string word = rowWord.empty() ? nth : std::string(rowWord) + " / " + nth;
        const std::string sub = std::string(id) + "[" + nth + "]";
        if (item.is_array())
            writeText(rule, place, sub, word, arena().copy(textOf(rule, place, item)), true);
        else
            write(rule, place, sub, word, item);
    }
}

void AnswerWriter::writeObject(const ValueRule& rule, const AnswerPlace& place, std::string_view id,
                               std::string_view rowWord, Element value) {
    for (const Template& each : rule.each) {
        auto text = filled(each, value);
        if (!text) continue;
        if (choices_ && choices_->split) return writeSplit(place, id, partsOf(each, value));
        if (choices_) text = labelled(*choices_, chosenIn(*text), rule.join);
        return writeText(rule, place, id, rowWord, arena().copy(rule.html ? withoutHtml(*text) : *text),
                         true);
    }
    if (rule.objects == ValueRule::Objects::Text)
        return writeText(rule, place, id, rowWord, arena().copy(textOf(rule, place, value)), true);
    for (const auto field : asObject(value)) {
        const std::string sub = std::string(id) + "[" + std::string(field.key) + "]";
        if (matchesAny(rule.omit, field.key) || matchesAny(place.source.exclude, sub)) continue;
        std::string word(wordFor(rule.rows, place, field.key));
        if (rule.html) word = withoutHtml(word);
        if (!rowWord.empty()) word = std::string(rowWord) + " / " + word;
        write(rule, place, sub, word, field.value);
    }
}

std::string AnswerWriter::textOf(const ValueRule& rule, const AnswerPlace& place, Element value) {
    std::string out;
    if (value.is_array()) {
        const dom::array array = asArray(value);
        return listText(rule, place, std::vector<Element>(array.begin(), array.end()));
    }
    if (value.is_object()) {
        for (const Template& each : rule.each)
            if (const auto text = filled(each, value)) {
                const std::string* label = choices_ ? choices_->label(*text) : nullptr;
                return label ? *label : rule.html ? withoutHtml(*text) : *text;
            }
        for (const auto field : asObject(value)) {
            if (matchesAny(rule.omit, field.key)) continue;
            const std::string part = textOf(rule, place, field.value);
            if (part.empty()) continue;
            if (!out.empty()) out += ", ";
            out.append(lastPart(wordFor(rule.rows, place, field.key))).append(": ").append(part);
        }
        return out;
    }
    std::string buffer;
    const std::string_view text = scalarText(value, buffer);
    const std::string_view word = value.is_string() || choices_ ? wordOf(rule, place, text) : text;
    return rule.html ? withoutHtml(word) : std::string(word);
}

std::string AnswerWriter::listText(const ValueRule& rule, const AnswerPlace& place,
                                   const std::vector<Element>& values) {
    const bool nested = rule.each.empty() && std::any_of(values.begin(), values.end(),
                                                         [](Element value) { return !isScalar(value); });
    std::string out;
    bool any = false;
    bool first = true;
    for (const Element value : values) {
        const std::string text = textOf(rule, place, value);
        any = any || !text.empty();
        // Where places count, an empty one keeps its own.
        if (text.empty() && !rule.places) continue;
        if (!first) out += nested ? "\n" : rule.join;
        first = false;
        out += text;
    }
    return any ? out : std::string();
}

std::uint32_t AnswerWriter::question(const AnswerPlace& place, std::string_view id,
                                     std::string_view rowWord) {
    const std::uint32_t index = form_->intern(id);
    if (!form_->unlabelled(index)) return index;
    std::string label;
    std::string buffer;
    for (const JsonPath& path : place.source.label) {
        Element element;
        if (path.first(path.fromDocument() ? place.document : place.answer, element) && label.empty())
            label = scalarText(element, buffer);
    }
    if (place.source.lookup && label.empty()) {
        const std::string_view plain = id.substr(0, rowWord.empty() ? id.size() : id.find('['));
        const std::string_view found = wordFor(place.source.lookup, place, plain);
        if (found != plain) label = found;
    }
    if (label.empty()) return index;
    if (!rowWord.empty()) label.append(" [").append(rowWord).append("]");
    form_->suggestLabel(index, label);
    return index;
}

void AnswerWriter::put(std::uint32_t index, Cell cell, bool owned) {
    cell.question = index;
    if (form_->firstInRow(index)) {
        drafts_.push_back({cell, owned});
        return;
    }
    const auto before = std::find_if(drafts_.begin(), drafts_.end(),
                                     [&](const Draft& draft) { return draft.cell.question == index; });
    const auto asText = [](const Cell& each) {
        return each.kind == CellKind::Text || each.kind == CellKind::Link ? std::string(each.text)
                                                                          : numberText(each.number);
    };
    const std::string both = asText(before->cell) + ", " + asText(cell);
    before->cell.kind = CellKind::Text;
    before->cell.text = arena().copy(both);
    before->owned = true;
}

void AnswerWriter::writeText(const ValueRule& rule, const AnswerPlace& place, std::string_view id,
                             std::string_view rowWord, std::string_view text, bool owned) {
    const std::uint32_t index = question(place, id, rowWord);
    const auto mapped = form_->mappedKind(index);
    const CellKind kind = mapped.value_or(rule.kind.value_or(CellKind::Text));
    if (text.empty()) return;
    form_->suggestKind(index, rule.kind.value_or(CellKind::Text), several_);
    Cell cell;
    cell.text = text;
    if (kind != CellKind::Text) {
        if (const auto number = parseAs(kind, text, rule.time ? &*rule.time : nullptr, zone_)) {
            cell.kind = kind;
            cell.number = *number;
        } else {
            form_->countUnparsed(index);
        }
    }
    put(index, cell, owned);
}

void AnswerWriter::writeNumber(const ValueRule& rule, const AnswerPlace& place, std::string_view id,
                               std::string_view rowWord, Element value) {
    const std::uint32_t index = question(place, id, rowWord);
    const CellKind natural = value.is_bool() ? CellKind::Boolean : CellKind::Number;
    const auto mapped = form_->mappedKind(index);
    const CellKind kind = mapped.value_or(rule.kind.value_or(natural));
    form_->suggestKind(index, rule.kind.value_or(natural), false);
    const double number =
        value.is_bool() ? (value.get_bool().value_unsafe() ? 1.0 : 0.0) : value.get_double().value_unsafe();
    std::string buffer;
    Cell cell;
    // A yes or no is no number, date or time.
    const bool fits = kind != CellKind::Text && std::abs(number) < exactWhole &&
                      (!value.is_bool() || kind == CellKind::Boolean);
    const auto typed = fits ? numberAs(kind, number, rule.time ? &*rule.time : nullptr, zone_) : std::nullopt;
    if (typed) {
        cell.kind = kind;
        cell.number = *typed;
        return put(index, cell, true);
    }
    if (kind != CellKind::Text && kind != natural) form_->countUnparsed(index);
    const std::string_view text = scalarText(value, buffer);
    const std::string* label = choices_ ? choices_->label(text) : nullptr;
    cell.text = arena().copy(label ? *label : text);
    put(index, cell, true);
}

} // namespace rowcast::transform
