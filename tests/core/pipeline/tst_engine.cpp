// Stories of the engine; the words stand in story.h.
#include "story.h"

#include <QTest>

using namespace rowcast;
using namespace rowcast::pipeline;

class TestEngine : public QObject {
    Q_OBJECT

private slots:
    void stories_data();
    void stories();
    void wordsOfAStoryAreCompared();
    void stopsWhenMostOfTheLast200AreUnreadable();
    void goesOnAfterTheStopWhereItLeftOff();
    void holdsReadingAboveTheBoundAndResumesBelowHalf();
    void cutsBatchesAtTheByteLimitAndNeverWithinARecord();
    void gathersABacklogIntoFullBatches();
    void reportsWhatWaitsAndWhatIsBlocked();
    void samplesLatencyOnlyOfConfirmedRows();
};

namespace {

struct Line {
    const char* tell;
    const char* expect;
};

void add(const char* name, std::initializer_list<Line> lines) {
    QStringList tell;
    QStringList expect;
    for (const Line& line : lines) {
        tell << QString::fromUtf8(line.tell);
        expect << QString::fromUtf8(line.expect);
    }
    QTest::newRow(name) << tell << expect;
}

void addLedgerStories() {
    add("commits nothing before the sheet confirms", {{"assign 0@0 | poll 0:0-4", "log 0 known"},
                                                      {"ready", "write a 0:0-4"},
                                                      {"tick 5s", ""},
                                                      {"written", "commit 0:5"}});
    add("an idle sink gets a row at once",
        {{"assign 0@0 | ready", "log 0 known"}, {"poll 0:0", "write a 0:0"}});
    add("commits at most once a second",
        {{"assign 0@0 | ready | poll 0:0 | written", "log 0 known | write a 0:0 | commit 0:1"},
         {"ready | poll 0:1 | written", "write a 0:1"},
         {"tick 1s", "commit 0:2"},
         {"tick 9s", ""}});
    add("offsets may have gaps", {{"assign 0@10 | ready | poll 0:12,17,40 | written",
                                   "log 0 known | write a 0:12,0:17,0:40 | commit 0:41"}});
    add("tombstones close at once", {{"assign 0@0 | poll 0:0=tomb,1=tomb", "log 0 known | commit 0:2"}});
    add("a rejected record closes when it is on disk",
        {{"assign 0@0 | poll 0:0=bad", "log 0 known | reject 0:0"},
         {"tick 5s", ""},
         {"saved", "commit 0:1"}});
    add("a rejected record holds what follows",
        {{"assign 0@0 | ready | poll 0:0=bad,1=a | written", "log 0 known | reject 0:0 | write a 0:1"},
         {"saved", "commit 0:2"}});
    add("a position with rows of two forms closes with the last",
        {{"assign 0@0 | ready | poll 0:0=a+b,1=a | written a", "log 0 known | write a 0:0-1"},
         {"ready | written b", "write b 0:0 | commit 0:2"}});
    add("a slow form holds the commit at its oldest",
        {{"assign 0@0 | ready | poll 0:0=a,1=b,2=b | ready", "log 0 known | write a 0:0 | write b 0:1-2"},
         {"written b | tick 2s", ""},
         {"written a", "commit 0:3"}});
}

void addTurnStories() {
    add("the form whose oldest row waited longest is next",
        {{"assign 0@0 | poll 0:0=b | tick 1s | poll 0:1-3=a | ready", "log 0 known | write b 0:0"},
         {"ready", "write a 0:1-3"}});
    add("one batch of a form at a time",
        {{"assign 0@0 | ready | poll 0:0 | ready | poll 0:1-2", "log 0 known | write a 0:0"},
         {"written", "commit 0:1 | write a 0:1-2"}});
    add("saturated batches grow by themselves",
        {{"assign 0@0 | ready | poll 0:0 | poll 0:1-3 | poll 0:4-9 | ready | written",
          "log 0 known | write a 0:0 | commit 0:1 | write a 0:1-9"}});
    add("paused by people: nothing is written, reading stops",
        {{"assign 0@0 | ready | pause | poll 0:0", "log 0 known | hold reading"},
         {"resume", "write a 0:0 | read on"}});
}

void addBlockStories() {
    add("a failed batch is read again after the back-off",
        {{"assign 0@0 | ready | poll 0:0-2 | fail retry", "log 0 known | write a 0:0-2"},
         {"ready | tick 1s", "seek 0:0"},
         {"position 0@0 | poll 0:0-2", "write a 0:0-2"},
         {"written", "commit 0:3"}});
    add("a blocked form holds up nobody",
        {{"assign 0@0 | ready | poll 0:0=a,1=b | fail signin | ready",
          "log 0 known | write a 0:0 | write b 0:1"},
         {"written b | ready | poll 0:2=b,3=a | written b", "write b 0:2"},
         {"tick 90s", ""},
         {"mend a", "seek 0:0"},
         {"position 0@0 | ready | poll 0:0=a,1=b,2=b,3=a", "write a 0:0,0:3"},
         {"tick 1s | written a", "commit 0:4"}});
    add("records of the old epoch are not taken by an unblocked form",
        {{"assign 0@0 | ready | poll 0:0-1 | fail signin | ready | mend a",
          "log 0 known | write a 0:0-1 | seek 0:0"},
         {"poll 0:2", ""},
         {"position 0@0 | poll 0:0-2", "write a 0:0-2"},
         {"written", "commit 0:3"}});
    add("older epochs are ignored",
        {{"assign 0@0 | assign 0@0 | ready | old 0:0-3", "log 0 known"}, {"poll 0:0", "write a 0:0"}});
    add("a record already open is offered again only to forms that lack it",
        {{"assign 0@0 | ready | poll 0:0=a+b,1=b | fail signin a | mend a",
          "log 0 known | write a 0:0 | seek 0:0"},
         {"ready", "write b 0:0-1"},
         {"position 0@0 | poll 0:0=a+b,1=b | ready", "write a 0:0"},
         {"written a | written b", "commit 0:2"}});
    add("the back-off doubles while it fails",
        {{"assign 0@0 | ready | poll 0:0 | fail retry | ready | tick 1s | position 0@0 | poll 0:0",
          "log 0 known | write a 0:0 | seek 0:0 | write a 0:0"},
         {"fail retry | ready | tick 1s", "seek 0:0"}});
    add("a second block while reading again goes back to the lowest open",
        {{"assign 0@0 | ready | poll 0:0-5 | fail signin | ready | mend a | position 0@0 | poll 0:0-2",
          "log 0 known | write a 0:0-5 | seek 0:0 | write a 0:0-2"},
         {"fail signin | poll 0:3-7 | ready | mend a", "seek 0:0"},
         {"position 0@0 | poll 0:0-7", "write a 0:0-7"},
         {"written", "commit 0:8"}});
    add("no seek where reading comes by itself",
        {{"assign 0@0 | ready | poll 0:0=a,4=b | fail signin a | ready | mend a | position 0@0",
          "log 0 known | write a 0:0 | write b 0:4 | seek 0:0"},
         {"fail signin b | mend b", ""},
         {"ready | poll 0:0=a,4=b | ready", "write a 0:0 | write b 0:4"}});
    add("a row that the sink refuses is rejected with its record, read again",
        {{"assign 0@0 | ready | poll 0:0-2 | written reject 1",
          "log 0 known | write a 0:0-2 | seek 0:1 | commit 0:1"},
         {"position 0@1 | poll 0:1-2", "reject 0:1"},
         {"tick 1s | saved", "commit 0:3"}});
    add("nothing behind a refused row is written before its rejection is on disk",
        {{"assign 0@0 | ready | poll 0:0-3 | written reject 1 left 2",
          "log 0 known | write a 0:0-3 | seek 0:1 | commit 0:1"},
         {"ready | poll 0:4 | position 0@1 | poll 0:1-4", "reject 0:1"},
         {"saved", "write a 0:2-4"},
         {"tick 1s | written | tick 1s", "commit 0:2 | commit 0:5"}});
    add("what waits in memory waits for it too",
        {{"assign 0@0 | ready | poll 0:0 | poll 0:1-2=a,3=b | written reject 0",
          "log 0 known | write a 0:0 | seek 0:0"},
         {"ready | ready", "write b 0:3"},
         {"position 0@0 | poll 0:0-2=a,3=b", "reject 0:0"},
         {"saved", "commit 0:1 | write a 0:1-2"}});
    add("two forms may refuse one record",
        {{"assign 0@0 | ready | poll 0:0=a+b,1=c | ready | written a reject 0 | written b reject 0",
          "log 0 known | write a 0:0 | write b 0:0 | seek 0:0"},
         {"position 0@0 | poll 0:0=a+b,1=c", "reject 0:0"},
         {"saved", "commit 0:1"}});
    add("another form is untouched by that",
        {{"assign 0@0 | ready | poll 0:0=a,1=b | written a reject 0 | ready",
          "log 0 known | write a 0:0 | seek 0:0 | write b 0:1"},
         {"position 0@0 | poll 0:0=a,1=b | written b | ready | saved", "reject 0:0 | commit 0:2"}});
}

void addPartitionStories() {
    add("revoke commits what is confirmed, then releases",
        {{"assign 0@0 | ready | poll 0:0-1 | written | ready | poll 0:2",
          "log 0 known | write a 0:0-1 | commit 0:2 | write a 0:2"},
         {"poll 0:3-9 | revoke 0", ""},
         {"written", "commit 0:3 | released 0 | leave a"}});
    add("revoke waits ten seconds at most",
        {{"assign 0@0 | ready | poll 0:0 | revoke 0 | tick 9s", "log 0 known | write a 0:0"},
         {"tick 1s", "released 0 | leave a"}});
    add("nothing in flight: released at once, pending rows forgotten",
        {{"assign 0@0 | poll 0:0-5 | revoke 0", "log 0 known | released 0 | leave a"},
         {"ready | tick 60s", ""}});
    add("a partition that is not ours is released", {{"revoke 7", "released 7"}});
    add("lost: nothing is committed",
        {{"assign 0@0 | ready | poll 0:0 | lose 0", "log 0 known | write a 0:0 | leave a"}, {"written", ""}});
    add("a write of an earlier stay confirms nothing",
        {{"assign 0@0 | ready | poll 0:0-3 | lose 0 | assign 0@0 | poll 0:0-1",
          "log 0 known | write a 0:0-3 | leave a | log 0 known"},
         {"written | tick 5s", ""},
         {"ready | written", "write a 0:0-1 | commit 0:2"}});
    add("without a committed offset the log is new", {{"assign 0@0 none", "log 0 new"}});
    add("committed above the end: asks, then a new log",
        {{"assign 0@50 high 20 | ready | poll 0:50", "log 0 known"},
         {"mend all new-log", "seek 0:0"},
         {"position 0@0 committed 50 high 20 | poll 0:0", "log 0 new #1 | write a 0:0"},
         {"written", "commit 0:1"}});
    add("committed above the end: goes on where it ends",
        {{"assign 0@50 high 20 | mend all resume", "log 0 known | seek 0:20"},
         {"position 0@20 committed 50 high 20", "log 0 known resume"}});
    add("a sheet knew more than the group: the admin's word restarts the form",
        {{"assign 0@0 none | ready | poll 0:0 | fail stop", "log 0 new | write a 0:0"},
         {"mend a new-log", "log 0 new #1 | seek 0:0"}});
    add("retention ran past us: goes on at the first that is kept",
        {{"assign 0@5 | range 0 5 30 90", "log 0 known | seek 0:30"},
         {"position 0@30 | ready | poll 0:30 | written", "write a 0:30 | commit 0:31"}});
    add("retention takes what only a blocked form lacked",
        {{"assign 0@0 | ready | poll 0:0-3 | fail signin", "log 0 known | write a 0:0-3"},
         {"progress 0 50", "commit 0:4"}});
}

void addWaitingStories() {
    add("a shape without profile waits and holds the commit",
        {{"assign 0@0 | ready | poll 0:0=?,1=a | written | tick 9s", "log 0 known | write a 0:1"},
         {"profiles", "seek 0:0"},
         {"position 0@0 | ready | poll 0:0=b,1=a | written", "write b 0:0 | commit 0:2"}});
    add("what waited while later ones of its form were written is kept as rejected",
        {{"assign 0@0 | ready | poll 0:0=?,1=a | written | profiles", "log 0 known | write a 0:1 | seek 0:0"},
         {"position 0@0 | poll 0:0=a,1=a", "reject 0:0"},
         {"saved", "commit 0:2"}});
    add("what still fits no profile goes on waiting",
        {{"assign 0@0 | poll 0:0=? | profiles", "log 0 known | seek 0:0"},
         {"position 0@0 | poll 0:0=? | tick 9s", ""}});
}

} // namespace

