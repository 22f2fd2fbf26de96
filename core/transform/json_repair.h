#pragma once
/// JSON that is right but more than a 64-bit parser holds, made readable. Pure; any thread.

#include <optional>
#include <string>
#include <string_view>

namespace rowcast::transform {

/// `json` with numbers beyond 64 bits put in quotes (so that no digit is lost) and halves of surrogate pairs
/// replaced by U+FFFD, as JavaScript's cut texts have them. None: there is nothing of that kind in it.
[[nodiscard]] std::optional<std::string> repairedJson(std::string_view json);

} // namespace rowcast::transform
