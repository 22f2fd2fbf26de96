#include "core/kafka/producer.h"

#include "core/kafka/client_config.h"
#include "core/kafka/client_log.h"
#include "core/kafka/handles.h"
#include "core/kafka/kafka_error.h"

#include <array>

namespace rowcast::kafka {

/// In order of life: the queue goes before its client.
struct Producer::Handle {
    Client client;
    QueueHandle queue;

    ~Handle() {
        if (queue) rd_kafka_queue_cb_event_enable(queue.get(), nullptr, nullptr);
    }
};

Producer::Producer(QObject* parent) : QObject(parent) {}

Producer::~Producer() {
    // What nobody waits for any more is dropped; waiting here would block the thread on a broker.
    if (handle_) rd_kafka_purge(handle_->client.get(), RD_KAFKA_PURGE_F_QUEUE | RD_KAFKA_PURGE_F_INFLIGHT);
}

Result<> Producer::open(const KafkaConfig& config) {
    Q_ASSERT(!handle_);
    auto conf = producerProperties(config).and_then(makeConf);
    if (!conf) return fail(conf.error());
    rd_kafka_conf_set_opaque(conf->get(), this);
    rd_kafka_conf_set_log_cb(conf->get(), logClient);
    rd_kafka_conf_set_error_cb(conf->get(), [](rd_kafka_t*, int code, const char* reason, void* opaque) {
        static_cast<Producer*>(opaque)->errors_.push_back(
            kafkaError(static_cast<rd_kafka_resp_err_t>(code), QString::fromUtf8(reason)));
    });
    rd_kafka_conf_set_dr_msg_cb(conf->get(),
                                [](rd_kafka_t*, const rd_kafka_message_t* message, void* opaque) {
                                    const char* topic = rd_kafka_topic_name(message->rkt);
                                    Report report{reinterpret_cast<std::uintptr_t>(message->_private),
                                                  {{topic, message->partition}, message->offset},
                                                  {}};
                                    if (message->err != RD_KAFKA_RESP_ERR_NO_ERROR)
                                        report.error = kafkaError(message->err, {}, QString::fromUtf8(topic));
                                    static_cast<Producer*>(opaque)->reports_.push_back(std::move(report));
                                });
    std::array<char, 512> text{};
    rd_kafka_t* raw = rd_kafka_new(RD_KAFKA_PRODUCER, conf->get(), text.data(), text.size());
    if (raw == nullptr)
        return fail(kafkaError(RD_KAFKA_RESP_ERR__INVALID_ARG, QString::fromUtf8(text.data())));
    static_cast<void>(conf->release()); // rd_kafka_new took it
    handle_ = std::make_unique<Handle>();
    handle_->client = shareClient(raw);
    handle_->queue.reset(rd_kafka_queue_get_main(raw));
    rd_kafka_queue_cb_event_enable(
        handle_->queue.get(), [](rd_kafka_t*, void* opaque) { static_cast<Producer*>(opaque)->wake(); },
        this);
    return {};
}

Result<> Producer::send(const Outgoing& record) {
    Q_ASSERT(handle_);
    rd_kafka_t* client = handle_->client.get();
    HeadersHandle headers(rd_kafka_headers_new(record.headers.size()));
    for (const auto& [name, value] : record.headers)
        rd_kafka_header_add(headers.get(), name.data(), static_cast<ssize_t>(name.size()), value.data(),
                            static_cast<ssize_t>(value.size()));
    std::array<rd_kafka_vu_t, 7> arguments{};
    arguments[0].vtype = RD_KAFKA_VTYPE_TOPIC;
    arguments[0].u.cstr = record.topic.c_str();
    arguments[1].vtype = RD_KAFKA_VTYPE_PARTITION;
    arguments[1].u.i32 = record.partition.value_or(RD_KAFKA_PARTITION_UA);
    arguments[2].vtype = RD_KAFKA_VTYPE_KEY;
    arguments[2].u.mem = {const_cast<char*>(record.key.data()), record.key.size()};
    arguments[3].vtype = RD_KAFKA_VTYPE_VALUE;
    if (record.value) arguments[3].u.mem = {const_cast<char*>(record.value->data()), record.value->size()};
    arguments[4].vtype = RD_KAFKA_VTYPE_MSGFLAGS;
    arguments[4].u.i = RD_KAFKA_MSG_F_COPY;
    arguments[5].vtype = RD_KAFKA_VTYPE_OPAQUE;
    arguments[5].u.ptr = reinterpret_cast<void*>(static_cast<std::uintptr_t>(record.id));
    arguments[6].vtype = RD_KAFKA_VTYPE_HEADERS;
    arguments[6].u.headers = headers.get();
    const ErrorHandle error(rd_kafka_produceva(client, arguments.data(), arguments.size()));
    if (error)
        return fail(kafkaError(rd_kafka_error_code(error.get()),
                               QString::fromUtf8(rd_kafka_error_string(error.get())),
                               QString::fromStdString(record.topic)));
    static_cast<void>(headers.release()); // the message took them
    ++underWay_;
    return {};
}

/// From any of librdkafka's threads: at most one look waits in our event queue.
void Producer::wake() {
    if (!woken_.exchange(true)) QMetaObject::invokeMethod(this, &Producer::look, Qt::QueuedConnection);
}

void Producer::look() {
    woken_.store(false);
    const int handled = rd_kafka_poll(handle_->client.get(), 0);
    underWay_ -= reports_.size();
    if (!reports_.empty()) emit reports(std::exchange(reports_, {}));
    for (const Error& error : std::exchange(errors_, {}))
        emit failed(error);
    if (handled > 0) wake();
}

} // namespace rowcast::kafka
