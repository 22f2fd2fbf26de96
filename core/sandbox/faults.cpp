#include "core/sandbox/faults.h"

namespace rowcast::sandbox {

Fault drawFault(FaultPlan& plan, std::uint64_t number, std::mt19937_64& random) {
    if (!plan.script.empty()) {
        const auto next = plan.script.front();
        plan.script.erase(plan.script.begin());
        return next;
    }
    if (const auto it = plan.nth.find(number); it != plan.nth.end()) return it->second;
    if (plan.share.empty()) return Fault::None;
    double at = std::uniform_real_distribution<double>(0, 1)(random);
    for (const auto& [fault, share] : plan.share) {
        if (at < share) return fault;
        at -= share;
    }
    return Fault::None;
}

bool mayHit(const FaultPlan& plan, std::string_view api, std::string_view method) {
    return plan.only.contains(api) || plan.only.contains(method);
}

} // namespace rowcast::sandbox
