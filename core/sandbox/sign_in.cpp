// The consent page posts back to its own address with approve=1 and the chosen address; `login_hint` fills it
// in. client_id "testing…" stands for a client whose refresh tokens die after 7 days.

#include "core/sandbox/sign_in.h"

#include "core/sandbox/world.h"

namespace rowcast::sandbox {

namespace {

Response json(int status, const Json& body) {
    Response response;
    response.status = status;
    response.body = write(body, Layout::Pretty);
    response.headers.emplace_back("Cache-Control", "no-cache, no-store, max-age=0, must-revalidate");
    return response;
}

std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        switch (c) {
        case '&': out += "&amp;"; break;
        case '<': out += "&lt;"; break;
        case '>': out += "&gt;"; break;
        case '"': out += "&quot;"; break;
        default: out += c;
        }
    }
    return out;
}

Response page(int status, const std::string& body) {
    Response response;
    response.status = status;
    response.contentType = "text/html; charset=UTF-8";
    response.body = "<!DOCTYPE html><meta charset=utf-8><title>Sign in - sandbox</title>"
                    "<body style=\"font:16px sans-serif;max-width:32em;margin:4em auto\">" +
                    body;
    return response;
}

Response authError(const std::string& code, const std::string& why) {
    return page(400, "<h1>Access blocked: Authorization Error</h1><p>" + escaped(why) +
                         "</p><p>Error 400: " + escaped(code) + "</p>");
}

bool loopback(const std::string& redirect) {
    return redirect.starts_with("http://127.0.0.1") || redirect.starts_with("http://localhost") ||
           redirect.starts_with("http://[::1]");
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

Response consentPage(const QueryItems& query) {
    std::string fields, scopes;
    for (const auto& [key, value] : query) {
        if (key != "login_hint")
            fields += "<input type=hidden name=\"" + escaped(key) + "\" value=\"" + escaped(value) + "\">";
    }
    for (const auto& scope : shortScopes(valueOf(query, "scope")))
        scopes += "<li>" + escaped(scope) + "</li>";
    const auto hint = valueOf(query, "login_hint");
    return page(200, "<h1>" + escaped(valueOf(query, "client_id")) +
                         " wants to access your account</h1><ul>" + scopes +
                         "</ul><form method=post action=/o/oauth2/v2/auth>" + fields +
                         "<p><label>Account <input name=account value=\"" +
                         escaped(hint.empty() ? "person@example.org" : hint) +
                         "\"></label></p><button name=approve value=1>Allow</button> "
                         "<button name=approve value=0>Cancel</button></form>");
}

Response authorize(World& world, const QueryItems& query, WallTime now) {
    const auto client = valueOf(query, "client_id"), target = valueOf(query, "redirect_uri");
    if (client.empty()) return authError("invalid_request", "Missing required parameter: client_id");
    if (!loopback(target))
        return authError("redirect_uri_mismatch",
                         "You can't sign in because this app sent an invalid request.");
    if (valueOf(query, "response_type") != "code")
        return authError("unsupported_response_type",
                         "Invalid response_type: " + valueOf(query, "response_type"));
    if (valueOf(query, "scope").empty())
        return authError("invalid_request", "Missing required parameter: scope");
    const auto method = valueOf(query, "code_challenge_method");
    if (!method.empty() && method != "S256" && method != "plain")
        return authError("invalid_request", "Invalid code_challenge_method: " + method);
    if (!contains(query, "approve")) return consentPage(query);
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
                                             method, scopes, now, true, client.starts_with("testing")}));
    answer.emplace_back("scope", longScopes(scopes));
    // The Picker in the consent screen hands over the files that were chosen.
    if (valueOf(query, "trigger_onepick") == "true") {
        const auto picked = valueOf(query, "picked_file_ids");
        for (auto rest = std::string_view(picked); !rest.empty();) {
            const auto comma = rest.find(',');
            if (auto* file = world.files.find(rest.substr(0, comma))) file->clients.insert(client);
            rest = comma == std::string_view::npos ? std::string_view() : rest.substr(comma + 1);
        }
        answer.emplace_back("picked_file_ids", picked);
    }
    return redirect(target, answer);
}

Response userInfo(World& world, const Request& request, WallTime now) {
    std::string_view bearer = request.authorization;
    bearer.remove_prefix(bearer.starts_with("Bearer ") ? 7 : 0);
    const auto* token = world.accounts.find(bearer, now);
    if (!token)
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
