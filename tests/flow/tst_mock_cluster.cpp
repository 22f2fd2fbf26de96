// Whole deliveries inside one process: embedded Kafka → consumer → pipeline → sink → local Google, faults and
// people in between, and the verdict of a stranger.
#include "app/runtime/delivery.h"
#include "app/runtime/wiring.h"
#include "core/base/worker_thread.h"
#include "core/google/service_account.h"
#include "core/kafka/embedded_broker.h"
#include "tests/support/busy_person.h"
#include "tests/support/feeder.h"
#include "tests/support/verdict.h"

#include <QTemporaryDir>
#include <QTest>

using namespace rowcast;

namespace {

constexpr char kTopic[] = "forms";
constexpr int kPartitions = 16;

/// One running instance, as app/runtime makes it.
class Instance {
public:
    Instance(const app::DeliveryConfig& config, const std::vector<intake::Form>& forms)
        : deliveryThread_(QStringLiteral("delivery")), kafkaThread_(QStringLiteral("kafka")) {
        delivery_ = deliveryThread_.adopt(std::make_unique<app::Delivery>(config));
        consumer_ = kafkaThread_.adopt(std::make_unique<kafka::Consumer>());
        // Connected before the delivery thread's event loop turns again: a sink says only once that it is
        // ready.
        QMetaObject::invokeMethod(
            delivery_,
            [this] {
                if (const auto opened = delivery_->open(); !opened)
                    qFatal("%s", qPrintable(opened.error().what));
                app::connectFlow(consumer_, delivery_);
                app::connectStatus(consumer_, delivery_);
            },
            Qt::BlockingQueuedConnection);
        QObject::connect(delivery_->board(), &monitor::StatusBoard::changed, &here_,
                         [this](const Status& status) { status_ = status; });
        QObject::connect(consumer_, &kafka::Consumer::stopped, &here_, [this] { stopped_ = true; });
        for (const intake::Form& form : forms)
            QMetaObject::invokeMethod(
                delivery_,
                [this, &form] { delivery_->questions()->saveMap(0, {intake::questionMapOf(form)}); },
                Qt::BlockingQueuedConnection);
        QMetaObject::invokeMethod(consumer_,
                                  [this, kafka = config.settings.kafka()] { consumer_->start(kafka); });
    }
    ~Instance() {
        QMetaObject::invokeMethod(consumer_, &kafka::Consumer::stop);
        if (!QTest::qWaitFor([this] { return stopped_; }, 40'000)) qFatal("the consumer does not stop");
    }
    Instance(const Instance&) = delete;
    Instance& operator=(const Instance&) = delete;

    [[nodiscard]] const Status& status() const { return status_; }
    [[nodiscard]] kafka::Consumer* consumer() const { return consumer_; }

private:
    WorkerThread deliveryThread_;
    WorkerThread kafkaThread_; ///< ends first: what it still sends finds its receivers
    app::Delivery* delivery_ = nullptr;
    kafka::Consumer* consumer_ = nullptr;
    QObject here_;
    Status status_;
    bool stopped_ = false;
};

} // namespace

class TestMockCluster : public QObject {
    Q_OBJECT
private slots:
    void init() {
        broker_ = kafka::EmbeddedBroker::start().value();
        QVERIFY(broker_->createTopic(kTopic, kPartitions).has_value());
        folder_ = std::make_unique<QTemporaryDir>();
    }
    void cleanup() {
        google_.reset();
        broker_.reset();
    }

    void deliversEveryResponseOnceThroughFaultsAndPeople() {
        startGoogle("all=20%,seed=11");
        const auto forms = twelveForms();
        intake::Plan plan{forms, intake::Shape::Google, 0.004, 0.01, 0, 3000, 5};
        WorkerThread feeding(QStringLiteral("feeder"));
        test::Feeder* feeder = feeding.adopt(std::make_unique<test::Feeder>(
            test::FeederConfig{kafkaConfig(), kTopic, kPartitions, plan, kRecords}));
        QString sendingError;
        bool allSent = false;
        connect(feeder, &test::Feeder::finished, this, [&](const QString& error) {
            allSent = true;
            sendingError = error;
        });
        test::BusyPerson person(*google_, 3);
        QTimer life;
        connect(&life, &QTimer::timeout, this, [&person] { person.act(); });
        life.start(std::chrono::milliseconds(150));

        auto first = instance("one", forms, feeder);
        QMetaObject::invokeMethod(feeder, &test::Feeder::start);
        QTRY_VERIFY_WITH_TIMEOUT(allSent, kPatience);
        QVERIFY2(sendingError.isEmpty(), qPrintable(sendingError));
        QTRY_VERIFY2_WITH_TIMEOUT(first->status().kafka.caughtUp, qPrintable(story(*first)), kPatience);
        life.stop();
        QVERIFY(person.acts() > 50);
        QCOMPARE(first->status().rejected, feeder->unreadable());
        first.reset();
        judge(*feeder);
    }

private:
    static constexpr std::int64_t kResponses = 100'000;
    static constexpr std::int64_t kRecords = 101'500; ///< broken ones and repeated ids among them
    static constexpr int kPatience = 180'000;         // QTRY takes thrice as long to fail

