#include "tests/app/program_rig.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>
#include <QTest>

#include <csignal>

using namespace rowcast;
using namespace rowcast::app;

/// Words of a command line.
#define WORDS(text) QStringLiteral(text).split(u' ')

class TestProgram : public QObject {
    Q_OBJECT
private slots:
    void init() { rig_ = std::make_unique<ProgramRig>(); }
    void cleanup() { rig_.reset(); }

    void explainsItself();
    void wrongUsageIsExitCodeTwo_data();
    void wrongUsageIsExitCodeTwo();
    void keepsSettings();
    void refusesASettingThatCannotBe();
    void saysWhatIsMissing();
    void saysWhatToDoWithoutACredential();
    void sayThatNobodyRuns();
    void deliversAllAndResumes();
    void importedTitlesHeadTheColumns();
    void killedProgramWritesNothingTwice();
    void asksBeforeItReadsAnotherCluster();
    void endsPolitelyOnSigterm();
    void verbsReachTheRunningInstance();
    void demoDeliversWithoutADisplay();
    void checkFindsWhatIsWrong();
    void withoutAKeychainItSaysSo();
    void liveCheckAsksEveryAssumption();

private:
    std::unique_ptr<ProgramRig> rig_;
};

void TestProgram::explainsItself() {
    const Outcome help = rig_->run(WORDS("--help"));
    QCOMPARE(help.code, 0);
    for (const char* verb : {"run", "status", "config", "send", "sandbox", "check", "questions", "forms",
                             "activity", "accounts", "live-check"}) {
        QVERIFY2(help.out.contains(QLatin1String(verb)), verb);
        const Outcome one = rig_->run({QLatin1String(verb), QStringLiteral("--help")});
        QCOMPARE(one.code, 0);
        QVERIFY2(one.out.startsWith(QStringLiteral("rowcast ") + QLatin1String(verb)), qPrintable(one.out));
    }
    QVERIFY(rig_->run(WORDS("--version")).out.startsWith(u"rowcast "));
}

void TestProgram::wrongUsageIsExitCodeTwo_data() {
    QTest::addColumn<QString>("line");
    for (const char* line : {"--nonsense", "nonsense", "run --nonsense", "run word", "config", "config set",
                             "config set a", "questions import", "forms explode", "forms use f",
                             "send --rate fast", "send --edited 2", "sandbox --port x", "accounts add-key",
                             "accounts explode", "activity word", "activity --count none", "live-check word"})
        QTest::newRow(line) << QString::fromUtf8(line);
}

void TestProgram::wrongUsageIsExitCodeTwo() {
    QFETCH(QString, line);
    const Outcome outcome = rig_->run(line.split(u' '));
    QCOMPARE(outcome.code, 2);
    QVERIFY(outcome.err.contains(u"--help"));
}

void TestProgram::keepsSettings() {
    QCOMPARE(rig_->run(WORDS("config get google.folder")).out, QStringLiteral("Atlan\n"));
    QCOMPARE(rig_->run(WORDS("config set google.folder Answers")).code, 0);
    QCOMPARE(rig_->run(WORDS("config get google.folder")).out, QStringLiteral("Answers\n"));
    const QString families = rig_->run(WORDS("config list")).out;
    for (const char* family : {"kafka.properties.<name>\n", "form.<id>.edits\n", "form.<id>.spreadsheet\n"})
        QVERIFY2(families.contains(QLatin1String(family)), qPrintable(families));
    const Outcome list = rig_->run(WORDS("config list --json"));
    const QJsonObject all = QJsonDocument::fromJson(list.out.toUtf8()).object();
    QCOMPARE(all.value(QLatin1String("google.folder")).toString(), QStringLiteral("Answers"));
    QCOMPARE(all.value(QLatin1String("google.index_wait")).toString(), QStringLiteral("120"));
    QCOMPARE(rig_->run(WORDS("config get no.such")).code, 1);
}

void TestProgram::refusesASettingThatCannotBe() {
    const Outcome set = rig_->run(WORDS("config set google.endpoint http://example.org"));
    QCOMPARE(set.code, 1);
    QVERIFY(set.err.contains(u"google.endpoint"));
    QCOMPARE(rig_->run(WORDS("config get google.endpoint")).out, QStringLiteral("\n"));
}

void TestProgram::saysWhatIsMissing() {
    const Outcome run = rig_->run(WORDS("run --until-caught-up"));
    QCOMPARE(run.code, 1);
    QVERIFY2(run.err.contains(u"rowcast config set kafka.servers"), qPrintable(run.err));
}

void TestProgram::saysWhatToDoWithoutACredential() {
    rig_->configure();
    rig_->withoutCredential();
    const Outcome run = rig_->run(WORDS("run --until-caught-up --headless"));
    QCOMPARE(run.code, 1);
    QVERIFY2(run.err.contains(u"GOOGLE_APPLICATION_CREDENTIALS"), qPrintable(run.err));
}

