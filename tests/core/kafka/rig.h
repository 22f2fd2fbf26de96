#pragma once
/// What the tests of core/kafka share: an embedded broker, a sender that waits for its reports, and a member
/// that writes down what a consumer says. One thread.

#include "core/kafka/consumer.h"
#include "core/kafka/embedded_broker.h"
#include "core/kafka/producer.h"

#include <QElapsedTimer>
#include <QTest>

#include <map>

namespace rowcast::kafka {

struct Seen {
    TopicPartition partition;
    std::int64_t offset;
    Epoch epoch;
    std::string key;
    std::string value;
    bool tombstone;
    std::vector<std::pair<std::string, std::string>> headers;
};

/// Notes everything; releases what is revoked unless told not to.
class Member : public QObject {
public:
    explicit Member() {
        connect(&consumer, &Consumer::received, this, [this](const std::vector<RecordBatch>& batches) {
            for (const RecordBatch& batch : batches)
                note(batch);
            ++signalCount;
        });
        connect(&consumer, &Consumer::positioned, this, [this](const std::vector<Positioned>& all) {
            for (const Positioned& each : all) {
                positions.push_back(each);
                epochs[each.partition] = each.epoch;
            }
        });
        connect(&consumer, &Consumer::revoked, this, [this](const std::vector<TopicPartition>& all) {
            revoked.insert(revoked.end(), all.begin(), all.end());
            if (releases) {
                consumer.commit(toCommit);
                consumer.release(all);
            }
        });
        connect(&consumer, &Consumer::lost, this, [this](const std::vector<TopicPartition>& all) {
            lost.insert(lost.end(), all.begin(), all.end());
        });
        connect(&consumer, &Consumer::outOfRange, this,
                [this](const TopicPartition& at, qint64 wanted, qint64 low, qint64 high) {
                    ranges.push_back({at, wanted, low, high});
                });
        connect(&consumer, &Consumer::progress, this,
                [this](const std::vector<PartitionProgress>& all, bool done) {
                    progress = all;
                    caughtUp = done;
                    ++progressCount;
                });
        connect(&consumer, &Consumer::connectionChanged, this,
                [this](bool on, const QString& id) { connections.emplace_back(on, id); });
        connect(&consumer, &Consumer::failed, this, [this](const Error& error) { errors.push_back(error); });
        connect(&consumer, &Consumer::stopped, this, [this] { stopped = true; });
    }
    ~Member() override { stop(); }
    void stop() {
        if (stopped) return;
        releases = true;
        consumer.stop();
        if (!QTest::qWaitFor([this] { return stopped; }, 20000)) qFatal("the consumer does not stop");
    }

    struct Range {
        TopicPartition at;
        qint64 wanted, low, high;
    };
    std::vector<Seen> seen;
    std::vector<Positioned> positions;
    std::map<TopicPartition, Epoch> epochs;
    std::vector<TopicPartition> revoked, lost;
    std::vector<Range> ranges;
    std::vector<PartitionProgress> progress;
    std::vector<std::pair<bool, QString>> connections;
    std::vector<Error> errors;
    std::vector<CommitOffset> toCommit; ///< said when something is revoked
    int signalCount = 0, progressCount = 0;
    bool caughtUp = false, stopped = false;
    bool releases = true;
    bool wrongEpoch = false; ///< a record came under another epoch than its partition's last position said
    Consumer consumer;

private:
    void note(const RecordBatch& batch) {
        wrongEpoch = wrongEpoch || epochs[batch.partition] != batch.epoch;
        for (const Record& record : batch.records) {
            Seen one{batch.partition,           record.offset,    batch.epoch, std::string(record.key),
                     std::string(record.value), record.tombstone, {}};
            for (const Header& header : record.headers)
                one.headers.emplace_back(header.name, header.value);
            seen.push_back(std::move(one));
        }
    }
};

/// Sends `record` and waits until all sent so far stand.
class Sender {
public:
    explicit Sender(const QString& servers) {
        KafkaConfig config;
        config.servers = servers;
        opened_ = producer.open(config).has_value();
        QObject::connect(&producer, &Producer::reports, &producer, [this](const std::vector<Report>& all) {
            reports.insert(reports.end(), all.begin(), all.end());
        });
    }
    bool send(const Outgoing& record) { return opened_ && producer.send(record).has_value(); }
    bool settle() {
        return QTest::qWaitFor([this] { return producer.underWay() == 0; }, 20000);
    }
    /// `count` records r0, r1 … to one partition.
    bool fill(const std::string& topic, int partition, int count, int from = 0) {
        for (int i = from; i < from + count; ++i) {
            const auto n = std::to_string(i);
            while (!producer.send({static_cast<std::uint64_t>(i), topic, "k" + n, "r" + n, {}, partition}))
                QCoreApplication::processEvents();
        }
        return settle();
    }
    std::vector<Report> reports;
    Producer producer;

private:
    bool opened_ = false;
};

inline KafkaConfig configFor(const QString& servers, const QStringList& topics,
                             const QString& group = QStringLiteral("g")) {
    KafkaConfig config;
    config.servers = servers;
    config.topics = topics;
    config.group = group;
    // The group notices joins and leaves by heartbeat.
    config.properties = {{QStringLiteral("heartbeat.interval.ms"), QStringLiteral("200")},
                         {QStringLiteral("session.timeout.ms"), QStringLiteral("6000")}};
    return config;
}

} // namespace rowcast::kafka
