#pragma once
/// What stops a request before its endpoint: no sign-in, an API that is not enabled, scopes, faults; in the
/// words of google-error-bodies.json. Pure; any thread.

#include "core/sandbox/api_error.h"
#include "core/sandbox/options.h"
#include "core/sandbox/quota.h"
#include "core/sandbox/schema.h"
#include "core/sandbox/url.h"

#include <optional>

namespace rowcast::sandbox {

struct Route {
    std::string_view api; ///< "sheets", "drive", "forms", "token", or empty
    Discovery::Match match;
    const Discovery* discovery = nullptr;
    Envelope envelope = Envelope::Cloud;
};

/// Reads and writes have quotas of their own.
[[nodiscard]] Access accessOf(const Method& method);
/// `given`: a token came, but is none (any more).
[[nodiscard]] ApiError unauthenticated(const Route& route, bool given);
/// What the parameters that every method takes refuse: `alt`, `$.xgafv`.
[[nodiscard]] std::optional<ApiError> badSystemParameter(const Route& route, const QueryItems& query);
[[nodiscard]] ApiError insufficientScopes(const Route& route);
/// 403 SERVICE_DISABLED (Drive: accessNotConfigured).
[[nodiscard]] ApiError serviceDisabled(const Route& route);
/// The body of a refusal of this route; the token endpoint has a form of its own. `$.xgafv=1` asks Sheets and
/// Forms for `errors` too.
[[nodiscard]] Json bodyOf(const ApiError& error, const Route& route, const QueryItems& query = {});
/// WWW-Authenticate of a 401, or of a 403 for missing scopes; else empty.
[[nodiscard]] std::string challengeOf(const ApiError& error, const Route& route);
/// What a fault answers instead of the endpoint; nothing where the endpoint still answers.
[[nodiscard]] std::optional<ApiError> faultError(Fault fault, const Route& route);

} // namespace rowcast::sandbox
