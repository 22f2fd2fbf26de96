#pragma once
/// Field masks: what a reply shows (`fields=a.b,c(d,e)`) and what an update touches. Pure; any thread.

#include "core/sandbox/api_error.h"
#include "core/sandbox/schema.h"

#include <map>
#include <optional>

namespace rowcast::sandbox {

class FieldMask {
public:
    /// mask := item {"," item}; item := path ["(" mask ")"]; path := name {("." | "/") name}; name may be
    /// "*", and a comma at the end is let through. Nothing for what is no mask. Only Drive trims names.
    [[nodiscard]] static std::optional<FieldMask> parse(std::string_view text, bool trim = true);

    /// Every field below: "*", or the end of a path.
    [[nodiscard]] bool all() const { return m_children.empty() || m_children.contains("*"); }
    [[nodiscard]] bool has(std::string_view name) const { return all() || m_children.contains(name); }
    /// Follows a dotted path.
    [[nodiscard]] bool reaches(std::string_view path) const;
    [[nodiscard]] const FieldMask& child(std::string_view name) const;
    [[nodiscard]] const std::map<std::string, FieldMask, std::less<>>& children() const { return m_children; }

    /// The first path that `message` has no field for.
    [[nodiscard]] std::optional<std::string> strangeTo(const Message& message) const;

    /// What is left of a reply.
    [[nodiscard]] Json prune(const Json& json) const;
    /// What the mask names is taken from `source` into `target`; what `source` lacks is removed from it.
    void copy(Json& target, const Json& source) const;

private:
    std::map<std::string, FieldMask, std::less<>> m_children;
};

/// An update's `fields`: required, each path known to `message`.
[[nodiscard]] Answer<FieldMask> updateMask(const std::string& fields, const Message& message);

} // namespace rowcast::sandbox
