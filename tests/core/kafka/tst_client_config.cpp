#include "core/kafka/client_config.h"
#include "core/kafka/kafka_error.h"
#include "core/settings/checks.h"

#include <QTemporaryFile>
#include <QTest>

#include <cstdio>
#include <cstdlib>
#include <map>

using namespace rowcast;
using namespace rowcast::kafka;

namespace {

KafkaConfig good() {
    KafkaConfig config;
    config.servers = QStringLiteral("kafka:9092");
    config.topics = {QStringLiteral("forms")};
    config.group = QStringLiteral("g");
    return config;
}

/// Every property that the client documents, aliases too.
QStringList documented() {
    char* text = nullptr;
    std::size_t size = 0;
    std::FILE* page = open_memstream(&text, &size);
    rd_kafka_conf_properties_show(page);
    std::fclose(page);
    QStringList names;
    for (const QString& line : QString::fromUtf8(text, static_cast<qsizetype>(size)).split(u'\n')) {
        const QString name = line.section(u'|', 0, 0).trimmed();
        if (line.contains(u'|') && name.contains(u'.')) names << name;
    }
    std::free(text); // NOLINT(cppcoreguidelines-no-malloc): open_memstream's
    return names;
}

} // namespace

class TestClientConfig : public QObject {
    Q_OBJECT
private slots:
    void everyPropertyIsKnownToTheClient() {
        KafkaConfig config = good();
        QTemporaryFile authority;
        QVERIFY(authority.open());
        config.security = QStringLiteral("sasl_tls");
        config.saslMechanism = QStringLiteral("SCRAM-SHA-512");
        config.saslUser = QStringLiteral("u");
        config.saslPassword = QStringLiteral("p");
        config.caFile = authority.fileName();
        config.properties.insert(QStringLiteral("client.rack"), QStringLiteral("r1"));
        for (const auto& properties : {consumerProperties(config), producerProperties(config)}) {
            QVERIFY(properties.has_value());
            QVERIFY(makeConf(*properties).has_value());
            const std::map<std::string, std::string> map(properties->begin(), properties->end());
            QCOMPARE(map.at("security.protocol"), std::string("sasl_ssl"));
            QCOMPARE(map.at("client.rack"), std::string("r1"));
        }
    }
    void theConsumerCommitsNothingByItself() {
        const auto properties = consumerProperties(good());
        const std::map<std::string, std::string> map(properties->begin(), properties->end());
        QCOMPARE(map.at("enable.auto.commit"), std::string("false"));
        QCOMPARE(map.at("enable.auto.offset.store"), std::string("false"));
        QCOMPARE(map.at("auto.offset.reset"), std::string("error"));
        QCOMPARE(map.at("isolation.level"), std::string("read_committed"));
    }

    void whatTheSettingsTakeIsNotRefusedHere() {
        const QStringList names = documented();
        QVERIFY(names.size() > 100);
        QVERIFY(names.contains(QStringLiteral("sasl.username")));
        for (const QString& name : names) {
            if (!settings::settableProperty(name)) continue;
            KafkaConfig config = good();
            config.properties.insert(name, QStringLiteral("1"));
            QVERIFY2(clientProperties(config).has_value(), qPrintable(name));
        }
    }

    void errorsNameTheSetting_data() {
        QTest::addColumn<KafkaConfig>("config");
        QTest::addColumn<QString>("setting");
        const auto row = [](const char* name, const QString& setting,
                            const std::function<void(KafkaConfig&)>& change) {
            KafkaConfig config = good();
            change(config);
            QTest::newRow(name) << config << setting;
        };
        row("no servers", QStringLiteral("kafka.servers"), [](KafkaConfig& c) { c.servers.clear(); });
        row("no group", QStringLiteral("kafka.group"), [](KafkaConfig& c) { c.group.clear(); });
        row("no topics", QStringLiteral("kafka.topics"), [](KafkaConfig& c) { c.topics.clear(); });
        row("bad topic", QStringLiteral("kafka.topics"),
            [](KafkaConfig& c) { c.topics = {QStringLiteral("a b")}; });
        row("bad regex", QStringLiteral("kafka.topics"),
            [](KafkaConfig& c) { c.topics = {QStringLiteral("^a(")}; });
        row("regex and name", QStringLiteral("kafka.topics"), [](KafkaConfig& c) {
            c.topics = {QStringLiteral("^a"), QStringLiteral("b")};
        });
        row("security", QStringLiteral("kafka.security"),
            [](KafkaConfig& c) { c.security = QStringLiteral("ssl"); });
        row("no mechanism", QStringLiteral("kafka.sasl.mechanism"),
            [](KafkaConfig& c) { c.security = QStringLiteral("sasl_tls"); });
        row("no user", QStringLiteral("kafka.sasl.user"), [](KafkaConfig& c) {
            c.security = QStringLiteral("sasl_tls");
            c.saslMechanism = QStringLiteral("PLAIN");
        });
        row("no password", QStringLiteral("password"), [](KafkaConfig& c) {
            c.security = QStringLiteral("sasl_tls");
            c.saslMechanism = QStringLiteral("PLAIN");
            c.saslUser = QStringLiteral("u");
        });
        row("no ca", QStringLiteral("kafka.ca"),
            [](KafkaConfig& c) { c.caFile = QStringLiteral("/no/such.pem"); });
        row("our own", QStringLiteral("kafka.properties.enable.auto.commit"), [](KafkaConfig& c) {
            c.properties.insert(QStringLiteral("enable.auto.commit"), QStringLiteral("true"));
        });
        row("unknown", QStringLiteral("kafka.properties.no.such"),
            [](KafkaConfig& c) { c.properties.insert(QStringLiteral("no.such"), QStringLiteral("1")); });
    }
    void errorsNameTheSetting() {
        QFETCH(KafkaConfig, config);
        QFETCH(QString, setting);
        const auto conf = consumerProperties(config).and_then(makeConf);
        QVERIFY(!conf.has_value());
        QVERIFY(conf.error().remedy == Remedy::FixSettings);
        QVERIFY2(conf.error().what.contains(setting), qPrintable(conf.error().what));
    }
    void aSecretInAWrongPropertyIsNotRepeated() {
        KafkaConfig config = good();
        config.properties.insert(QStringLiteral("sasl.oauthbearer.method"), QStringLiteral("hunter2"));
        const auto conf = consumerProperties(config).and_then(makeConf);
        QVERIFY(!conf.has_value());
        QVERIFY(!conf.error().what.contains(QStringLiteral("hunter2")));
        QVERIFY(!conf.error().detail.contains(QStringLiteral("hunter2")));
    }

