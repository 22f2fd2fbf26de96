#pragma once
/// The two clocks as types. Pure code is handed `now`; only QObjects at the rim read a clock.

#include <chrono>

namespace rowcast {

using Millis = std::chrono::milliseconds;

/// Never jumps: quotas, back-off, time-outs, latency.
using Monotonic = std::chrono::time_point<std::chrono::steady_clock, Millis>;
/// What a calendar shows, UTC: record timestamps, tokens, what people read.
using WallTime = std::chrono::sys_time<Millis>;

[[nodiscard]] inline Monotonic monotonicNow() {
    return std::chrono::time_point_cast<Millis>(std::chrono::steady_clock::now());
}
[[nodiscard]] inline WallTime wallNow() {
    return std::chrono::time_point_cast<Millis>(std::chrono::system_clock::now());
}

} // namespace rowcast
