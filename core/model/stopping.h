#pragma once
/// Which problem stops delivery, as window, tray and the state sentence tell it. Pure; any thread.

#include "core/model/status.h"

#include <algorithm>

namespace rowcast {

/// The first problem that keeps every row back; null while rows flow. It has no form and is known by its id:
/// one with a colon concerns a part ("lost:feedback/0:7", "file:store"), and the rest flows on. "log:…" keeps
/// back one partition, so all that is read once each partition has one.
[[nodiscard]] inline const Problem* stopping(const Status& status) {
    const auto isLog = [](const Problem& problem) { return problem.id.startsWith(u"log:"); };
    const bool allWait =
        std::count_if(status.problems.begin(), status.problems.end(), isLog) >= status.kafka.partitions;
    const auto found =
        std::find_if(status.problems.begin(), status.problems.end(), [&](const Problem& problem) {
            return problem.form.empty() && (!problem.id.contains(u':') || (allWait && isLog(problem)));
        });
    return found == status.problems.end() ? nullptr : &*found;
}

} // namespace rowcast
