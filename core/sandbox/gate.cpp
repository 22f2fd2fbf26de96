#include "core/sandbox/gate.h"

#include "core/sandbox/accounts.h"

namespace rowcast::sandbox {

namespace {

constexpr std::string_view kProject = "123456789012";

std::string serviceOf(const Route& route) {
    return std::string(route.api) + ".googleapis.com";
}

/// "sheets.spreadsheets.values.batchUpdate" → "google.apps.sheets.v4.SpreadsheetsService.BatchUpdateValues",
/// "drive.files.list" → "google.apps.drive.v3.DriveFiles.List".
std::string grpcName(const Route& route) {
    auto id = route.match.method->id;
    const auto capital = [](std::string word) {
        if (!word.empty() && word[0] >= 'a' && word[0] <= 'z') word[0] = char(word[0] - 'a' + 'A');
        return word;
    };
    id.erase(0, id.find('.') + 1);
    const auto verb = capital(id.substr(id.rfind('.') + 1));
    const auto owner = capital(id.substr(0, id.rfind('.')));
    if (route.envelope == Envelope::Drive) return "google.apps.drive.v3.Drive" + owner + "." + verb;
    if (route.api != "sheets") return "google.apps.forms.v1.FormsService." + verb + "Form";
    const auto suffix = std::string_view("ByDataFilter");
    const bool filtered = verb.ends_with(suffix);
    const auto plain = filtered ? verb.substr(0, verb.size() - suffix.size()) : verb;
    const auto* noun = owner.ends_with("values")     ? "Values"
                       : owner.ends_with("Metadata") ? "DeveloperMetadata"
                                                     : "Spreadsheet";
    return "google.apps.sheets.v4.SpreadsheetsService." + plain + noun +
           (filtered ? std::string(suffix) : "");
}

Json errorInfo(const char* reason, Json metadata) {
    return Json::object({{"@type", "type.googleapis.com/google.rpc.ErrorInfo"},
                         {"reason", reason},
                         {"domain", "googleapis.com"},
                         {"metadata", std::move(metadata)}});
}

} // namespace

Access accessOf(const Method& method) {
    return method.verb == "GET" || method.id.ends_with("DataFilter") || method.id.ends_with(".search")
               ? (method.id.find("batchUpdateBy") != std::string::npos ||
                          method.id.find("batchClearBy") != std::string::npos
                      ? Access::Write
                      : Access::Read)
               : Access::Write;
}

ApiError unauthenticated(const Route& route, bool given) {
    const bool drive = route.envelope == Envelope::Drive;
    // A GET that could do with an API key is told so (seen live on Drive and Sheets).
    if (!given && route.api != "forms" && route.match.method->verb == "GET")
        return {.http = 403,
                .message =
                    "Method doesn't allow unregistered callers (callers without established identity). "
                    "Please use API Key or other form of API consumer identity to call this API.",
                .status = "PERMISSION_DENIED",
                .reason = drive ? "forbidden" : ""};
    if (drive && given)
        return {.http = 401,
                .message = "Invalid Credentials",
                .status = {},
                .reason = "authError",
                .location = "Authorization",
                .locationType = "header"};
    ApiError error{.http = 401,
                   .message = std::string(given ? "Request had invalid authentication credentials."
                                                : "Request is missing required authentication credential.") +
                              " Expected OAuth 2 access token, login cookie or other valid authentication "
                              "credential. See "
                              "https://developers.google.com/identity/sign-in/web/devconsole-project.",
                   .status = "UNAUTHENTICATED"};
    if (drive) {
        error.reason = "required";
        error.reasonMessage = "Login Required.";
        error.location = "Authorization";
        error.locationType = "header";
    }
    return error;
}

ApiError insufficientScopes(const Route& route) {
    ApiError error{.http = 403,
                   .message = "Request had insufficient authentication scopes.",
                   .status = "PERMISSION_DENIED"};
    if (route.envelope == Envelope::Drive) {
        error.reason = "insufficientPermissions";
        error.reasonMessage = "Insufficient Permission";
    }
    error.details =
        Json::array({errorInfo("ACCESS_TOKEN_SCOPE_INSUFFICIENT",
                               Json::object({{"service", serviceOf(route)}, {"method", grpcName(route)}}))});
    return error;
}

ApiError serviceDisabled(const Route& route) {
    const auto service = serviceOf(route), project = std::string(kProject);
    const auto title = std::string(route.api == "sheets"  ? "Google Sheets API"
                                   : route.api == "drive" ? "Google Drive API"
                                                          : "Google Forms API");
    const auto url =
        "https://console.developers.google.com/apis/api/" + service + "/overview?project=" + project;
    ApiError error{.http = 403,
                   .message = title + " has not been used in project " + project +
                              " before or it is disabled. Enable it by visiting " + url +
                              " then retry. If you enabled this API recently, wait a few minutes for the "
                              "action to propagate to our systems and retry.",
                   .status = "PERMISSION_DENIED"};
    if (route.envelope == Envelope::Drive) {
        error.reason = "accessNotConfigured";
        error.domain = "usageLimits";
    }
    error.details =
        Json::array({errorInfo("SERVICE_DISABLED", Json::object({{"activationUrl", url},
                                                                 {"consumer", "projects/" + project},
                                                                 {"containerInfo", project},
                                                                 {"service", service},
                                                                 {"serviceTitle", title}})),
                     Json::object({{"@type", "type.googleapis.com/google.rpc.LocalizedMessage"},
                                   {"locale", "en-US"},
                                   {"message", error.message}}),
                     Json::object({{"@type", "type.googleapis.com/google.rpc.Help"},
                                   {"links", Json::array({Json::object(
                                                 {{"description", "Google developers console API activation"},
                                                  {"url", url}})})}})});
    return error;
}

Json bodyOf(const ApiError& error, const Route& route, const QueryItems& query) {
    if (route.api == "token")
        return Json::object({{"error", "internal_failure"}, {"error_description", "Backend Error"}});
    if (valueOf(query, "$.xgafv") != "1") return bodyOf(error, route.envelope);
    auto legacy = error;
    if (legacy.reason.empty())
        legacy.reason = error.http == 404 ? "notFound" : error.http == 403 ? "forbidden" : "badRequest";
    return bodyOf(legacy, Envelope::Drive);
}

std::optional<ApiError> badSystemParameter(const Route& route, const QueryItems& query) {
    ApiError error;
    if (route.envelope == Envelope::Drive) error.reason = "badRequest";
    if (contains(query, "$.xgafv")) {
        const auto value = valueOf(query, "$.xgafv");
        error.message =
            "Invalid query parameters. Invalid value '" + value + "' for system query parameter : $.xgafv";
        if (value != "1" && value != "2") return error;
    }
    const auto alt = valueOf(query, "alt");
    auto plain = alt;
    for (auto& c : plain)
        c = c >= 'A' && c <= 'Z' ? char(c + 32) : c;
    if (route.api != "sheets" || plain.empty() || plain == "json") return {};
    error.message = plain == "media" ? "Unsupported alt type \"media\" for non byte stream request."
                                     : "Invalid value \"" + alt + "\" for query parameter 'alt'";
    return error;
}

std::string challengeOf(const ApiError& error, const Route& route) {
    const std::string realm = "Bearer realm=\"https://accounts.google.com/\"";
    if (error.http == 401) return realm + (error.reason == "required" ? "" : ", error=\"invalid_token\"");
    if (error.http != 403 || error.details.items().empty() ||
        error.details.items()[0]["reason"].asString() != "ACCESS_TOKEN_SCOPE_INSUFFICIENT")
        return {};
    std::string scopes;
    for (const auto& scope : route.match.method->scopes)
        scopes += (scopes.empty() ? "" : " ") + longScopes({scope});
    return realm + ", error=\"insufficient_scope\", scope=\"" + scopes + "\"";
}

std::optional<ApiError> faultError(Fault fault, const Route& route) {
    const bool drive = route.envelope == Envelope::Drive;
    switch (fault) {
    case Fault::Quota429:
        if (!drive)
            return quotaExceeded(route.match.method ? accessOf(*route.match.method) : Access::Write, true, 60,
                                 {});
        return ApiError{.http = 403,
                        .message =
                            "User Rate Limit Exceeded. Rate of requests for user exceed configured project "
                            "quota, you may consider re-evaluating expected per-user traffic to the API and "
                            "adjust project quota limits accordingly.",
                        .status = {},
                        .reason = "userRateLimitExceeded",
                        .domain = "usageLimits"};
    case Fault::Server500:
        if (drive) return driveError(500, "internalError", "Internal Error");
        return ApiError{.http = 500, .message = "Internal error encountered.", .status = "INTERNAL"};
    case Fault::Unavailable503:
        if (drive) return driveError(503, "backendError", "Transient failure");
        return ApiError{
            .http = 503, .message = "The service is currently unavailable.", .status = "UNAVAILABLE"};
    default: return {};
    }
}

} // namespace rowcast::sandbox
