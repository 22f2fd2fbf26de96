#include "core/kafka/messages.h"

namespace rowcast::kafka {

namespace {

/// Members in order of life: the messages go before the client that they belong to.
class Messages {
public:
    Messages(std::vector<rd_kafka_message_t*> messages, Client client, HeldBytes held)
        : client_(std::move(client)), held_(std::move(held)), messages_(std::move(messages)) {
        for (const rd_kafka_message_t* message : messages_)
            bytes_ += static_cast<std::int64_t>(message->len + message->key_len);
        held_->fetch_add(bytes_, std::memory_order_relaxed);
    }
    Messages(const Messages&) = delete;
    Messages& operator=(const Messages&) = delete;
    ~Messages() {
        for (rd_kafka_message_t* message : messages_)
            rd_kafka_message_destroy(message);
        held_->fetch_sub(bytes_, std::memory_order_relaxed);
    }
    [[nodiscard]] std::span<rd_kafka_message_t* const> all() const { return messages_; }

private:
    Client client_;
    HeldBytes held_;
    std::vector<rd_kafka_message_t*> messages_;
    std::int64_t bytes_ = 0;
};

std::string_view slice(const void* data, std::size_t size) {
    return data == nullptr ? std::string_view{} : std::string_view(static_cast<const char*>(data), size);
}

std::vector<Header> headersOf(const rd_kafka_message_t* message) {
    std::vector<Header> headers;
    rd_kafka_headers_t* found = nullptr;
    if (rd_kafka_message_headers(message, &found) != RD_KAFKA_RESP_ERR_NO_ERROR) return headers;
    const char* name = nullptr;
    const void* value = nullptr;
    std::size_t size = 0;
    for (std::size_t i = 0;
         rd_kafka_header_get_all(found, i, &name, &value, &size) == RD_KAFKA_RESP_ERR_NO_ERROR; ++i)
        headers.push_back({name, slice(value, size)});
    return headers;
}

Record toRecord(const rd_kafka_message_t* message) {
    rd_kafka_timestamp_type_t kind = RD_KAFKA_TIMESTAMP_NOT_AVAILABLE;
    const std::int64_t millis = rd_kafka_message_timestamp(message, &kind);
    Record record;
    record.offset = message->offset;
    record.timestamp = WallTime{Millis{kind == RD_KAFKA_TIMESTAMP_NOT_AVAILABLE ? 0 : millis}};
    record.key = slice(message->key, message->key_len);
    record.value = slice(message->payload, message->len);
    record.tombstone = message->payload == nullptr;
    record.headers = headersOf(message);
    return record;
}

RecordBatch& batchOf(std::vector<RecordBatch>& batches, const rd_kafka_message_t* message) {
    const std::string_view topic = rd_kafka_topic_name(message->rkt);
    for (RecordBatch& batch : batches)
        if (batch.partition.partition == message->partition && batch.partition.topic == topic) return batch;
    RecordBatch& batch = batches.emplace_back();
    batch.partition = {std::string(topic), message->partition};
    return batch;
}

} // namespace

std::vector<RecordBatch> toBatches(std::vector<rd_kafka_message_t*> messages, const Client& client,
                                   const HeldBytes& held) {
    std::vector<RecordBatch> batches;
    const auto owner = std::make_shared<const Messages>(std::move(messages), client, held);
    const rd_kafka_message_t* previous = nullptr;
    std::size_t current = 0;
    for (const rd_kafka_message_t* message : owner->all()) {
        if (previous == nullptr || previous->rkt != message->rkt || previous->partition != message->partition)
            current = static_cast<std::size_t>(&batchOf(batches, message) - batches.data());
        batches[current].records.push_back(toRecord(message));
        previous = message;
    }
    for (RecordBatch& batch : batches)
        batch.owner = owner;
    return batches;
}

} // namespace rowcast::kafka
