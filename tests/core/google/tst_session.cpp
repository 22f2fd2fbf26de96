#include "core/google/drive_files.h"
#include "core/google/sheets_batch_update.h"
#include "core/google/sheets_get.h"
#include "tests/core/google/session_fixture.h"

#include <QSignalSpy>
#include <QTest>

using namespace rowcast;
using namespace rowcast::google;
using namespace rowcast::test;

class TestSession : public QObject {
    Q_OBJECT
private slots:
    void sendsWithATokenAndAnswersLater() {
        Google google;
        google.api = [](const HttpRequest&) { return httpAnswer(200, R"({"id":"x"})"); };
        Session session(google.config());
        session.setAccounts({person()});
        Answers answers;
        session.send(driveGet("a b/c"), this, answers.add);
        QVERIFY(answers.all.empty());
        QTRY_COMPARE(answers.all.size(), 1U);
        QVERIFY(answers.all[0]);
        QCOMPARE(answers.all[0]->body, QByteArray(R"({"id":"x"})"));
        QCOMPARE(answers.all[0]->serverDate, WallTime(Millis{1795428000000}));
        const HttpRequest& seen = google.server.seen().back();
        QVERIFY(seen.target.startsWith("/drive/v3/files/a%20b%2Fc?supportsAllDrives=true&fields="));
        QCOMPARE(seen.headers.value("authorization"), QByteArray("Bearer token1"));
        QCOMPARE(google.tokens, 1);
        QVERIFY(session.usage().reachable);
    }

    void sendsAWriteOnceWhateverTheConnectionDoes_data() {
        QTest::addColumn<HttpAnswer>("answer");
        QTest::addColumn<bool>("cutBody");
        using Then = HttpAnswer::Then;
        QTest::newRow("closed before an answer") << HttpAnswer{{}, Then::Close} << false;
        QTest::newRow("reset before an answer") << HttpAnswer{{}, Then::Reset} << false;
        QTest::newRow("half a status line") << HttpAnswer{"HTTP/1.", Then::Close} << false;
        QTest::newRow("half a body") << HttpAnswer{"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{",
                                                   Then::Close}
                                     << false;
        QTest::newRow("reset within the request") << HttpAnswer{} << true;
    }
    void sendsAWriteOnceWhateverTheConnectionDoes() {
        QFETCH(HttpAnswer, answer);
        QFETCH(bool, cutBody);
        Google google;
        google.api = [](const HttpRequest&) { return httpAnswer(200, "{}"); };
        Session session(google.config());
        session.setAccounts({person()});
        Answers answers;
        session.send(sheetsGet(kSheet, {}, "a"), this, answers.add); // leaves a connection open to be re-used
        QTRY_COMPARE(answers.all.size(), 1U);

        google.api = [&](const HttpRequest&) { return answer; };
        google.server.cutBodies(cutBody);
        const int before = google.server.connections();
        session.send(sheetsBatchUpdate(kSheet, QByteArray(3'000'000, ' ')), this, answers.add);
        QTRY_COMPARE(answers.all.size(), 2U);
        QVERIFY(!answers.all[1]);
        QVERIFY(answers.all[1].error().mayHaveApplied);
        QCOMPARE(toString(answers.all[1].error().error.remedy), toString(Remedy::Retry));
        // A second copy would come at once: whatever else the session does comes after it.
        google.server.cutBodies(false);
        google.api = [](const HttpRequest&) { return httpAnswer(200, "{}"); };
        session.send(sheetsGet(kSheet, {}, "b"), this, answers.add);
        QTRY_COMPARE(answers.all.size(), 3U);
        QCOMPARE(google.copies("POST"), cutBody ? 0 : 1);
        QVERIFY(google.server.connections() <= before + 2);
    }

    void endsARequestThatNobodyAnswers() {
        Google google;
        google.api = [](const HttpRequest&) { return HttpAnswer{{}, HttpAnswer::Then::Silence}; };
        SessionLimits limits;
        limits.writeTimeout = Millis{150};
        limits.readTimeout = Millis{100};
        Session session(google.config(), limits);
        session.setAccounts({person()});
        Answers answers;
        session.send(sheetsBatchUpdate(kSheet, "{}"), this, answers.add);
        session.send(sheetsGet(kSheet, {}, "a"), this, answers.add);
        QTRY_COMPARE(answers.all.size(), 2U);
        for (const auto& answer : answers.all) {
            QCOMPARE(toString(answer.error().reason), toString(Reason::TimedOut));
            QCOMPARE(answer.error().mayHaveApplied,
                     google.server.seen().size() > 0 && &answer == &answers.all[1]);
        }
    }

