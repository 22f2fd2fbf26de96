#include "core/base/backoff.h"

#include <algorithm>

namespace rowcast {

Millis Backoff::next(double random) {
    const int doublings = std::min(attempt_++, 20);
    const auto full = std::min<Millis::rep>(first_.count() << doublings, most_.count());
    return Millis{full / 2 + static_cast<Millis::rep>(random * static_cast<double>(full - full / 2))};
}

} // namespace rowcast
