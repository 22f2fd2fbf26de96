#include "app/runtime/caught_up.h"
#include "app/runtime/command_line.h"

#include <QTest>

using namespace rowcast;
using namespace rowcast::app;
using namespace std::chrono_literals;

class TestCaughtUp : public QObject {
    Q_OBJECT
private slots:
    void endsWhenTheGroupHasCommittedAll();
    void waitsWhileRowsAreUnderWay();
    void endsAtOnceWhenThePipelineStopped();
    void asksForAPersonOnlyAfterNothingMoved();
    void keepsTryingWhatPassesByItself();
};

namespace {

Status behind(WallTime at) {
    Status status;
    status.at = at;
    status.activity = Activity::Delivering;
    status.kafka.lag = 10;
    status.waiting = 3;
    return status;
}

Problem problem(Remedy remedy) {
    return {QStringLiteral("form:f"),
            FormId("f"),
            {remedy, QStringLiteral("The sheet is gone."), {}, {}, {}},
            {}};
}

constexpr WallTime kNow{1'700'000'000s};

} // namespace

void TestCaughtUp::endsWhenTheGroupHasCommittedAll() {
    Status status = behind(kNow);
    status.waiting = 0;
    status.kafka.lag = 0;
    status.kafka.caughtUp = true;
    QVERIFY(CaughtUpWatch().look(status) == Done);
}

void TestCaughtUp::waitsWhileRowsAreUnderWay() {
    CaughtUpWatch watch;
    QVERIFY(!watch.look(behind(kNow)));
    QVERIFY(!watch.look(behind(kNow + 1h)));
    Status status = behind(kNow);
    status.kafka.caughtUp = true; // said before these rows were read
    QVERIFY(!watch.look(status));
}

void TestCaughtUp::endsAtOnceWhenThePipelineStopped() {
    Status status = behind(kNow);
    status.activity = Activity::Stopped;
    QVERIFY(CaughtUpWatch().look(status) == Failed);
}

void TestCaughtUp::asksForAPersonOnlyAfterNothingMoved() {
    CaughtUpWatch watch;
    Status status = behind(kNow);
    status.problems.push_back(problem(Remedy::PickFile));
    QVERIFY(!watch.look(status));
    status.at += 14s;
    QVERIFY(!watch.look(status));
    status.delivered = 1; // another form still gets its rows
    status.at += 2s;
    QVERIFY(!watch.look(status));
    status.at += 16s;
    QVERIFY(watch.look(status) == NeedsPerson);
}

void TestCaughtUp::keepsTryingWhatPassesByItself() {
    CaughtUpWatch watch;
    Status status = behind(kNow);
    status.problems.push_back(problem(Remedy::Retry));
    QVERIFY(!watch.look(status));
    status.at += 1h;
    QVERIFY(!watch.look(status));
}

QTEST_GUILESS_MAIN(TestCaughtUp)
#include "tst_caught_up.moc"
