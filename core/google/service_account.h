#pragma once
/// Service-account keys: read and check a key file, sign the assertion that buys an access token. Pure; any
/// thread.

#include "core/base/result.h"
#include "core/base/time.h"
#include "core/google/account.h"

namespace rowcast::google {

/// Scope asked for by service accounts: files that people share with them are not theirs, so drive.file would
/// not do.
inline constexpr char kServiceScope[] = "https://www.googleapis.com/auth/drive";

/// Reads a key as Google's console hands it out and checks all that can be checked without the network. The
/// error never repeats the text.
[[nodiscard]] Result<ServiceAccountKey> parseServiceAccountKey(const QByteArray& json);

/// The signed JWT (RS256, valid for an hour from `now`) that the token endpoint wants.
[[nodiscard]] Result<QByteArray> signedAssertion(const ServiceAccountKey& key, WallTime now);

} // namespace rowcast::google
