// Refusals are those of Google's JSON front end (google-error-bodies.json, "bad JSON type"; protobuf's
// proto_writer):
//   Invalid JSON payload received. Unknown name "<json name>" at '<snake.path[i]>': <why>
//   Invalid value at '<snake.path[i]>' (<TYPE_INT32 | type.googleapis.com/…>), <value as JSON>
// Several refusals of one body are joined by line ends, each has its fieldViolation.

#include "core/sandbox/request_body.h"

#include <simdjson.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>
#include <optional>
#include <utility>

namespace rowcast::sandbox {

namespace {

using simdjson::dom::element;
using simdjson::dom::element_type;

std::string camelCase(std::string_view snake) {
    std::string out;
    for (std::size_t i = 0; i < snake.size(); ++i) {
        if (snake[i] == '_' && i + 1 < snake.size() && snake[i + 1] >= 'a' && snake[i + 1] <= 'z')
            out += char(snake[++i] - 'a' + 'A');
        else
            out += snake[i];
    }
    return out;
}

std::string typeWord(const Type& type) {
    switch (type.kind) {
    case Type::Bool: return "TYPE_BOOL";
    case Type::Int32: return "TYPE_INT32";
    case Type::Int64: return "TYPE_INT64";
    case Type::Float: return "TYPE_FLOAT";
    case Type::Double: return "TYPE_DOUBLE";
    case Type::String:
        return type.fieldMask ? "type.googleapis.com/google.protobuf.FieldMask" : "TYPE_STRING";
    case Type::Enum: return "type.googleapis.com/" + type.enumName;
    case Type::Object: return "type.googleapis.com/google.apps.sheets.v4." + type.message->name;
    case Type::Array: return "type.googleapis.com/google.protobuf.ListValue";
    case Type::Map: return "type.googleapis.com/google.protobuf.Struct";
    case Type::Any: break;
    }
    return "TYPE_MESSAGE";
}

/// The nearest double whose shortest text is that of the float: 0.3 stays 0.3, 0.29803921568 becomes
/// 0.29803923.
double roundedToFloat(double number) {
    std::array<char, 32> text{};
    const auto end = std::to_chars(text.data(), text.data() + text.size(), float(number)).ptr;
    double out = number;
    std::from_chars(text.data(), end, out);
    return out;
}

std::string lowered(std::string_view text) {
    std::string out(text);
    std::ranges::transform(out, out.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; });
    return out;
}

std::optional<bool> boolIn(std::string_view text) {
    static const std::map<std::string, bool, std::less<>> kWords = {
        {"true", true},   {"t", true},  {"yes", true}, {"y", true},  {"1", true},
        {"false", false}, {"f", false}, {"no", false}, {"n", false}, {"0", false}};
    const auto it = kWords.find(lowered(text));
    return it == kWords.end() ? std::nullopt : std::optional(it->second);
}

/// An enum's word in any case, "-" for "_", or its number; as Google's proto writer reads it.
std::optional<std::string> wordIn(std::string_view text, const Type& type) {
    const auto same = [&](const std::string& known) {
        auto plain = lowered(text);
        std::ranges::replace(plain, '-', '_');
        return lowered(known) == plain;
    };
    if (const auto it = std::ranges::find_if(type.enumValues, same); it != type.enumValues.end()) return *it;
    int index = -1;
    if (text.starts_with('+')) text.remove_prefix(1);
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), index);
    if (error != std::errc() || end != text.data() + text.size() || index < 0 ||
        index >= int(type.enumValues.size()))
        return {};
    return type.enumValues[std::size_t(index)];
}

std::optional<double> numberIn(const element& value) {
    switch (value.type()) {
    case element_type::INT64: return double(std::int64_t(value));
    case element_type::UINT64: return double(std::uint64_t(value));
    case element_type::DOUBLE: return double(value);
    case element_type::STRING: {
        const auto text = std::string_view(value);
        double number = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
        if (error == std::errc() && end == text.data() + text.size()) return number;
        return {};
    }
    default: return {};
    }
}

ApiError violated(const std::vector<std::pair<std::string, std::string>>& violations) {
    ApiError error;
    for (const auto& violation : violations)
        error.message += (error.message.empty() ? "" : "\n") + violation.second;
    error.details = badRequestDetails(violations);
    error.reason = "invalid"; // in Drive's envelope, which has no domain here
    error.domain.clear();
    return error;
}

class Reader {
public:
    Reader(std::string_view root, Unknown unknown) : m_path(root), m_unknown(unknown) {}

