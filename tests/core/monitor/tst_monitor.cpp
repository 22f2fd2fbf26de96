#include "core/monitor/state_sentence.h"
#include "core/monitor/status_board.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QLocale>
#include <QSignalSpy>
#include <QTest>

using namespace rowcast;
using namespace rowcast::monitor;
using namespace std::chrono_literals;

class TestMonitor : public QObject {
    Q_OBJECT
private slots:
    void historyKeepsThreeResolutions();
    void historyAveragesOverItsPeriod();
    void percentilesAreWithinFivePercent();
    void percentilesForgetAfterTenMinutes();
    void activityFollowsTheParts_data();
    void activityFollowsTheParts();
    void formsThatNeedAPersonComeFirst();
    void aFreshSheetIsOfferedWhereOneCanBeMade();
    void sheetsOfForgottenFormsAreShown();
    void problemsKeepTheirBeginning();
    void anOwnersProblemEnds();
    void onlyWhatStopsDeliveryIsSaidToStopIt_data();
    void onlyWhatStopsDeliveryIsSaidToStopIt();
    void aLogThatWaitsStopsItsPartitionAlone();
    void lagCountsWhatIsStillKept();
    void todayBeginsAtMidnight();
    void sentences_data();
    void sentences();
    void saysAtMostTenTimesASecond();
    void saysTheTimeEvenWhenNothingHappens();
};

