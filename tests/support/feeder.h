#pragma once
/// Fills the embedded broker with responses, never faster than they are delivered, since it keeps only 5 MiB
/// of a partition; and remembers what it sent. Lives on a thread of its own; what it remembers is read after
/// finished().

#include "core/intake/simulator.h"
#include "core/kafka/producer.h"
#include "tests/support/verdict.h"

#include <deque>
#include <map>
#include <vector>

namespace rowcast::test {

struct FeederConfig {
    KafkaConfig kafka;
    std::string topic;
    int partitions = 1;
    intake::Plan plan;
    std::int64_t count = 0;
    std::size_t mostOpen = 3'000'000; ///< bytes a partition that are not committed
};

class Feeder : public QObject {
    Q_OBJECT
public:
    explicit Feeder(FeederConfig config);

    [[nodiscard]] const std::map<std::string, SentForm>& sent() const { return sent_; }
    [[nodiscard]] std::int64_t responses() const { return responses_; }   ///< that differ
    [[nodiscard]] std::int64_t unreadable() const { return unreadable_; } ///< records that must be rejected
    [[nodiscard]] std::int64_t tombstones() const { return tombstones_; }
    [[nodiscard]] std::int64_t repeats() const { return repeats_; } ///< records of a response sent before

public slots:
    void start();
    void noteProgress(const std::vector<rowcast::PartitionProgress>& progress);

signals:
    /// All stands in Kafka, or something did not: then `error` says why.
    void finished(const QString& error);

private:
    [[nodiscard]] bool send(const intake::Produced& produced);
    void remember(const intake::Produced& produced);
    void lookAround();

    FeederConfig config_;
    kafka::Producer producer_;
    intake::Simulator simulator_;
    intake::Dice dice_;
    /// What of one partition may still be read.
    struct Open {
        std::deque<std::size_t> sizes; ///< of the records from `committed` on
        std::int64_t committed = 0;
        std::size_t bytes = 0;
    };
    std::vector<Open> open_;
    std::map<std::string, SentForm> sent_;
    std::int64_t responses_ = 0;
    std::int64_t unreadable_ = 0;
    std::int64_t tombstones_ = 0;
    std::int64_t repeats_ = 0;
    bool done_ = false;
    QString error_;
};

} // namespace rowcast::test
