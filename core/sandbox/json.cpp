#include "core/sandbox/json.h"

#include <simdjson.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace rowcast::sandbox {

namespace {

const Json kNull;
const std::string kNoText;
const Json::Array kNoItems;
const Json::Object kNoMembers;

void appendString(std::string& out, std::string_view text) {
    static constexpr char kHex[] = "0123456789abcdef";
    out += '"';
    std::size_t start = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto c = static_cast<unsigned char>(text[i]);
        if (c >= 0x20 && c != '"' && c != '\\' && c != '<' && c != '>' && c != 0x7f) continue;
        out.append(text, start, i - start);
        start = i + 1;
        switch (c) {
        case '"': out += "\\\""; break;
        case '\\': out += "\\\\"; break;
        case '\n': out += "\\n"; break;
        case '\r': out += "\\r"; break;
        case '\t': out += "\\t"; break;
        case '\b': out += "\\b"; break;
        case '\f': out += "\\f"; break;
        default:
            out += "\\u00";
            out += kHex[c >> 4];
            out += kHex[c & 15];
        }
    }
    out.append(text, start);
    out += '"';
}

class Writer {
public:
    Writer(std::string& out, bool pretty) : m_out(out), m_pretty(pretty) {}

    void value(const Json& json) {
        if (json.isNull())
            m_out += "null";
        else if (json.isBool())
            m_out += json.asBool() ? "true" : "false";
        else if (json.isNumber())
            appendNumber(m_out, json.asNumber());
        else if (json.isString())
            appendString(m_out, json.asString());
        else if (json.isArray())
            array(json.items());
        else
            object(json.members());
    }

private:
    void array(const Json::Array& items) {
        m_out += '[';
        ++m_depth;
        for (std::size_t i = 0; i < items.size(); ++i) {
            line(i > 0);
            value(items[i]);
        }
        close(items.empty(), ']');
    }
    void object(const Json::Object& members) {
        m_out += '{';
        ++m_depth;
        for (std::size_t i = 0; i < members.size(); ++i) {
            line(i > 0);
            appendString(m_out, members[i].key);
            m_out += m_pretty ? ": " : ":";
            value(members[i].value);
        }
        close(members.empty(), '}');
    }
    void line(bool comma) {
        if (comma) m_out += ',';
        if (m_pretty) {
            m_out += '\n';
            m_out.append(m_depth * 2, ' ');
        }
    }
    void close(bool empty, char bracket) {
        --m_depth;
        if (!empty) line(false);
        m_out += bracket;
    }

    std::string& m_out;
    bool m_pretty;
    std::size_t m_depth = 0;
};

Json fromDom(const simdjson::dom::element& element) {
    using simdjson::dom::element_type;
    switch (element.type()) {
    case element_type::ARRAY: {
        Json::Array items;
        for (const auto item : simdjson::dom::array(element))
            items.push_back(fromDom(item));
        return items;
    }
    case element_type::OBJECT: {
        Json::Object members;
        for (const auto field : simdjson::dom::object(element))
            members.push_back({std::string(field.key), fromDom(field.value)});
        return members;
    }
    case element_type::STRING: return std::string_view(element);
    case element_type::BOOL: return bool(element);
    case element_type::NULL_VALUE: return {};
    default: return double(element);
    }
}

} // namespace

Json Json::object(std::initializer_list<Member> members) {
    return Object(members);
}
Json Json::array(std::initializer_list<Json> items) {
    return Array(items);
}

bool Json::asBool(bool otherwise) const {
    const auto* value = std::get_if<bool>(&m_value);
    return value ? *value : otherwise;
}
double Json::asNumber(double otherwise) const {
    const auto* value = std::get_if<double>(&m_value);
    return value ? *value : otherwise;
}
int Json::asInt(int otherwise) const {
    const auto* value = std::get_if<double>(&m_value);
    return value ? int(*value) : otherwise;
}
const std::string& Json::asString() const {
    const auto* value = std::get_if<std::string>(&m_value);
    return value ? *value : kNoText;
}
const Json::Array& Json::items() const {
    const auto* value = std::get_if<Array>(&m_value);
    return value ? *value : kNoItems;
}
const Json::Object& Json::members() const {
    const auto* value = std::get_if<Object>(&m_value);
    return value ? *value : kNoMembers;
}

const Json* Json::find(std::string_view key) const {
    for (const auto& member : members()) {
        if (member.key == key) return &member.value;
    }
    return nullptr;
}
Json* Json::find(std::string_view key) {
    return const_cast<Json*>(std::as_const(*this).find(key));
}
const Json& Json::operator[](std::string_view key) const {
    const auto* member = find(key);
    return member ? *member : kNull;
}

Json& Json::at(std::string_view key) {
    if (auto* member = find(key)) return *member;
    return editMembers().emplace_back(Member{std::string(key), {}}).value;
}
void Json::erase(std::string_view key) {
    if (auto* object = std::get_if<Object>(&m_value))
        std::erase_if(*object, [&](const Member& member) { return member.key == key; });
}
void Json::push(Json item) {
    editItems().push_back(std::move(item));
}
Json::Array& Json::editItems() {
    if (!isArray()) m_value = Array();
    return std::get<Array>(m_value);
}
Json::Object& Json::editMembers() {
    if (!isObject()) m_value = Object();
    return std::get<Object>(m_value);
}

bool Json::operator==(const Json& other) const {
    return m_value == other.m_value;
}

void appendNumber(std::string& out, double number) {
    std::array<char, 32> text{};
    const bool whole = std::trunc(number) == number && std::abs(number) < 1e15;
    const auto end = whole ? std::to_chars(text.data(), text.data() + text.size(), std::int64_t(number)).ptr
                           : std::to_chars(text.data(), text.data() + text.size(), number).ptr;
    out.append(text.data(), end);
}

std::string write(const Json& json, Layout layout) {
    std::string out;
    Writer(out, layout == Layout::Pretty).value(json);
    if (layout == Layout::Pretty) out += '\n';
    return out;
}

Json parseJson(std::string_view text) {
    simdjson::dom::parser parser;
    simdjson::dom::element root;
    if (parser.parse(simdjson::padded_string(text)).get(root) != simdjson::SUCCESS) return {};
    return fromDom(root);
}

} // namespace rowcast::sandbox