void TestEngine::stories_data() {
    QTest::addColumn<QStringList>("tell");
    QTest::addColumn<QStringList>("expect");
    addLedgerStories();
    addTurnStories();
    addBlockStories();
    addPartitionStories();
    addWaitingStories();
}

void TestEngine::stories() {
    QFETCH(QStringList, tell);
    QFETCH(QStringList, expect);
    Story story;
    for (qsizetype i = 0; i < tell.size(); ++i)
        QCOMPARE(story.tell(tell.at(i)), expect.at(i));
}

void TestEngine::wordsOfAStoryAreCompared() {
    Story story;
    QVERIFY(story.tell(QStringLiteral("assign 0@0 | ready | poll 0:0")) != QStringLiteral("log 0 known"));
}

void TestEngine::stopsWhenMostOfTheLast200AreUnreadable() {
    Story story;
    story.tell(QStringLiteral("assign 0@0"));
    const QString said = story.tell(QStringLiteral("poll 0:0-149=bad"));
    QCOMPARE(said.count(QStringLiteral("reject")), 100);
    QVERIFY(said.endsWith(QStringLiteral("hold reading")));
    QVERIFY(story.engine.report().stopped);
    QCOMPARE(story.tell(QStringLiteral("poll 0:150-160=bad | tick 5s")), QString());
    QCOMPARE(story.tell(QStringLiteral("saved | tick 1s")), QStringLiteral("commit 0:100"));
}