void TestProgram::sayThatNobodyRuns() {
    const Outcome status = rig_->run(WORDS("status"));
    QCOMPARE(status.code, 1);
    QVERIFY(status.err.contains(u"not running"));
    QCOMPARE(rig_->run(WORDS("forms")).code, 1);
}

void TestProgram::deliversAllAndResumes() {
    rig_->configure();
    QVERIFY(rig_->send(QStringLiteral("a,b"), 60));
    const Outcome first = rig_->run(WORDS("run --until-caught-up"));
    QVERIFY2(first.code == 0, qPrintable(first.out + first.err));
    QCOMPARE(rig_->sheets().size(), 2U);
    QCOMPARE(rig_->responseIds().size(), 60);

    QVERIFY(rig_->send(QStringLiteral("a,b"), 20, WORDS("--seed 2")));
    const Outcome second = rig_->run(WORDS("run --until-caught-up --headless"));
    QVERIFY2(second.code == 0, qPrintable(second.out + second.err));
    QVERIFY2(second.out.contains(u"Delivered 20 rows"), qPrintable(second.out));
    const QStringList ids = rig_->responseIds();
    QCOMPARE(ids.size(), 80);
    QCOMPARE(QSet<QString>(ids.begin(), ids.end()).size(), 80);
}

void TestProgram::importedTitlesHeadTheColumns() {
    rig_->configure();
    QFile responses(rig_->path(QStringLiteral("responses")));
    QVERIFY(responses.open(QIODevice::WriteOnly));
    responses.write(R"({"formId":"f","responseId":"r1","q1":"007","q2":"yes"})"
                    "\n");
    responses.close();
    QFile questions(rig_->path(QStringLiteral("questions.csv")));
    QVERIFY(questions.open(QIODevice::WriteOnly));
    questions.write("id,title\nq1,Your agent number?\n");
    questions.close();
    const Outcome import = rig_->run(
        {QStringLiteral("questions"), QStringLiteral("import"), QStringLiteral("f"), questions.fileName()});
    QVERIFY2(import.code == 0, qPrintable(import.err));
    QCOMPARE(rig_->run({QStringLiteral("send"), QStringLiteral("--file"), responses.fileName()}).code, 0);
    const Outcome run = rig_->run(WORDS("run --until-caught-up"));
    QVERIFY2(run.code == 0, qPrintable(run.out + run.err));
    const auto sheets = rig_->sheets();
    QCOMPARE(sheets.size(), 1U);
    const auto& rows = sheets.begin()->second;
    QCOMPARE(rows.size(), 2U);
    const auto column = rows[0].indexOf(QStringLiteral("Your agent number?"));
    QVERIFY2(column >= 0, qPrintable(rows[0].join(u'|')));
    QVERIFY2(rows[1].value(column) == u"007", qPrintable(rows[0].join(u'|') + u'\n' + rows[1].join(u'|')));
    QVERIFY(rows[0].contains(QStringLiteral("q2")));
}

