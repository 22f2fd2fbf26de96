#include "core/kafka/group_client.h"

#include "core/base/log.h"
#include "core/kafka/client_config.h"
#include "core/kafka/client_log.h"
#include "core/kafka/kafka_error.h"
#include "core/kafka/partition_list.h"

#include <array>

namespace rowcast::kafka {

namespace {

constexpr int kSeekMillis = 5000;

void logFailure(const char* doing, rd_kafka_error_t* raw) {
    if (const ErrorHandle error(raw); error)
        qCWarning(lcKafka) << doing << rd_kafka_error_string(error.get());
}

void logFailure(const char* doing, rd_kafka_resp_err_t code) {
    if (code != RD_KAFKA_RESP_ERR_NO_ERROR) qCWarning(lcKafka) << doing << rd_kafka_err2str(code);
}

} // namespace

GroupClient::GroupClient(std::function<void()> wake) : wake_(std::move(wake)) {}

GroupClient::~GroupClient() {
    if (queue_) rd_kafka_queue_cb_event_enable(queue_.get(), nullptr, nullptr);
}

Result<std::unique_ptr<GroupClient>> GroupClient::open(const KafkaConfig& config,
                                                       std::function<void()> wake) {
    auto conf = consumerProperties(config).and_then(makeConf);
    if (!conf) return fail(conf.error());
    std::unique_ptr<GroupClient> self(new GroupClient(std::move(wake)));
    self->group_ = config.group;
    self->setCallbacks(conf->get());
    std::array<char, 512> text{};
    rd_kafka_t* raw = rd_kafka_new(RD_KAFKA_CONSUMER, conf->get(), text.data(), text.size());
    if (raw == nullptr)
        return fail(kafkaError(RD_KAFKA_RESP_ERR__INVALID_ARG, QString::fromUtf8(text.data())));
    static_cast<void>(conf->release()); // rd_kafka_new took it
    self->client_ = shareClient(raw);
    rd_kafka_poll_set_consumer(raw);
    self->queue_.reset(rd_kafka_queue_get_consumer(raw));
    rd_kafka_queue_cb_event_enable(
        self->queue_.get(), [](rd_kafka_t*, void* opaque) { static_cast<GroupClient*>(opaque)->wake_(); },
        self.get());
    if (const auto subscribed = self->subscribe(config.topics); !subscribed) return fail(subscribed.error());
    return self;
}

void GroupClient::setCallbacks(rd_kafka_conf_t* conf) {
    rd_kafka_conf_set_opaque(conf, this);
    rd_kafka_conf_set_log_cb(conf, logClient);
    rd_kafka_conf_set_rebalance_cb(
        conf, [](rd_kafka_t*, rd_kafka_resp_err_t code, rd_kafka_topic_partition_list_t* partitions,
                 void* opaque) { static_cast<GroupClient*>(opaque)->onRebalance(code, partitions); });
    rd_kafka_conf_set_offset_commit_cb(
        conf, [](rd_kafka_t*, rd_kafka_resp_err_t code, rd_kafka_topic_partition_list_t* offsets,
                 void* opaque) { static_cast<GroupClient*>(opaque)->onCommit(code, offsets); });
    rd_kafka_conf_set_error_cb(conf, [](rd_kafka_t*, int code, const char* reason, void* opaque) {
        static_cast<GroupClient*>(opaque)->onError(static_cast<rd_kafka_resp_err_t>(code), reason);
    });
}

Result<> GroupClient::subscribe(const QStringList& topics) {
    PartitionList list = newList(static_cast<int>(topics.size()));
    for (const QString& topic : topics)
        rd_kafka_topic_partition_list_add(list.get(), topic.toUtf8().constData(), RD_KAFKA_PARTITION_UA);
    const rd_kafka_resp_err_t code = rd_kafka_subscribe(client_.get(), list.get());
    if (code != RD_KAFKA_RESP_ERR_NO_ERROR) return fail(kafkaError(code));
    return {};
}

Taken GroupClient::take(std::size_t most) {
    taken_ = {};
    std::vector<rd_kafka_message_t*> messages(most);
    const ssize_t count = rd_kafka_consume_batch_queue(queue_.get(), 0, messages.data(), most);
    taken_.messages = count > 0 ? static_cast<std::size_t>(count) : 0;
    std::vector<rd_kafka_message_t*> good;
    good.reserve(taken_.messages);
    for (std::size_t i = 0; i < taken_.messages; ++i)
        sort(messages[i], good);
    if (!good.empty()) taken_.batches = toBatches(std::move(good), client_, held_);
    return std::move(taken_);
}

void GroupClient::sort(rd_kafka_message_t* message, std::vector<rd_kafka_message_t*>& good) {
    if (message->err == RD_KAFKA_RESP_ERR_NO_ERROR) {
        good.push_back(message);
        return;
    }
    const char* topic = message->rkt != nullptr ? rd_kafka_topic_name(message->rkt) : "";
    const TopicPartition partition{topic, message->partition};
    if (message->err == RD_KAFKA_RESP_ERR__PARTITION_EOF) {
        taken_.ends.push_back({partition, message->offset});
    } else if (message->err == RD_KAFKA_RESP_ERR__AUTO_OFFSET_RESET) {
        taken_.outOfRange.push_back({partition, message->offset});
    } else {
        const QString subject =
            message->err == RD_KAFKA_RESP_ERR_GROUP_AUTHORIZATION_FAILED ? group_ : QString::fromUtf8(topic);
        taken_.errors.push_back(
            kafkaError(message->err, QString::fromUtf8(rd_kafka_message_errstr(message)), subject));
    }
    rd_kafka_message_destroy(message);
}

void GroupClient::onRebalance(rd_kafka_resp_err_t code, const rd_kafka_topic_partition_list_t* partitions) {
    Rebalance rebalance;
    rebalance.partitions = fromList(*partitions);
    if (code == RD_KAFKA_RESP_ERR__ASSIGN_PARTITIONS)
        rebalance.kind = Rebalance::Kind::Assign;
    else if (rd_kafka_assignment_lost(client_.get()) != 0)
        rebalance.kind = Rebalance::Kind::Lost;
    else
        rebalance.kind = Rebalance::Kind::Revoke;
    taken_.rebalances.push_back(std::move(rebalance));
}

void GroupClient::onCommit(rd_kafka_resp_err_t code, const rd_kafka_topic_partition_list_t* offsets) {
    for (int i = 0; offsets != nullptr && i < offsets->cnt; ++i) {
        const rd_kafka_topic_partition_t& each = offsets->elems[i];
        const rd_kafka_resp_err_t own = code != RD_KAFKA_RESP_ERR_NO_ERROR ? code : each.err;
        if (own == RD_KAFKA_RESP_ERR_NO_ERROR)
            taken_.committed.push_back({partitionOf(each), each.offset});
        else
            // Not an error for people: the offset is offered again, and what is never committed is read
            // again.
            qCWarning(lcKafka) << "commit of" << each.topic << each.partition << "at" << each.offset
                               << "refused:" << rd_kafka_err2str(own);
    }
    if (!taken_.committed.empty()) qCDebug(lcKafka) << "committed" << taken_.committed.size() << "partitions";
}

void GroupClient::onError(rd_kafka_resp_err_t code, const char* reason) {
    QString text = QString::fromUtf8(reason);
    if (code == RD_KAFKA_RESP_ERR__TRANSPORT || code == RD_KAFKA_RESP_ERR__RESOLVE) {
        // One broker gone, or an idle connection closed, is everyday life.
        lastTransport_ = kafkaError(code, text);
        return;
    }
    if (code == RD_KAFKA_RESP_ERR__ALL_BROKERS_DOWN) {
        taken_.errors.push_back(lastTransport_.value_or(kafkaError(code, text)));
        return;
    }
    if (code == RD_KAFKA_RESP_ERR__FATAL) {
        std::array<char, 512> fatal{};
        rd_kafka_fatal_error(client_.get(), fatal.data(), fatal.size());
        text = QString::fromUtf8(fatal.data());
    }
    taken_.errors.push_back(kafkaError(code, text, group_));
}

void GroupClient::assign(const std::vector<Positioned>& partitions) {
    logFailure("assign:", rd_kafka_incremental_assign(client_.get(), toOffsetList(partitions).get()));
}

void GroupClient::unassign(const std::vector<TopicPartition>& partitions) {
    logFailure("unassign:", rd_kafka_incremental_unassign(client_.get(), toList(partitions).get()));
}

void GroupClient::pause(const std::vector<TopicPartition>& partitions) {
    logFailure("pause:", rd_kafka_pause_partitions(client_.get(), toList(partitions).get()));
}

void GroupClient::resume(const std::vector<TopicPartition>& partitions) {
    logFailure("resume:", rd_kafka_resume_partitions(client_.get(), toList(partitions).get()));
}

Result<> GroupClient::seek(const TopicPartition& partition, std::int64_t offset) {
    const PartitionList list = toList({partition}, offset);
    // Waits for librdkafka's own thread only, which answers in microseconds.
    const ErrorHandle error(rd_kafka_seek_partitions(client_.get(), list.get(), kSeekMillis));
    rd_kafka_resp_err_t code = error ? rd_kafka_error_code(error.get()) : RD_KAFKA_RESP_ERR_NO_ERROR;
    if (code == RD_KAFKA_RESP_ERR_NO_ERROR) code = list->elems[0].err;
    if (code != RD_KAFKA_RESP_ERR_NO_ERROR)
        return fail(kafkaError(code, {}, QString::fromStdString(partition.topic)));
    return {};
}

void GroupClient::commit(const std::vector<CommitOffset>& offsets) {
    if (!offsets.empty())
        logFailure("commit:", rd_kafka_commit(client_.get(), toOffsetList(offsets).get(), 1));
}

void GroupClient::close() {
    logFailure("close:", rd_kafka_consumer_close_queue(client_.get(), queue_.get()));
}

bool GroupClient::closed() const {
    return rd_kafka_consumer_closed(client_.get()) != 0;
}

} // namespace rowcast::kafka
