#pragma once
/// Short stable names for ids that are kept in a spreadsheet's metadata. Pure; any thread.

#include <cstddef>
#include <string>
#include <string_view>

namespace rowcast {

/// The first `characters` (at most 43) of the base64url text of SHA-256(text). Stable for ever: sheets hold
/// these.
[[nodiscard]] std::string shortHash(std::string_view text, std::size_t characters);

} // namespace rowcast
