#pragma once
/// Our ids to librdkafka's partition lists and back. Pure; any thread.

#include "core/kafka/handles.h"
#include "core/model/record.h"

#include <vector>

namespace rowcast::kafka {

[[nodiscard]] inline TopicPartition partitionOf(const rd_kafka_topic_partition_t& element) {
    return {element.topic, element.partition};
}

[[nodiscard]] inline std::vector<TopicPartition> fromList(const rd_kafka_topic_partition_list_t& list) {
    std::vector<TopicPartition> partitions;
    partitions.reserve(static_cast<std::size_t>(list.cnt));
    for (int i = 0; i < list.cnt; ++i)
        partitions.push_back(partitionOf(list.elems[i]));
    return partitions;
}

[[nodiscard]] inline PartitionList toList(const std::vector<TopicPartition>& partitions,
                                          std::int64_t offset = RD_KAFKA_OFFSET_INVALID) {
    PartitionList list = newList(static_cast<int>(partitions.size()));
    for (const TopicPartition& each : partitions)
        rd_kafka_topic_partition_list_add(list.get(), each.topic.c_str(), each.partition)->offset = offset;
    return list;
}

/// Of anything with a partition and an offset: CommitOffset, Positioned, Position.
template <class WithOffset>
[[nodiscard]] PartitionList toOffsetList(const std::vector<WithOffset>& all) {
    PartitionList list = newList(static_cast<int>(all.size()));
    for (const WithOffset& each : all)
        rd_kafka_topic_partition_list_add(list.get(), each.partition.topic.c_str(), each.partition.partition)
            ->offset = each.offset;
    return list;
}

} // namespace rowcast::kafka
