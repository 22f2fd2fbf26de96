#pragma once
/// The pages of sign-in that a person sees: choose an account, allow or cancel, pick files, "access blocked".
/// HTML that needs no script. Pure; any thread.

#include "core/sandbox/google.h"
#include "core/sandbox/url.h"

namespace rowcast::sandbox {

struct World;

/// Without `account` in the query: who are you; else: allow, and pick where trigger_onepick asks for it.
[[nodiscard]] Response consentPage(World& world, const QueryItems& query);
/// "Access blocked: Authorization Error", as Google shows it instead of a redirect.
[[nodiscard]] Response blockedPage(const std::string& code, const std::string& why);

} // namespace rowcast::sandbox
