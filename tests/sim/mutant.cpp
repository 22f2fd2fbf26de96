// One line of the protocol is taken away (CMakeLists.txt says which): some schedule must break the promise,
// and not only get stuck.
#include "tests/sim/world.h"

#include <QLoggingCategory>

#include <cstdio>

using namespace rowcast;

int main() {
    QLoggingCategory::setFilterRules(QStringLiteral("rowcast.*=false"));
    constexpr std::uint64_t most = 40'000;
    for (std::uint64_t seed = 0; seed < most; ++seed) {
        const sim::Verdict verdict = sim::runSchedule(seed, sim::Mutant::None);
        if (!verdict.violation || verdict.violation->starts_with("deadlock")) continue;
        std::printf("found by seed %llu: %s\n", static_cast<unsigned long long>(seed),
                    verdict.violation->c_str());
        return 0;
    }
    std::printf("%llu schedules without it, and no violation\n", static_cast<unsigned long long>(most));
    return 1;
}
