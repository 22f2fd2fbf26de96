#pragma once
/// The token endpoint's forms and answers: refresh, service-account assertion, authorization code. Pure; any
/// thread.

#include "core/base/result.h"
#include "core/base/time.h"
#include "core/google/account.h"
#include "core/google/call.h"

namespace rowcast::google {

/// What the token endpoint gave.
struct Grant {
    Secret accessToken;
    Millis lifetime{};
    Secret refreshToken;      ///< only from a first consent
    QStringList scopes;       ///< empty if it did not say
    Millis refreshLifetime{}; ///< 0: no end; 7 days while the project is in testing
};

/// application/x-www-form-urlencoded.
[[nodiscard]] QByteArray formOf(const std::vector<std::pair<QByteArray, QByteArray>>& fields);

/// The form that buys an access token for the credential.
[[nodiscard]] Result<QByteArray> grantForm(const Credential& credential, WallTime now);
[[nodiscard]] Answer<Grant> parseGrant(const QByteArray& json);

} // namespace rowcast::google
