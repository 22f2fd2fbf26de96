#pragma once
/// Who may call: users, service accounts and their keys, access and refresh tokens, consent. Pure: `now` and
/// random numbers are arguments; signatures are checked with OpenSSL. One thread at a time.

#include "core/base/time.h"
#include "core/sandbox/api_error.h"

#include <map>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <vector>

namespace rowcast::sandbox {

using Scopes = std::set<std::string, std::less<>>; ///< short names: "drive.file"

struct Account {
    std::string email, displayName, permissionId, userId;
    bool service = false;
};

struct Token {
    std::string email, client;
    Scopes scopes;
    WallTime expires;
};

struct Grant { ///< behind a refresh token
    std::string email, client;
    Scopes scopes;
    WallTime expires; ///< 7 days for testing clients
};

class Accounts {
public:
    /// Google's answer of the token endpoint: `json` with `http`.
    struct Reply {
        int http = 200;
        Json json;
    };

    explicit Accounts(std::mt19937_64& random) : m_random(random) {}

    /// Makes it where it is new.
    Account& account(const std::string& email);
    [[nodiscard]] std::string issueKey(std::string email, const std::string& rootUrl);
    [[nodiscard]] std::string issueToken(Token token);
    /// Nothing for unknown, revoked or expired ones.
    [[nodiscard]] const Token* find(std::string_view accessToken, WallTime now) const;
    /// Ends the grant behind an access or refresh token; false for an unknown one.
    bool revoke(const std::string& token);

    /// POST /token: jwt-bearer, authorization_code, refresh_token. `form`: decoded pairs.
    [[nodiscard]] Reply exchange(const std::vector<std::pair<std::string, std::string>>& form, WallTime now,
                                 std::chrono::seconds life);

    /// A code for the redirect after consent; used once, within ten minutes.
    struct Consent {
        std::string email, client, redirect, challenge, challengeMethod;
        Scopes scopes;
        WallTime made;
        bool offline = true, testing = false;
    };
    [[nodiscard]] std::string code(Consent consent);
    [[nodiscard]] std::string randomText(std::size_t length);

private:
    Reply signedIn(Token token, std::chrono::seconds life);
    Reply byJwt(const std::string& assertion, WallTime now, std::chrono::seconds life);
    Reply byCode(const std::vector<std::pair<std::string, std::string>>& form, WallTime now,
                 std::chrono::seconds life);
    Reply byRefresh(const std::vector<std::pair<std::string, std::string>>& form, WallTime now,
                    std::chrono::seconds life);

    std::mt19937_64& m_random;
    std::map<std::string, Account, std::less<>> m_accounts;
    std::map<std::string, std::string, std::less<>> m_keys; ///< public key PEM by account
    std::map<std::string, Token, std::less<>> m_tokens;
    std::map<std::string, Grant, std::less<>> m_grants;
    std::map<std::string, Consent, std::less<>> m_codes;
};

/// "https://www.googleapis.com/auth/drive https://…" → short names.
[[nodiscard]] Scopes shortScopes(std::string_view text);
[[nodiscard]] std::string longScopes(const Scopes& scopes);

} // namespace rowcast::sandbox
