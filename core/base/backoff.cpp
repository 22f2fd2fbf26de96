#include "core/base/backoff.h"

#include <algorithm>

namespace rowcast {

Millis Backoff::next(double random) {
    const int doublings = std::min(attempt_++, 20);
    const auto full = std::min<Millis::rep>(first_.count() * (Millis::rep{1} << doublings), most_.count());
    const Millis::rep half = full / 2;
    return Millis{half + static_cast<Millis::rep>(random * static_cast<double>(full - half))};
}

} // namespace rowcast
