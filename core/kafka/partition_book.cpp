#include "core/kafka/partition_book.h"

#include <algorithm>
#include <utility>

namespace rowcast::kafka {

Positioned PartitionBook::position(Positioned start) {
    start.epoch = ++lastEpoch_;
    Stay stay;
    stay.start = start;
    stay.next = start.offset;
    stay.committed = start.committed;
    stay.low = start.low;
    stay.high = start.high;
    stays_[start.partition] = std::move(stay);
    return start;
}

std::optional<Positioned> PartitionBook::reposition(const TopicPartition& partition, std::int64_t offset) {
    const auto found = stays_.find(partition);
    if (found == stays_.end() || found->second.leaving) return std::nullopt;
    const Stay before = found->second;
    Positioned start = position({partition, 0, offset, before.committed, before.low, before.high});
    Stay& stay = stays_[partition];
    stay.wanted = before.wanted;
    stay.wantedBefore = before.wantedBefore;
    return start;
}

void PartitionBook::leave(const TopicPartition& partition) {
    if (const auto found = stays_.find(partition); found != stays_.end()) found->second.leaving = true;
}

void PartitionBook::forget(const TopicPartition& partition) {
    stays_.erase(partition);
}

bool PartitionBook::holds(const TopicPartition& partition) const {
    return stays_.contains(partition);
}

std::vector<TopicPartition> PartitionBook::staying() const {
    std::vector<TopicPartition> all;
    for (const auto& [partition, stay] : stays_)
        if (!stay.leaving) all.push_back(partition);
    return all;
}

std::optional<Epoch> PartitionBook::deliver(const TopicPartition& partition, std::int64_t last) {
    const auto found = stays_.find(partition);
    if (found == stays_.end() || found->second.leaving) return std::nullopt;
    found->second.next = last + 1;
    found->second.end = -1;
    return found->second.start.epoch;
}

void PartitionBook::reachEnd(const TopicPartition& partition, std::int64_t end) {
    if (const auto found = stays_.find(partition); found != stays_.end()) found->second.end = end;
}

bool PartitionBook::allAtEnd() const {
    return std::all_of(stays_.begin(), stays_.end(), [](const auto& each) { return each.second.end >= 0; });
}

void PartitionBook::wantCommitted(const TopicPartition& partition, std::int64_t offset) {
    const auto found = stays_.find(partition);
    if (found == stays_.end()) return;
    found->second.wanted = offset;
    found->second.wantedBefore = false;
}

void PartitionBook::committed(const TopicPartition& partition, std::int64_t offset) {
    const auto found = stays_.find(partition);
    if (found == stays_.end()) return;
    Stay& stay = found->second;
    stay.committed = offset;
    if (stay.wanted && *stay.wanted <= offset) stay.wanted.reset();
}

std::vector<CommitOffset> PartitionBook::overdueCommits() {
    std::vector<CommitOffset> overdue;
    for (auto& [partition, stay] : stays_)
        if (stay.wanted && std::exchange(stay.wantedBefore, true))
            overdue.push_back({partition, *stay.wanted});
    return overdue;
}

void PartitionBook::measured(const PartitionProgress& measured) {
    const auto found = stays_.find(measured.partition);
    if (found == stays_.end()) return;
    found->second.low = measured.low;
    found->second.high = std::max(found->second.high, measured.high);
    // A measurement may be older than a commit of ours; a commit of ours never goes back.
    if (measured.committed && (!found->second.committed || *found->second.committed < *measured.committed))
        found->second.committed = measured.committed;
}

std::vector<CommitOffset> PartitionBook::tailGaps() const {
    std::vector<CommitOffset> gaps;
    for (const auto& [partition, stay] : stays_)
        if (!stay.leaving && stay.committed && *stay.committed == stay.next && stay.end > stay.next)
            gaps.push_back({partition, stay.end});
    return gaps;
}

std::vector<PartitionProgress> PartitionBook::progress() const {
    std::vector<PartitionProgress> all;
    all.reserve(stays_.size());
    for (const auto& [partition, stay] : stays_)
        all.push_back({partition, stay.low, stay.high, stay.committed});
    return all;
}

} // namespace rowcast::kafka
