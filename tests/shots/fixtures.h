#pragma once
/// Invented Status values for pictures and GUI tests: the drawings' own numbers. Plain functions; any thread.

#include "core/model/query.h"
#include "core/model/status.h"

namespace rowcast::shots {

[[nodiscard]] Status full();
/// Connected, nothing arrived yet.
[[nodiscard]] Status empty();
/// The Google sign-in has expired: the one red surface.
[[nodiscard]] Status problem();
/// Three forms and their sheets, as the demo runs.
[[nodiscard]] Status demo();
[[nodiscard]] Status paused();
/// The newest rows of a form with answers in many scripts.
[[nodiscard]] QueryPage sheetPage(std::uint64_t id);

} // namespace rowcast::shots
