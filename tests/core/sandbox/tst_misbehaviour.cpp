#include "core/sandbox/faults.h"
#include "tests/core/sandbox/google_client.h"

using namespace rowcast;
using namespace rowcast::sandbox;

class TestMisbehaviour : public QObject {
    Q_OBJECT
private slots:
    void quotasRefillByTheMinute() {
        GoogleClient client{Options()};
        const auto book = client.newBook(); // Drive has another quota
        const auto read = "/v4/spreadsheets/" + book + "?fields=spreadsheetId";
        for (int i = 0; i < 60; ++i) {
            client.get(read);
            QCOMPARE(client.status, 200);
        }
        client.get(read);
        QCOMPARE(client.status, 429);
        QCOMPARE(
            client.message(),
            std::string(
                "Quota exceeded for quota metric 'Read requests' and limit 'Read requests per minute per "
                "user' of service 'sheets.googleapis.com' for consumer 'project_number:123456789012'."));
        const auto detail = parseJson(client.text)["error"]["details"].items()[0]["metadata"];
        QCOMPARE(detail["quota_limit"].asString(), std::string("ReadRequestsPerMinutePerUser"));
        client.batch(book, R"({"addSheet":{}})"); // writes are counted apart
        QCOMPARE(client.status, 200);
        client.now += std::chrono::minutes(1);
        client.get(read);
        QCOMPARE(client.status, 200);
    }

    void aProjectHasAQuotaOfItsOwn() {
        Options options;
        options.quota.readsPerProject = 3;
        GoogleClient client(options);
        const auto book = client.newBook();
        for (int i = 0; i < 4; ++i)
            client.get("/v4/spreadsheets/" + book);
        QVERIFY(client.message().find("limit 'Read requests per minute' of") != std::string::npos);
    }

    void faultsComeAtTheirRateAndAlikeForASeed() {
        const auto seen = [](std::uint64_t seed) {
            auto options = GoogleClient::quiet();
            options.faults.share[Fault::Unavailable503] = 0.2;
            options.faults.seed = seed;
            GoogleClient client(options);
            std::string out;
            for (int i = 0; i < 1000; ++i) {
                client.get("/drive/v3/files");
                out += client.status == 503 ? 'x' : '.';
            }
            return out;
        };
        const auto first = seen(1);
        const auto count = std::count(first.begin(), first.end(), 'x');
        QVERIFY2(count > 150 && count < 250, qPrintable(QString::number(count)));
        QCOMPARE(seen(1), first);
        QVERIFY(seen(2) != first);
    }

    void aFaultMayHitOneMethodOnly() {
        auto options = GoogleClient::quiet();
        options.faults.share[Fault::Server500] = 1;
        options.faults.only = {"sheets.spreadsheets.batchUpdate"};
        GoogleClient client(options);
        const auto book = client.newBook();
        client.get("/v4/spreadsheets/" + book);
        QCOMPARE(client.status, 200);
        client.batch(book, R"({"addSheet":{}})");
        QCOMPARE(client.message(), std::string("Internal error encountered."));
    }

    void doubledRequestsAreAppliedTwice() {
        auto options = GoogleClient::quiet();
        GoogleClient client(options);
        const auto book = client.newBook();
        FaultPlan plan;
        plan.script = {Fault::Twice};
        client.google.setFaults(plan);
        client.batch(book, R"({"appendDimension":{"sheetId":0,"dimension":"ROWS","length":1}})");
        const auto grid =
            client.get("/v4/spreadsheets/" + book)["sheets"].items()[0]["properties"]["gridProperties"];
        QCOMPARE(grid["rowCount"].asInt(), 1002);
    }

    void readsTheCommandLine() {
        const auto plan =
            parseFaults("503=5%,lost=0.02,slow=10%:500ms,429@3+4,seed=7,only=sheets+token,lag=100%:2s");
        QVERIFY(plan);
        QCOMPARE(plan->share.at(Fault::Unavailable503), 0.05);
        QCOMPARE(plan->share.at(Fault::Lost), 0.02);
        QCOMPARE(plan->slow.count(), 500);
        QCOMPARE(plan->listLag.count(), 2000);
        QVERIFY(plan->nth.at(4) == Fault::Quota429);
        QCOMPARE(plan->seed, std::uint64_t(7));
        QVERIFY(plan->only.contains("token") && !plan->only.contains("drive"));
        const auto quota = parseQuota("reads=10,writes/project=20");
        QCOMPARE(quota->readsPerUser, 10);
        QCOMPARE(quota->writesPerProject, 20);
        QVERIFY(!parseQuota("off")->enabled);
        QCOMPARE(parseLatency("50ms-1s")->most.count(), 1000);
    }

    void saysWhatIsWrongOnTheCommandLine_data() {
        QTest::addColumn<QString>("text");
        for (const auto* text : {"503", "503=200%", "nonsense=1%", "503=60%,500=60%", "429@0", "slow=1%:x"})
            QTest::newRow(text) << QString::fromUtf8(text);
    }
    void saysWhatIsWrongOnTheCommandLine() {
        QFETCH(QString, text);
        const auto plan = parseFaults(text.toStdString());
        QVERIFY(!plan);
        QVERIFY(plan.error().what.contains(QStringLiteral("--faults")));
        QVERIFY(!parseQuota("reads=many"));
        QVERIFY(!parseLatency("9s-1s"));
    }
};

QTEST_GUILESS_MAIN(TestMisbehaviour)
#include "tst_misbehaviour.moc"
