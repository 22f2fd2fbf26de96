#pragma once
/// Which fault a request meets, and what each looks like to the client. Pure; one thread at a time.

#include "core/sandbox/google.h"

#include <random>

namespace rowcast::sandbox {

/// `number`: which request this is, from 1. A script comes first, then numbered faults, then shares. Takes a
/// scripted fault off the plan.
[[nodiscard]] Fault drawFault(FaultPlan& plan, std::uint64_t number, std::mt19937_64& random);

/// Whether faults may hit requests of this api ("sheets", "drive", "forms", "token") or method.
[[nodiscard]] bool mayHit(const FaultPlan& plan, std::string_view api, std::string_view method);

} // namespace rowcast::sandbox
