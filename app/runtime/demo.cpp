#include "app/runtime/demo.h"

#include "app/runtime/command_line.h"
#include "app/runtime/headless.h"
#include "app/runtime/instance.h"
#include "core/google/service_account.h"
#include "core/settings/settings_file.h"

#include <QDir>
#include <QFile>

namespace rowcast::app {

namespace {

constexpr char kTopic[] = "forms";
constexpr int kPartitions = 3;
constexpr std::int64_t kHeadlessResponses = 300;
constexpr double kHeadlessRate = 60;

/// Lives on the sending thread: simulator → producer.
class Sender : public QObject {
public:
    Sender(KafkaConfig kafka, std::int64_t count, double rate, std::function<void()> done)
        : kafka_(std::move(kafka)), count_(count), rate_(rate), done_(std::move(done)) {}

    void start() {
        producer_ = std::make_unique<kafka::Producer>();
        if (!producer_->open(kafka_)) return;
        intake::Plan plan;
        plan.forms = intake::demoForms();
        simulator_ =
            std::make_unique<intake::Simulator>(intake::generated(std::move(plan), count_), rate_,
                                                [this](const intake::Produced& made) { return send(made); });
        connect(simulator_.get(), &intake::Simulator::finished, this, [this] {
            finished_ = true;
            lookAround();
        });
        connect(producer_.get(), &kafka::Producer::reports, this, [this] { lookAround(); });
        simulator_->start();
    }

private:
    bool send(const intake::Produced& made) {
        return producer_->send({0, kTopic, made.key, made.value, {}, std::nullopt}).has_value();
    }
    void lookAround() {
        if (finished_ && producer_->underWay() == 0 && done_) std::exchange(done_, nullptr)();
    }

    KafkaConfig kafka_;
    std::int64_t count_;
    double rate_;
    std::function<void()> done_;
    std::unique_ptr<kafka::Producer> producer_;
    std::unique_ptr<intake::Simulator> simulator_;
    bool finished_ = false;
};

} // namespace

Result<std::unique_ptr<Demo>> Demo::start(const QString& dataDir) {
    std::unique_ptr<Demo> demo(new Demo);
    return demo->prepare(dataDir).map([&demo] { return std::move(demo); });
}

Demo::~Demo() = default;

Result<> Demo::prepare(const QString& dataDir) {
    auto broker = kafka::EmbeddedBroker::start();
    if (!broker) return fail(std::move(broker.error()));
    broker_ = std::move(*broker);
    if (auto made = broker_->createTopic(kTopic, kPartitions); !made) return made;
    sandbox::Options options;
    options.serviceAccountsMayOwn = true;
    google_ = std::make_unique<sandbox::LocalGoogle>(options);
    if (auto started = google_->start(); !started) return started;

    // No address of Google's service accounts: those own no files, and this one shows what people see.
    auto key = google::parseServiceAccountKey(
        QByteArray::fromStdString(google_->issueServiceAccountKey("demo@rowcast.example")));
    if (!key) return fail(std::move(key.error()));
    auto settings = settings::Settings::from(
        {{QStringLiteral("kafka.servers"), broker_->servers()},
         {QStringLiteral("kafka.topics"), QString::fromLatin1(kTopic)},
         {QStringLiteral("google.endpoint"), QString::fromStdString(google_->rootUrl())},
         {QStringLiteral("google.index_wait"), QStringLiteral("0")}});
    if (!settings) return fail(std::move(settings.error()));
    config_ = {dataDir, QStringLiteral("demo.db"), *settings, {*key}, true};
    for (const char* left : {"demo.db", "demo.db-wal", "demo.db-shm"})
        QFile::remove(QDir(dataDir).filePath(QLatin1String(left)));
    QDir(QDir(dataDir).filePath(QStringLiteral("demo-profiles"))).removeRecursively();
    return saveTitles();
}

Result<> Demo::saveTitles() const {
    store::Store store;
    if (auto opened = store.open(QDir(config_.dataDir).filePath(config_.database)); !opened) return opened;
    for (const intake::Form& form : intake::demoForms())
        if (auto saved = store.saveMap(intake::questionMapOf(form)); !saved) return saved;
    return {};
}

QString Demo::pageUrl() const {
    return QString::fromStdString(google_->rootUrl());
}

void Demo::send(std::int64_t count, double rate) {
    sending_ = std::make_unique<WorkerThread>(QStringLiteral("demo"));
    auto tell = [this] { QMetaObject::invokeMethod(this, &Demo::sent, Qt::QueuedConnection); };
    Sender* sender =
        sending_->adopt(std::make_unique<Sender>(config_.settings.kafka(), count, rate, std::move(tell)));
    QMetaObject::invokeMethod(sender, [sender] { sender->start(); });
}

int runHeadlessDemo(const QString& dataDir) {
    const auto lock = InstanceLock::take(dataDir);
    if (!lock) return printError(lock.error());
    if (!*lock)
        return printError(
            {Remedy::Wait, QStringLiteral("A demo runs on %1 already.").arg(dataDir), {}, {}, {}});
    const auto demo = Demo::start(dataDir);
    if (!demo) return printError(demo.error());
    print(QStringLiteral("A Kafka at %1 and a Google at %2, both in this process: the sheets can be read "
                         "there while it runs.")
              .arg((*demo)->config().settings.kafka().servers, (*demo)->pageUrl()));
    Headless headless((*demo)->config(), false);
    QObject::connect(demo->get(), &Demo::sent, &headless,
                     [&headless] { headless.endWhenDelivered(kHeadlessResponses); });
    (*demo)->send(kHeadlessResponses, kHeadlessRate);
    return headless.exec();
}

} // namespace rowcast::app
