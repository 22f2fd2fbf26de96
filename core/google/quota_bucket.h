#pragma once
/// Keeps one of Google's per-minute quotas: never more than N calls in any 60 seconds, whenever they are
/// counted. A small burst and a steady refill share N between them. Pure: `now` is an argument.

#include "core/base/time.h"

#include <deque>

namespace rowcast::google {

class QuotaBucket {
public:
    explicit QuotaBucket(int perMinute);

    /// Spends a token if there is one.
    [[nodiscard]] bool take(Monotonic now);
    /// Whole tokens at hand.
    [[nodiscard]] int free(Monotonic now) const;
    /// How long until there is one; 0 if there is one now.
    [[nodiscard]] Millis untilFree(Monotonic now) const;
    /// How long until free() rises by one; 0 when full.
    [[nodiscard]] Millis untilNext(Monotonic now) const;
    /// A call sent at `sent` came back 429: others use the same quota. Empties the bucket and halves the
    /// refill, which then recovers steadily. Calls sent before the last such answer do not halve it again.
    void refused(Monotonic sent, Monotonic now);
    /// Calls in the last 60 s.
    [[nodiscard]] int used(Monotonic now) const;
    [[nodiscard]] int perMinute() const { return perMinute_; }

private:
    struct Level {
        double tokens;
        double factor;
    };
    [[nodiscard]] Level level(Monotonic now) const;
    [[nodiscard]] Millis until(double tokens, const Level& current) const;
    void settle(Monotonic now);

    int perMinute_;
    double burst_;
    double refill_; ///< tokens a millisecond at factor 1
    double tokens_;
    double factor_ = 1.0; ///< share of the refill that we dare to use
    Monotonic at_{};
    bool started_ = false;
    Monotonic refusedAt_{Monotonic::min()};
    std::deque<Monotonic> taken_;
};

} // namespace rowcast::google
