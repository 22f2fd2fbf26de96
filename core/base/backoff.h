#pragma once
/// Truncated exponential back-off with full jitter, as Google's limits page asks. Pure; randomness is an
/// argument.

#include "core/base/time.h"

namespace rowcast {

class Backoff {
public:
    explicit Backoff(Millis first = Millis{1000}, Millis most = Millis{64000}) : first_(first), most_(most) {}

    /// The next wait: half of min(first · 2ⁿ, most) plus up to as much again. `random` in [0, 1).
    [[nodiscard]] Millis next(double random);
    /// Back to the first wait, after a success.
    void reset() { attempt_ = 0; }

private:
    Millis first_;
    Millis most_;
    int attempt_ = 0;
};

} // namespace rowcast
