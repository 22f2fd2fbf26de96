#pragma once
/// When `run --until-caught-up` is over, and with which exit code. Pure; one thread.

#include "core/model/status.h"

#include <optional>

namespace rowcast::app {

class CaughtUpWatch {
public:
    /// Done: the group has committed the end of everything. Failed: the pipeline stopped. NeedsPerson: only a
    /// person can get the rest through, and nothing has moved for a while.
    [[nodiscard]] std::optional<int> look(const Status& status);

private:
    std::int64_t delivered_ = -1;
    std::int64_t lag_ = -1;
    WallTime movedAt_{};
};

} // namespace rowcast::app
