#include "core/kafka/partition_book.h"

#include <QTest>

using namespace rowcast;
using namespace rowcast::kafka;

namespace {
const TopicPartition kAt{"forms", 3};
Positioned startAt(std::int64_t offset, std::optional<std::int64_t> committed) {
    return {kAt, 0, offset, committed, 0, 100};
}
} // namespace

class TestPartitionBook : public QObject {
    Q_OBJECT
private slots:
    void everyPositionHasAnEpochOfItsOwn() {
        PartitionBook book(41);
        const Epoch first = book.position(startAt(0, {})).epoch;
        QCOMPARE(first, 42U);
        QCOMPARE(book.deliver(kAt, 9), std::optional<Epoch>(first));
        const auto again = book.reposition(kAt, 5);
        QVERIFY(again && again->epoch > first && again->offset == 5 && again->high == 100);
        QCOMPARE(book.deliver(kAt, 5), std::optional<Epoch>(again->epoch));
        book.forget(kAt);
        QVERIFY(book.position(startAt(0, {})).epoch > again->epoch);
        QVERIFY(!book.reposition({"forms", 4}, 0));
    }
    void nothingIsDeliveredOfAPartitionThatLeaves() {
        PartitionBook book;
        static_cast<void>(book.position(startAt(0, {})));
        book.leave(kAt);
        QVERIFY(!book.deliver(kAt, 1));
        QVERIFY(!book.reposition(kAt, 1));
        QVERIFY(book.holds(kAt)); // it may still be committed
        QVERIFY(book.staying().empty());
        QVERIFY(!book.deliver({"other", 0}, 1));
    }
    void theGapAtTheEndIsCommittedOnceAllBeforeItIs() {
        PartitionBook book;
        static_cast<void>(book.position(startAt(10, 10)));
        QVERIFY(book.deliver(kAt, 19));
        book.reachEnd(kAt, 23); // 20, 21 and 22 are no records
        QVERIFY(book.tailGaps().empty());
        book.committed(kAt, 15);
        QVERIFY(book.tailGaps().empty());
        book.committed(kAt, 20);
        QCOMPARE(book.tailGaps(), (std::vector<CommitOffset>{{kAt, 23}}));
        book.committed(kAt, 23);
        QVERIFY(book.tailGaps().empty());
    }
    void anEndSeenBeforeMoreRecordsCameIsForgotten() {
        PartitionBook book;
        static_cast<void>(book.position(startAt(10, 10)));
        book.reachEnd(kAt, 12);
        QCOMPARE(book.tailGaps().size(), 1U);
        QVERIFY(book.allAtEnd());
        QVERIFY(book.deliver(kAt, 12));
        QVERIFY(!book.allAtEnd());
        book.committed(kAt, 13);
        QVERIFY(book.tailGaps().empty());
    }
    void aCommitThatKafkaDidNotConfirmIsSaidAgain() {
        PartitionBook book;
        static_cast<void>(book.position(startAt(0, {})));
        book.wantCommitted(kAt, 7);
        QVERIFY(book.overdueCommits().empty()); // it may still be on its way
        QCOMPARE(book.overdueCommits(), (std::vector<CommitOffset>{{kAt, 7}}));
        QVERIFY(book.reposition(kAt, 3)); // a seek forgets no commit
        book.committed(kAt, 5);           // an older one
        QCOMPARE(book.overdueCommits(), (std::vector<CommitOffset>{{kAt, 7}}));
        book.committed(kAt, 7);
        QVERIFY(book.overdueCommits().empty());
    }
    void anOldMeasurementTakesNoCommitBack() {
        PartitionBook book;
        static_cast<void>(book.position(startAt(0, {})));
        book.committed(kAt, 50);
        book.measured({kAt, 5, 90, 40});
        QCOMPARE(book.progress(), (std::vector<PartitionProgress>{{kAt, 5, 100, 50}}));
        book.measured({kAt, 5, 120, 60});
        QCOMPARE(book.progress(), (std::vector<PartitionProgress>{{kAt, 5, 120, 60}}));
        book.measured({{"other", 0}, 0, 1, {}});
        QCOMPARE(book.progress().size(), 1U);
    }
};

QTEST_GUILESS_MAIN(TestPartitionBook)
#include "tst_partition_book.moc"
