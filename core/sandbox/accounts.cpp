#include "core/sandbox/accounts.h"

#include "core/sandbox/jwt.h"
#include "core/sandbox/url.h"

#include <algorithm>

namespace rowcast::sandbox {

namespace {

constexpr std::string_view kPrefix = "https://www.googleapis.com/auth/";

Accounts::Reply tokenError(int http, std::string error, std::string description) {
    return {http, Json::object({{"error", std::move(error)}, {"error_description", std::move(description)}})};
}

Accounts::Reply deadGrant() {
    return tokenError(400, "invalid_grant", "Token has been expired or revoked.");
}

} // namespace

Scopes shortScopes(std::string_view text) {
    Scopes out;
    while (!text.empty()) {
        const auto space = text.find(' ');
        auto word = text.substr(0, space);
        if (word.starts_with(kPrefix)) word.remove_prefix(kPrefix.size());
        if (!word.empty()) out.emplace(word);
        if (space == std::string_view::npos) break;
        text.remove_prefix(space + 1);
    }
    return out;
}

std::string longScopes(const Scopes& scopes) {
    static const std::set<std::string, std::less<>> kPlain = {"openid", "email", "profile"};
    std::string out;
    for (const auto& scope : scopes)
        out += (out.empty() ? "" : " ") + (kPlain.contains(scope) ? scope : std::string(kPrefix) + scope);
    return out;
}

std::string Accounts::randomText(std::size_t length) {
    static constexpr std::string_view kLetters =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    std::string out;
    for (std::size_t i = 0; i < length; ++i)
        out += kLetters[m_random() % kLetters.size()];
    return out;
}

Account& Accounts::account(const std::string& email) {
    auto& account = m_accounts[email];
    if (account.email.empty()) {
        account.email = email;
        account.service = email.ends_with(".iam.gserviceaccount.com");
        const auto at = email.find('@');
        account.displayName = account.service ? email : email.substr(0, at);
        for (int i = 0; i < 20; ++i) {
            account.permissionId += char('0' + m_random() % 10);
            account.userId += i == 0 ? '1' : char('0' + m_random() % 10);
        }
        account.userId.resize(20);
    }
    return account;
}

std::string Accounts::issueKey(std::string email, const std::string& rootUrl) {
    if (email.empty())
        email = "sandbox-" + std::to_string(m_keys.size() + 1) + "@rowcast-sandbox.iam.gserviceaccount.com";
    const auto pair = makeKeyPair();
    const auto& owner = account(email);
    m_keys[email] = pair.publicPem;
    return write(Json::object({{"type", "service_account"},
                               {"project_id", "rowcast-sandbox"},
                               {"private_key_id", encodeBase64Url(sha256(pair.publicPem)).substr(0, 40)},
                               {"private_key", pair.privatePem},
                               {"client_email", email},
                               {"client_id", owner.userId},
                               {"auth_uri", rootUrl + "/o/oauth2/v2/auth"},
                               {"token_uri", rootUrl + "/token"},
                               {"universe_domain", "googleapis.com"}}),
                 Layout::Pretty);
}

std::string Accounts::issueToken(Token token) {
    auto text = "ya29." + randomText(60);
    m_tokens[text] = std::move(token);
    return text;
}

const Token* Accounts::find(std::string_view accessToken, WallTime now) const {
    const auto it = m_tokens.find(accessToken);
    return it == m_tokens.end() || it->second.expires <= now ? nullptr : &it->second;
}

bool Accounts::revoke(const std::string& token) {
    std::string email, client;
    if (const auto it = m_tokens.find(token); it != m_tokens.end()) {
        email = it->second.email;
        client = it->second.client;
    } else if (const auto grant = m_grants.find(token); grant != m_grants.end()) {
        email = grant->second.email;
        client = grant->second.client;
    }
    if (email.empty()) return false;
    const auto same = [&](const auto& item) {
        return item.second.email == email && item.second.client == client;
    };
    std::erase_if(m_tokens, same);
    std::erase_if(m_grants, same);
    return true;
}

void Accounts::withdraw(const std::string& email) {
    const auto theirs = [&](const auto& item) { return item.second.email == email; };
    std::erase_if(m_tokens, theirs);
    std::erase_if(m_grants, theirs);
}

std::string Accounts::issueClient(const std::string& rootUrl, bool testing) {
    const auto id = "123456789012-" + std::to_string(m_clients.size() + 1) + ".apps.googleusercontent.com";
    const auto& client = m_clients[id] = {"GOCSPX-" + randomText(28), testing};
    return write(
        Json::object({{"installed", Json::object({{"client_id", id},
                                                  {"project_id", "rowcast-sandbox"},
                                                  {"auth_uri", rootUrl + "/o/oauth2/v2/auth"},
                                                  {"token_uri", rootUrl + "/token"},
                                                  {"client_secret", client.secret},
                                                  {"redirect_uris", Json::array({"http://localhost"})}})}}),
        Layout::Pretty);
}

bool Accounts::isTesting(const std::string& client) const {
    const auto it = m_clients.find(client);
    return client.starts_with("testing") || (it != m_clients.end() && it->second.testing);
}

std::optional<Accounts::Reply> Accounts::wrongClient(const Form& form, const std::string& expected) const {
    const auto id = valueOf(form, "client_id");
    if (id != expected) return tokenError(401, "unauthorized_client", "Unauthorized");
    const auto it = m_clients.find(id);
    if (it == m_clients.end()) return {};
    const auto secret = valueOf(form, "client_secret");
    if (secret.empty()) return tokenError(400, "invalid_request", "client_secret is missing.");
    if (secret != it->second.secret) return tokenError(401, "invalid_client", "Unauthorized");
    return {};
}

std::string Accounts::code(Consent consent) {
    auto text = "4/0" + randomText(60);
    m_codes[text] = std::move(consent);
    return text;
}

Accounts::Reply Accounts::signedIn(Token token, std::chrono::seconds life) {
    Json reply = Json::object({{"access_token", ""}, {"expires_in", int(life.count())}});
    if (!token.scopes.empty()) reply.set("scope", longScopes(token.scopes));
    reply.set("token_type", "Bearer");
    reply.set("access_token", issueToken(std::move(token)));
    return {200, reply};
}

Accounts::Reply Accounts::exchange(const std::vector<std::pair<std::string, std::string>>& form, WallTime now,
                                   std::chrono::seconds life) {
    const auto grant = valueOf(form, "grant_type");
    if (grant == "urn:ietf:params:oauth:grant-type:jwt-bearer")
        return byJwt(valueOf(form, "assertion"), now, life);
    if (grant == "authorization_code") return byCode(form, now, life);
    if (grant == "refresh_token") return byRefresh(form, now, life);
    if (grant.empty()) return tokenError(400, "invalid_request", "Required parameter is missing: grant_type");
    return tokenError(400, "unsupported_grant_type", "Invalid grant_type: " + grant);
}

Accounts::Reply Accounts::byJwt(const std::string& assertion, WallTime now, std::chrono::seconds life) {
    const auto first = assertion.find('.');
    const auto second = first == std::string::npos ? first : assertion.find('.', first + 1);
    if (second == std::string::npos) return tokenError(400, "invalid_grant", "Bad Request");
    const Json claims =
        parseJson(decodeBase64Url(std::string_view(assertion).substr(first + 1, second - first - 1)));
    const auto& issuer = claims["iss"].asString();
    const auto key = m_keys.find(issuer);
    if (key == m_keys.end()) return tokenError(400, "invalid_grant", "Invalid grant: account not found");
    if (!verifies(key->second, std::string_view(assertion).substr(0, second),
                  decodeBase64Url(std::string_view(assertion).substr(second + 1))))
        return tokenError(400, "invalid_grant", "Invalid JWT Signature.");
    const double seconds =
        double(std::chrono::duration_cast<std::chrono::seconds>(now.time_since_epoch()).count());
    const double issued = claims["iat"].asNumber(), expires = claims["exp"].asNumber();
    if (issued > seconds + 300 || expires < seconds || expires - issued > 3600 || issued < seconds - 3900)
        return tokenError(
            400, "invalid_grant",
            "Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. "
            "Check your iat and exp values in the JWT claim.");
    auto scopes = shortScopes(claims["scope"].asString());
    if (scopes.empty())
        return tokenError(400, "invalid_scope", "Invalid OAuth scope or ID token audience provided.");
    auto person = issuer;
    if (claims.has("sub") && claims["sub"].asString() != issuer) {
        const auto granted = m_delegated.find(issuer);
        if (granted == m_delegated.end() || !std::ranges::includes(granted->second, scopes))
            return tokenError(401, "unauthorized_client",
                              "Client is unauthorized to retrieve access tokens using this method, or client "
                              "not authorized for any of the scopes requested.");
        person = account(claims["sub"].asString()).email;
    }
    auto reply = signedIn({person, "service:" + issuer, std::move(scopes), now + life}, life);
    reply.json.erase("scope");
    return reply;
}

Accounts::Reply Accounts::byCode(const Form& form, WallTime now, std::chrono::seconds life) {
    const auto text = valueOf(form, "code");
    const auto it = m_codes.find(text);
    if (it == m_codes.end())
        return tokenError(400, "invalid_grant",
                          m_usedCodes.contains(text) ? "Bad Request" : "Malformed auth code.");
    const auto consent = it->second;
    m_codes.erase(it); // used once, whatever comes of it
    m_usedCodes.insert(text);
    if (now - consent.made > std::chrono::minutes(10)) return tokenError(400, "invalid_grant", "Bad Request");
    if (auto wrong = wrongClient(form, consent.client)) return *wrong;
    if (valueOf(form, "redirect_uri") != consent.redirect)
        return tokenError(400, "redirect_uri_mismatch", "Bad Request");
    if (!consent.challenge.empty()) {
        const auto verifier = valueOf(form, "code_verifier");
        if (verifier.empty()) return tokenError(400, "invalid_grant", "Missing code verifier.");
        const auto seen = consent.challengeMethod == "S256" ? encodeBase64Url(sha256(verifier)) : verifier;
        if (seen != consent.challenge) return tokenError(400, "invalid_grant", "Invalid code verifier.");
    }
    const bool testing = isTesting(consent.client);
    auto reply = signedIn({consent.email, consent.client, consent.scopes, now + life}, life);
    auto refresh = "1//0" + randomText(60);
    m_grants[refresh] = {consent.email, consent.client, consent.scopes,
                         now + std::chrono::hours(24 * (testing ? 7 : 36'500))};
    reply.json.set("refresh_token", refresh);
    if (testing) reply.json.set("refresh_token_expires_in", 604'799);
    return reply;
}

Accounts::Reply Accounts::byRefresh(const Form& form, WallTime now, std::chrono::seconds life) {
    const auto it = m_grants.find(valueOf(form, "refresh_token"));
    if (it == m_grants.end() || it->second.expires <= now) return deadGrant();
    if (auto wrong = wrongClient(form, it->second.client)) return *wrong;
    return signedIn({it->second.email, it->second.client, it->second.scopes, now + life}, life);
}

} // namespace rowcast::sandbox