void TestEngine::goesOnAfterTheStopWhereItLeftOff() {
    Story story;
    story.tell(QStringLiteral("assign 0@0 | ready | poll 0:0-149=bad | saved"));
    QCOMPARE(story.tell(QStringLiteral("mend all")), QStringLiteral("seek 0:100 | read on"));
    QCOMPARE(story.tell(QStringLiteral("poll 0:150")), QString()); // still of the old epoch
    QCOMPARE(story.tell(QStringLiteral("position 0@100 | poll 0:100-101")),
             QStringLiteral("write a 0:100-101"));
}

void TestEngine::holdsReadingAboveTheBoundAndResumesBelowHalf() {
    EngineConfig config;
    config.pendingBytes = 10'000;
    config.batchBytes = 4'000;
    Story story(config);
    story.textBytes = 900;
    story.tell(QStringLiteral("assign 0@0 | poll 0:0-7"));
    QCOMPARE(story.tell(QStringLiteral("poll 0:8-9")), QStringLiteral("hold reading"));
    QCOMPARE(story.tell(QStringLiteral("ready | written")), QStringLiteral("write a 0:0-2 | commit 0:3"));
    QCOMPARE(story.tell(QStringLiteral("ready | written")), QStringLiteral("write a 0:3-5 | read on"));
}

