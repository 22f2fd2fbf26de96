#include "core/sandbox/field_mask.h"

#include "core/sandbox/request_body.h"

#include <functional>

namespace rowcast::sandbox {

namespace {

/// Recursive descent over the grammar in the header.
class MaskParser {
public:
    MaskParser(std::string_view text, bool trim) : m_text(text), m_trim(trim) {}

    bool list(const std::function<void(std::vector<std::string>)>& insert) {
        do {
            std::vector<std::string> path;
            do {
                const auto end = m_text.find_first_of(".,/()", m_at);
                auto name = m_text.substr(m_at, end == std::string_view::npos ? end : end - m_at);
                while (m_trim && name.starts_with(' '))
                    name.remove_prefix(1);
                while (m_trim && name.ends_with(' '))
                    name.remove_suffix(1);
                if (name.empty()) return false;
                path.emplace_back(name);
                m_at = std::min(end, m_text.size());
            } while (take('.') || take('/'));
            if (take('(')) {
                const bool inner = list([&](std::vector<std::string> rest) {
                    auto whole = path;
                    whole.insert(whole.end(), rest.begin(), rest.end());
                    insert(std::move(whole));
                });
                if (!inner || !take(')')) return false;
            } else {
                insert(path);
            }
        } while (take(',') && m_at < m_text.size());
        return true;
    }
    [[nodiscard]] bool done() const { return m_at == m_text.size(); }

private:
    bool take(char c) {
        if (m_at < m_text.size() && m_text[m_at] == c) {
            ++m_at;
            return true;
        }
        return false;
    }
    std::string_view m_text;
    bool m_trim;
    std::size_t m_at = 0;
};

bool isContainer(const Type& type) {
    return type.kind == Type::Object;
}

} // namespace

std::optional<FieldMask> FieldMask::parse(std::string_view text, bool trim) {
    FieldMask mask;
    MaskParser parser(text, trim);
    const bool ok = parser.list([&](const std::vector<std::string>& path) {
        auto* at = &mask;
        bool fresh = true;
        for (const auto& name : path) {
            // "a,a.b" is all of a: a path that ended here wins.
            if (!fresh && at->m_children.empty() && at != &mask) return;
            const auto [it, added] = at->m_children.try_emplace(name);
            fresh = added;
            at = &it->second;
        }
        at->m_children.clear();
    });
    if (!ok || !parser.done()) return {};
    return mask;
}

bool FieldMask::reaches(std::string_view path) const {
    const auto* at = this;
    while (!path.empty()) {
        const auto dot = path.find('.');
        const auto name = path.substr(0, dot);
        if (!at->has(name)) return false;
        at = &at->child(name);
        path = dot == std::string_view::npos ? std::string_view() : path.substr(dot + 1);
    }
    return true;
}

const FieldMask& FieldMask::child(std::string_view name) const {
    static const FieldMask kAll;
    if (const auto it = m_children.find(name); it != m_children.end()) return it->second;
    if (const auto star = m_children.find("*"); star != m_children.end()) return star->second;
    return kAll;
}

std::optional<std::string> FieldMask::strangeTo(const Message& message) const {
    for (const auto& [name, inner] : m_children) {
        if (name == "*") {
            for (const auto& [key, type] : inner.children())
                return "*." + key;
            continue;
        }
        auto it = message.fields.find(name);
        if (it == message.fields.end()) return name;
        const auto* type = &it->second;
        while (type->kind == Type::Array)
            type = type->item.get();
        if (inner.children().empty() || type->kind == Type::Any || type->kind == Type::Map) continue;
        if (!isContainer(*type)) {
            for (const auto& [key, rest] : inner.children()) {
                if (key != "*") return name + "." + key;
            }
            continue;
        }
        if (const auto strange = inner.strangeTo(*type->message)) return name + "." + *strange;
    }
    return {};
}

Json FieldMask::prune(const Json& json) const {
    if (m_children.empty()) return json;
    if (json.isArray()) {
        Json::Array out;
        for (const auto& item : json.items())
            out.push_back(prune(item));
        return out;
    }
    if (!json.isObject()) return json;
    Json::Object out;
    for (const auto& member : json.members()) {
        if (!has(member.key)) continue;
        auto inner = child(member.key).prune(member.value);
        out.push_back({member.key, std::move(inner)});
    }
    return out;
}

void FieldMask::copy(Json& target, const Json& source) const {
    if (all()) {
        target = source;
        return;
    }
    for (const auto& [name, inner] : m_children) {
        const auto& value = source[name];
        if (value.isNull() && inner.all()) {
            target.erase(name);
        } else if (inner.all() || !(value.isObject() || value.isNull())) {
            target.set(name, value);
        } else {
            Json below = target[name].isObject() ? target[name] : Json::object();
            inner.copy(below, value);
            if (below.members().empty() && value.isNull())
                target.erase(name);
            else
                target.set(name, std::move(below));
        }
    }
}

Answer<FieldMask> updateMask(const std::string& fields, const Message& message) {
    if (fields.empty())
        return refuse("At least one field must be listed in 'fields'. (Use '*' to indicate all fields.)");
    // Masks may be written in either case; stored names are lowerCamelCase.
    std::string camel;
    for (std::size_t i = 0; i < fields.size(); ++i) {
        if (fields[i] == '_' && i + 1 < fields.size() && fields[i + 1] >= 'a' && fields[i + 1] <= 'z')
            camel += char(fields[++i] - 'a' + 'A');
        else
            camel += fields[i];
    }
    auto mask = FieldMask::parse(camel);
    if (!mask) return refuse("Invalid field: " + fields);
    if (const auto strange = mask->strangeTo(message)) return refuse("Invalid field: " + snakeCase(*strange));
    return *mask;
}

} // namespace rowcast::sandbox
