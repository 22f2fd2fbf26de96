#pragma once
/// Invented profiles and what one of them would change. Plain functions; any thread.

#include "core/model/query.h"

namespace rowcast::shots {

/// A built-in one, one of the admin's own, and a guess that waits for a word.
[[nodiscard]] ProfileList profiles();
[[nodiscard]] ProfileReport profileReport();
/// Of a text with a wrong line.
[[nodiscard]] ProfileReport wrongReport();

} // namespace rowcast::shots