    static std::vector<intake::Form> twelveForms() {
        std::vector<intake::Form> forms = intake::demoForms();
        for (int i = 4; i <= 12; ++i)
            forms.push_back(intake::formNamed(FormId("form-" + std::to_string(i))));
        return forms;
    }
    void startGoogle(const char* faults) {
        sandbox::Options options;
        options.serviceAccountsMayOwn = true;
        options.quota.enabled = false;
        options.faults = sandbox::parseFaults(faults).value();
        google_ = std::make_unique<sandbox::LocalGoogle>(options);
        QVERIFY(google_->start().has_value());
        key_ = google::parseServiceAccountKey(QByteArray::fromStdString(google_->issueServiceAccountKey()))
                   .value();
    }
    [[nodiscard]] KafkaConfig kafkaConfig() const {
        KafkaConfig config;
        config.servers = broker_->servers();
        return config;
    }
    [[nodiscard]] std::unique_ptr<Instance> instance(const char* name, const std::vector<intake::Form>& forms,
                                                     test::Feeder* feeder) {
        const QString dataDir = folder_->filePath(QLatin1String(name));
        QDir().mkpath(dataDir);
        auto settings = settings::Settings::from(
                            {{QStringLiteral("kafka.servers"), broker_->servers()},
                             {QStringLiteral("kafka.topics"), QLatin1String(kTopic)},
                             {QStringLiteral("google.endpoint"), QString::fromStdString(google_->rootUrl())},
                             {QStringLiteral("google.time_zone"), QStringLiteral("UTC")},
                             {QStringLiteral("google.index_wait"), QStringLiteral("0")},
                             {QStringLiteral("form.unknown"), QStringLiteral("guess")},
                             {QStringLiteral("google.writes_per_minute"), QStringLiteral("100000")},
                             {QStringLiteral("google.reads_per_minute"), QStringLiteral("100000")},
                             // Small writes: more of them meet a fault, and a person.
                             {QStringLiteral("google.request_bytes"), QStringLiteral("150000")}})
                            .value();
        const auto key =
            google::parseServiceAccountKey(QByteArray::fromStdString(google_->issueServiceAccountKey()))
                .value();
        auto made = std::make_unique<Instance>(
            app::DeliveryConfig{dataDir, QStringLiteral("rowcast.db"), settings, {key_}, false}, forms);
        connect(made->consumer(), &kafka::Consumer::progress, feeder, &test::Feeder::noteProgress);
        return made;
    }
    void judge(const test::Feeder& feeder) {
        google_->setFaults({});
        test::Stranger stranger(
            QString::fromStdString(google_->rootUrl()),
            QString::fromStdString(google_->issueToken(google::emailOf(key_).toStdString(), {"drive"})));
        const test::Verdict verdict = test::judge(feeder.sent(), stranger.sheets());
        qInfo().noquote() << verdict.text();
        QVERIFY2(verdict.clean(), qPrintable(verdict.text()));
        QCOMPARE(verdict.rows, feeder.responses());
        QVERIFY(feeder.responses() >= kResponses);
        QCOMPARE(feeder.responses() + feeder.repeats() + feeder.unreadable() + feeder.tombstones(), kRecords);
    }
    [[nodiscard]] static QString story(const Instance& instance) {
        QString text = QStringLiteral("lag %1").arg(instance.status().kafka.lag);
        for (const Problem& problem : instance.status().problems)
            text += QStringLiteral("\n") + problem.id + QStringLiteral(": ") + problem.error.what +
                    problem.error.detail;
        return text;
    }

    std::unique_ptr<kafka::EmbeddedBroker> broker_;
    std::unique_ptr<sandbox::LocalGoogle> google_;
    std::unique_ptr<QTemporaryDir> folder_;
    google::Credential key_;
};

QTEST_GUILESS_MAIN(TestMockCluster)
#include "tst_mock_cluster.moc"
