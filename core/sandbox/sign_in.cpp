// The consent page posts back to its own address with approve=1 (or 0), the account and what was picked; a
// script may do the same in one GET. client_id "testing…" stands for a client whose refresh tokens die after
// 7 days.

#include "core/sandbox/sign_in.h"

#include "core/sandbox/consent_page.h"
#include "core/sandbox/world.h"

#include <algorithm>
#include <array>

namespace rowcast::sandbox {

namespace {

Response json(int status, const Json& body) {
    Response response;
    response.status = status;
    response.body = write(body, Layout::Pretty);
    response.headers.emplace_back("Cache-Control", "no-cache, no-store, max-age=0, must-revalidate");
    return response;
}

bool loopback(std::string_view redirect) {
    for (const std::string_view host : {"http://127.0.0.1", "http://localhost", "http://[::1]"}) {
        if (redirect.starts_with(host) &&
            (redirect.size() == host.size() || redirect[host.size()] == ':' || redirect[host.size()] == '/'))
            return true;
    }
    return false;
}

Response redirect(const std::string& to, const QueryItems& answer) {
    std::string query;
    for (const auto& [key, value] : answer)
        query += (query.empty() ? "" : "&") + key + "=" + encodePercent(value);
    Response response;
    response.status = 302;
    response.contentType = "text/html; charset=UTF-8";
    response.headers.emplace_back("Location", to + (to.find('?') == std::string::npos ? "?" : "&") + query);
    return response;
}

/// The ids that came from the page (`pick`, once each) or from a script (`picked_file_ids`, by commas), as
/// far as the account has those files; the client may use them from now on.
std::string handOver(World& world, const QueryItems& query, const std::string& account,
                     const std::string& client) {
    std::string picked;
    const auto give = [&](std::string_view id) {
        auto* file = world.files.find(id);
        if (!file || world.files.roleOf(*file, account) == Role::None) return;
        file->apps.insert(appUser(client, account));
        picked += (picked.empty() ? "" : ",") + file->id;
    };
    for (const auto& [key, value] : query) {
        if (key == "pick") give(value);
        if (key != "picked_file_ids") continue;
        for (auto rest = std::string_view(value); !rest.empty();) {
            const auto comma = rest.find(',');
            give(rest.substr(0, comma));
            rest = comma == std::string_view::npos ? std::string_view() : rest.substr(comma + 1);
        }
    }
    return picked;
}

/// What is wrong with the address itself: Google says so on its own page and redirects nowhere.
std::optional<Response> blocked(const QueryItems& query) {
    const auto scopes = shortScopes(valueOf(query, "scope"));
    const auto method = valueOf(query, "code_challenge_method");
    if (valueOf(query, "client_id").empty())
        return blockedPage("invalid_request", "Missing required parameter: client_id");
    if (!loopback(valueOf(query, "redirect_uri")))
        return blockedPage("redirect_uri_mismatch",
                           "You can't sign in because this app sent an invalid request.");
    if (valueOf(query, "response_type") != "code")
        return blockedPage("unsupported_response_type",
                           "Invalid response_type: " + valueOf(query, "response_type"));
    if (scopes.empty()) return blockedPage("invalid_request", "Missing required parameter: scope");
    if (!method.empty() && method != "S256" && method != "plain")
        return blockedPage("invalid_request", "Invalid code_challenge_method: " + method);
    if (valueOf(query, "trigger_onepick") == "true" &&
        (scopes != Scopes{"drive.file"} || valueOf(query, "prompt") != "consent"))
        return blockedPage("invalid_scope",
                           "Picking files takes the scope drive.file alone, and prompt=consent.");
    return {};
}

Response authorize(World& world, const QueryItems& query, WallTime now) {
    if (auto page = blocked(query)) return *page;
    if (!contains(query, "approve")) return consentPage(world, query);
    const auto client = valueOf(query, "client_id"), target = valueOf(query, "redirect_uri");
    QueryItems answer;
    if (contains(query, "state")) answer.emplace_back("state", valueOf(query, "state"));
    if (valueOf(query, "approve") != "1") {
        answer.emplace_back("error", "access_denied");
        return redirect(target, answer);
    }
    const auto account = valueOf(query, "account");
    const auto scopes = shortScopes(valueOf(query, "scope"));
    world.accounts.account(account);
    answer.emplace_back("code",
                        world.accounts.code({account, client, target, valueOf(query, "code_challenge"),
                                             valueOf(query, "code_challenge_method"), scopes, now}));
    answer.emplace_back("scope", longScopes(scopes));
    if (valueOf(query, "trigger_onepick") == "true")
        answer.emplace_back("picked_file_ids", handOver(world, query, account, client));
    return redirect(target, answer);
}

Response userInfo(World& world, const Request& request, WallTime now) {
    std::string_view bearer = request.authorization;
    bearer.remove_prefix(bearer.starts_with("Bearer ") ? 7 : 0);
    const auto* token = world.accounts.find(bearer, now);
    static constexpr std::array kScopes = {"openid", "email", "profile", "userinfo.email",
                                           "userinfo.profile"};
    if (!token ||
        std::ranges::none_of(kScopes, [&](const char* scope) { return token->scopes.contains(scope); }))
        return json(
            401, Json::object({{"error", "invalid_request"}, {"error_description", "Invalid Credentials"}}));
    const auto& account = world.accounts.account(token->email);
    Json out = Json::object({{"sub", account.userId}});
    if (token->scopes.contains("profile") || token->scopes.contains("userinfo.profile"))
        out.set("name", account.displayName);
    if (token->scopes.contains("email") || token->scopes.contains("userinfo.email")) {
        out.set("email", account.email);
        out.set("email_verified", true);
    }
    return json(200, out);
}

} // namespace

std::optional<Response> answerSignIn(World& world, const Request& request,
                                     const std::vector<std::string>& path, const QueryItems& query,
                                     WallTime now) {
    if (path.empty()) return {};
    if (path[0] == "token" && request.verb == "POST") {
        const auto reply = world.accounts.exchange(parseQuery(request.body), now, world.options.tokenLife);
        return json(reply.http, reply.json);
    }
    if (path[0] == "revoke") {
        auto token = valueOf(parseQuery(request.body), "token");
        if (token.empty()) token = valueOf(query, "token");
        const bool known = world.accounts.revoke(token);
        return known ? json(200, Json::object())
                     : json(400, Json::object({{"error", "invalid_token"},
                                               {"error_description", "Token expired or revoked"}}));
    }
    const bool auth = path.size() >= 3 && path[0] == "o" && path[1] == "oauth2";
    if (auth) return authorize(world, request.verb == "POST" ? parseQuery(request.body) : query, now);
    if (path.back() == "userinfo") return userInfo(world, request, now);
    return {};
}

} // namespace rowcast::sandbox
