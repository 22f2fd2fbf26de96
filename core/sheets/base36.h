#pragma once
/// Numbers as the shortest text that metadata can hold: lower-case base 36, no sign. Pure; any thread.

#include <charconv>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace rowcast::sheets {

/// Precondition: value ≥ 0.
[[nodiscard]] inline std::string base36(std::int64_t value) {
    char text[16];
    const auto end = std::to_chars(text, text + sizeof text, value, 36).ptr;
    return {text, end};
}

/// Only what base36() writes: no sign, no capitals, no leading zeros, nothing behind it.
[[nodiscard]] inline std::optional<std::int64_t> fromBase36(std::string_view text) {
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, 36);
    if (error != std::errc{} || end != text.data() + text.size() || value < 0) return {};
    if (base36(value) != text) return {};
    return value;
}

} // namespace rowcast::sheets
