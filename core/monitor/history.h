#pragma once
/// Rows a second and rows waiting over 10 minutes, an hour and a day, 600 points each. Pure; one thread.

#include "core/model/status.h"

#include <array>

namespace rowcast::monitor {

class HistoryKeeper {
public:
    /// Once a second: rows delivered since the start, rows waiting now. Seconds that were missed (a machine
    /// asleep) leave a gap.
    void tick(WallTime now, std::int64_t delivered, std::int64_t waiting);
    [[nodiscard]] const History& history() const { return history_; }

private:
    struct Ring {
        std::vector<HistoryPoint> History::*points = nullptr;
        int seconds = 1;
        WallTime begun{};
        std::int64_t deliveredAtBegin = 0;
        std::int64_t mostWaiting = 0;
    };

    void tick(Ring& ring, WallTime now, std::int64_t delivered, std::int64_t waiting);

    History history_;
    std::array<Ring, 3> rings_{{{&History::tenMinutes, 1}, {&History::hour, 6}, {&History::day, 144}}};
    bool started_ = false;
};

} // namespace rowcast::monitor
