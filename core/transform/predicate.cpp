#include "core/transform/profile.h"

#include <algorithm>

namespace rowcast::transform {

namespace {

std::uint8_t typeOf(Element element) {
    switch (element.type()) {
    case simdjson::dom::element_type::STRING: return Predicate::String;
    case simdjson::dom::element_type::BOOL: return Predicate::Boolean;
    case simdjson::dom::element_type::OBJECT: return Predicate::Object;
    case simdjson::dom::element_type::ARRAY: return Predicate::Array;
    case simdjson::dom::element_type::NULL_VALUE: return Predicate::Null;
    default: return Predicate::Number;
    }
}

bool hasKey(Element element, const KeyPattern& pattern) {
    if (!element.is_object()) return false;
    for (const auto field : asObject(element))
        if (pattern.matches(field.key)) return true;
    return false;
}

bool isOneOf(Element element, const std::vector<std::string>& texts) {
    std::string_view text;
    if (element.is_bool())
        text = element.get_bool().value_unsafe() ? "true" : "false";
    else if (element.get(text) != simdjson::SUCCESS)
        return false;
    return std::find(texts.begin(), texts.end(), text) != texts.end();
}

} // namespace

bool Predicate::holds(Element from) const {
    bool found = false;
    at.each(from, [&](Element element) {
        found = (types & typeOf(element)) != 0 && (in.empty() || isOneOf(element, in)) &&
                (!key || hasKey(element, *key));
        return !found;
    });
    return found != absent;
}

bool allHold(const std::vector<Predicate>& predicates, Element from) {
    return std::all_of(predicates.begin(), predicates.end(),
                       [&](const Predicate& predicate) { return predicate.holds(from); });
}

} // namespace rowcast::transform
