#include "core/monitor/history.h"

namespace rowcast::monitor {

namespace {

constexpr std::size_t kPoints = 600;

} // namespace

void HistoryKeeper::tick(WallTime now, std::int64_t delivered, std::int64_t waiting) {
    for (Ring& ring : rings_) {
        if (!started_) {
            ring.begun = now;
            ring.deliveredAtBegin = delivered;
        }
        tick(ring, now, delivered, waiting);
    }
    started_ = true;
}

void HistoryKeeper::tick(Ring& ring, WallTime now, std::int64_t delivered, std::int64_t waiting) {
    ring.mostWaiting = std::max(ring.mostWaiting, waiting);
    const auto elapsed = std::chrono::duration<double>(now - ring.begun);
    // A timer fires a little early or late: half a second of grace keeps one point a period.
    if (elapsed.count() < ring.seconds - 0.5) return;
    auto& points = history_.*ring.points;
    points.push_back(
        {now, static_cast<double>(delivered - ring.deliveredAtBegin) / elapsed.count(), ring.mostWaiting});
    if (points.size() > kPoints) points.erase(points.begin());
    ring.begun = now;
    ring.deliveredAtBegin = delivered;
    ring.mostWaiting = 0;
}

} // namespace rowcast::monitor
