#pragma once
/// Whose token this is, for display: OpenID Connect's userinfo. Pure; any thread.

#include "core/google/call.h"

namespace rowcast::google {

[[nodiscard]] Call userinfo();
/// The e-mail address.
[[nodiscard]] Answer<QString> parseUserinfo(const Reply& reply);

} // namespace rowcast::google
