#include "rig.h"

using namespace rowcast;
using namespace rowcast::kafka;

namespace {
const TopicPartition kZero{"forms", 0};
} // namespace

class TestConsumer : public QObject {
    Q_OBJECT
private slots:
    void init() {
        auto started = EmbeddedBroker::start();
        QVERIFY(started.has_value());
        broker_ = std::move(*started);
        QVERIFY(broker_->createTopic("forms", 2).has_value());
        sender_ = std::make_unique<Sender>(broker_->servers());
    }
    void cleanup() {
        sender_.reset();
        broker_.reset();
    }

    void readsFromTheBeginningInOrderUnderOneEpochAPartition() {
        QVERIFY(sender_->fill("forms", 0, 2500));
        QVERIFY(sender_->fill("forms", 1, 10));
        Member member;
        member.consumer.start(config());
        QTRY_COMPARE_WITH_TIMEOUT(member.seen.size(), 2510U, 15000);
        QCOMPARE(member.positions.size(), 2U);
        QVERIFY(!member.positions[0].committed.has_value());
        QCOMPARE(member.positions[0].high, 2500);
        QVERIFY(member.positions[0].epoch != member.positions[1].epoch);
        QVERIFY(!member.wrongEpoch);
        std::map<TopicPartition, std::int64_t> next;
        for (const Seen& each : member.seen) {
            QCOMPARE(each.offset, next[each.partition]++);
            QCOMPARE(each.value, "r" + std::to_string(each.offset));
            QCOMPARE(each.key, "k" + std::to_string(each.offset));
        }
        QVERIFY(member.signalCount >= 3);
    }

    void tellsEmptyFromNothingAndKeepsHeaders() {
        QVERIFY(sender_->send({1, "forms", "a", std::nullopt, {}, 0}));
        QVERIFY(sender_->send({2, "forms", "b", "", {}, 0}));
        QVERIFY(sender_->send({3, "forms", "c", "x", {{"h", "1"}, {"h", ""}}, 0}));
        QVERIFY(sender_->settle());
        QCOMPARE(sender_->reports.size(), 3U);
        QVERIFY(!sender_->reports[2].error);
        QCOMPARE(sender_->reports[2].position.offset, 2);
        Member member;
        member.consumer.start(config());
        QTRY_COMPARE_WITH_TIMEOUT(member.seen.size(), 3U, 15000);
        QVERIFY(member.seen[0].tombstone);
        QVERIFY(!member.seen[1].tombstone);
        QVERIFY(member.seen[1].value.empty());
        const std::vector<std::pair<std::string, std::string>> headers{{"h", "1"}, {"h", ""}};
        QCOMPARE(member.seen[2].headers, headers);
    }

    void seekStartsAFreshEpochAtTheOffset_data() {
        QTest::addColumn<bool>("paused");
        QTest::newRow("reading") << false;
        QTest::newRow("paused") << true;
    }
    void seekStartsAFreshEpochAtTheOffset() {
        QFETCH(bool, paused);
        QVERIFY(sender_->fill("forms", 0, 3000));
        Member member;
        member.consumer.start(config());
        QTRY_COMPARE_WITH_TIMEOUT(member.seen.size(), 3000U, 15000);
        const Epoch before = member.epochs[kZero];
        if (paused) member.consumer.setPaused(true);
        member.seen.clear();
        member.consumer.seek({"forms", 0}, 1234);
        QVERIFY(member.epochs[kZero] > before);
        QCOMPARE(member.positions.back().offset, 1234);
        if (paused) {
            const int seconds = member.progressCount;
            QTRY_VERIFY_WITH_TIMEOUT(member.progressCount >= seconds + 2, 8000);
            QVERIFY(member.seen.empty());
            member.consumer.setPaused(false);
        }
        QTRY_COMPARE_WITH_TIMEOUT(member.seen.size(), 1766U, 8000);
        QCOMPARE(member.seen.front().offset, 1234);
        QVERIFY(!member.wrongEpoch);
        member.consumer.seek({"forms", 7}, 0); // not ours: ignored
        QCOMPARE(member.positions.back().offset, 1234);
    }
    void seeksWhileABacklogFlowsNeverShowTheOldPlaceUnderTheNewEpoch() {
        QVERIFY(sender_->fill("forms", 0, 6000));
        Member member;
        int seeks = 0;
        std::map<Epoch, std::vector<std::int64_t>> byEpoch;
        connect(&member.consumer, &Consumer::received, this, [&](const std::vector<RecordBatch>& batches) {
            for (const RecordBatch& batch : batches)
                for (const Record& record : batch.records)
                    byEpoch[batch.epoch].push_back(record.offset);
            if (seeks < 20) {
                ++seeks;
                if (seeks % 3 == 0) member.consumer.setPaused(true);
                member.consumer.seek({"forms", 0}, 100 * seeks);
                if (seeks % 3 == 0) member.consumer.setPaused(false);
            }
        });
        member.consumer.start(config());
        QTRY_VERIFY_WITH_TIMEOUT(!member.seen.empty() && member.seen.back().offset == 5999 && seeks == 20,
                                 30000);
        QCOMPARE(byEpoch.size(), 21U);
        for (const Positioned& start : member.positions) {
            if (start.partition.partition != 0) continue;
            std::int64_t next = start.offset;
            for (const std::int64_t offset : byEpoch[start.epoch])
                QCOMPARE(offset, next++);
        }
    }