namespace {

constexpr WallTime kNow{1'700'000'000s};
constexpr Monotonic kTick{1'000'000s};

StatusFold fold() {
    return StatusFold({QStringLiteral("Forms"), QStringLiteral("k:9092"), QStringLiteral("g"), false});
}

FormFlow flow(const char* id, WallTime newest, bool blocked = false) {
    FormFlow flow;
    flow.form = FormId(id);
    flow.newest = newest;
    if (blocked) flow.blocked = Error{Remedy::PickFile, QStringLiteral("The sheet is gone."), {}, {}, {}};
    return flow;
}

PartitionProgress standing(std::int64_t low, std::int64_t high, std::optional<std::int64_t> committed) {
    return {{"t", 0}, low, high, committed};
}

} // namespace

void TestMonitor::historyKeepsThreeResolutions() {
    HistoryKeeper keeper;
    for (int second = 0; second <= 24 * 3600 + 500; ++second)
        keeper.tick(kNow + 1s * second, second * 5, second % 7);
    const History& history = keeper.history();
    QCOMPARE(history.tenMinutes.size(), 600U);
    QCOMPARE(history.hour.size(), 600U);
    QCOMPARE(history.day.size(), 600U);
    QCOMPARE(history.hour[1].at - history.hour[0].at, Millis{6s});
    QCOMPARE(history.day[1].at - history.day[0].at, Millis{144s});
    for (const auto* ring : {&history.tenMinutes, &history.hour, &history.day})
        for (const HistoryPoint& point : *ring)
            QCOMPARE(point.rowsPerSecond, 5.0);
}

void TestMonitor::historyAveragesOverItsPeriod() {
    HistoryKeeper keeper;
    for (int second = 0; second <= 6; ++second)
        keeper.tick(kNow + 1s * second, second < 6 ? 0 : 60, second == 2 ? 9 : 1);
    QCOMPARE(keeper.history().hour.size(), 1U);
    QCOMPARE(keeper.history().hour[0].rowsPerSecond, 10.0);
    QCOMPARE(keeper.history().hour[0].waiting, 9);
}

void TestMonitor::percentilesAreWithinFivePercent() {
    LatencyWindow window;
    QVERIFY(!window.percentile(0.5, kTick));
    for (int i = 1; i <= 1000; ++i)
        window.add(Millis{i}, kTick);
    const auto near = [](std::optional<Millis> is, double wanted) {
        return is && std::abs(static_cast<double>(is->count()) - wanted) <= wanted * 0.05;
    };
    QVERIFY(near(window.percentile(0.5, kTick), 500));
    QVERIFY(near(window.percentile(0.99, kTick), 990));
    window.add(Millis{std::chrono::hours{24 * 365}}, kTick);
    QVERIFY(window.percentile(1.0, kTick) > Millis{std::chrono::hours{24}});
}

void TestMonitor::percentilesForgetAfterTenMinutes() {
    LatencyWindow window;
    window.add(Millis{100}, kTick);
    QVERIFY(window.percentile(0.5, kTick + 8min));
    QVERIFY(!window.percentile(0.5, kTick + 11min));
    window.add(Millis{5000}, kTick + 11min);
    QVERIFY(window.percentile(0.1, kTick + 11min) > Millis{4000});
}

void TestMonitor::activityFollowsTheParts_data() {
    QTest::addColumn<bool>("progressed");
    QTest::addColumn<qint64>("lag");
    QTest::addColumn<int>("oldestSecondsAgo"); // -1: nothing waits
    QTest::addColumn<int>("lastRowSecondsAgo");
    QTest::addColumn<bool>("paused");
    QTest::addColumn<bool>("stopped");
    QTest::addColumn<int>("activity");
    const auto row = [](const char* name, bool progressed, qint64 lag, int oldest, int last, bool paused,
                        bool stopped, Activity activity) {
        QTest::newRow(name) << progressed << lag << oldest << last << paused << stopped
                            << static_cast<int>(activity);
    };
    row("nothing known yet", false, 0, -1, -1, false, false, Activity::Starting);
    row("nothing to do", true, 0, -1, -1, false, false, Activity::Idle);
    row("nothing for long", true, 0, -1, 100, false, false, Activity::Idle);
    row("a row just now", true, 0, -1, 2, false, false, Activity::Delivering);
    row("rows under way", true, 3, 1, -1, false, false, Activity::Delivering);
    row("old rows under way", true, 3, 100, 1, false, false, Activity::CatchingUp);
    row("paused", true, 3, 100, 1, true, false, Activity::Paused);
    row("stopped", true, 3, 100, 1, true, true, Activity::Stopped);
}

void TestMonitor::activityFollowsTheParts() {
    QFETCH(bool, progressed);
    QFETCH(qint64, lag);
    QFETCH(int, oldestSecondsAgo);
    QFETCH(int, lastRowSecondsAgo);
    QFETCH(bool, paused);
    QFETCH(bool, stopped);
    QFETCH(int, activity);
    StatusFold board = fold();
    if (progressed) board.progress({standing(0, lag, 0)}, lag == 0);
    PipelineReport report;
    if (oldestSecondsAgo >= 0) {
        report.waiting = 1;
        report.oldestWaiting = kNow - 1s * oldestSecondsAgo;
    }
    if (lastRowSecondsAgo >= 0) report.lastRow = kNow - 1s * lastRowSecondsAgo;
    report.paused = paused;
    if (stopped) report.stopped = Error{Remedy::FixSettings, QStringLiteral("Unreadable."), {}, {}, {}};
    board.report(report, kNow, kTick);
    QCOMPARE(static_cast<int>(board.status(kNow, kTick).activity), activity);
}

void TestMonitor::formsThatNeedAPersonComeFirst() {
    StatusFold board = fold();
    PipelineReport report;
    report.forms = {flow("old", kNow - 1h), flow("new", kNow), flow("stuck", kNow - 2h, true)};
    board.report(report, kNow, kTick);
    const Status status = board.status(kNow, kTick);
    QCOMPARE(status.forms.size(), 3U);
    QVERIFY(status.forms[0].form == FormId("stuck"));
    QVERIFY(status.forms[1].form == FormId("new"));
    QCOMPARE(status.forms[1].title, QStringLiteral("new"));
    QCOMPARE(status.problems.size(), 1U);
    QCOMPARE(status.problems[0].id, QStringLiteral("form:stuck"));
}

void TestMonitor::aFreshSheetIsOfferedWhereOneCanBeMade() {
    StatusFold board = fold();
    PipelineReport report;
    report.forms = {flow("stuck", kNow, true)};
    report.forms[0].blocked->choices = {Choice::PickAnother, Choice::Rebuild};
    report.problems = {{QStringLiteral("index"), *report.forms[0].blocked}};
    board.report(report, kNow, kTick);
    GoogleStatus google;
    for (const bool may : {true, false}) {
        google.mayCreate = may;
        board.google(google);
        const Status status = board.status(kNow, kTick);
        const std::size_t offered = may ? 2 : 1;
        QCOMPARE(status.forms.at(0).blocked->choices.size(), offered);
        QCOMPARE(status.problems.size(), 2U);
        for (const Problem& problem : status.problems)
            QCOMPARE(problem.error.choices.size(), offered);
    }
}

void TestMonitor::sheetsOfForgottenFormsAreShown() {
    StatusFold board = fold();
    board.sheet({FormId("f"), SpreadsheetId("s"), QStringLiteral("https://x"), 3, 42});
    const Status status = board.status(kNow, kTick);
    QCOMPARE(status.forms.size(), 1U);
    QCOMPARE(status.forms[0].rows, 42);
    QCOMPARE(status.forms[0].url, QStringLiteral("https://x"));
}

void TestMonitor::problemsKeepTheirBeginning() {
    StatusFold board = fold();
    PipelineReport report;
    report.forms = {flow("stuck", kNow, true)};
    board.report(report, kNow, kTick);
    board.report(report, kNow + 5min, kTick);
    QVERIFY(board.status(kNow + 6min, kTick).problems.at(0).since == kNow);
    report.forms[0].blocked.reset();
    board.report(report, kNow + 7min, kTick);
    QVERIFY(board.status(kNow + 7min, kTick).problems.empty());
    report.forms[0].blocked = Error{};
    board.report(report, kNow + 8min, kTick);
    QVERIFY(board.status(kNow + 8min, kTick).problems.at(0).since == kNow + 8min);
}

void TestMonitor::anOwnersProblemEnds() {
    StatusFold board = fold();
    const QString id = QStringLiteral("kafka");
    board.problem(id, {Remedy::Retry, QStringLiteral("Kafka does not answer."), {}, {}, {}});
    board.second(kNow);
    const Status troubled = board.status(kNow, kTick);
    QCOMPARE(troubled.problems.size(), 1U);
    QCOMPARE(troubled.sentence.headline, QStringLiteral("Not delivering: Kafka does not answer"));
    board.problem(id, {});
    QVERIFY(board.status(kNow, kTick).problems.empty());
}

void TestMonitor::onlyWhatStopsDeliveryIsSaidToStopIt_data() {
    QTest::addColumn<bool>("stops");
    for (const char* id : {"kafka", "google", "account", "settings", "halted"})
        QTest::newRow(id) << true;
    for (const char* id :
         {"file:store", "file:settings", "file:profiles", "profile-file:mine", "profile:topic", "lost:t/0:7"})
        QTest::newRow(id) << false;
}

void TestMonitor::onlyWhatStopsDeliveryIsSaidToStopIt() {
    QFETCH(bool, stops);
    StatusFold board = fold();
    board.progress({standing(0, 3, 1)}, false);
    PipelineReport report;
    report.lastRow = kNow;
    report.forms = {flow("stuck", kNow, true)};
    board.report(report, kNow, kTick);
    board.problem(QString::fromLatin1(QTest::currentDataTag()),
                  {Remedy::FixSettings, QStringLiteral("Look here."), {}, {}, {}});
    const Status status = board.status(kNow, kTick);
    QCOMPARE(status.problems.size(), 2U);
    QCOMPARE(status.sentence.headline,
             stops ? QStringLiteral("Not delivering: Look here") : QStringLiteral("Delivering"));
}

void TestMonitor::aLogThatWaitsStopsItsPartitionAlone() {
    StatusFold board = fold();
    PipelineReport report;
    report.lastRow = kNow;
    report.problems = {
        {QStringLiteral("log:t/0"), {Remedy::Stop, QStringLiteral("Another log."), {}, {}, {}}}};
    board.report(report, kNow, kTick);
    board.progress({standing(0, 3, 9), standing(0, 3, 1)}, false);
    QCOMPARE(board.status(kNow, kTick).sentence.headline, QStringLiteral("Delivering"));
    board.progress({standing(0, 3, 9)}, false);
    QCOMPARE(board.status(kNow, kTick).sentence.headline, QStringLiteral("Not delivering: Another log"));
}

void TestMonitor::lagCountsWhatIsStillKept() {
    StatusFold board = fold();
    board.progress({standing(100, 150, std::nullopt), standing(0, 10, 4), standing(0, 3, 3)}, false);
    QCOMPARE(board.status(kNow, kTick).kafka.lag, 56);
    QCOMPARE(board.status(kNow, kTick).kafka.partitions, 3);
}

void TestMonitor::todayBeginsAtMidnight() {
    StatusFold board = fold();
    PipelineReport report;
    report.rows = 10;
    board.report(report, kNow, kTick);
    QCOMPARE(board.status(kNow, kTick).deliveredToday, 10);
    board.second(kNow + 24h);
    report.rows = 13;
    board.report(report, kNow + 24h, kTick);
    QCOMPARE(board.status(kNow + 24h, kTick).deliveredToday, 3);
    QCOMPARE(board.status(kNow + 24h, kTick).delivered, 13);
}

void TestMonitor::sentences_data() {
    QTest::addColumn<Status>("status");
    QTest::addColumn<QString>("headline");
    QTest::addColumn<QString>("rest");
    Status status;
    status.at = kNow;
    status.kafka.servers = QStringLiteral("k:9092");
    QTest::newRow("starting") << status << "Starting"
                              << "connecting to Kafka at k:9092";
    status.activity = Activity::Delivering;
    status.forms.resize(3);
    status.lastRow = kNow - 2s;
    QTest::newRow("delivering") << status << "Delivering"
                                << "3 forms · 0 waiting · last row 2 s ago";
    status.activity = Activity::CatchingUp;
    status.kafka.lag = 1234;
    status.forms[0].blocked = Error{Remedy::PickFile, {}, {}, {}, {}};
    status.forms[1].blocked = Error{Remedy::Wait, {}, {}, {}, {}};
    QTest::newRow("catching up, one blocked")
        << status << "Catching up"
        << "3 forms · 1,234 waiting · 1 form needs you · last row 2 s ago";
    status.activity = Activity::Paused;
    status.forms.resize(1);
    status.forms[0].blocked.reset();
    status.lastRow = kNow - 3min;
    QTest::newRow("paused") << status << "Paused"
                            << "1 form · 1,234 waiting · last row 3 min ago";
    status.activity = Activity::Stopped;
    status.problems.push_back(
        {QStringLiteral("google"),
         {},
         {Remedy::SignIn, QStringLiteral("The Google sign-in has expired."), {}, {}, {}},
         kNow});
    QTest::newRow("stopped") << status << "Not delivering: The Google sign-in has expired"
                             << "Nothing is lost: responses wait in Kafka until this is mended.";
}

void TestMonitor::sentences() {
    QFETCH(Status, status);
    QFETCH(QString, headline);
    QFETCH(QString, rest);
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    const StateSentence sentence = describe(status);
    QCOMPARE(sentence.headline, headline);
    QCOMPARE(sentence.rest, rest);
}

void TestMonitor::saysAtMostTenTimesASecond() {
    StatusBoard board({QStringLiteral("Forms"), {}, {}, true});
    QSignalSpy changed(&board, &StatusBoard::changed);
    QElapsedTimer clock;
    clock.start();
    for (int i = 0; clock.elapsed() < 450; ++i) {
        board.setRejected(i);
        QCoreApplication::processEvents();
    }
    QVERIFY2(changed.count() >= 2 && changed.count() <= 5, qPrintable(QString::number(changed.count())));
    QVERIFY(changed.last().first().value<Status>().demo);
}

void TestMonitor::saysTheTimeEvenWhenNothingHappens() {
    StatusBoard board({});
    QSignalSpy changed(&board, &StatusBoard::changed);
    QTRY_VERIFY_WITH_TIMEOUT(changed.count() >= 2, 5000);
}

QTEST_GUILESS_MAIN(TestMonitor)
#include "tst_monitor.moc"