    Json message(const element& value, const Message& message) {
        Json::Object out;
        bool taken = false;
        for (const auto [key, inner] : simdjson::dom::object(value)) {
            const auto field = fieldOf(message, key);
            if (!field) {
                if (m_unknown == Unknown::Refuse) unknownName(key, "Cannot find field.");
                continue;
            }
            if (inner.is_null()) continue;
            if (message.inUnion(field->first) && std::exchange(taken, true)) {
                violate("Invalid value" + at(m_path) + " (oneof), oneof field '" + message.unionField +
                        "' is already set. Cannot set '" + std::string(key) + "'");
                continue;
            }
            const auto size = m_path.size();
            if (!m_path.empty()) m_path += '.';
            m_path += snakeCase(field->first);
            auto read = this->value(inner, field->second, key, size);
            m_path.resize(size);
            if (!read.isNull()) out.push_back({field->first, std::move(read)});
        }
        if (message.name == "Color")
            std::erase_if(out,
                          [](const Json::Member& m) { return m.key != "alpha" && m.value.asNumber() == 0; });
        return out;
    }

    void unknownName(std::string_view name, std::string_view why) {
        violate("Invalid JSON payload received. Unknown name \"" + std::string(name) + "\"" + at(m_path) +
                ": " + std::string(why));
    }
    [[nodiscard]] bool failed() const { return !m_violations.empty(); }
    [[nodiscard]] ApiError error() const { return violated(m_violations); }

    /// `parent` is the length of the path above this field, `name` its name in the request.
    Json value(const element& value, const Type& type, std::string_view name, std::size_t parent) {
        switch (type.kind) {
        case Type::Any: return any(value);
        case Type::Array: return array(value, type, name, parent);
        case Type::Map: return map(value, type);
        case Type::Object:
            if (value.is_object()) return message(value, *type.message);
            return misplaced(value, type, name, parent);
        default: return scalar(value, type, name, parent);
        }
    }

private:
    using Field = std::pair<const std::string, Type>;
    static const Field* fieldOf(const Message& message, std::string_view key) {
        auto it = message.fields.find(key);
        if (it == message.fields.end() && key.find('_') != std::string_view::npos)
            it = message.fields.find(camelCase(key));
        return it == message.fields.end() ? nullptr : &*it;
    }

    static std::string at(std::string_view path) {
        return path.empty() ? std::string() : " at '" + std::string(path) + "'";
    }
    void violate(std::string description) { m_violations.emplace_back(m_path, std::move(description)); }
    Json invalid(const element& value, const Type& type) {
        const auto path = m_path;
        if (type.wrapped) m_path += ".value";
        // Strings are quoted as they came.
        violate(
            "Invalid value" + at(m_path) + " (" + typeWord(type) + "), " +
            (value.is_string() ? '"' + std::string(std::string_view(value)) + '"' : simdjson::minify(value)));
        m_path = path;
        return {};
    }
    /// An array or object where the schema has neither: the words name the field, the path its parent.
    Json misplaced(const element& value, const Type& type, std::string_view name, std::size_t parent) {
        if (!value.is_array() && !value.is_object()) return invalid(value, type);
        const auto whole = m_path;
        m_path.resize(parent);
        if (value.is_array())
            unknownName(name, "Proto field is not repeating, cannot start list.");
        else
            violate("Invalid value" + at(m_path) + " (" + snakeCase(name) +
                    "), Starting an object on a scalar field");
        m_path = whole;
        return {};
    }

    Json scalar(const element& value, const Type& type, std::string_view name, std::size_t parent) {
        if (value.is_array() || value.is_object()) return misplaced(value, type, name, parent);
        switch (type.kind) {
        case Type::Bool:
            if (value.is_bool()) return bool(value);
            if (const auto number = value.is_string() ? std::nullopt : numberIn(value);
                number == 0 || number == 1)
                return *number == 1;
            if (const auto truth = value.is_string() ? boolIn(value) : std::nullopt) return *truth;
            return invalid(value, type);
        case Type::String: return value.is_string() ? Json(std::string_view(value)) : invalid(value, type);
        case Type::Enum: return enumeration(value, type);
        default: return number(value, type);
        }
    }
    Json enumeration(const element& value, const Type& type) {
        std::int64_t index = -1;
        const auto text = value.is_string()                       ? std::string(std::string_view(value))
                          : value.get(index) == simdjson::SUCCESS ? std::to_string(index)
                                                                  : std::string();
        const auto word = wordIn(text, type);
        return word ? Json(*word) : invalid(value, type);
    }
    Json number(const element& value, const Type& type) {
        const auto number = numberIn(value);
        if (!number) return invalid(value, type);
        const bool whole = std::trunc(*number) == *number;
        if (type.kind == Type::Int32 &&
            (!whole || std::abs(*number) > std::numeric_limits<std::int32_t>::max()))
            return invalid(value, type);
        if (type.kind == Type::Int64 && !whole) return invalid(value, type);
        return type.kind == Type::Float ? roundedToFloat(*number) : *number;
    }

