#include "core/sandbox/api_error.h"

namespace rowcast::sandbox {

tl::unexpected<ApiError> refuse(std::string message) {
    ApiError error;
    error.message = std::move(message);
    return tl::unexpected<ApiError>(std::move(error));
}
tl::unexpected<ApiError> refuse(ApiError error) {
    return tl::unexpected<ApiError>(std::move(error));
}

ApiError entityNotFound() {
    return {.http = 404, .message = "Requested entity was not found.", .status = "NOT_FOUND"};
}
ApiError permissionDenied() {
    return {.http = 403, .message = "The caller does not have permission", .status = "PERMISSION_DENIED"};
}
ApiError notImplemented(const std::string& what) {
    return {
        .http = 501, .message = "The sandbox does not implement " + what + ".", .status = "UNIMPLEMENTED"};
}
ApiError driveError(int http, std::string reason, std::string message, std::string location,
                    std::string locationType) {
    return {.http = http,
            .message = std::move(message),
            .status = {},
            .reason = std::move(reason),
            .location = std::move(location),
            .locationType = std::move(locationType)};
}
ApiError driveNotFound(std::string_view fileId) {
    return driveError(404, "notFound", "File not found: " + std::string(fileId) + ".", "fileId", "parameter");
}

Json bodyOf(const ApiError& error, Envelope envelope) {
    Json inner = Json::object({{"code", error.http}, {"message", error.message}});
    if (envelope == Envelope::Drive && !error.reason.empty()) {
        Json first =
            Json::object({{"message", error.reasonMessage.empty() ? error.message : error.reasonMessage},
                          {"reason", error.reason}});
        if (!error.domain.empty()) first.set("domain", error.domain);
        if (!error.location.empty()) {
            first.set("location", error.location);
            first.set("locationType", error.locationType);
        }
        inner.set("errors", Json::array({first}));
    }
    if (!error.status.empty()) inner.set("status", error.status);
    if (!error.details.isNull()) inner.set("details", error.details);
    return Json::object({{"error", inner}});
}

Json badRequestDetails(const std::vector<std::pair<std::string, std::string>>& violations) {
    Json list = Json::array();
    for (const auto& [field, description] : violations) {
        Json violation = Json::object();
        if (!field.empty()) violation.set("field", field);
        violation.set("description", description);
        list.push(violation);
    }
    return Json::array(
        {Json::object({{"@type", "type.googleapis.com/google.rpc.BadRequest"}, {"fieldViolations", list}})});
}

} // namespace rowcast::sandbox