    void pausedMeansNothingComesAndNothingIsLost() {
        Member member;
        member.consumer.setPaused(true); // before it even starts: newly assigned partitions are paused too
        QVERIFY(sender_->fill("forms", 0, 50));
        member.consumer.start(config());
        QTRY_VERIFY_WITH_TIMEOUT(member.progressCount >= 2, 15000);
        QVERIFY(member.seen.empty());
        member.consumer.setPaused(false);
        QTRY_COMPARE_WITH_TIMEOUT(member.seen.size(), 50U, 8000);
        member.consumer.setPaused(true);
        QVERIFY(sender_->fill("forms", 0, 50, 50));
        const int seconds = member.progressCount;
        QTRY_VERIFY_WITH_TIMEOUT(member.progressCount >= seconds + 2, 8000);
        QCOMPARE(member.seen.size(), 50U);
        QCOMPARE(member.progress.front().high, 100);
        member.consumer.setPaused(false);
        QTRY_COMPARE_WITH_TIMEOUT(member.seen.size(), 100U, 8000);
        QCOMPARE(member.seen.back().offset, 99);
    }

    void aPauseAfterEveryBatchLosesNothingAndKeepsTheOrder() {
        QVERIFY(sender_->fill("forms", 0, 6000));
        Member member;
        int pauses = 0;
        connect(&member.consumer, &Consumer::received, this, [&] {
            member.consumer.setPaused(true);
            // Some shorter than the client's patience, one longer: then partitions are paused, too.
            const auto length = std::chrono::milliseconds(++pauses == 2 ? 1500 : pauses);
            QTimer::singleShot(length, &member.consumer, [&] { member.consumer.setPaused(false); });
        });
        member.consumer.start(config());
        QTRY_COMPARE_WITH_TIMEOUT(member.seen.size(), 6000U, 30000);
        QCOMPARE_GE(pauses, 6);
        for (std::size_t i = 0; i < member.seen.size(); ++i)
            QCOMPARE(member.seen[i].offset, static_cast<std::int64_t>(i));
    }

    void saysWhichOffsetsAreThereWhenOursIsNot() {
        QVERIFY(sender_->fill("forms", 0, 20));
        Member member;
        member.consumer.start(config());
        QTRY_COMPARE_WITH_TIMEOUT(member.seen.size(), 20U, 15000);
        member.consumer.seek({"forms", 0}, 5000);
        QTRY_COMPARE_WITH_TIMEOUT(member.ranges.size(), 1U, 8000);
        QCOMPARE(member.ranges[0].at, (TopicPartition{"forms", 0}));
        QCOMPARE(member.ranges[0].wanted, 5000);
        QCOMPARE(member.ranges[0].low, 0);
        QCOMPARE(member.ranges[0].high, 20);
        member.consumer.seek({"forms", 0}, 15);
        QTRY_COMPARE_WITH_TIMEOUT(member.seen.size(), 25U, 8000);
        QCOMPARE(member.seen.back().offset, 19);
    }

    void readsATenMegabyteRecord() {
        const std::string large(11'000'000, 'x');
        QVERIFY(sender_->send({1, "forms", "big", large, {}, 0}));
        QVERIFY(sender_->settle());
        Member member;
        member.consumer.start(config());
        QTRY_COMPARE_WITH_TIMEOUT(member.seen.size(), 1U, 20000);
        QVERIFY(member.seen[0].value == large);
    }

    void stopsReadingWhileReceiversHoldOnToRecords() {
        const std::string large(50'000, 'x');
        for (std::uint64_t i = 0; i < 80; ++i)
            QVERIFY(sender_->send({i, "forms", "k", large, {}, 0}));
        QVERIFY(sender_->settle());
        Member member;
        std::vector<RecordBatch> held;
        const auto hold = connect(&member.consumer, &Consumer::received, this,
                                  [&](const std::vector<RecordBatch>& batches) {
                                      held.insert(held.end(), batches.begin(), batches.end());
                                  });
        KafkaConfig small = config();
        small.prefetchBytes = 500'000;
        member.consumer.start(small);
        QTRY_VERIFY_WITH_TIMEOUT(member.progressCount >= 3, 15000);
        QVERIFY(!member.seen.empty());
        QVERIFY(member.seen.size() < 80U);
        disconnect(hold);
        held.clear();
        QTRY_COMPARE_WITH_TIMEOUT(member.seen.size(), 80U, 15000);
        QCOMPARE(member.seen.back().offset, 79);
    }

private:
    KafkaConfig config() const { return configFor(broker_->servers(), {QStringLiteral("forms")}); }

    std::unique_ptr<EmbeddedBroker> broker_;
    std::unique_ptr<Sender> sender_;
};

QTEST_GUILESS_MAIN(TestConsumer)
#include "tst_consumer.moc"
