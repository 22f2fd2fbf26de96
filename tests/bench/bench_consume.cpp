// How fast records come through Consumer to another thread, beside a bare rd_kafka_consumer_poll loop on the
// same topic in the same run: topic `forms` of ROWCAST_BENCH_SERVERS, or of an embedded broker filled here.
#include "core/base/worker_thread.h"
#include "core/kafka/consumer.h"
#include "core/kafka/embedded_broker.h"
#include "core/kafka/producer.h"
#include "tests/bench/bare_loop.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QUuid>

#include <algorithm>
#include <cstdio>
#include <ctime>

using namespace rowcast;
using namespace rowcast::kafka;

namespace {

constexpr double kLeastRatio = 0.6;
constexpr qint64 kLongestGapMillis = 100;

struct Figures {
    std::int64_t records = 0;
    double seconds = 0;
    double cpuSeconds = 0;
    qint64 longestGap = 0;
    [[nodiscard]] double rate() const { return static_cast<double>(records) / seconds; }
};

double cpuNow() {
    return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

KafkaConfig configFor(const QString& servers) {
    KafkaConfig config;
    config.servers = servers;
    config.topics = {QStringLiteral("forms")};
    config.group = QStringLiteral("bench-") + QUuid::createUuid().toString(QUuid::Id128);
    return config;
}

/// 5 MiB a partition is all that the embedded broker keeps.
bool fill(EmbeddedBroker& broker, int partitions, int each) {
    if (!broker.createTopic("forms", partitions)) return false;
    Producer producer;
    if (!producer.open(configFor(broker.servers()))) return false;
    const std::string value(600, 'x');
    for (int partition = 0; partition < partitions; ++partition)
        for (int i = 0; i < each; ++i)
            while (!producer.send({0, "forms", "key", value, {}, partition}))
                QCoreApplication::processEvents();
    while (producer.underWay() > 0)
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    return true;
}

Figures throughConsumer(const QString& servers, std::int64_t count) {
    WorkerThread thread(QStringLiteral("kafka"));
    Consumer* consumer = thread.adopt(std::make_unique<Consumer>());
    Figures figures;
    QElapsedTimer clock;
    QElapsedTimer gap;
    double cpu = 0;
    QEventLoop loop;
    QObject::connect(consumer, &Consumer::received, &loop, [&](const std::vector<RecordBatch>& batches) {
        if (figures.records == 0) {
            clock.start();
            cpu = cpuNow();
        } else {
            figures.longestGap = std::max(figures.longestGap, gap.elapsed());
        }
        gap.start();
        for (const RecordBatch& batch : batches)
            figures.records += static_cast<std::int64_t>(batch.records.size());
        if (figures.records < count) return;
        figures.seconds = static_cast<double>(clock.nsecsElapsed()) / 1e9;
        figures.cpuSeconds = cpuNow() - cpu;
        QMetaObject::invokeMethod(consumer, &Consumer::stop);
    });
    QObject::connect(consumer, &Consumer::revoked, consumer, &Consumer::release);
    QObject::connect(consumer, &Consumer::stopped, &loop, &QEventLoop::quit);
    QMetaObject::invokeMethod(consumer, [consumer, config = configFor(servers)] { consumer->start(config); });
    loop.exec();
    return figures;
}

void print(const char* name, const Figures& figures) {
    std::printf("%s %.0f records/s\n", name, figures.rate());
    std::printf("%s-cpu %.2f us/record\n", name,
                figures.cpuSeconds * 1e6 / static_cast<double>(figures.records));
}

} // namespace

int main(int argc, char** argv) {
    const QCoreApplication app(argc, argv);
    QString servers = qEnvironmentVariable("ROWCAST_BENCH_SERVERS");
    int partitions = 1;
    std::unique_ptr<EmbeddedBroker> broker;
    if (servers.isEmpty()) {
        partitions = 100;
        broker = EmbeddedBroker::start().value();
        if (!fill(*broker, partitions, 6000)) return 1;
        servers = broker->servers();
    }
    const bench::BareFigures loop = bench::bareLoop(servers.toStdString(), "forms", partitions);
    const Figures bare{loop.records, loop.seconds, loop.cpuSeconds};
    const Figures ours = throughConsumer(servers, bare.records);
    const double ratio = ours.rate() / bare.rate();
    print("bare-poll-loop", bare);
    print("consumer", ours);
    std::printf("consume-ratio %.2f of-the-bare-loop\nconsume-longest-gap %lld ms\n", ratio,
                static_cast<long long>(ours.longestGap));
    return ratio >= kLeastRatio && ours.longestGap <= kLongestGapMillis ? 0 : 1;
}
