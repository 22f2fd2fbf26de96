#include "core/sandbox/quota.h"

namespace rowcast::sandbox {

ApiError quotaExceeded(Access access, bool perUser, int limit, WallTime window) {
    const std::string word = access == Access::Read ? "Read" : "Write";
    const std::string lower = access == Access::Read ? "read" : "write";
    const std::string scope = perUser ? " per minute per user" : " per minute";
    ApiError error;
    error.http = 429;
    error.status = "RESOURCE_EXHAUSTED";
    error.message = "Quota exceeded for quota metric '" + word + " requests' and limit '" + word +
                    " requests" + scope +
                    "' of service 'sheets.googleapis.com' for consumer 'project_number:123456789012'.";
    Json metadata =
        Json::object({{"service", "sheets.googleapis.com"},
                      {"quota_metric", "sheets.googleapis.com/" + lower + "_requests"},
                      {"quota_location", "global"},
                      {"quota_unit", perUser ? "1/min/{project}/{user}" : "1/min/{project}"},
                      {"quota_limit", word + "RequestsPerMinutePer" + (perUser ? "User" : "Project")},
                      {"consumer", "projects/123456789012"},
                      {"quota_limit_value", std::to_string(limit)}});
    // Only the user's limit was seen with a window and a link (google-error-bodies.json).
    if (perUser) metadata.set("window_start_time", std::to_string(window.time_since_epoch().count() / 1000));
    error.details = Json::array({Json::object({{"@type", "type.googleapis.com/google.rpc.ErrorInfo"},
                                               {"reason", "RATE_LIMIT_EXCEEDED"},
                                               {"domain", "googleapis.com"},
                                               {"metadata", metadata}})});
    if (perUser)
        error.details.push(Json::object(
            {{"@type", "type.googleapis.com/google.rpc.Help"},
             {"links", Json::array({Json::object(
                           {{"description", "Request a higher quota limit."},
                            {"url", "https://cloud.google.com/docs/quotas/help/request_increase"}})})}}));
    return error;
}

std::optional<ApiError> Quota::take(Access access, const std::string& user, WallTime now) {
    if (!m_plan.enabled) return {};
    const bool reads = access == Access::Read;
    const std::string side = reads ? "r " : "w ";
    const int userLimit = reads ? m_plan.readsPerUser : m_plan.writesPerUser;
    const int projectLimit = reads ? m_plan.readsPerProject : m_plan.writesPerProject;
    auto& own = m_windows[side + user];
    auto& project = m_windows[side];
    for (auto* window : {&own, &project}) {
        if (now - window->start >= std::chrono::minutes(1)) *window = {now, 0};
    }
    if (own.used >= userLimit) return quotaExceeded(access, true, userLimit, own.start);
    if (project.used >= projectLimit) return quotaExceeded(access, false, projectLimit, project.start);
    ++own.used;
    ++project.used;
    return {};
}

} // namespace rowcast::sandbox
