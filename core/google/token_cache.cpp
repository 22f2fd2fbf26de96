#include "core/google/token_cache.h"

#include <algorithm>

namespace rowcast::google {

namespace {

/// A token is not used in its last seconds: the request has to arrive with it.
Millis reserveOf(Millis lifetime) {
    return std::min(Millis{30'000}, lifetime / 10);
}
/// Renewed this early, so that an outage of the token endpoint of some minutes is not even noticed.
constexpr Millis kEarly{10 * 60'000};

/// Only a person can mend these; asking again would get the same answer.
bool isFinal(Reason reason) {
    return reason == Reason::GrantExpired || reason == Reason::ClientRejected;
}

} // namespace

const Secret* TokenCache::usable(Monotonic now) const {
    return token_ && now < usableUntil_ ? &*token_ : nullptr;
}

bool TokenCache::wantsRenewal(Monotonic now) const {
    if (renewing_ || (token_ && now < renewFrom_)) return false;
    if (!trouble_) return true;
    return !isFinal(trouble_->reason) && now >= retryFrom_;
}

std::optional<Millis> TokenCache::untilRenewal(Monotonic now) const {
    if (renewing_ || (trouble_ && isFinal(trouble_->reason))) return std::nullopt;
    const Monotonic from = std::max(token_ ? renewFrom_ : now, trouble_ ? retryFrom_ : now);
    return std::max(from - now, Millis{0});
}

void TokenCache::granted(const Grant& grant, Monotonic now) {
    renewing_ = false;
    trouble_.reset();
    backoff_.reset();
    token_ = grant.accessToken;
    usableUntil_ = now + grant.lifetime - reserveOf(grant.lifetime);
    renewFrom_ = std::max(now + grant.lifetime - kEarly, now + grant.lifetime / 2);
}

void TokenCache::refused(const Failure& failure, double random, Monotonic now) {
    renewing_ = false;
    trouble_ = failure;
    const Millis wait = backoff_.next(random);
    trouble_->error.retryAfter = wait;
    retryFrom_ = now + wait;
}

void TokenCache::spoiled(const Secret& token) {
    if (token_ && *token_ == token) token_.reset();
}

} // namespace rowcast::google