void TestEngine::cutsBatchesAtTheByteLimitAndNeverWithinARecord() {
    EngineConfig config;
    config.batchBytes = 3'000;
    Story story(config);
    story.textBytes = 900;
    QCOMPARE(story.tell(QStringLiteral(
                 "assign 0@0 | poll 0:0=a,1=a+a+a,2=a | ready | written | ready | written | ready")),
             QStringLiteral("log 0 known | write a 0:0 | commit 0:1 | write a 0:1 | write a 0:2"));
}

void TestEngine::gathersABacklogIntoFullBatches() {
    EngineConfig config;
    config.gather = Millis{1000};
    config.batchBytes = 3'000;
    Story story(config);
    story.textBytes = 900;
    // More is known to wait: a full batch goes at once, a small one when nothing came for a while.
    QCOMPARE(story.tell(QStringLiteral("assign 0@0 high 6 | ready | poll 0:0")),
             QStringLiteral("log 0 known"));
    QCOMPARE(story.engine.nextDue(), std::optional(story.now + Millis{1000}));
    QCOMPARE(story.tell(QStringLiteral("poll 0:1-3")), QStringLiteral("write a 0:0-1"));
    QCOMPARE(story.engine.nextDue(), std::optional<Monotonic>());
    QCOMPARE(story.tell(QStringLiteral("written | ready")), QStringLiteral("commit 0:2"));
    QCOMPARE(story.tell(QStringLiteral("tick 1s")), QStringLiteral("write a 0:2-3"));
    // The end is read: nothing to wait for.
    QCOMPARE(story.tell(QStringLiteral("written | ready | tick 1s | poll 0:4-5")),
             QStringLiteral("commit 0:4 | write a 0:4-5"));
}

void TestEngine::reportsWhatWaitsAndWhatIsBlocked() {
    Story story;
    story.tell(QStringLiteral("assign 0@0 | ready | poll 0:3-5=a,6=b,7=tomb,8=bad | fail signin a"));
    const PipelineReport report = story.engine.report();
    QCOMPARE(report.forms.size(), std::size_t{2});
    QCOMPARE(report.forms[0].waiting, 3);
    QVERIFY(report.forms[0].blocked);
    QCOMPARE(*report.forms[0].oldestWaiting, WallTime{Millis{3}});
    QCOMPARE(report.forms[1].waiting, 1);
    QVERIFY(!report.forms[1].blocked);
    QCOMPARE(report.waiting, 4);
    QCOMPARE(report.tombstones, 1);
    QCOMPARE(report.rejected, 1);
}

void TestEngine::samplesLatencyOnlyOfConfirmedRows() {
    Story story;
    story.tell(QStringLiteral("assign 0@0 | ready | poll 0:500-501 | fail retry"));
    QVERIFY(story.engine.report().latencies.empty());
    story.tell(QStringLiteral("ready | tick 1s | position 0@500 | poll 0:500-501 | written"));
    QCOMPARE(story.engine.report().latencies, (std::vector<Millis>{Millis{1500}, Millis{1499}}));
    QVERIFY(story.engine.report().latencies.empty());
}

QTEST_GUILESS_MAIN(TestEngine)
#include "tst_engine.moc"