    Json array(const element& value, const Type& type, std::string_view name, std::size_t parent) {
        Json::Array out;
        if (!value.is_array()) { // one item without its list is accepted
            out.push_back(this->value(value, *type.item, name, parent));
            if (type.item->kind == Type::Array && !value.is_array() && !failed()) invalid(value, type);
            return out;
        }
        const simdjson::dom::array items = value;
        out.reserve(items.size());
        const auto size = m_path.size();
        std::size_t index = 0;
        for (const auto item : items) {
            m_path += '[' + std::to_string(index++) + ']';
            if (type.item->kind == Type::Array && !item.is_array())
                invalid(item, *type.item);
            else
                out.push_back(this->value(item, *type.item, name, parent));
            m_path.resize(size);
        }
        return out;
    }
    Json map(const element& value, const Type& type) {
        if (!value.is_object()) return invalid(value, type);
        Json::Object out;
        for (const auto [key, inner] : simdjson::dom::object(value)) {
            // A null value stays: Drive removes the property of that name.
            out.push_back({std::string(key),
                           inner.is_null() ? Json() : this->value(inner, *type.item, key, m_path.size())});
        }
        return out;
    }
    static Json any(const element& value) {
        switch (value.type()) {
        case element_type::ARRAY: {
            Json::Array items;
            for (const auto item : simdjson::dom::array(value))
                items.push_back(any(item));
            return items;
        }
        case element_type::OBJECT: {
            Json::Object members;
            for (const auto [key, inner] : simdjson::dom::object(value))
                members.push_back({std::string(key), any(inner)});
            return members;
        }
        case element_type::STRING: return std::string_view(value);
        case element_type::BOOL: return bool(value);
        case element_type::NULL_VALUE: return {};
        default: return double(value);
        }
    }

    std::string m_path;
    Unknown m_unknown;
    std::vector<std::pair<std::string, std::string>> m_violations;
};

ApiError syntaxError(std::string_view body) {
    ApiError error;
    const auto line = body.substr(0, std::min(body.find('\n'), std::size_t(80)));
    error.message = "Invalid JSON payload received. Unexpected token.\n" + std::string(line) + "\n^";
    error.details = badRequestDetails({{"", error.message}});
    return error;
}

/// A query parameter's text; nothing for what Google does not take.
std::optional<Json> fromText(const std::string& text, const Type& type) {
    switch (type.kind) {
    case Type::Bool: {
        const auto truth = boolIn(text);
        return truth ? std::optional<Json>(*truth) : std::nullopt;
    }
    case Type::Int32: [[fallthrough]];
    case Type::Int64: {
        std::int64_t number = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
        return error == std::errc() && end == text.data() + text.size() ? std::optional<Json>(number)
                                                                        : std::nullopt;
    }
    case Type::Enum: {
        const auto word = wordIn(text, type);
        return word ? std::optional<Json>(*word) : std::nullopt;
    }
    default: return Json(text);
    }
}

} // namespace

std::string snakeCase(std::string_view camel) {
    std::string out;
    for (const char c : camel) {
        if (c >= 'A' && c <= 'Z') {
            out += '_';
            out += char(c - 'A' + 'a');
        } else {
            out += c;
        }
    }
    return out;
}

Answer<> readBody(std::string_view body, const Message& message, std::string_view root, Unknown unknown) {
    if (body.find_first_not_of(" \t\r\n") == std::string_view::npos) return Json::object();
    simdjson::dom::parser parser;
    element document;
    if (parser.parse(simdjson::padded_string(body)).get(document) != simdjson::SUCCESS)
        return refuse(syntaxError(body));
    Reader reader(root, unknown);
    if (!document.is_object()) {
        reader.unknownName("", "Root element must be a message.");
        return refuse(reader.error());
    }
    auto read = reader.message(document, message);
    if (reader.failed()) return refuse(reader.error());
    return read;
}

Answer<> readQuery(const QueryItems& query, const Method& method,
                   const std::map<std::string, Type, std::less<>>& common, Unknown unknown) {
    Json out = Json::object();
    std::vector<std::pair<std::string, std::string>> violations;
    for (const auto& [name, text] : query) {
        auto it = method.parameters.find(name);
        if (it == method.parameters.end()) it = method.parameters.find(camelCase(name));
        if (it == method.parameters.end()) {
            if (common.contains(name) || unknown == Unknown::Ignore) continue;
            violations.emplace_back("", "Invalid JSON payload received. Unknown name \"" + name +
                                            "\": Cannot bind query parameter. Field '" + name +
                                            "' could not be found in request message.");
            continue;
        }
        const bool repeated = it->second.kind == Type::Array;
        const auto& type = repeated ? *it->second.item : it->second;
        auto value = fromText(text, type);
        if (!value) {
            const auto field = snakeCase(it->first);
            violations.emplace_back(field, "Invalid value at '" + field + "' (" + typeWord(type) + "), \"" +
                                               text + "\"");
        } else if (repeated) {
            out.at(it->first).push(std::move(*value));
        } else if (unknown == Unknown::Refuse ||
                   !out.has(it->first)) { // Drive reads the first, Sheets the last
            out.set(it->first, std::move(*value));
        }
    }
    if (!violations.empty()) return refuse(violated(violations));
    for (const auto& [name, type] : method.parameters) {
        if (type.required && !type.inPath && !out.has(name))
            return refuse(driveError(400, "required", "Required parameter: " + name, name, "parameter"));
    }
    return out;
}

} // namespace rowcast::sandbox
