#pragma once
/// Kafka as the protocol simulation needs it: a log a partition, one owner a partition at a time with a
/// generation that fences zombies' commits, committed offsets. One thread.

#include "core/model/record.h"
#include "core/model/row.h"
#include "core/pipeline/engine_io.h"

#include <cstdint>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <vector>

namespace rowcast::sim {

struct VirtualResponse {
    std::uint32_t form = 0;
    std::string id;
    bool ownId = false;
    Edits edits = Edits::Update;
    std::int64_t submittedAt = 0; ///< ms; 0: its product says none
    std::string content;          ///< a word of its own, as long as it is not the same submission again
    std::vector<std::uint32_t> questions; ///< indexes into questionNames()
};

struct VirtualRecord {
    std::int64_t offset = 0;
    pipeline::Reading reading = pipeline::Reading::Rows;
    std::vector<VirtualResponse> responses;
    /// It cannot stand in a sheet, so it must be kept as rejected.
    [[nodiscard]] bool mustBeRejected() const;
};

[[nodiscard]] const std::vector<std::string>& questionNames();
[[nodiscard]] FormId formName(std::uint32_t form);

struct VirtualPartition {
    std::vector<VirtualRecord> log; ///< offsets with gaps
    std::int64_t end = 0;           ///< produced so far
    std::optional<std::int64_t> committed;
    int owner = -1;
    std::uint64_t generation = 0;

    [[nodiscard]] std::int64_t last() const { return log.empty() ? 0 : log.back().offset + 1; }
};

class VirtualKafka {
public:
    VirtualKafka(std::mt19937_64& random, std::size_t partitions, std::size_t forms);

    [[nodiscard]] std::vector<VirtualPartition>& partitions() { return partitions_; }
    [[nodiscard]] const std::vector<VirtualPartition>& partitions() const { return partitions_; }
    [[nodiscard]] static TopicPartition name(std::size_t partition);
    [[nodiscard]] static std::size_t index(const TopicPartition& partition);

    /// The records from `from` on, at most `most`, as the kafka thread and the decoder would hand them over.
    [[nodiscard]] std::optional<std::pair<RecordBatch, pipeline::DecodedBatch>>
    poll(std::size_t partition, Epoch epoch, std::int64_t from, std::size_t most) const;

private:
    std::vector<VirtualPartition> partitions_;
};

} // namespace rowcast::sim
