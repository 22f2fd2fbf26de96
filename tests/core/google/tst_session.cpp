#include "core/google/drive_files.h"
#include "core/google/session.h"
#include "core/google/sheets_batch_update.h"
#include "core/google/sheets_get.h"
#include "tests/support/scripted_http.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QSignalSpy>
#include <QTest>

#include <openssl/evp.h>
#include <openssl/pem.h>

using namespace rowcast;
using namespace rowcast::google;
using rowcast::test::httpAnswer;
using rowcast::test::HttpAnswer;
using rowcast::test::HttpRequest;
using rowcast::test::ScriptedHttp;

namespace {

const SpreadsheetId kSheet("sheet1");

SignedInPerson person(const char* email = "anna@example.org", const char* refresh = "1//refresh-of-anna") {
    return {QString::fromLatin1(email), {QStringLiteral("client"), Secret("s")}, Secret(refresh)};
}

/// Google as far as a session needs it: gives tokens by itself, asks the script for the rest.
struct Google {
    ScriptedHttp::Script api = [](const HttpRequest&) { return httpAnswer(200, "{}"); };
    ScriptedHttp::Script token = [this](const HttpRequest&) {
        return httpAnswer(200, "{\"access_token\":\"token" + QByteArray::number(++tokens) +
                                   "\",\"expires_in\":3600}");
    };
    int tokens = 0;
    ScriptedHttp server{[this](const HttpRequest& r) { return r.target == "/token" ? token(r) : api(r); }};

