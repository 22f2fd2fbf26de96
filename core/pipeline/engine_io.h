#pragma once
/// What goes into and comes out of the pipeline's engine, as plain values. Any thread.

#include "core/model/record.h"
#include "core/model/row.h"
#include "core/pipeline/offset_ledger.h"
#include "core/sinks/sink.h"
#include "core/transform/decoded.h"

#include <map>
#include <string>
#include <variant>

namespace rowcast::pipeline {

struct EngineConfig {
    std::size_t batchBytes = 2'000'000;          ///< JSON of one write
    Millis gather{0};                            ///< a small batch waits so long for more of a backlog
    std::size_t pendingBytes = 16 * 1024 * 1024; ///< memory of waiting rows; above it reading pauses
    Millis commitEvery{1000};                    ///< at most so often
    Millis releaseWithin{10'000};                ///< how long a revoke waits for a write in flight
    std::map<std::string, int> logNumbers;       ///< by topic, as stored from LogStart; none: 0
};

using transform::DecodedBatch;
using transform::DecodedRecord;
using transform::DecodedRow;
using transform::Fault;
using transform::Reading;

struct Seek {
    TopicPartition partition;
    std::int64_t offset = 0;
};
struct Demand {
    bool paused = false;
};
struct Released {
    std::vector<TopicPartition> partitions;
};
struct FormReleased {
    FormId form;
};
/// Rejected records whose rows now stand in their sheets.
struct Retried {
    std::vector<Position> positions;
};
/// A row of a rejected record that can be read now.
struct RetriedRow {
    Position position;
    DecodedRow row;
};
/// In the order in which they must be done. The Batch lacks title and questions, which its user adds.
using Action = std::variant<Batch, LogStart, std::vector<RejectedRecord>, std::vector<CommitOffset>, Demand,
                            Seek, Released, FormReleased, Retried>;

} // namespace rowcast::pipeline
