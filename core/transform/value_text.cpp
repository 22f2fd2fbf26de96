#include "core/transform/value_text.h"

#include "core/transform/cell_value.h"

#include <array>
#include <charconv>

namespace rowcast::transform {

namespace {

/// Without the spaces that empty parts of a template leave.
std::string tidied(const std::string& text) {
    std::string out;
    for (const char c : text)
        if (c != ' ' || (!out.empty() && out.back() != ' ')) out += c;
    while (!out.empty() && out.back() == ' ')
        out.pop_back();
    return out;
}

std::string scalarList(Element array) {
    std::string out;
    std::string buffer;
    for (const Element item : asArray(array)) {
        if (!isScalar(item) || item.is_null()) continue;
        if (!out.empty()) out += ", ";
        out += scalarText(item, buffer);
    }
    return out;
}

} // namespace

bool isScalar(Element element) {
    return !element.is_array() && !element.is_object();
}

std::string_view scalarText(Element element, std::string& buffer) {
    std::string_view text;
    if (element.get(text) == simdjson::SUCCESS) return text;
    buffer.resize(32);
    std::to_chars_result end{buffer.data(), {}};
    if (element.is_int64())
        end = std::to_chars(buffer.data(), buffer.data() + 32, element.get_int64().value_unsafe());
    else if (element.is_uint64())
        end = std::to_chars(buffer.data(), buffer.data() + 32, element.get_uint64().value_unsafe());
    else if (element.is_double())
        return buffer = numberText(element.get_double().value_unsafe());
    else if (element.is_bool())
        return element.get_bool().value_unsafe() ? "true" : "false";
    return {buffer.data(), static_cast<std::size_t>(end.ptr - buffer.data())};
}

std::string_view wordFor(const std::optional<Words>& words, const AnswerPlace& place, std::string_view id) {
    if (!words) return id;
    Element options;
    const bool found = words->in.fromDocument() ? words->in.first(place.document, options)
                                                : words->in.first(place.answer, options) ||
                                                      words->in.first(place.response, options);
    if (!found || !options.is_array()) return id;
    std::string buffer;
    for (const Element option : asArray(options)) {
        Element optionId;
        Element text;
        std::string_view word;
        if (!words->id.first(option, optionId) || !words->text.first(option, text)) continue;
        const std::string_view key = scalarText(optionId, buffer);
        const bool ends = words->ends && key.size() > id.size() && key.ends_with(id) &&
                          key[key.size() - id.size() - 1] == '/';
        if ((key == id || ends) && text.get(word) == simdjson::SUCCESS) return word;
    }
    return id;
}

std::vector<std::string> partsOf(const Template& each, Element object) {
    std::vector<std::string> parts;
    std::string buffer;
    const auto add = [&](Element part) {
        if (isScalar(part) && !part.is_null()) parts.emplace_back(scalarText(part, buffer));
    };
    for (const JsonPath& path : each.paths) {
        Element part;
        if (!path.first(object, part)) continue;
        if (!part.is_array())
            add(part);
        else
            for (const Element item : asArray(part))
                add(item);
    }
    return parts;
}

std::optional<std::string> filled(const Template& each, Element object) {
    std::string out = each.texts.front();
    std::string buffer;
    for (std::size_t i = 0; i < each.paths.size(); ++i) {
        Element part;
        if (!each.paths[i].first(object, part) || part.is_null() || part.is_object()) return {};
        if (part.is_array()) {
            const std::string list = scalarList(part);
            if (list.empty()) return {};
            out += list;
        } else {
            out += scalarText(part, buffer);
        }
        out += each.texts[i + 1];
    }
    return tidied(out);
}

} // namespace rowcast::transform
