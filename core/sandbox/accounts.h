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
    /// What a person does at myaccount.google.com, or a changed password: every grant and token of theirs
    /// ends.
    void withdraw(const std::string& email);
    /// Every access token ends at once; refresh tokens stay.
    void expireTokens() { m_tokens.clear(); }
    /// Domain-wide delegation: this service account may act for any `sub` of its domain, in these scopes.
    void delegate(const std::string& serviceEmail, Scopes scopes) {
        m_delegated[serviceEmail] = std::move(scopes);
    }

    /// The JSON of a desktop OAuth client as Google's console saves it. Its secret is checked from then on;
    /// ids that were never issued here are taken without one. `testing`: refresh tokens die after 7 days.
    [[nodiscard]] std::string issueClient(const std::string& rootUrl, bool testing);
    [[nodiscard]] bool isTesting(const std::string& client) const;

    [[nodiscard]] const std::map<std::string, Account, std::less<>>& all() const { return m_accounts; }

    /// POST /token: jwt-bearer, authorization_code, refresh_token. `form`: decoded pairs.
    [[nodiscard]] Reply exchange(const std::vector<std::pair<std::string, std::string>>& form, WallTime now,
                                 std::chrono::seconds life);

    /// A code for the redirect after consent; used once, within ten minutes.
    struct Consent {
        std::string email, client, redirect, challenge, challengeMethod;
        Scopes scopes;
        WallTime made;
    };
    [[nodiscard]] std::string code(Consent consent);
    [[nodiscard]] std::string randomText(std::size_t length);

private:
    struct Client {
        std::string secret;
        bool testing = false;
    };
    using Form = std::vector<std::pair<std::string, std::string>>;
    [[nodiscard]] std::optional<Reply> wrongClient(const Form& form, const std::string& expected) const;
    Reply signedIn(Token token, std::chrono::seconds life);
    Reply byJwt(const std::string& assertion, WallTime now, std::chrono::seconds life);
    Reply byCode(const Form& form, WallTime now, std::chrono::seconds life);
    Reply byRefresh(const Form& form, WallTime now, std::chrono::seconds life);

    std::mt19937_64& m_random;
    std::map<std::string, Account, std::less<>> m_accounts;
    std::map<std::string, std::string, std::less<>> m_keys; ///< public key PEM by account
    std::map<std::string, Token, std::less<>> m_tokens;
    std::map<std::string, Grant, std::less<>> m_grants;
    std::map<std::string, Consent, std::less<>> m_codes;
    Scopes m_usedCodes;
    std::map<std::string, Client, std::less<>> m_clients;
    std::map<std::string, Scopes, std::less<>> m_delegated;
};

/// Whom drive.file access belongs to: an app and a person together.
[[nodiscard]] inline std::string appUser(const std::string& client, const std::string& email) {
    return client + ' ' + email;
}

/// "https://www.googleapis.com/auth/drive https://…" → short names.
[[nodiscard]] Scopes shortScopes(std::string_view text);
[[nodiscard]] std::string longScopes(const Scopes& scopes);

} // namespace rowcast::sandbox
