#include "core/sandbox/consent_page.h"

#include "core/sandbox/world.h"

#include <algorithm>

namespace rowcast::sandbox {

namespace {

constexpr std::string_view kStyle =
    "<style>:root{color-scheme:light dark;--line:#8885;--mark:#1a73e8;--on:#fff}"
    "@media(prefers-color-scheme:dark){:root{--mark:#8ab4f8;--on:#202124}}"
    "*{box-sizing:border-box}body{font:16px/1.5 system-ui,sans-serif;margin:0;padding:8vh "
    "1em;background:Canvas}"
    "main{max-width:30em;margin:auto;padding:2em;border:1px solid var(--line);border-radius:16px}"
    "h1{font-size:1.5em;font-weight:500;line-height:1.25;margin:0 0 .75em}small{opacity:.75}"
    "ul{list-style:none;margin:0 0 1.25em;padding:0}li{border-bottom:1px solid var(--line);padding:.6em "
    ".25em}"
    "li label{display:flex;gap:.6em;align-items:baseline}li small{margin-left:auto}"
    "input{font:inherit;accent-color:var(--mark)}input[name=account]{width:100%;padding:.5em .75em}"
    ".end{display:flex;justify-content:flex-end;gap:.75em;margin-top:1.5em}"
    "button,.account{font:inherit;color:inherit}button{padding:.5em 1.5em;border-radius:2em;border:1px solid "
    "var(--line);background:none;cursor:pointer}button.go{background:var(--mark);border-color:var(--mark);"
    "color:"
    "var(--on)}.account{display:block;width:100%;text-align:left;border:0;border-radius:8px;padding:.6em "
    ".25em}"
    ".warn{border:1px solid #f9ab00;border-radius:8px;padding:.6em .9em;margin:0 0 1.25em}</style>";

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
    response.body = "<!DOCTYPE html><html lang=en><meta charset=utf-8><meta name=viewport "
                    "content=\"width=device-width\"><title>Sign in – sandbox</title>" +
                    std::string(kStyle) + "<main>" + body + "</main></html>";
    return response;
}

/// The request again, but for what the form itself asks.
std::string hidden(const QueryItems& query) {
    std::string out;
    for (const auto& [key, value] : query) {
        if (key != "account" && key != "pick")
            out += "<input type=hidden name=\"" + escaped(key) + "\" value=\"" + escaped(value) + "\">";
    }
    return out;
}

std::string saying(std::string_view scope) {
    if (scope == "drive.file")
        return "See, edit, create and delete only the specific Google Drive files you use with this app";
    if (scope == "drive") return "See, edit, create and delete all of your Google Drive files";
    if (scope == "spreadsheets") return "See, edit, create and delete all your Google Sheets spreadsheets";
    if (scope.ends_with("email")) return "See your primary Google Account email address";
    if (scope == "openid") return "Associate you with your personal info on Google";
    return std::string(scope);
}

std::string accountList(World& world, const QueryItems& query) {
    std::string people;
    for (const auto& [email, account] : world.accounts.all()) {
        if (!account.service)
            people += "<li><button class=account name=account value=\"" + escaped(email) + "\">" +
                      escaped(account.displayName) + "<br><small>" + escaped(email) +
                      "</small></button></li>";
    }
    return "<h1>Choose an account</h1><form method=get action=/o/oauth2/v2/auth>" + hidden(query) + "<ul>" +
           people + "</ul></form><form method=get action=/o/oauth2/v2/auth>" + hidden(query) +
           "<label>Use another account<input name=account type=email required placeholder=person@example.org>"
           "</label><div class=end><button class=go>Next</button></div></form>";
}

bool offered(const QueryItems& query, const File& file) {
    if (file.mimeType == kFolderType) return valueOf(query, "allow_folder_selection") == "true";
    const auto types = valueOf(query, "mimetypes");
    return types.empty() || types.find(file.mimeType) != std::string::npos;
}

/// The files that the person may hand over.
std::string picker(World& world, const QueryItems& query, const std::string& account) {
    const auto* kind = valueOf(query, "allow_multiple") == "true" ? "checkbox" : "radio";
    std::string list;
    for (const auto& [id, file] : world.files.all()) {
        if (file.parent.empty() || world.files.trashed(file) ||
            world.files.roleOf(file, account) == Role::None || !offered(query, file))
            continue;
        list += "<li><label><input type=" + std::string(kind) + " name=pick value=\"" + escaped(id) + "\"> " +
                escaped(file.name) + "<small>" + (file.mimeType == kFolderType ? "folder" : "") +
                (file.owner == account ? "" : " of " + escaped(file.owner)) + "</small></label></li>";
    }
    return "<p>Select the files that this app may use:</p><ul>" +
           (list.empty() ? std::string("<li><small>There is nothing to pick.</small></li>") : list) + "</ul>";
}

} // namespace

Response blockedPage(const std::string& code, const std::string& why) {
    return page(400, "<h1>Access blocked: Authorization Error</h1><p>" + escaped(why) +
                         "</p><p><small>Error 400: " + escaped(code) + "</small></p>");
}

Response consentPage(World& world, const QueryItems& query) {
    auto account = valueOf(query, "account");
    if (account.empty()) account = valueOf(query, "login_hint");
    if (account.find('@') == std::string::npos) return page(200, accountList(world, query));
    const auto client = valueOf(query, "client_id");
    std::string scopes;
    for (const auto& scope : shortScopes(valueOf(query, "scope")))
        scopes += "<li>" + escaped(saying(scope)) + "</li>";
    QueryItems another = query;
    std::erase_if(another, [](const auto& item) { return item.first == "login_hint"; });
    return page(200, std::string("<h1>") + escaped(client) + " wants to access your Google Account</h1><p>" +
                         escaped(account) + "</p>" +
                         (world.accounts.isTesting(client)
                              ? "<p class=warn>Google hasn’t verified this app: it is being tested.</p>"
                              : "") +
                         "<form method=post action=/o/oauth2/v2/auth>" + hidden(query) +
                         "<input type=hidden name=account value=\"" + escaped(account) + "\"><ul>" + scopes +
                         "</ul>" +
                         (valueOf(query, "trigger_onepick") == "true" ? picker(world, query, account) : "") +
                         "<div class=end><button name=approve value=0>Cancel</button>"
                         "<button class=go name=approve value=1>Continue</button></div></form>"
                         "<form method=get action=/o/oauth2/v2/auth>" +
                         hidden(another) +
                         "<button class=account><small>Use another account</small></button></form>");
}

} // namespace rowcast::sandbox
