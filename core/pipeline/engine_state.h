#pragma once
/// What the engine remembers of a form and of a partition's stay with this instance. Plain values.

#include "core/base/backoff.h"
#include "core/base/error.h"
#include "core/model/pipeline_report.h"
#include "core/model/record.h"
#include "core/pipeline/offset_ledger.h"
#include "core/pipeline/pending.h"

#include <deque>
#include <map>
#include <optional>
#include <set>
#include <vector>

namespace rowcast::pipeline {

/// A batch that the sink has in hand.
struct InFlight {
    struct Sent {
        PartitionIndex partition = 0;
        std::uint32_t stay = 0; ///< confirms nothing if the partition came anew meanwhile
        std::int64_t offset = 0;
        WallTime produced{};
    };
    std::uint64_t id = 0;
    std::vector<Sent> rows;
    std::size_t bytes = 0;
    std::vector<Row> retries; ///< all of it, if it is a batch of retried rows
};

struct Block {
    Error error;
    std::optional<Monotonic> until; ///< none: a person must mend it
};

struct FormState {
    FormId id;
    std::optional<InFlight> inFlight;
    std::optional<Block> block;
    Backoff backoff;
    std::set<PartitionIndex> seenIn;
    FormFlow counts;
    std::deque<Row> retries;   ///< rows of rejected records, to be written by their ids
    bool headersDue = false;   ///< its question map changed: also without rows
    std::int64_t heldRows = 0; ///< dropped or not taken since it blocked
    std::optional<WallTime> heldSince;
};

/// How far a form has taken a partition.
struct Cursor {
    std::int64_t next = 0; ///< the lowest offset that it may still take as fresh
    bool gap = false;      ///< takes nothing until the partition is read again from what it lacks
};

/// One partition from its assignment to its revocation or loss.
struct Stay {
    std::uint32_t number = 0; ///< differs for each stay of a partition
    Epoch epoch = 0;
    std::int64_t first = 0; ///< where reading began
    std::int64_t next = 0;  ///< the next record of this epoch stands at or above it
    std::int64_t low = 0;
    std::int64_t high = 0;
    std::optional<std::int64_t> committed;
    bool uncommitted = false; ///< the group had no committed offset when the stay began
    OffsetLedger ledger;
    std::vector<Cursor> cursors;    ///< by form
    std::vector<FormIndex> holding; ///< forms that must read something again
    /// Records with rows that the sink refused: to be read again, since rows do not hold the raw bytes.
    std::map<std::int64_t, std::map<FormIndex, Error>> rejectOnRead;
    std::map<std::int64_t, std::set<FormIndex>> rejecting; ///< read again, not yet on disk
    bool readWaiting = false;           ///< what waited for the admin's word must be read again
    bool seeking = false;               ///< a seek was asked for and not answered
    bool deaf = false;                  ///< records were ignored: takes nothing until it is positioned anew
    bool frozen = false;                ///< another log stands here: takes nothing until the admin's word
    std::optional<Choice> resumed;      ///< that word; the next position begins the partition anew
    std::optional<Monotonic> releaseBy; ///< being revoked
};

} // namespace rowcast::pipeline