    void codesSayWhatToDo_data() {
        QTest::addColumn<int>("code");
        QTest::addColumn<int>("remedy");
        QTest::addColumn<QString>("word");
        const auto row = [](rd_kafka_resp_err_t code, Remedy remedy, const char* word) {
            QTest::newRow(rd_kafka_err2name(code))
                << static_cast<int>(code) << static_cast<int>(remedy) << QString::fromUtf8(word);
        };
        row(RD_KAFKA_RESP_ERR__RESOLVE, Remedy::Retry, "cannot be found");
        row(RD_KAFKA_RESP_ERR__TRANSPORT, Remedy::Retry, "cannot be reached");
        row(RD_KAFKA_RESP_ERR__ALL_BROKERS_DOWN, Remedy::Retry, "cannot be reached");
        row(RD_KAFKA_RESP_ERR__SSL, Remedy::FixSettings, "kafka.ca");
        row(RD_KAFKA_RESP_ERR__AUTHENTICATION, Remedy::FixSettings, "kafka.sasl.user");
        row(RD_KAFKA_RESP_ERR_UNSUPPORTED_SASL_MECHANISM, Remedy::FixSettings, "kafka.sasl.mechanism");
        row(RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART, Remedy::Retry, "“subject”");
        row(RD_KAFKA_RESP_ERR_TOPIC_AUTHORIZATION_FAILED, Remedy::FixSettings, "“subject”");
        row(RD_KAFKA_RESP_ERR_GROUP_AUTHORIZATION_FAILED, Remedy::FixSettings, "“subject”");
        row(RD_KAFKA_RESP_ERR_INCONSISTENT_GROUP_PROTOCOL, Remedy::FixSettings, "kafka.group");
        row(RD_KAFKA_RESP_ERR_MSG_SIZE_TOO_LARGE, Remedy::RejectRecord, "max.message.bytes");
        row(RD_KAFKA_RESP_ERR__QUEUE_FULL, Remedy::Wait, "memory");
        row(RD_KAFKA_RESP_ERR__FATAL, Remedy::Stop, "again");
        row(RD_KAFKA_RESP_ERR_NOT_COORDINATOR, Remedy::Retry, "by itself");
    }
    void codesSayWhatToDo() {
        QFETCH(int, code);
        QFETCH(int, remedy);
        QFETCH(QString, word);
        const Error error = kafkaError(static_cast<rd_kafka_resp_err_t>(code),
                                       QStringLiteral("sasl.password=hunter2"), QStringLiteral("subject"));
        QCOMPARE(static_cast<int>(error.remedy), remedy);
        QVERIFY2(error.what.contains(word), qPrintable(error.what));
        QVERIFY(error.detail.startsWith(QString::fromUtf8(QTest::currentDataTag())));
        QVERIFY(!error.detail.contains(QStringLiteral("hunter2")));
    }

    void aRefusedScramNamesAnOldClient() {
        const auto said = [](const char* detail) {
            return kafkaError(RD_KAFKA_RESP_ERR__AUTHENTICATION, QString::fromUtf8(detail)).what;
        };
        const bool old = rd_kafka_version() < 0x020601ff;
        QCOMPARE(said("invalid credentials with SASL mechanism SCRAM-SHA-512").contains(u"librdkafka"), old);
        QVERIFY(!said("invalid credentials with SASL mechanism PLAIN").contains(u"librdkafka"));
    }
};

QTEST_GUILESS_MAIN(TestClientConfig)
#include "tst_client_config.moc"
