#pragma once
/// Credentials as values: a service-account key, or a person who signed in. They print as their address only.
/// Any thread.

#include "core/base/result.h"
#include "core/base/secret.h"
#include "core/base/time.h"

#include <QString>
#include <QUrl>

#include <variant>

namespace rowcast::google {

/// The fields of a key file that are needed (service_account.h reads it).
struct ServiceAccountKey {
    QString email;
    QString keyId;
    QString projectId;
    QUrl tokenUri;     ///< https, or http on loopback
    Secret privateKey; ///< PEM, PKCS#8
    QString subject;   ///< the person to act for by domain-wide delegation; empty: for itself
    WallTime since{};  ///< when it was added; epoch 0: not known
    bool operator==(const ServiceAccountKey&) const = default;
};

/// The admin's own desktop client in Google Cloud.
struct OAuthClient {
    QString id;
    Secret secret; ///< desktop clients have one, though it protects nothing
    bool operator==(const OAuthClient&) const = default;
};

/// A person, by the refresh token that sign-in left.
struct SignedInPerson {
    QString email;
    OAuthClient client;
    Secret refreshToken;
    WallTime since{}; ///< when they signed in; epoch 0: not known
    WallTime ends{};  ///< when Google ends this sign-in (a project in testing); epoch 0: it does not say
    bool operator==(const SignedInPerson&) const = default;
};

using Credential = std::variant<ServiceAccountKey, SignedInPerson>;

[[nodiscard]] QString emailOf(const Credential& credential);

/// As one entry of the keychain, and back.
[[nodiscard]] Secret encoded(const Credential& credential);
[[nodiscard]] Result<Credential> decodedCredential(const Secret& entry);

} // namespace rowcast::google
