#pragma once
/// Requests a minute, per user and per project, reads and writes apart. Pure; one thread at a time.

#include "core/sandbox/api_error.h"
#include "core/sandbox/options.h"

#include <map>
#include <optional>
#include <string>

namespace rowcast::sandbox {

enum class Access { Read, Write };

class Quota {
public:
    explicit Quota(QuotaPlan plan = {}) : m_plan(plan) {}
    void setPlan(QuotaPlan plan) { m_plan = plan; }

    /// Counts the request, or answers Google's 429 (without Retry-After). The minute starts with its first
    /// request.
    [[nodiscard]] std::optional<ApiError> take(Access access, const std::string& user, WallTime now);

private:
    struct Window {
        WallTime start;
        int used = 0;
    };
    QuotaPlan m_plan;
    std::map<std::string, Window> m_windows;
};

[[nodiscard]] ApiError quotaExceeded(Access access, bool perUser, int limit, WallTime window);

} // namespace rowcast::sandbox
