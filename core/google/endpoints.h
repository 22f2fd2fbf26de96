#pragma once
/// Where Google is: its own hosts, or one root that stands in for all of them. Pure; any thread.

#include "core/base/result.h"
#include "core/google/call.h"

#include <QUrl>

namespace rowcast::google {

class Endpoints {
public:
    /// `root` empty: Google. Else everything is under it: /v4/…, /drive/v3/…, /v1/forms/…,
    /// /oauth2/v3/userinfo, /token, /revoke, /o/oauth2/v2/auth. Only https, or http on loopback, is let
    /// through.
    [[nodiscard]] static Result<Endpoints> from(const QUrl& root);

    /// Path and query of `call` at its host.
    [[nodiscard]] QUrl url(const Call& call) const;
    [[nodiscard]] QUrl token() const;
    [[nodiscard]] QUrl revoke() const;
    [[nodiscard]] QUrl consent() const; ///< the page that people see in their browser

private:
    explicit Endpoints(QUrl root) : root_(std::move(root)) {}
    [[nodiscard]] QUrl at(const char* host, const QByteArray& path) const;

    QUrl root_;
};

/// Https, or http to 127.0.0.1, ::1 or localhost: a credential may go there.
[[nodiscard]] bool isTrusted(const QUrl& url);

} // namespace rowcast::google
