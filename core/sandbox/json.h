#pragma once
/// A JSON value as the sandbox keeps and answers it: members stay in order, numbers are doubles. Any thread.

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace rowcast::sandbox {

class Json {
public:
    struct Member;
    using Array = std::vector<Json>;
    using Object = std::vector<Member>;

    Json() = default;
    Json(bool value);
    Json(double value);
    Json(int value);
    Json(std::int64_t value);
    Json(std::string value);
    Json(std::string_view value);
    Json(const char* value);
    Json(Array value);
    Json(Object value);
    [[nodiscard]] static Json object(std::initializer_list<Member> members = {});
    [[nodiscard]] static Json array(std::initializer_list<Json> items = {});

    [[nodiscard]] bool isNull() const { return std::holds_alternative<std::monostate>(m_value); }
    [[nodiscard]] bool isBool() const { return std::holds_alternative<bool>(m_value); }
    [[nodiscard]] bool isNumber() const { return std::holds_alternative<double>(m_value); }
    [[nodiscard]] bool isString() const { return std::holds_alternative<std::string>(m_value); }
    [[nodiscard]] bool isArray() const { return std::holds_alternative<Array>(m_value); }
    [[nodiscard]] bool isObject() const { return std::holds_alternative<Object>(m_value); }

    [[nodiscard]] bool asBool(bool otherwise = false) const;
    [[nodiscard]] double asNumber(double otherwise = 0) const;
    [[nodiscard]] int asInt(int otherwise = 0) const;
    [[nodiscard]] const std::string& asString() const; ///< empty when it is no string

    /// Of anything but an array resp. object: nothing.
    [[nodiscard]] const Array& items() const;
    [[nodiscard]] const Object& members() const;
    [[nodiscard]] bool has(std::string_view key) const { return find(key) != nullptr; }
    [[nodiscard]] const Json* find(std::string_view key) const;
    [[nodiscard]] Json* find(std::string_view key);
    /// The member, or null where there is none.
    [[nodiscard]] const Json& operator[](std::string_view key) const;

    /// Makes this an object resp. array where it is null.
    Json& at(std::string_view key);
    void set(std::string_view key, Json value);
    void erase(std::string_view key);
    void push(Json item);
    [[nodiscard]] Array& editItems();
    [[nodiscard]] Object& editMembers();

    bool operator==(const Json& other) const;

private:
    std::variant<std::monostate, bool, double, std::string, Array, Object> m_value;
};

struct Json::Member {
    std::string key;
    Json value;
    bool operator==(const Member&) const = default;
};

// Here, because Clang looks into the variant at once, and Member must be whole by then.
inline Json::Json(bool value) : m_value(value) {}
inline Json::Json(double value) : m_value(value) {}
inline Json::Json(int value) : m_value(double(value)) {}
inline Json::Json(std::int64_t value) : m_value(double(value)) {}
inline Json::Json(std::string value) : m_value(std::move(value)) {}
inline Json::Json(std::string_view value) : m_value(std::string(value)) {}
inline Json::Json(const char* value) : m_value(std::string(value)) {}
inline Json::Json(Array value) : m_value(std::move(value)) {}
inline Json::Json(Object value) : m_value(std::move(value)) {}
inline void Json::set(std::string_view key, Json value) {
    at(key) = std::move(value);
}

enum class Layout { Compact, Pretty };

/// UTF-8 text as Google writes it (Pretty is Google's default: two spaces).
[[nodiscard]] std::string write(const Json& json, Layout layout = Layout::Compact);
/// A number as JSON text: whole ones without a point, others as the shortest text that reads back the same.
void appendNumber(std::string& out, double number);

/// Parsed text; null for what is no JSON. For our own documents and tests, requests go through `Schema`.
[[nodiscard]] Json parseJson(std::string_view text);

} // namespace rowcast::sandbox
