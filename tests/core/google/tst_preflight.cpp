#include "core/google/errors.h"
#include "core/google/preflight.h"
#include "tests/support/scripted_http.h"

#include <QTest>

using namespace rowcast;
using namespace rowcast::google;
using rowcast::test::httpAnswer;
using rowcast::test::HttpAnswer;
using rowcast::test::HttpRequest;
using rowcast::test::ScriptedHttp;

namespace {

const CheckLine& line(const CheckReport& report, const char* id) {
    static const CheckLine none;
    for (const CheckLine& l : report)
        if (l.id == QLatin1String(id)) return l;
    return none;
}
QString statesOf(const CheckReport& report) {
    QString text;
    for (const CheckLine& l : report)
        text += l.state == CheckLine::State::Ok ? u'+' : l.state == CheckLine::State::Problem ? u'!' : u'.';
    return text;
}

PreflightFacts good() {
    DriveAbout about{QStringLiteral("anna@example.org"), 15'000'000'000, 1};
    FolderFound folder;
    folder.folder.id = "f";
    folder.folder.name = "Atlan";
    PreflightFacts facts{about.email, about,       {}, folder,    {QStringLiteral("Atlan"), true, {}},
                         {},          Millis{200}, {}, Millis{84}};
    facts.sheets.emplace();
    facts.sheets->reason = Reason::NotFound;
    return facts;
}

Failure refused(Reason reason, int http) {
    Failure failure = unsent(reason);
    failure.http = http;
    return failure;
}

} // namespace

class TestPreflight : public QObject {
    Q_OBJECT
private slots:
    void saysOkLineByLine() {
        const CheckReport report = judgePreflight(good());
        QCOMPARE(statesOf(report), QStringLiteral("++++++++++"));
        QVERIFY(isGood(report));
        QCOMPARE(line(report, "network").value, QStringLiteral("answers in 84 ms"));
        QCOMPARE(line(report, "token").value, QStringLiteral("anna@example.org"));
        QCOMPARE(line(report, "clock").value, QStringLiteral("0.2 s apart from Google's"));
    }
    void namesWhatIsWrong_data() {
        QTest::addColumn<int>("reason");
        QTest::addColumn<int>("http");
        QTest::addColumn<QString>("states");
        QTest::addColumn<QString>("remedy");
        const auto row = [](const char* name, Reason reason, int http, const char* states,
                            const char* remedy) {
            QTest::newRow(name) << static_cast<int>(reason) << http << QString::fromLatin1(states)
                                << QString::fromLatin1(remedy);
        };
        row("no network", Reason::Network, 0, "!.........", "retry");
        row("no credential", Reason::NoCredential, 0, "..!.......", "sign-in");
        row("grant expired", Reason::GrantExpired, 400, "+.!.......", "sign-in");
        row("key deleted", Reason::KeyRejected, 400, "+.!.......", "fix-settings");
        row("clock wrong", Reason::ClockWrong, 400, "+!........", "fix-settings");
        row("scope missing", Reason::ScopeMissing, 403, "+.+.!.....", "sign-in");
        row("Drive API off", Reason::ApiDisabled, 403, "+.+..!....", "fix-settings");
    }
    void namesWhatIsWrong() {
        QFETCH(int, reason);
        QFETCH(int, http);
        PreflightFacts facts = good();
        facts.about = tl::unexpected(refused(static_cast<Reason>(reason), http));
        const CheckReport report = judgePreflight(facts);
        QTEST(statesOf(report), "states");
        QVERIFY(!isGood(report));
        for (const CheckLine& l : report)
            if (l.state == CheckLine::State::Problem) QTEST(toString(l.error->remedy), "remedy");
    }
    void seesAWrongClockBeforeGoogleMinds() {
        PreflightFacts facts = good();
        facts.clockDifference = Millis{-90'000};
        QCOMPARE(statesOf(judgePreflight(facts)), QStringLiteral("+!++++++++"));
    }
    void saysWhenGoogleWillEndTheSignIn() {
        PreflightFacts facts = good();
        AccountUsage anna;
        anna.ends = WallTime(std::chrono::sys_days(std::chrono::year(2026) / 12 / 2));
        facts.usage.accounts = {anna};
        const CheckReport report = judgePreflight(facts);
        QCOMPARE(statesOf(report), QStringLiteral("+++!++++++"));
        QVERIFY2(line(report, "lasts").error->what.contains(QStringLiteral("publish")),
                 qUtf8Printable(line(report, "lasts").error->what));
        QVERIFY(isGood(report)); // nothing is wrong yet
    }
    void seesThatTheSheetsApiIsOff() {
        PreflightFacts facts = good();
        facts.sheets = refused(Reason::ApiDisabled, 403);
        const CheckReport report = judgePreflight(facts);
        QCOMPARE(toString(line(report, "sheets").error->remedy), QStringLiteral("fix-settings"));
    }
    void seesThatAServiceAccountOwnsNoFiles() {
        PreflightFacts facts = good();
        facts.about->email = QStringLiteral("robot@p.iam.gserviceaccount.com");
        QCOMPARE(statesOf(judgePreflight(facts)), QStringLiteral("++++++++!+"));
        facts.folder->value().folder.driveId = "0A";
        QVERIFY(isGood(judgePreflight(facts)));
    }
    void looksAtNamedSpreadsheetsWhereNoneMayBeMade() {
        PreflightFacts facts = good();
        facts.about->email = QStringLiteral("robot@p.iam.gserviceaccount.com");
        facts.account = facts.about->email;
        facts.wish.mayCreate = false;
        QCOMPARE(line(judgePreflight(facts), "named").value, QStringLiteral("none yet"));
        DriveFile file;
        file.name = "Mine";
        facts.wish.named = {SpreadsheetId("one"), SpreadsheetId("two")};
        facts.named = {file, file};
        CheckReport report = judgePreflight(facts);
        QVERIFY(isGood(report));
        QCOMPARE(line(report, "named").value, QStringLiteral("2, all can be written"));
        QVERIFY(line(report, "create").id.isEmpty() && line(report, "folder").id.isEmpty());
        facts.named[1]->canEdit = false;
        report = judgePreflight(facts);
        QVERIFY(line(report, "named").error->what.contains(facts.account));
        facts.named[1]->trashed = true;
        QVERIFY(line(judgePreflight(facts), "named").error->what.contains(QStringLiteral("trash")));
        facts.named[0] = tl::unexpected(refused(Reason::NotFound, 404));
        QCOMPARE(toString(line(judgePreflight(facts), "named").error->remedy), QStringLiteral("pick-file"));
        QCOMPARE(line(judgePreflight(facts), "named").value, QStringLiteral("one"));
        QVERIFY(!isGood(judgePreflight(facts)));
    }
    void seesAFolderThatIsOnlyShown() {
        PreflightFacts facts = good();
        facts.folder->value().folder.canAddChildren = false;
        const CheckReport report = judgePreflight(facts);
        QVERIFY(line(report, "folder").error->what.contains(QStringLiteral("anna@example.org")));
        QVERIFY(line(report, "create").state == CheckLine::State::NotAsked);
    }
    void asksGoogleAndMakesNothing() {
        ScriptedHttp google([](const HttpRequest& r) {
            if (r.target == "/token") return httpAnswer(200, R"({"access_token":"a","expires_in":3600})");
            if (r.target.startsWith("/drive/v3/about"))
                return httpAnswer(
                    200,
                    R"({"user":{"emailAddress":"anna@example.org"},"storageQuota":{"limit":"15","usage":"3"}})");
            if (r.target.startsWith("/v4/"))
                return httpAnswer(
                    404,
                    R"({"error":{"code":404,"message":"Requested entity was not found.","status":"NOT_FOUND"}})");
            return httpAnswer(200, R"({"files":[]})");
        });
        GoogleConfig config;
        config.endpoint = google.root();
        Session session(config);
        session.setAccounts({SignedInPerson{
            QStringLiteral("anna@example.org"), {QStringLiteral("c"), Secret("s")}, Secret("1//r")}});
        CheckReport report;
        runPreflight(session, {QStringLiteral("Atlan"), true, {}}, this,
                     [&](const CheckReport& r) { report = r; });
        QTRY_VERIFY(!report.empty());
        QCOMPARE(line(report, "folder").value, QStringLiteral("“Atlan” will be made"));
        QCOMPARE(line(report, "quota").value, QStringLiteral("0 of 60"));
        for (const HttpRequest& request : google.seen())
            QVERIFY(request.target == "/token" || request.verb == "GET");
    }
};

QTEST_GUILESS_MAIN(TestPreflight)
#include "tst_preflight.moc"
