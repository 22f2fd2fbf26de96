#pragma once
/// When an access token may be used, when it is renewed, and when a failed renewal is tried again. Pure:
/// `now` and random numbers are arguments.

#include "core/base/backoff.h"
#include "core/google/call.h"
#include "core/google/grants.h"

#include <optional>

namespace rowcast::google {

class TokenCache {
public:
    /// The token, if it lives long enough for a request to reach Google.
    [[nodiscard]] const Secret* usable(Monotonic now) const;
    /// A renewal should be asked for now: none is under way, the token is missing or grows old, and no wait
    /// is due.
    [[nodiscard]] bool wantsRenewal(Monotonic now) const;
    /// How long until wantsRenewal() may become true by itself; empty: only by a new credential.
    [[nodiscard]] std::optional<Millis> untilRenewal(Monotonic now) const;

    void renewing() { renewing_ = true; }
    void granted(const Grant& grant, Monotonic now);
    void refused(const Failure& failure, double random, Monotonic now);
    /// Google answered 401 to this token.
    void spoiled(const Secret& token);

    /// Why there is no token, while that lasts.
    [[nodiscard]] const std::optional<Failure>& trouble() const { return trouble_; }

private:
    std::optional<Secret> token_;
    Monotonic usableUntil_{};
    Monotonic renewFrom_{};
    bool renewing_ = false;
    std::optional<Failure> trouble_;
    Monotonic retryFrom_{};
    Backoff backoff_{Millis{1000}, Millis{64'000}};
};

} // namespace rowcast::google
