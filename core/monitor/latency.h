#pragma once
/// Percentiles of the last ten minutes' latencies in a fixed amount of memory: counts in buckets that are 5 %
/// wide, a minute a slot. Pure; one thread.

#include "core/base/time.h"

#include <array>
#include <cstdint>
#include <optional>

namespace rowcast::monitor {

class LatencyWindow {
public:
    void add(Millis latency, Monotonic now);
    /// At most 5 % off; none when nothing arrived in ten minutes. `share` in (0, 1]: 0.5 for the median.
    [[nodiscard]] std::optional<Millis> percentile(double share, Monotonic now) const;

private:
    static constexpr std::size_t kBuckets = 450; ///< 1.05^450 ms is about 40 days
    static constexpr std::int64_t kMinutes = 10;
    struct Slot {
        std::int64_t minute = -1;
        std::array<std::uint32_t, kBuckets> counts{};
    };
    std::array<Slot, kMinutes> slots_{};
};

} // namespace rowcast::monitor
