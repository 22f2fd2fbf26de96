#pragma once
/// Sign-in's addresses: /token, /o/oauth2/v2/auth, /revoke, /oauth2/v3/userinfo. Pure; one thread at a time.

#include "core/sandbox/google.h"
#include "core/sandbox/url.h"

#include <optional>

namespace rowcast::sandbox {

struct World;

/// Nothing for any other path.
[[nodiscard]] std::optional<Response> answerSignIn(World& world, const Request& request,
                                                   const std::vector<std::string>& path,
                                                   const QueryItems& query, WallTime now);

} // namespace rowcast::sandbox
