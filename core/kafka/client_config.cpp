// kafka.properties.NAME is handed to librdkafka as NAME, but for those that the promise "exactly once" leans
// on. Names and meanings: https://github.com/confluentinc/librdkafka/blob/v2.0.2/CONFIGURATION.md

#include "core/kafka/client_config.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QRegularExpression>

#include <algorithm>
#include <array>
#include <regex>

namespace rowcast::kafka {

namespace {

constexpr std::array<const char*, 17> kOurs{"bootstrap.servers",
                                            "metadata.broker.list",
                                            "group.id",
                                            "enable.auto.commit",
                                            "auto.offset.reset",
                                            "enable.auto.offset.store",
                                            "isolation.level",
                                            "partition.assignment.strategy",
                                            "enable.partition.eof",
                                            "security.protocol",
                                            "sasl.mechanism",
                                            "sasl.mechanisms",
                                            "sasl.username",
                                            "sasl.password",
                                            "ssl.ca.location",
                                            "topic.blacklist",
                                            "queued.max.messages.kbytes"};

QString tr(const char* text) {
    return QCoreApplication::translate("rowcast::kafka", text);
}

tl::unexpected<Error> wrong(const char* sentence, const QString& argument = {}) {
    const QString text = tr(sentence);
    return fail(Remedy::FixSettings, text.contains(QStringLiteral("%1")) ? text.arg(argument) : text);
}

std::string utf8(const QString& text) {
    return text.toStdString();
}

Result<std::string> protocolOf(const QString& security) {
    if (security.isEmpty() || security == QStringLiteral("plaintext")) return "plaintext";
    if (security == QStringLiteral("tls")) return "ssl";
    if (security == QStringLiteral("sasl_plaintext")) return "sasl_plaintext";
    if (security == QStringLiteral("sasl_tls")) return "sasl_ssl";
    return wrong("kafka.security is “%1”; it must be plaintext, tls, sasl_plaintext or sasl_tls.", security);
}

Result<> addSecurity(const KafkaConfig& config, Properties& properties) {
    const auto protocol = protocolOf(config.security);
    if (!protocol) return tl::unexpected(protocol.error());
    properties.emplace_back("security.protocol", *protocol);
    if (!config.caFile.isEmpty()) {
        if (!QFileInfo(config.caFile).isReadable())
            return wrong("The file “%1” named by kafka.ca cannot be read.", config.caFile);
        properties.emplace_back("ssl.ca.location", utf8(config.caFile));
    }
    if (!protocol->starts_with("sasl")) return {};
    if (config.saslMechanism.isEmpty())
        return wrong("kafka.sasl.mechanism is empty; with kafka.security = %1 it must name one, for example "
                     "SCRAM-SHA-512.",
                     config.security);
    properties.emplace_back("sasl.mechanism", utf8(config.saslMechanism));
    const bool named = config.saslMechanism == QStringLiteral("PLAIN") ||
                       config.saslMechanism.startsWith(QStringLiteral("SCRAM"));
    if (named && config.saslUser.isEmpty())
        return wrong("kafka.sasl.user is empty; %1 needs a user.", config.saslMechanism);
    if (named && config.saslPassword.isEmpty())
        return wrong("The password of the Kafka user “%1” is missing.", config.saslUser);
    if (!config.saslUser.isEmpty()) properties.emplace_back("sasl.username", utf8(config.saslUser));
    if (!config.saslPassword.isEmpty()) properties.emplace_back("sasl.password", utf8(config.saslPassword));
    return {};
}

Result<> checkTopics(const QStringList& topics) {
    if (topics.isEmpty()) return wrong("kafka.topics is empty; name the topics to read, or one regex.");
    for (const QString& topic : topics) {
        if (!topic.startsWith(QLatin1Char('^'))) {
            // Kafka's own rule, org.apache.kafka.common.internals.Topic
            static const QRegularExpression legal(QStringLiteral("^[a-zA-Z0-9._-]{1,249}$"));
            if (!legal.match(topic).hasMatch())
                return wrong("“%1” in kafka.topics cannot be a topic's name; a regex begins with ^.", topic);
            continue;
        }
        if (topics.size() > 1)
            return wrong("kafka.topics holds a regex (%1) and more; name one or the other.", topic);
        try {
            static_cast<void>(std::regex(utf8(topic), std::regex::extended));
        } catch (const std::regex_error&) {
            return wrong("The regex “%1” in kafka.topics cannot be read.", topic);
        }
    }
    return {};
}

} // namespace

Result<Properties> clientProperties(const KafkaConfig& config) {
    if (config.servers.trimmed().isEmpty())
        return wrong("kafka.servers is empty; name at least one as host:port.");
    Properties properties{{"bootstrap.servers", utf8(config.servers)},
                          {"client.id", "rowcast"},
                          {"socket.keepalive.enable", "true"},
                          {"log.connection.close", "false"},
                          {"reconnect.backoff.max.ms", "5000"}};
    if (const auto added = addSecurity(config, properties); !added) return tl::unexpected(added.error());
    for (auto it = config.properties.cbegin(); it != config.properties.cend(); ++it) {
        const std::string name = utf8(it.key());
        if (std::find(kOurs.begin(), kOurs.end(), name) != kOurs.end())
            return wrong("kafka.properties.%1 cannot be set: Rowcast sets it itself or has a setting of its "
                         "own for it.",
                         it.key());
        properties.emplace_back(name, utf8(it.value()));
    }
    return properties;
}

Result<Properties> consumerProperties(const KafkaConfig& config) {
    if (config.group.isEmpty()) return wrong("kafka.group is empty; name the consumer group.");
    if (const auto topics = checkTopics(config.topics); !topics) return tl::unexpected(topics.error());
    Properties properties{
        {"group.id", utf8(config.group)},
        {"enable.auto.commit", "false"},
        {"enable.auto.offset.store", "false"},
        {"auto.offset.reset", "error"},
        {"isolation.level", "read_committed"},
        {"partition.assignment.strategy", "cooperative-sticky"},
        {"enable.partition.eof", "true"},
        {"topic.blacklist", kInternalTopics},
        {"topic.metadata.refresh.interval.ms", "10000"},
        {"queued.max.messages.kbytes",
         std::to_string(std::max<std::int64_t>(config.prefetchBytes / 1024, 64))},
        {"fetch.max.bytes", std::to_string(std::max<std::int64_t>(config.prefetchBytes / 2, 1'000'000))},
        // A record larger than a fetch is still sent whole; only this limit would stop it.
        {"receive.message.max.bytes", "268435456"}};
    return clientProperties(config).map([&](Properties client) {
        properties.insert(properties.end(), client.begin(), client.end());
        return properties;
    });
}

Result<Properties> producerProperties(const KafkaConfig& config) {
    Properties properties{{"enable.idempotence", "true"},
                          {"linger.ms", "5"},
                          {"queue.buffering.max.kbytes", "65536"},
                          {"message.max.bytes", "67108864"}};
    return clientProperties(config).map([&](Properties client) {
        properties.insert(properties.end(), client.begin(), client.end());
        return properties;
    });
}

Result<ConfHandle> makeConf(const Properties& properties) {
    ConfHandle conf(rd_kafka_conf_new());
    std::array<char, 512> text{};
    for (const auto& [name, value] : properties) {
        if (rd_kafka_conf_set(conf.get(), name.c_str(), value.c_str(), text.data(), text.size()) ==
            RD_KAFKA_CONF_OK)
            continue;
        // librdkafka's text may repeat the value, which may be a secret: it is not passed on.
        return wrong("kafka.properties.%1 is not a property of the Kafka client, or its value is wrong.",
                     QString::fromStdString(name));
    }
    return conf;
}

} // namespace rowcast::kafka
