#include "core/monitor/latency.h"

#include <algorithm>
#include <cmath>

namespace rowcast::monitor {

namespace {

constexpr double kWidth = 1.05;

std::int64_t minuteOf(Monotonic now) {
    return std::chrono::floor<std::chrono::minutes>(now.time_since_epoch()).count();
}

} // namespace

void LatencyWindow::add(Millis latency, Monotonic now) {
    const std::int64_t minute = minuteOf(now);
    Slot& slot = slots_.at(static_cast<std::size_t>(minute % kMinutes));
    if (slot.minute != minute) slot = Slot{minute, {}};
    const double milliseconds = std::max(1.0, static_cast<double>(latency.count()));
    const auto bucket = static_cast<std::size_t>(std::log(milliseconds) / std::log(kWidth));
    ++slot.counts.at(std::min(bucket, kBuckets - 1));
}

std::optional<Millis> LatencyWindow::percentile(double share, Monotonic now) const {
    std::array<std::uint64_t, kBuckets> counts{};
    std::uint64_t total = 0;
    for (const Slot& slot : slots_) {
        if (slot.minute <= minuteOf(now) - kMinutes) continue;
        for (std::size_t i = 0; i < kBuckets; ++i)
            counts.at(i) += slot.counts.at(i);
    }
    for (const std::uint64_t count : counts)
        total += count;
    if (total == 0) return std::nullopt;
    const auto wanted = static_cast<std::uint64_t>(std::ceil(share * static_cast<double>(total)));
    std::uint64_t seen = 0;
    std::size_t bucket = 0;
    for (; bucket < kBuckets - 1; ++bucket) {
        seen += counts.at(bucket);
        if (seen >= wanted) break;
    }
    return Millis{std::llround(std::pow(kWidth, static_cast<double>(bucket) + 0.5))};
}

} // namespace rowcast::monitor
