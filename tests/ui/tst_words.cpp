#include "ui/models/sheet_model.h"
#include "ui/widgets/chart.h"
#include "ui/words.h"

#include <QTest>

using namespace rowcast;
using namespace rowcast::ui;
using namespace std::chrono_literals;

class TestWords : public QObject {
    Q_OBJECT

private slots:
    void saysHowLongAgo_data() {
        QTest::addColumn<qint64>("seconds");
        QTest::addColumn<QString>("words");
        QTest::newRow("now") << qint64{0} << QStringLiteral("0 s ago");
        QTest::newRow("the clock of the producer is ahead") << qint64{-5} << QStringLiteral("0 s ago");
        QTest::newRow("seconds") << qint64{59} << QStringLiteral("59 s ago");
        QTest::newRow("minutes") << qint64{3599} << QStringLiteral("59 min ago");
        QTest::newRow("hours") << qint64{7200} << QStringLiteral("2 h ago");
        QTest::newRow("days") << qint64{86400 * 3} << QStringLiteral("20 Nov 2026");
    }
    void saysHowLongAgo() {
        QFETCH(qint64, seconds);
        QFETCH(QString, words);
        const WallTime now(Millis(1795442400000)); // 2026-11-23T14:00:00Z
        QCOMPARE(ago(now - std::chrono::seconds(seconds), now), words);
    }

    void saysTheDateOnOtherDays() {
        const WallTime now(Millis(1795442400000));
        QCOMPARE(clock(now - 1min, now), QStringLiteral("13:59"));
        QCOMPARE(clock(now - 24h, now), QStringLiteral("22 Nov, 14:00"));
        QCOMPARE(exactUtc(now), QStringLiteral("2026-11-23T14:00:00.000Z"));
    }

    void aProblemThatStopsDeliveryMarksIt() {
        Status status;
        status.activity = Activity::Delivering;
        QCOMPARE(stateMark(status), Mark::Delivering);
        status.problems.push_back({QStringLiteral("form:a"), FormId("a"), {}, {}});
        QCOMPARE(stateMark(status), Mark::Delivering);
        QCOMPARE(trayMark(status), Mark::Attention);
        status.problems.push_back({QStringLiteral("lost:t/0:7"), {}, {}, {}});
        QCOMPARE(stateMark(status), Mark::Delivering);
        QCOMPARE(trayMark(status), Mark::Attention);
        status.problems.push_back({QStringLiteral("google"), {}, {}, {}});
        QCOMPARE(stateMark(status), Mark::Stopped);
        QCOMPARE(trayMark(status), Mark::Stopped);
    }

    void everyChoiceHasAVerb() {
        for (int choice = 0; choice <= static_cast<int>(Choice::Ignore); ++choice)
            QVERIFY(!label(static_cast<Choice>(choice)).isEmpty());
    }

    void lettersColumnsAsSpreadsheetsDo() {
        QCOMPARE(columnLetters(0), QStringLiteral("A"));
        QCOMPARE(columnLetters(25), QStringLiteral("Z"));
        QCOMPARE(columnLetters(26), QStringLiteral("AA"));
        QCOMPARE(columnLetters(701), QStringLiteral("ZZ"));
        QCOMPARE(columnLetters(702), QStringLiteral("AAA"));
    }

    void axesEndOnRoundNumbers() {
        QCOMPARE(axisTop(0), 4.0);
        QCOMPARE(axisTop(32), 40.0);
        QCOMPARE(axisTop(40), 40.0);
        QCOMPARE(axisTop(41), 100.0);
        QCOMPARE(axisTop(1204), 2000.0);
    }
};

QTEST_MAIN(TestWords)
#include "tst_words.moc"
