#pragma once
/// The values of one sign-in: the address of Google's consent page, the redirect that comes back, the
/// exchange of its code (authorization code grant with PKCE S256, RFC 7636, for a desktop client). Pure; any
/// thread.

#include "core/google/account.h"
#include "core/google/call.h"
#include "core/google/endpoints.h"

#include <QStringList>

namespace rowcast::google {

inline constexpr char kFileScope[] = "https://www.googleapis.com/auth/drive.file";

/// A client file as Google's console hands it out ("Desktop app").
[[nodiscard]] Result<OAuthClient> parseOAuthClient(const QByteArray& json);

struct ConsentRequest {
    OAuthClient client;
    QUrl redirect;       ///< http://127.0.0.1:PORT
    QByteArray state;    ///< random; the redirect must repeat it
    QByteArray verifier; ///< random, 43–128 characters of [A-Za-z0-9-._~]
    bool pick = false;   ///< the person picks existing files or folders on the consent page
    QString loginHint;   ///< e-mail of the account that should be chosen; may be empty
};
[[nodiscard]] QByteArray codeChallenge(const QByteArray& verifier);
[[nodiscard]] QUrl consentUrl(const Endpoints& endpoints, const ConsentRequest& request);

/// What a request to the redirect address says.
struct Redirect {
    enum class Kind { NotOurs, Forged, Denied, Code };
    Kind kind = Kind::NotOurs; ///< NotOurs: a favicon or the like; Forged: the state is not the one we sent
    Secret code;
    QStringList picked; ///< file and folder ids
    QString problem;    ///< Denied: Google's word for it
};
/// `target` is the path and query of the request line.
[[nodiscard]] Redirect readRedirect(const QByteArray& target, const QByteArray& state);

/// The form that turns the code into tokens, once.
[[nodiscard]] QByteArray exchangeForm(const ConsentRequest& request, const Secret& code);

} // namespace rowcast::google
