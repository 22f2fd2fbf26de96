#pragma once
/// What an admin is told of each of Google's refusals, and what mends it. Pure; any thread.

#include "core/google/call.h"

namespace rowcast::google {

/// Remedy, sentence and choices for failure.reason; `account` is the address that a file must be shared with.
/// The detail is left empty.
[[nodiscard]] Error errorFor(const Failure& failure, const QString& account);

} // namespace rowcast::google
