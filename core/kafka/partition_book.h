#pragma once
/// What a consumer knows of each partition while it stays here: epoch, progress, what may be committed. Pure;
/// kafka thread.

#include "core/model/record.h"

#include <map>
#include <optional>
#include <vector>

namespace rowcast::kafka {

class PartitionBook {
public:
    /// Epochs go on after `lastEpoch`, so that none is ever used twice.
    explicit PartitionBook(Epoch lastEpoch = 0) : lastEpoch_(lastEpoch) {}

    /// A partition arrives or is sought: a fresh epoch. Reading starts at `start.offset`; `start.epoch` is
    /// set.
    [[nodiscard]] Positioned position(Positioned start);
    /// The same partition read on from elsewhere; nothing if it is not ours.
    [[nodiscard]] std::optional<Positioned> reposition(const TopicPartition& partition, std::int64_t offset);
    /// Nothing of it is delivered from now on, but it may still be committed.
    void leave(const TopicPartition& partition);
    void forget(const TopicPartition& partition);

    [[nodiscard]] bool holds(const TopicPartition& partition) const;
    [[nodiscard]] Epoch lastEpoch() const { return lastEpoch_; }
    /// Those that are not leaving.
    [[nodiscard]] std::vector<TopicPartition> staying() const;
    /// The epoch under which records up to `last` are delivered; none if they are not wanted any more.
    [[nodiscard]] std::optional<Epoch> deliver(const TopicPartition& partition, std::int64_t last);
    /// Everything below `end` was delivered that can be delivered.
    void reachEnd(const TopicPartition& partition, std::int64_t end);
    [[nodiscard]] bool allAtEnd() const;
    void wantCommitted(const TopicPartition& partition, std::int64_t offset);
    void committed(const TopicPartition& partition, std::int64_t offset);
    void measured(const PartitionProgress& measured);

    /// The end of a log may hold no record: transaction markers, aborted or compacted records. Where
    /// everything delivered is committed and only such a gap remains, the end may be committed too, else the
    /// group would never be seen to have caught up.
    [[nodiscard]] std::vector<CommitOffset> tailGaps() const;
    /// Wanted since before the last call, and not yet confirmed by Kafka: to be said again.
    [[nodiscard]] std::vector<CommitOffset> overdueCommits();
    [[nodiscard]] std::vector<PartitionProgress> progress() const;

private:
    struct Stay {
        Positioned start;
        std::int64_t next = 0; ///< after the last record delivered
        std::int64_t end = -1; ///< where the log was seen to end; -1: not since the last record
        std::optional<std::int64_t> committed;
        std::optional<std::int64_t> wanted; ///< told to commit, not confirmed
        bool wantedBefore = false;          ///< … already at the last overdueCommits()
        std::int64_t low = 0;
        std::int64_t high = 0;
        bool leaving = false;
    };
    std::map<TopicPartition, Stay> stays_;
    Epoch lastEpoch_;
};

} // namespace rowcast::kafka