    [[nodiscard]] GoogleConfig config() const {
        GoogleConfig config;
        config.endpoint = server.root();
        return config;
    }
    [[nodiscard]] int copies(const QByteArray& verb) const {
        return static_cast<int>(
            std::count_if(server.seen().begin(), server.seen().end(),
                          [&](const HttpRequest& r) { return r.verb == verb && r.target != "/token"; }));
    }
};

struct Answers {
    std::vector<Answer<Reply>> all;
    Session::Callback add = [this](const Answer<Reply>& a) { all.push_back(a); };
};

} // namespace

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

    void renewsATokenThatGoogleRefusesOnce() {
        Google google;
        google.api = [](const HttpRequest& r) {
            return r.headers.value("authorization") == "Bearer token1"
                       ? httpAnswer(
                             401,
                             R"({"error":{"code":401,"message":"Request had invalid authentication credentials.","status":"UNAUTHENTICATED"}})")
                       : httpAnswer(200, "{}");
        };
        Session session(google.config());
        session.setAccounts({person()});
        Answers answers;
        session.send(sheetsBatchUpdate(kSheet, "{}"), this, answers.add);
        QTRY_COMPARE(answers.all.size(), 1U);
        QVERIFY(answers.all[0]);
        QCOMPARE(google.tokens, 2);
        QCOMPARE(google.copies("POST"), 2);
    }

    void asksForOneTokenHoweverManyCallsWait() {
        Google google;
        Session session(google.config());
        session.setAccounts({person()});
        Answers answers;
        for (int i = 0; i < 12; ++i)
            session.send(driveGet("x"), this, answers.add);
        QTRY_COMPARE(answers.all.size(), 12U);
        QCOMPARE(google.tokens, 1);
        QVERIFY(google.server.connections() <= 7);
    }

    void holdsBackWhileTheCredentialIsBroken() {
        Google google;
        const auto works = google.token;
        google.token = [](const HttpRequest&) {
            return httpAnswer(
                400, R"({"error":"invalid_grant","error_description":"Token has been expired or revoked."})");
        };
        Session session(google.config());
        QSignalSpy failed(&session, &Session::credentialFailed);
        QSignalSpy freed(&session, &Session::writesFreed);
        QSignalSpy account(&session, &Session::accountChanged);
        session.setAccounts({person()});
        QCOMPARE(account.count(), 1);
        Answers answers;
        session.send(sheetsBatchUpdate(kSheet, "{}"), this, answers.add);
        QTRY_COMPARE(answers.all.size(), 1U);
        QCOMPARE(toString(answers.all[0].error().reason), toString(Reason::GrantExpired));
        QCOMPARE(toString(answers.all[0].error().error.remedy),
                 toString(Remedy::Retry)); // the form is not what must be mended
        QVERIFY(!answers.all[0].error().mayHaveApplied);
        QCOMPARE(failed.count(), 1);
        QCOMPARE(toString(failed[0][0].value<Error>().remedy), toString(Remedy::SignIn));
        QCOMPARE(session.writesFree(), 0);
        QVERIFY(!session.reserveWrite());

        google.token = works;
        freed.clear();
        session.setAccounts({person("anna@example.org", "1//another-refresh-token")});
        QTRY_COMPARE(failed.count(), 2);
        QVERIFY(failed[1][0].value<Error>().what.isEmpty());
        QTRY_COMPARE(freed.count(), 1);
        session.send(sheetsBatchUpdate(kSheet, "{}"), this, answers.add);
        QTRY_COMPARE(answers.all.size(), 2U);
        QVERIFY(answers.all[1]);
    }

    void goesOnByItselfWhenTheTokenEndpointIsBack() {
        Google google;
        const auto works = google.token;
        google.token = [](const HttpRequest&) { return httpAnswer(503, "{}"); };
        Session session(google.config());
        QSignalSpy failed(&session, &Session::credentialFailed);
        session.setAccounts({person()});
        QTRY_COMPARE(failed.count(), 1);
        QCOMPARE(toString(failed[0][0].value<Error>().remedy), toString(Remedy::Retry));
        google.token = works;
        QTRY_COMPARE(failed.count(), 2);
        QTRY_VERIFY(session.writesFree() > 0);
    }

    void signsByGooglesClockWhenOursIsWrong() {
        // The scripted server's Date stands hours away from this computer's clock.
        Google google;
        std::vector<qint64> issued;
        google.token = [&](const HttpRequest& r) {
            const QByteArray assertion = r.body.mid(r.body.indexOf("assertion=") + 10);
            const QByteArray claims =
                QByteArray::fromBase64(assertion.split('.').value(1), QByteArray::Base64UrlEncoding);
            issued.push_back(QJsonDocument::fromJson(claims).object().value(u"iat").toInteger());
            return std::abs(issued.back() - 1'795'428'000) < 300
                       ? httpAnswer(200, R"({"access_token":"t","expires_in":3600})")
                       : httpAnswer(
                             400,
                             R"({"error":"invalid_grant","error_description":"Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. Check your iat and exp values in the JWT claim."})");
        };
        EVP_PKEY* rsa = EVP_RSA_gen(2048);
        BIO* bio = BIO_new(BIO_s_mem());
        PEM_write_bio_PrivateKey(bio, rsa, nullptr, nullptr, 0, nullptr, nullptr);
        char* pem = nullptr;
        const long size = BIO_get_mem_data(bio, &pem);
        ServiceAccountKey key;
        key.email = QStringLiteral("robot@p.iam.gserviceaccount.com");
        key.tokenUri = QUrl(google.server.root().toString() + QStringLiteral("/token"));
        key.privateKey = Secret(QByteArray(pem, size));
        BIO_free(bio);
        EVP_PKEY_free(rsa);
        Session session(google.config());
        QSignalSpy failed(&session, &Session::credentialFailed);
        session.setAccounts({key});
        Answers answers;
        session.send(driveGet("x"), this, answers.add);
        QTRY_COMPARE(answers.all.size(), 1U);
        QVERIFY(answers.all[0]);
        QCOMPARE(issued.size(), 2U);
        QVERIFY(failed.isEmpty());
    }

    void saysThatThereIsNoCredential() {
        Google google;
        Session session(google.config());
        QSignalSpy failed(&session, &Session::credentialFailed);
        session.setAccounts({});
        QCOMPARE(failed.count(), 1);
        QVERIFY(failed[0][0].value<Error>().what.contains(QStringLiteral("GOOGLE_APPLICATION_CREDENTIALS")));
        Answers answers;
        session.send(driveGet("x"), this, answers.add);
        QTRY_COMPARE(answers.all.size(), 1U);
        QCOMPARE(toString(answers.all[0].error().reason), toString(Reason::NoCredential));
        QVERIFY(google.server.seen().empty());
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

    void sharesTheWorkWithHelpersThatReachTheSheet() {
        Google google;
        google.token = [](const HttpRequest& r) {
            return httpAnswer(200, "{\"access_token\":\"" +
                                       QByteArray(r.body.contains("anna") ? "owner" : "helper") + "\"}");
        };
        google.api = [](const HttpRequest& r) {
            const bool closed =
                r.target.contains("closed") && r.headers.value("authorization").endsWith("helper");
            return closed
                       ? httpAnswer(
                             403,
                             R"({"error":{"code":403,"message":"The caller does not have permission","status":"PERMISSION_DENIED"}})")
                       : httpAnswer(200, "{}");
        };
        Session session(google.config());
        session.setAccounts({person(), person("robot@x.iam.gserviceaccount.com", "1//of-the-helper")});
        QCOMPARE(session.helpers().size(), 1U);
        QCOMPARE(session.account(), QStringLiteral("anna@example.org"));
        Answers answers;
        for (int i = 0; i < 12; ++i)
            session.send(sheetsBatchUpdate(kSheet, "{}"), this, answers.add);
        QTRY_COMPARE(answers.all.size(), 12U); // twice the burst of one account
        for (int i = 0; i < 3; ++i)
            session.send(sheetsGet(SpreadsheetId("closed"), {}, "a"), this, answers.add);
        QTRY_COMPARE(answers.all.size(), 15U);
        for (const auto& answer : answers.all)
            QVERIFY(answer);
        QCOMPARE(session.usage().writesPerMinute, 120);
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
