#pragma once
/// One member of a consumer group without an event loop: what came in since the last look, and answers to it.
/// Kafka thread; `wake` alone is called from librdkafka's threads. Nothing here blocks on a broker.

#include "core/base/result.h"
#include "core/kafka/handles.h"
#include "core/kafka/messages.h"
#include "core/model/config.h"
#include "core/model/record.h"

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace rowcast::kafka {

struct Rebalance {
    enum class Kind { Assign, Revoke, Lost };
    Kind kind = Kind::Assign;
    std::vector<TopicPartition> partitions;
};

/// What one look brought, to be handled in this order.
struct Taken {
    std::size_t messages = 0; ///< taken off the queue; 0: it was empty
    std::vector<RecordBatch> batches;
    std::vector<CommitOffset> ends; ///< partitions read to their end, which is `offset`
    std::vector<Position> outOfRange;
    std::vector<CommitOffset> committed;
    std::vector<Error> errors; ///< transport errors only once no broker is left
    std::vector<Rebalance> rebalances;
};

class GroupClient {
public:
    /// Subscribes at once. Fails with FixSettings only.
    [[nodiscard]] static Result<std::unique_ptr<GroupClient>> open(const KafkaConfig& config,
                                                                   std::function<void()> wake);
    ~GroupClient();
    GroupClient(const GroupClient&) = delete;
    GroupClient& operator=(const GroupClient&) = delete;

    [[nodiscard]] Taken take(std::size_t most);
    /// The answers to Rebalance: offsets say where to start.
    void assign(const std::vector<Positioned>& partitions);
    void unassign(const std::vector<TopicPartition>& partitions);

    void pause(const std::vector<TopicPartition>& partitions);
    void resume(const std::vector<TopicPartition>& partitions);
    [[nodiscard]] Result<> seek(const TopicPartition& partition, std::int64_t offset);
    /// Its outcome comes as Taken::committed or Taken::errors.
    void commit(const std::vector<CommitOffset>& offsets);

    void close();
    [[nodiscard]] bool closed() const;

    [[nodiscard]] const Client& handle() const { return client_; }
    [[nodiscard]] std::int64_t heldBytes() const { return held_->load(std::memory_order_relaxed); }

private:
    explicit GroupClient(std::function<void()> wake);
    void setCallbacks(rd_kafka_conf_t* conf);
    [[nodiscard]] Result<> subscribe(const QStringList& topics);
    void sort(rd_kafka_message_t* message, std::vector<rd_kafka_message_t*>& good);
    void onRebalance(rd_kafka_resp_err_t code, const rd_kafka_topic_partition_list_t* partitions);
    void onCommit(rd_kafka_resp_err_t code, const rd_kafka_topic_partition_list_t* offsets);
    void onError(rd_kafka_resp_err_t code, const char* reason);

    std::function<void()> wake_;
    QString group_;
    HeldBytes held_ = std::make_shared<std::atomic<std::int64_t>>(0);
    Client client_;
    QueueHandle queue_;
    std::optional<Error> lastTransport_; ///< why the last broker went
    Taken taken_;                        ///< filled by the callbacks within take()
};

} // namespace rowcast::kafka
