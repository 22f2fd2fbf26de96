#include "core/kafka/kafka_error.h"

#include "core/base/redact.h"

#include <QCoreApplication>

namespace rowcast::kafka {

namespace {

struct Advice {
    Remedy remedy;
    QString sentence;
};

QString tr(const char* text) {
    return QCoreApplication::translate("rowcast::kafka", text);
}

QString named(const char* text, const QString& subject) {
    return tr(text).arg(subject.isEmpty() ? QStringLiteral("?") : subject);
}

/// librdkafka before 2.6.1 repeats its nonce, which Kafka 4 takes for wrong credentials:
/// https://github.com/confluentinc/librdkafka/pull/4895
QString scramHint(rd_kafka_resp_err_t code, const QString& detail) {
    const bool refused =
        code == RD_KAFKA_RESP_ERR__AUTHENTICATION || code == RD_KAFKA_RESP_ERR_SASL_AUTHENTICATION_FAILED;
    if (!refused || !detail.contains(u"SCRAM") || rd_kafka_version() >= 0x020601ff) return {};
    return tr(" If it is Kafka 4: this computer's librdkafka %1 cannot sign in there by SCRAM; install 2.6.1 "
              "or newer, or use PLAIN over TLS.")
        .arg(QString::fromUtf8(rd_kafka_version_str()));
}

Advice connection(rd_kafka_resp_err_t code) {
    switch (code) {
    case RD_KAFKA_RESP_ERR__RESOLVE:
        return {Remedy::Retry, tr("The name of the Kafka server cannot be found. Check kafka.servers and the "
                                  "network; Rowcast keeps trying.")};
    case RD_KAFKA_RESP_ERR__SSL:
        return {Remedy::FixSettings, tr("The secure connection to Kafka failed. Check that kafka.security "
                                        "matches the server's port and that kafka.ca holds its certificate "
                                        "authority.")};
    case RD_KAFKA_RESP_ERR__AUTHENTICATION:
    case RD_KAFKA_RESP_ERR_SASL_AUTHENTICATION_FAILED:
        return {Remedy::FixSettings, tr("Kafka refused the sign-in. Check kafka.sasl.user, "
                                        "kafka.sasl.mechanism and the password.")};
    case RD_KAFKA_RESP_ERR_UNSUPPORTED_SASL_MECHANISM:
        return {Remedy::FixSettings, tr("Kafka does not accept this way to sign in. Ask its admin which "
                                        "mechanism to put in kafka.sasl.mechanism.")};
    default:
        return {Remedy::Retry, tr("Kafka cannot be reached. Check that it runs and that kafka.servers names "
                                  "it; Rowcast keeps trying.")};
    }
}

Advice access(rd_kafka_resp_err_t code, const QString& subject) {
    switch (code) {
    case RD_KAFKA_RESP_ERR_TOPIC_AUTHORIZATION_FAILED:
        return {Remedy::FixSettings,
                named("Kafka does not let this user read the topic “%1”. Ask its admin for read access, or "
                      "correct kafka.topics.",
                      subject)};
    case RD_KAFKA_RESP_ERR_GROUP_AUTHORIZATION_FAILED:
        return {Remedy::FixSettings,
                named("Kafka does not let this user join the consumer group “%1”. Ask its admin for access, "
                      "or choose another kafka.group.",
                      subject)};
    case RD_KAFKA_RESP_ERR_INCONSISTENT_GROUP_PROTOCOL:
        return {Remedy::FixSettings,
                named("Another kind of program reads with the consumer group “%1”. Choose a kafka.group that "
                      "only Rowcast uses.",
                      subject)};
    default:
        return {Remedy::FixSettings, tr("Kafka does not let this user do that. Ask its admin for read access "
                                        "to the topics and to the consumer group.")};
    }
}

Advice advice(rd_kafka_resp_err_t code, const QString& subject) {
    switch (code) {
    case RD_KAFKA_RESP_ERR__RESOLVE:
    case RD_KAFKA_RESP_ERR__SSL:
    case RD_KAFKA_RESP_ERR__AUTHENTICATION:
    case RD_KAFKA_RESP_ERR_SASL_AUTHENTICATION_FAILED:
    case RD_KAFKA_RESP_ERR_UNSUPPORTED_SASL_MECHANISM:
    case RD_KAFKA_RESP_ERR__TRANSPORT:
    case RD_KAFKA_RESP_ERR__ALL_BROKERS_DOWN:
    case RD_KAFKA_RESP_ERR__TIMED_OUT:
    case RD_KAFKA_RESP_ERR_NETWORK_EXCEPTION: return connection(code);
    case RD_KAFKA_RESP_ERR_TOPIC_AUTHORIZATION_FAILED:
    case RD_KAFKA_RESP_ERR_GROUP_AUTHORIZATION_FAILED:
    case RD_KAFKA_RESP_ERR_CLUSTER_AUTHORIZATION_FAILED:
    case RD_KAFKA_RESP_ERR_INCONSISTENT_GROUP_PROTOCOL: return access(code, subject);
    case RD_KAFKA_RESP_ERR__UNKNOWN_TOPIC:
    case RD_KAFKA_RESP_ERR__UNKNOWN_PARTITION:
    case RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART:
        return {Remedy::Retry, named("Kafka has no topic “%1”. Create it or correct kafka.topics; Rowcast "
                                     "looks again by itself.",
                                     subject)};
    case RD_KAFKA_RESP_ERR_TOPIC_EXCEPTION:
        return {Remedy::FixSettings, named("“%1” cannot be a topic's name. Correct kafka.topics.", subject)};
    case RD_KAFKA_RESP_ERR_MSG_SIZE_TOO_LARGE:
    case RD_KAFKA_RESP_ERR_RECORD_LIST_TOO_LARGE:
        return {Remedy::RejectRecord,
                named("The record is larger than the topic “%1” takes. Raise the topic's max.message.bytes "
                      "or send less.",
                      subject)};
    case RD_KAFKA_RESP_ERR__QUEUE_FULL:
        return {Remedy::Wait, tr("More records wait to be sent than fit in memory; it goes on as Kafka takes "
                                 "them.")};
    case RD_KAFKA_RESP_ERR__INVALID_ARG:
    case RD_KAFKA_RESP_ERR__UNSUPPORTED_FEATURE:
        return {Remedy::FixSettings, tr("The Kafka client does not accept the settings. Correct kafka.*.")};
    case RD_KAFKA_RESP_ERR_FENCED_INSTANCE_ID:
    case RD_KAFKA_RESP_ERR__FATAL:
        return {Remedy::Stop, tr("Kafka has shut this instance out of the group. Start Rowcast again; what "
                                 "is not committed is read again.")};
    default:
        return {Remedy::Retry,
                tr("Kafka reported a problem that usually passes by itself; Rowcast keeps trying.")};
    }
}

} // namespace

Error kafkaError(rd_kafka_resp_err_t code, const QString& detail, const QString& subject) {
    const Advice found = advice(code, subject);
    const QString name = QString::fromUtf8(rd_kafka_err2name(code));
    const QString text = detail.isEmpty() ? QString::fromUtf8(rd_kafka_err2str(code)) : detail;
    return Error{found.remedy,
                 found.sentence + scramHint(code, detail),
                 redacted(name + QStringLiteral(": ") + text),
                 {},
                 {}};
}

} // namespace rowcast::kafka
