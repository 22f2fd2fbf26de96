#pragma once
/// The newest records of each topic, kept to show on them what a profile or a question map would make of
/// real responses. Pure; one thread at a time.

#include "core/model/record.h"

#include <map>
#include <vector>

namespace rowcast::transform {

class Specimens {
public:
    static constexpr std::size_t most = 200;                  ///< of a topic
    static constexpr std::size_t mostBytes = 4 * 1024 * 1024; ///< of a topic
    static constexpr std::size_t largest = mostBytes / 16;    ///< a larger record is none

    void add(const RecordBatch& batch);
    /// Oldest first. The slices live until the next add().
    [[nodiscard]] std::vector<RecordBatch> of(const std::string& topic) const;
    [[nodiscard]] std::vector<std::string> topics() const;
    /// All of them, for add() in another run; each topic's oldest first.
    [[nodiscard]] std::vector<KeptRecord> all() const;

private:
    struct Ring {
        std::vector<KeptRecord> records; ///< slots are used again, with the memory that they hold
        std::size_t next = 0;            ///< the oldest, once all slots are used
        std::size_t bytes = 0;
    };
    static void keep(Ring& ring, const TopicPartition& partition, const Record& record);

    std::map<std::string, Ring, std::less<>> rings_;
};

/// The record as the transformer wants it, a batch of one; the slices live as long as `record`.
[[nodiscard]] RecordBatch asBatch(const KeptRecord& record);

} // namespace rowcast::transform
