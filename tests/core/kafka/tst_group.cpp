#include "rig.h"

#include <algorithm>

using namespace rowcast;
using namespace rowcast::kafka;

namespace {
// https://kafka.apache.org/protocol#protocol_error_codes
constexpr int kUnknownMember = 25;
constexpr int kInvalidCommitOffsetSize = 28;
const TopicPartition kZero{"forms", 0};
} // namespace

class TestGroup : public QObject {
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

    void readsOnFromWhereTheGroupCommitted() {
        QVERIFY(sender_->fill("forms", 0, 100));
        {
            Member first;
            first.consumer.start(config());
            QTRY_COMPARE_WITH_TIMEOUT(first.seen.size(), 100U, 15000);
            QVERIFY(!first.caughtUp);
            first.consumer.commit({{{"forms", 0}, 60}});
            first.toCommit = {{{"forms", 0}, 70}};
            first.stop();
            QCOMPARE(first.revoked.size(), 2U);
        }
        Member second;
        second.consumer.start(config());
        QTRY_COMPARE_WITH_TIMEOUT(second.seen.size(), 30U, 15000);
        QCOMPARE(second.seen.front().offset, 70);
        const auto at = std::find_if(second.positions.begin(), second.positions.end(),
                                     [](const Positioned& each) { return each.partition.partition == 0; });
        QCOMPARE(at->committed, std::optional<std::int64_t>(70));
        QCOMPARE(at->offset, 70);
        second.consumer.commit({{{"forms", 0}, 100}});
        QTRY_VERIFY_WITH_TIMEOUT(second.caughtUp, 5000);
        QCOMPARE(second.progress.size(), 2U);
    }

    void saysACommitAgainThatKafkaRefused() {
        QVERIFY(sender_->fill("forms", 0, 10));
        Member member;
        member.consumer.start(config());
        QTRY_COMPARE_WITH_TIMEOUT(member.seen.size(), 10U, 15000);
        broker_->refuse(EmbeddedBroker::Request::OffsetCommit, kInvalidCommitOffsetSize, 1);
        member.consumer.commit({{{"forms", 0}, 10}});
        QTRY_VERIFY_WITH_TIMEOUT(member.caughtUp, 8000);
    }

    void aRevokedPartitionWaitsForReleaseAndIsReadOnByTheOther() {
        QVERIFY(sender_->fill("forms", 0, 40));
        QVERIFY(sender_->fill("forms", 1, 40));
        Member first;
        first.releases = false;
        first.consumer.start(config());
        QTRY_COMPARE_WITH_TIMEOUT(first.seen.size(), 80U, 15000);
        Member second;
        second.consumer.start(config());
        QTRY_COMPARE_WITH_TIMEOUT(first.revoked.size(), 1U, 20000);
        const TopicPartition moving = first.revoked.front();
        QVERIFY(sender_->fill("forms", moving.partition, 5, 40));
        QVERIFY(second.positions.empty()); // it waits for our word
        first.consumer.commit({{moving, 33}});
        first.consumer.release({moving});
        QTRY_COMPARE_WITH_TIMEOUT(second.seen.size(), 12U, 20000);
        QCOMPARE(second.seen.front().partition, moving);
        QCOMPARE(second.seen.front().offset, 33);
        QCOMPARE(first.seen.size(), 80U); // nothing of it came to the first any more
        // The other partition stayed where it was, under its epoch.
        const TopicPartition staying{"forms", 1 - moving.partition};
        QVERIFY(sender_->fill("forms", staying.partition, 5, 40));
        QTRY_COMPARE_WITH_TIMEOUT(first.seen.size(), 85U, 8000);
        QVERIFY(!first.wrongEpoch);
        QCOMPARE(first.positions.size(), 2U);
        QVERIFY(first.lost.empty());
    }

    void aPartitionThatComesBackIsReadAgain_data() {
        QTest::addColumn<bool>("held");
        QTest::newRow("left while it was read") << false;
        QTest::newRow("left while it was paused for long") << true;
    }
    void aPartitionThatComesBackIsReadAgain() {
        QFETCH(bool, held);
        QVERIFY(sender_->fill("forms", 0, 10));
        QVERIFY(sender_->fill("forms", 1, 10));
        Member first;
        first.consumer.start(config());
        QTRY_COMPARE_WITH_TIMEOUT(first.seen.size(), 20U, 15000);
        if (held) {
            first.consumer.setPaused(true);
            const int seconds = first.progressCount;
            QTRY_VERIFY_WITH_TIMEOUT(first.progressCount >= seconds + 3, 10000);
        }
        first.toCommit = {{{"forms", 0}, 10}, {{"forms", 1}, 10}};
        Member second;
        second.consumer.start(config());
        QTRY_COMPARE_WITH_TIMEOUT(second.positions.size(), 1U, 20000);
        first.consumer.setPaused(false);
        second.stop();
        QTRY_COMPARE_WITH_TIMEOUT(first.positions.size(), 3U, 20000);
        QVERIFY(sender_->fill("forms", 0, 5, 10));
        QVERIFY(sender_->fill("forms", 1, 5, 10));
        QTRY_COMPARE_WITH_TIMEOUT(first.seen.size(), 30U, 15000);
        QVERIFY(!first.wrongEpoch);
    }

