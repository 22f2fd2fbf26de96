#pragma once
/// One random schedule: instances of Rowcast, a Kafka and a Google that lose, delay and repeat, people in the
/// sheets, all from one seed in virtual time; then quiet, then the verdict. One thread.

#include "tests/sim/google_port.h"
#include "tests/sim/instance.h"

#include <memory>
#include <optional>
#include <random>
#include <string>
#include <vector>

namespace rowcast::sim {

/// Something that the protocol leans on is taken away: each must make some schedule fail.
enum class Mutant {
    None,
    VersionStep,  ///< Google ignores the version step
    Claim,        ///< the index's claims are given to whoever asks last
    Epoch,        ///< deliveries carry the newest epoch, whatever they were read under
    Ledger,       ///< everything received is committed
    Pins,         ///< Google applies a write although columns or rows that it pins have moved
    RejectedSync, ///< rejected records are said to be kept before they are
    IndexWait     ///< an index is used at once, while lists still lag
};

struct Verdict {
    std::optional<std::string> violation;
    std::int64_t rows = 0;
    std::string trace; ///< if asked for
};

[[nodiscard]] Verdict runSchedule(std::uint64_t seed, Mutant mutant, bool trace = false);

} // namespace rowcast::sim