void TestProgram::killedProgramWritesNothingTwice() {
    rig_->configure();
    QVERIFY(rig_->send(QStringLiteral("a,b,c"), 200));
    for (int kill = 0; kill < 3; ++kill) {
        const auto process = rig_->start(WORDS("run"));
        const auto before = rig_->responseIds().size();
        QTRY_VERIFY_WITH_TIMEOUT(rig_->responseIds().size() > before || rig_->responseIds().size() >= 200,
                                 60'000);
        process->kill();
        QVERIFY(process->waitForFinished());
        QVERIFY(
            rig_->send(QStringLiteral("a,b,c"), 100, {QStringLiteral("--seed"), QString::number(kill + 10)}));
    }
    const Outcome last = rig_->run(WORDS("run --until-caught-up"));
    QVERIFY2(last.code == 0, qPrintable(last.out + last.err));
    const QStringList ids = rig_->responseIds();
    QCOMPARE(ids.size(), 500);
    QCOMPARE(QSet<QString>(ids.begin(), ids.end()).size(), 500);
}

void TestProgram::asksBeforeItReadsAnotherCluster() {
    rig_->configure();
    QVERIFY(rig_->send(QStringLiteral("a"), 10));
    QCOMPARE(rig_->run(WORDS("run --until-caught-up")).code, 0);
    rig_->moveToAnotherCluster();
    QVERIFY(rig_->send(QStringLiteral("a"), 4, WORDS("--seed 2")));
    const Outcome asks = rig_->run(WORDS("run --until-caught-up"));
    QCOMPARE(asks.code, 3);
    QVERIFY2(asks.out.contains(u"another Kafka cluster"), qPrintable(asks.out));
    QCOMPARE(rig_->responseIds().size(), 10);
    QCOMPARE(rig_->run(WORDS("config set delivery.lost_log new-log")).code, 0);
    const Outcome answered = rig_->run(WORDS("run --until-caught-up"));
    QVERIFY2(answered.code == 0, qPrintable(answered.out + answered.err));
    QCOMPARE(rig_->responseIds().size(), 14);
}

void TestProgram::endsPolitelyOnSigterm() {
    rig_->configure();
    QVERIFY(rig_->send(QStringLiteral("a"), 30));
    const auto process = rig_->start(WORDS("run"));
    QTRY_COMPARE_WITH_TIMEOUT(rig_->responseIds().size(), 30, 60'000);
    ::kill(static_cast<pid_t>(process->processId()), SIGTERM);
    QVERIFY(process->waitForFinished(20'000));
    QCOMPARE(process->exitStatus(), QProcess::NormalExit);
    QCOMPARE(process->exitCode(), 0);
    // All was committed: nothing is left to be done.
    const Outcome again = rig_->run(WORDS("run --until-caught-up"));
    QVERIFY2(again.out.contains(u"Delivered 0 rows"), qPrintable(again.out));
}

void TestProgram::verbsReachTheRunningInstance() {
    rig_->configure();
    QVERIFY(rig_->send(QStringLiteral("a"), 5));
    const auto process = rig_->start(WORDS("run"));
    const auto rows = [this] { return rig_->status().value(QLatin1String("delivered")).toInt(); };
    QTRY_COMPARE_WITH_TIMEOUT(rows(), 5, 60'000);
    QVERIFY(rig_->run(WORDS("forms list")).out.contains(u"5 rows"));
    const Outcome second = rig_->run(WORDS("run --until-caught-up"));
    QCOMPARE(second.code, 0);
    QVERIFY2(second.out.contains(u"already"), qPrintable(second.out));
    const Outcome refused = rig_->run(WORDS("config set google.index_wait soon"));
    QCOMPARE(refused.code, 1);
    const Outcome set = rig_->run({QStringLiteral("config"), QStringLiteral("set"),
                                   QStringLiteral("delivery.lost_log"), QStringLiteral("resume")});
    QVERIFY2(set.code == 0 && set.out.contains(u"Saved"), qPrintable(set.err));
    QCOMPARE(rig_->run(WORDS("config get delivery.lost_log")).out, QStringLiteral("resume\n"));
    const Outcome mend = rig_->run(WORDS("forms retry a"));
    QCOMPARE(mend.code, 1);
    QVERIFY2(mend.err.contains(u"blocked"), qPrintable(mend.err));
    process->terminate();
    QVERIFY(process->waitForFinished(20'000));
}

void TestProgram::demoDeliversWithoutADisplay() {
    const Outcome demo = rig_->run(WORDS("--demo"));
    QVERIFY2(demo.code == 0, qPrintable(demo.out + demo.err));
    QVERIFY2(demo.out.contains(u"http://127.0.0.1:"), qPrintable(demo.out));
    QVERIFY2(demo.out.contains(u"Delivered 300 rows"), qPrintable(demo.out));
}

void TestProgram::checkFindsWhatIsWrong() {
    rig_->configure();
    const Outcome well = rig_->run(WORDS("check"));
    QVERIFY2(well.code == 0, qPrintable(well.out + well.err));
    for (const char* line :
         {"Google can be reached", "clock", "Drive API", "Sheets API", "Folder", "can be made", "Writes"})
        QVERIFY2(well.out.contains(QLatin1String(line)), line);
    rig_->withoutCredential();
    const Outcome ill = rig_->run(WORDS("check --json"));
    QCOMPARE(ill.code, 1);
    const QJsonObject said = QJsonDocument::fromJson(ill.out.toUtf8()).object();
    QVERIFY(!said.value(QLatin1String("ok")).toBool(true));
    QCOMPARE(said.value(QLatin1String("findings")).toArray().size(), 3);
}

void TestProgram::withoutAKeychainItSaysSo() {
    rig_->configure();
    rig_->withoutCredential();
    rig_->withoutKeychain();
    const QString key = rig_->path(QStringLiteral("key.json"));
    const Outcome add = rig_->run({QStringLiteral("accounts"), QStringLiteral("add-key"), key});
    QCOMPARE(add.code, 1);
    QVERIFY2(add.err.contains(u"GOOGLE_APPLICATION_CREDENTIALS"), qPrintable(add.err));
    QCOMPARE(rig_->run(WORDS("config set google.accounts robot@example.org")).code, 0);
    const Outcome run = rig_->run(WORDS("run --until-caught-up"));
    QCOMPARE(run.code, 3);
    QVERIFY2(run.out.contains(u"No keychain"), qPrintable(run.out));
    QVERIFY(rig_->run(WORDS("check")).out.contains(u"No keychain"));
}

void TestProgram::liveCheckAsksEveryAssumption() {
    rig_->configure();
    const Outcome json = rig_->run(WORDS("live-check --json"));
    const QJsonObject said = QJsonDocument::fromJson(json.out.toUtf8()).object();
    QVERIFY2(json.code == 0 && said.value(QLatin1String("good")).toBool(), qPrintable(json.out + json.err));
    QVERIFY(said.value(QLatin1String("probes")).toArray().size() > 30);
    for (const auto& [name, rows] : rig_->sheets())
        QVERIFY2(false, qPrintable(name)); // all that it made is in the trash
}

QTEST_GUILESS_MAIN(TestProgram)
#include "tst_program.moc"
