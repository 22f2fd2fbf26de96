#pragma once
/// Owners of librdkafka's objects, one line a type: no other file calls a destroy function. Any thread. A
/// client is shared, since messages that were handed out keep it alive; its last owner destroys it.

#include <librdkafka/rdkafka.h>

#include <memory>

namespace rowcast::kafka {

template <auto Destroy>
struct Destroyer {
    template <class T>
    void operator()(T* object) const {
        Destroy(object);
    }
};

using ConfHandle = std::unique_ptr<rd_kafka_conf_t, Destroyer<rd_kafka_conf_destroy>>;
using QueueHandle = std::unique_ptr<rd_kafka_queue_t, Destroyer<rd_kafka_queue_destroy>>;
using PartitionList =
    std::unique_ptr<rd_kafka_topic_partition_list_t, Destroyer<rd_kafka_topic_partition_list_destroy>>;
using HeadersHandle = std::unique_ptr<rd_kafka_headers_t, Destroyer<rd_kafka_headers_destroy>>;
using TopicHandle = std::unique_ptr<rd_kafka_topic_t, Destroyer<rd_kafka_topic_destroy>>;
using ErrorHandle = std::unique_ptr<rd_kafka_error_t, Destroyer<rd_kafka_error_destroy>>;
using MetadataHandle = std::unique_ptr<const rd_kafka_metadata_t, Destroyer<rd_kafka_metadata_destroy>>;
using Client = std::shared_ptr<rd_kafka_t>;

[[nodiscard]] inline PartitionList newList(int capacity = 16) {
    return PartitionList(rd_kafka_topic_partition_list_new(capacity));
}

/// A consumer leaves its group before this (rd_kafka_consumer_close_queue), never here: destroying must not
/// wait for a broker.
[[nodiscard]] inline Client shareClient(rd_kafka_t* raw) {
    return {raw, [](rd_kafka_t* rk) { rd_kafka_destroy_flags(rk, RD_KAFKA_DESTROY_F_NO_CONSUMER_CLOSE); }};
}

} // namespace rowcast::kafka