    void stopsReadingAnAnswerThatIsTooLarge() {
        Google google;
        google.api = [](const HttpRequest&) { return httpAnswer(200, QByteArray(3'000'000, ' ')); };
        SessionLimits limits;
        limits.replyBytes = 1'000'000;
        Session session(google.config(), limits);
        session.setAccounts({person()});
        Answers answers;
        session.send(sheetsGet(kSheet, {}, "a"), this, answers.add);
        QTRY_COMPARE(answers.all.size(), 1U);
        QCOMPARE(toString(answers.all[0].error().reason), toString(Reason::TooLarge));
    }

    void refusesAnEndpointThatIsNeitherHttpsNorLocal() {
        GoogleConfig config;
        config.endpoint = QUrl(QStringLiteral("http://example.org"));
        Session session(config);
        session.setAccounts({person()});
        Answers answers;
        session.send(driveGet("x"), this, answers.add);
        QTRY_COMPARE(answers.all.size(), 1U);
        QVERIFY(answers.all[0].error().error.what.contains(QStringLiteral("https")));
    }

    void keepsWritesWithinTheQuotaAndReadsMoving() {
        Google google;
        GoogleConfig config = google.config();
        config.writesPerMinute = 20; // a burst of 2
        Session session(config);
        session.setAccounts({person()});
        QCOMPARE(session.writesFree(), 2);
        QVERIFY(session.reserveWrite());
        QCOMPARE(session.writesFree(), 1);
        Answers answers;
        for (int i = 0; i < 4; ++i)
            session.send(sheetsBatchUpdate(kSheet, "{}"), this, answers.add);
        QCOMPARE(session.writesFree(), 0);
        session.send(sheetsGet(kSheet, {}, "a"), this, answers.add);
        QTRY_COMPARE(answers.all.size(), 3U);
        QCOMPARE(google.copies("GET"), 1);
        QCOMPARE(google.copies("POST"), 2);
        QCOMPARE(session.usage().writesLastMinute, 2);
        session.dropReservation();
    }

    void tellsWhenAWriteIsFreeAgain() {
        Google google;
        GoogleConfig config = google.config();
        config.writesPerMinute = 300;
        SessionLimits limits;
        limits.writeConnections = 1;
        Session session(config, limits);
        session.setAccounts({person()});
        QSignalSpy freed(&session, &Session::writesFreed);
        QTRY_COMPARE(freed.count(), 1);
        QCOMPARE(session.writesFree(), 1);
        QVERIFY(session.reserveWrite());
        QVERIFY(!session.reserveWrite());
        Call call = sheetsBatchUpdate(kSheet, "{}");
        call.reserved = true;
        Answers answers;
        session.send(call, this, answers.add);
        QTRY_COMPARE(freed.count(), 2);
        QCOMPARE(answers.all.size(), 1U);
        QVERIFY(session.reserveWrite());
        session.dropReservation();
        QTRY_COMPARE(freed.count(), 3);
    }

    void slowsDownAfter429() {
        Google google;
        google.api = [](const HttpRequest&) {
            return httpAnswer(
                429, R"({"error":{"code":429,"message":"Quota exceeded","status":"RESOURCE_EXHAUSTED"}})");
        };
        Session session(google.config());
        session.setAccounts({person()});
        Answers answers;
        session.send(sheetsBatchUpdate(kSheet, "{}"), this, answers.add);
        QTRY_COMPARE(answers.all.size(), 1U);
        const Failure& failure = answers.all[0].error();
        QCOMPARE(toString(failure.reason), toString(Reason::RateLimited));
        QVERIFY(!failure.mayHaveApplied);
        QVERIFY(*failure.error.retryAfter > Millis{1500});
        QCOMPARE(session.writesFree(), 0);
        QCOMPARE(google.copies("POST"), 1);
    }

    void letsUrgentCallsPass() {
        Google google;
        SessionLimits limits;
        limits.connections = 1;
        Session session(google.config(), limits);
        session.setAccounts({person()});
        Answers answers;
        session.send(driveGet("first"), this, answers.add);
        session.send(driveGet("second"), this, answers.add);
        Call urgent = driveGet("urgent");
        urgent.urgency = Urgency::Urgent;
        session.send(urgent, this, answers.add);
        QTRY_COMPARE(answers.all.size(), 3U);
        QVERIFY(google.server.seen()[1].target.contains("urgent"));
        QVERIFY(google.server.seen()[2].target.contains("first"));
    }

    void forgetsCallsWhoseCallerIsGone() {
        Google google;
        Session session(google.config());
        session.setAccounts({person()});
        Answers answers;
        auto caller = std::make_unique<QObject>();
        session.send(driveGet("x"), caller.get(), answers.add);
        caller.reset();
        session.send(driveGet("y"), this, answers.add);
        QTRY_COMPARE(answers.all.size(), 1U);
        QCOMPARE(google.copies("GET"), 1);
    }
};

QTEST_GUILESS_MAIN(TestSession)
#include "tst_session.moc"