    void saysWhatItLostWhenTheGroupForgotIt() {
        QVERIFY(sender_->fill("forms", 0, 10));
        Member member;
        member.consumer.start(config());
        QTRY_COMPARE_WITH_TIMEOUT(member.seen.size(), 10U, 15000);
        const Epoch before = member.epochs[kZero];
        broker_->refuse(EmbeddedBroker::Request::Heartbeat, kUnknownMember, 1);
        QTRY_COMPARE_WITH_TIMEOUT(member.lost.size(), 2U, 8000);
        QVERIFY(member.revoked.empty());
        QTRY_COMPARE_WITH_TIMEOUT(member.seen.size(), 20U,
                                  15000); // from the beginning again: nothing committed
        QVERIFY(member.epochs[kZero] > before);
        QVERIFY(!member.wrongEpoch);
    }

    void aRegexFindsItsTopics() {
        QVERIFY(broker_->createTopic("form.b", 1).has_value());
        QVERIFY(broker_->createTopic("other", 1).has_value());
        QVERIFY(sender_->fill("form.b", 0, 3));
        QVERIFY(sender_->fill("other", 0, 3));
        Member member;
        member.consumer.start(configFor(broker_->servers(), {QStringLiteral("^form\\.")}));
        QTRY_COMPARE_WITH_TIMEOUT(member.seen.size(), 3U, 15000);
        member.consumer.commit({{{"form.b", 0}, 3}});
        QTRY_VERIFY_WITH_TIMEOUT(member.caughtUp, 5000);
    }

    void keepsTryingWhenKafkaIsGoneAndSaysWhenItIsBack() {
        broker_->setReachable(false);
        Member member;
        member.consumer.start(config());
        QTRY_COMPARE_WITH_TIMEOUT(member.errors.size(), 1U, 15000);
        QVERIFY(member.errors[0].remedy == Remedy::Retry);
        QVERIFY(member.errors[0].what.contains(QStringLiteral("kafka.servers")));
        QVERIFY(member.connections.empty());
        broker_->setReachable(true);
        QTRY_COMPARE_WITH_TIMEOUT(member.connections.size(), 1U, 20000);
        QVERIFY(member.connections[0].first);
        QVERIFY(!member.connections[0].second.isEmpty());
        QVERIFY(sender_->fill("forms", 0, 5));
        QTRY_COMPARE_WITH_TIMEOUT(member.seen.size(), 5U, 20000);
        broker_->setReachable(false);
        QTRY_VERIFY_WITH_TIMEOUT(!member.connections.back().first, 20000);
        broker_->setReachable(true);
        QTRY_VERIFY_WITH_TIMEOUT(member.connections.back().first, 20000);
    }

    void namesTheServerThatCannotBeFound() {
        Member member;
        member.consumer.start(
            configFor(QStringLiteral("no-such-host.invalid:9092"), {QStringLiteral("forms")}));
        QTRY_COMPARE_WITH_TIMEOUT(member.errors.size(), 1U, 15000);
        QVERIFY2(member.errors[0].what.contains(QStringLiteral("cannot be found")),
                 qPrintable(member.errors[0].what));
    }

    void saysAtOnceThatASettingIsWrong() {
        Member member;
        KafkaConfig wrong = config();
        wrong.group.clear();
        member.consumer.start(wrong);
        QCOMPARE(member.errors.size(), 1U);
        QVERIFY(member.errors[0].remedy == Remedy::FixSettings);
        QVERIFY(member.stopped);
    }

private:
    KafkaConfig config() const { return configFor(broker_->servers(), {QStringLiteral("forms")}); }

    std::unique_ptr<EmbeddedBroker> broker_;
    std::unique_ptr<Sender> sender_;
};

QTEST_GUILESS_MAIN(TestGroup)
#include "tst_group.moc"
