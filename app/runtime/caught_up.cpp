#include "app/runtime/caught_up.h"

#include "app/runtime/command_line.h"
#include "core/monitor/state_sentence.h"

#include <algorithm>

namespace rowcast::app {

using namespace std::chrono_literals;

namespace {

constexpr auto kStill = 15s;

} // namespace

std::optional<int> CaughtUpWatch::look(const Status& status) {
    if (status.activity == Activity::Stopped) return Failed;
    if (status.kafka.caughtUp && status.waiting == 0) return Done;
    if (status.delivered != delivered_ || status.kafka.lag != lag_) {
        delivered_ = status.delivered;
        lag_ = status.kafka.lag;
        movedAt_ = status.at;
    }
    const bool stuck =
        std::any_of(status.problems.begin(), status.problems.end(),
                    [](const Problem& problem) { return monitor::needsPerson(problem.error); });
    if (stuck && status.at - movedAt_ > kStill) return NeedsPerson;
    return std::nullopt;
}

} // namespace rowcast::app
