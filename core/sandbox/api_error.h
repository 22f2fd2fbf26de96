#pragma once
/// A refusal as Google words it, and the bodies it travels in. Pure; any thread.

#include "core/sandbox/json.h"

#include <tl/expected.hpp>

namespace rowcast::sandbox {

struct ApiError {
    int http = 400;
    std::string message{};
    std::string status = "INVALID_ARGUMENT"; ///< Sheets and Forms; Drive mostly has none
    Json details{};                          ///< an array, or null
    std::string reason{};                    ///< Drive: errors[0].reason
    std::string reasonMessage{};             ///< Drive: errors[0].message, where it is not `message`
    std::string domain = "global";           ///< Drive: errors[0].domain
    std::string location{}, locationType{};  ///< Drive: errors[0], empty = absent
};

template <class T = Json>
using Answer = tl::expected<T, ApiError>;

/// 400 INVALID_ARGUMENT, the usual refusal of Sheets.
[[nodiscard]] tl::unexpected<ApiError> refuse(std::string message);
[[nodiscard]] tl::unexpected<ApiError> refuse(ApiError error);

[[nodiscard]] ApiError entityNotFound();                        ///< Sheets, Forms: 404
[[nodiscard]] ApiError permissionDenied();                      ///< Sheets, Forms: 403
[[nodiscard]] ApiError notImplemented(const std::string& what); ///< 501, the sandbox's own word
/// Drive's refusal: {code, message, errors[{message, domain, reason, location, locationType}]}.
[[nodiscard]] ApiError driveError(int http, std::string reason, std::string message,
                                  std::string location = {}, std::string locationType = {});
[[nodiscard]] ApiError driveNotFound(std::string_view fileId);

/// Which product words the body: Drive's envelope carries errors[], the others `status`.
enum class Envelope { Cloud, Drive };
[[nodiscard]] Json bodyOf(const ApiError& error, Envelope envelope);

/// google.rpc.BadRequest with the given {field, description} pairs; an empty field is left out.
[[nodiscard]] Json badRequestDetails(const std::vector<std::pair<std::string, std::string>>& violations);

} // namespace rowcast::sandbox
