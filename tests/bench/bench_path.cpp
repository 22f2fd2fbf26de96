// The whole path of a response but for the network behind it: consume, decode, read by profile, batch, encode
// the request, commit; beside a bare rd_kafka_consumer_poll loop on the same topic (`forms` of
// ROWCAST_BENCH_SERVERS) in the same run.
#include "core/base/worker_thread.h"
#include "core/kafka/consumer.h"
#include "core/pipeline/pipeline.h"
#include "core/sheets/write_builder.h"
#include "tests/bench/bare_loop.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QUuid>

#include <cstdio>
#include <ctime>

using namespace rowcast;

namespace {

constexpr double kLeastRatio = 0.35;
constexpr double kMostCpuMicros = 3;
constexpr qint64 kLongestGapMillis = 100;

double cpuNow() {
    return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

/// Takes every batch at once, encodes the request that would be sent, and confirms it.
class EncodingSink : public Sink {
    Q_OBJECT
public:
    std::int64_t rows = 0;
    std::int64_t bytes = 0;

    void write(const Batch& batch) override {
        sheets::WritePlan plan;
        plan.batch = std::make_shared<const Batch>(batch);
        plan.zone = "UTC";
        plan.layout.submitted = 0;
        plan.layout.responseId = 1;
        for (std::size_t question = 0; question < batch.questions->size(); ++question)
            plan.layout.questions.push_back(static_cast<std::int64_t>(question) + 2);
        plan.layout.width = static_cast<std::int64_t>(batch.questions->size()) + 2;
        for (std::uint32_t row = 0; row < batch.rows.size(); ++row)
            plan.rows.push_back(row);
        bytes += sheets::encode(plan).size();
        rows += static_cast<std::int64_t>(batch.rows.size());
        BatchWritten report;
        report.batch = batch.id;
        report.form = batch.form;
        report.appended = static_cast<std::int64_t>(batch.rows.size());
        QMetaObject::invokeMethod(
            this,
            [this, report] {
                emit written(report);
                emit ready();
            },
            Qt::QueuedConnection);
    }
    void startLog(const LogStart&) override {}
    void mend(quint64, const Mend&) override {}
    void release(const FormId&) override {}
    void query(const Query&) override {}
};

struct Figures {
    double seconds = 0;
    double cpuSeconds = 0;
    qint64 longestGap = 0;
};

/// The flow as app/runtime wires it, with the encoding sink at its end.
Figures wholePath(const QString& servers, std::int64_t count) {
    WorkerThread kafkaThread(QStringLiteral("kafka"));
    auto* consumer = kafkaThread.adopt(std::make_unique<kafka::Consumer>());
    pipeline::Pipeline pipeline{pipeline::PipelineConfig{}};
    EncodingSink sink;
    Figures figures;
    QElapsedTimer clock;
    QElapsedTimer gap;
    double cpu = 0;
    QEventLoop loop;
    QObject::connect(consumer, &kafka::Consumer::received, &pipeline,
                     [&](const std::vector<RecordBatch>& batches) {
                         if (!clock.isValid()) {
                             clock.start();
                             cpu = cpuNow();
                         } else {
                             figures.longestGap = std::max(figures.longestGap, gap.elapsed());
                         }
                         pipeline.accept(batches);
                         gap.start();
                     });
    QObject::connect(consumer, &kafka::Consumer::positioned, &pipeline, &pipeline::Pipeline::position);
    QObject::connect(consumer, &kafka::Consumer::revoked, &pipeline, &pipeline::Pipeline::revoke);
    QObject::connect(consumer, &kafka::Consumer::progress, &pipeline, &pipeline::Pipeline::progress);
    QObject::connect(&pipeline, &pipeline::Pipeline::commitRequested, consumer, &kafka::Consumer::commit);
    QObject::connect(&pipeline, &pipeline::Pipeline::demandChanged, consumer, &kafka::Consumer::setPaused);
    QObject::connect(&pipeline, &pipeline::Pipeline::seekRequested, consumer, &kafka::Consumer::seek);
    QObject::connect(&pipeline, &pipeline::Pipeline::released, consumer, &kafka::Consumer::release);
    QObject::connect(&pipeline, &pipeline::Pipeline::writeRequested, &sink, &EncodingSink::write);
    QObject::connect(&sink, &EncodingSink::ready, &pipeline, &pipeline::Pipeline::next);
    QObject::connect(&sink, &EncodingSink::written, &pipeline, [&](const BatchWritten& report) {
        pipeline.written(report);
        if (sink.rows < count) return;
        figures.seconds = static_cast<double>(clock.nsecsElapsed()) / 1e9;
        figures.cpuSeconds = cpuNow() - cpu;
        QMetaObject::invokeMethod(consumer, &kafka::Consumer::stop);
    });
    QObject::connect(consumer, &kafka::Consumer::stopped, &loop, &QEventLoop::quit);
    KafkaConfig config;
    config.servers = servers;
    config.topics = {QStringLiteral("forms")};
    config.group = QStringLiteral("bench-") + QUuid::createUuid().toString(QUuid::Id128);
    QMetaObject::invokeMethod(consumer, [consumer, config] { consumer->start(config); });
    pipeline.next();
    loop.exec();
    std::printf("path-request-bytes %.0f bytes/row\n",
                static_cast<double>(sink.bytes) / static_cast<double>(count));
    return figures;
}

} // namespace

int main(int argc, char** argv) {
    const QCoreApplication app(argc, argv);
    const QString servers = qEnvironmentVariable("ROWCAST_BENCH_SERVERS");
    const bench::BareFigures bare = bench::bareLoop(servers.toStdString(), "forms");
    const Figures ours = wholePath(servers, bare.records);
    const auto records = static_cast<double>(bare.records);
    const double ratio = bare.seconds / ours.seconds;
    const double micros = ours.cpuSeconds * 1e6 / records;
    std::printf("bare-poll-loop %.0f records/s\npath %.0f responses/s\n", records / bare.seconds,
                records / ours.seconds);
    std::printf("path-ratio %.2f of the bare loop (at least %.2f)\n", ratio, kLeastRatio);
    std::printf("path-cpu %.2f us/response (at most %.0f)\n", micros, kMostCpuMicros);
    std::printf("path-longest-gap %lld ms (at most %lld)\n", static_cast<long long>(ours.longestGap),
                static_cast<long long>(kLongestGapMillis));
    return ratio >= kLeastRatio && micros <= kMostCpuMicros && ours.longestGap <= kLongestGapMillis ? 0 : 1;
}

#include "bench_path.moc"
