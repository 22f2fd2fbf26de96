#include "core/google/quota_bucket.h"

#include <algorithm>
#include <cmath>

namespace rowcast::google {

namespace {

constexpr Millis kWindow{60'000};
/// Two calls may stand closer together at Google than they did here: a second of slack covers that.
constexpr Millis kRefillTime{61'000};
constexpr double kLeastFactor = 1.0 / 16;
/// From half to whole in about a minute and a half.
constexpr double kRecoveryPerMilli = 0.5 / 90'000;
/// Sums of refills fall short of a whole token by rounding.
constexpr double kEpsilon = 1e-9;

} // namespace

QuotaBucket::QuotaBucket(int perMinute)
    : perMinute_(std::max(perMinute, 1)), burst_(std::max(1.0, std::floor(perMinute_ * 0.1))),
      refill_(std::max(perMinute_ - burst_, 0.5) / static_cast<double>(kRefillTime.count())),
      tokens_(burst_) {}

QuotaBucket::Level QuotaBucket::level(Monotonic now) const {
    if (!started_ || now <= at_) return {tokens_, factor_};
    const auto passed = static_cast<double>((now - at_).count());
    const double rising = std::min(passed, (1.0 - factor_) / kRecoveryPerMilli);
    const double area = factor_ * rising + kRecoveryPerMilli * rising * rising / 2 + (passed - rising);
    return {std::min(burst_, tokens_ + refill_ * area), std::min(1.0, factor_ + kRecoveryPerMilli * rising)};
}

void QuotaBucket::settle(Monotonic now) {
    const Level current = level(now);
    tokens_ = current.tokens;
    factor_ = current.factor;
    at_ = started_ ? std::max(at_, now) : now;
    started_ = true;
    while (!taken_.empty() && taken_.front() + kWindow <= now)
        taken_.pop_front();
}

bool QuotaBucket::take(Monotonic now) {
    settle(now);
    if (tokens_ + kEpsilon < 1.0) return false;
    tokens_ = std::max(0.0, tokens_ - 1.0);
    taken_.push_back(now);
    return true;
}

int QuotaBucket::free(Monotonic now) const {
    return static_cast<int>(level(now).tokens + kEpsilon);
}

Millis QuotaBucket::until(double tokens, const Level& current) const {
    if (current.tokens + kEpsilon >= tokens) return Millis{0};
    // The factor only rises meanwhile, so this is never too early and at most a little late.
    return Millis{
        static_cast<Millis::rep>(std::ceil((tokens - current.tokens) / (refill_ * current.factor)))};
}

Millis QuotaBucket::untilFree(Monotonic now) const {
    return until(1.0, level(now));
}

Millis QuotaBucket::untilNext(Monotonic now) const {
    const Level current = level(now);
    const double next = std::floor(current.tokens + kEpsilon) + 1.0;
    return next > burst_ ? Millis{0} : until(next, current);
}

void QuotaBucket::refused(Monotonic sent, Monotonic now) {
    settle(now);
    tokens_ = 0;
    if (sent < refusedAt_) return;
    refusedAt_ = now;
    factor_ = std::max(kLeastFactor, factor_ / 2);
}

int QuotaBucket::used(Monotonic now) const {
    return static_cast<int>(
        std::count_if(taken_.begin(), taken_.end(), [now](Monotonic at) { return at + kWindow > now; }));
}

} // namespace rowcast::google
