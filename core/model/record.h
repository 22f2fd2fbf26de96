#pragma once
/// Kafka records on their way from the kafka thread to the delivery thread. Immutable after they are sent;
/// any thread.

#include "core/base/time.h"
#include "core/model/ids.h"

#include <memory>
#include <optional>
#include <string_view>
#include <vector>

namespace rowcast {

struct Header {
    std::string_view name;
    std::string_view value; ///< bytes
};

/// One message. The slices live as long as the batch's `owner`.
struct Record {
    std::int64_t offset = 0;
    WallTime timestamp{};
    std::string_view key;
    std::string_view value; ///< bytes, UTF-8 JSON if all is well
    bool tombstone = false; ///< no value at all (not: an empty one)
    std::vector<Header> headers;
};

/// Records of one partition in offset order.
struct RecordBatch {
    TopicPartition partition;
    Epoch epoch = 0;
    std::vector<Record> records;
    std::shared_ptr<const void> owner; ///< keeps the bytes of all slices alive
};

/// Where reading a partition starts: sent on assign and after each seek, before the first record of that
/// epoch.
struct Positioned {
    TopicPartition partition;
    Epoch epoch = 0;
    std::int64_t offset = 0; ///< the next record to be delivered is at or above it
    std::optional<std::int64_t>
        committed;         ///< the group's committed offset; none: the group never committed here
    std::int64_t low = 0;  ///< first offset still kept
    std::int64_t high = 0; ///< next offset to be produced
};

/// How a partition stands, about once a second for what this instance reads.
struct PartitionProgress {
    TopicPartition partition;
    std::int64_t low = 0;
    std::int64_t high = 0;
    std::optional<std::int64_t> committed;
    bool operator==(const PartitionProgress&) const = default;
};

/// The offset to commit for a partition: all below it is closed.
struct CommitOffset {
    TopicPartition partition;
    std::int64_t offset = 0;
    bool operator==(const CommitOffset&) const = default;
};

/// A record with bytes of its own.
struct KeptRecord {
    Position position;
    WallTime timestamp{};
    std::string key;
    std::string value; ///< raw bytes, at most what Kafka delivered
    std::vector<std::pair<std::string, std::string>> headers;
};

/// A record that cannot become a row, as it is kept.
struct RejectedRecord : KeptRecord {
    FormId form;    ///< empty if not even that could be read
    QString reason; ///< one sentence
    QString place;  ///< JSON Pointer or byte position of the failing place; empty if none
};

} // namespace rowcast
