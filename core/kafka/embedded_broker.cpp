#include "core/kafka/embedded_broker.h"

#include "core/kafka/client_log.h"
#include "core/kafka/handles.h"
#include "core/kafka/kafka_error.h"

#include <librdkafka/rdkafka_mock.h>

#include <array>
#include <vector>

namespace rowcast::kafka {

/// In order of life: the mock cluster goes before the client that it runs in.
struct EmbeddedBroker::Cluster {
    Client client;
    std::unique_ptr<rd_kafka_mock_cluster_t, Destroyer<rd_kafka_mock_cluster_destroy>> mock;
};

EmbeddedBroker::EmbeddedBroker() : cluster_(std::make_unique<Cluster>()) {}
EmbeddedBroker::~EmbeddedBroker() = default;

Result<std::unique_ptr<EmbeddedBroker>> EmbeddedBroker::start(int brokers) {
    std::unique_ptr<EmbeddedBroker> self(new EmbeddedBroker);
    std::array<char, 512> text{};
    ConfHandle conf(rd_kafka_conf_new());
    rd_kafka_conf_set_log_cb(conf.get(), logClient);
    rd_kafka_t* raw = rd_kafka_new(RD_KAFKA_PRODUCER, conf.get(), text.data(), text.size());
    if (raw == nullptr) return fail(kafkaError(RD_KAFKA_RESP_ERR__FAIL, QString::fromUtf8(text.data())));
    static_cast<void>(conf.release()); // rd_kafka_new took it
    self->cluster_->client = shareClient(raw);
    self->cluster_->mock.reset(rd_kafka_mock_cluster_new(raw, brokers));
    if (!self->cluster_->mock)
        return fail(Remedy::Retry,
                    QStringLiteral("The embedded Kafka could not open a port on this machine."));
    return self;
}

QString EmbeddedBroker::servers() const {
    return QString::fromUtf8(rd_kafka_mock_cluster_bootstraps(cluster_->mock.get()));
}

Result<> EmbeddedBroker::createTopic(const std::string& name, int partitions) {
    const rd_kafka_resp_err_t code =
        rd_kafka_mock_topic_create(cluster_->mock.get(), name.c_str(), partitions, 1);
    if (code != RD_KAFKA_RESP_ERR_NO_ERROR) return fail(kafkaError(code, {}, QString::fromStdString(name)));
    return {};
}

void EmbeddedBroker::refuse(Request request, int code, int times) {
    const std::vector<rd_kafka_resp_err_t> codes(static_cast<std::size_t>(times),
                                                 static_cast<rd_kafka_resp_err_t>(code));
    rd_kafka_mock_push_request_errors_array(cluster_->mock.get(), static_cast<std::int16_t>(request),
                                            codes.size(), codes.data());
}

void EmbeddedBroker::setReachable(bool reachable) {
    if (reachable)
        rd_kafka_mock_broker_set_up(cluster_->mock.get(), -1);
    else
        rd_kafka_mock_broker_set_down(cluster_->mock.get(), -1);
}

} // namespace rowcast::kafka
