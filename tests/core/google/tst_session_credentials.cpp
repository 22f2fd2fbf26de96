#include "core/google/drive_files.h"
#include "core/google/sheets_batch_update.h"
#include "core/google/sheets_get.h"
#include "tests/core/google/session_fixture.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QSignalSpy>
#include <QTest>

#include <openssl/evp.h>
#include <openssl/pem.h>

using namespace rowcast;
using namespace rowcast::google;
using namespace rowcast::test;

class TestSessionCredentials : public QObject {
    Q_OBJECT
private slots:
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
        session.setAccounts({person()});
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

    void goesOnAsAnotherAccountWhenItIsSwitched() {
        Google google;
        google.token = [](const HttpRequest& r) {
            return httpAnswer(200, "{\"access_token\":\"" +
                                       QByteArray(r.body.contains("anna") ? "anna" : "bert") + "\"}");
        };
        // Anna's last call is refused only after she is gone.
        Session* switched = nullptr;
        google.api = [&](const HttpRequest& r) {
            if (!r.headers.value("authorization").endsWith("anna")) return httpAnswer(200, "{}");
            switched->setAccounts({person("bert@example.org", "1//refresh-of-bert")});
            return httpAnswer(
                403,
                R"({"error":{"code":403,"message":"The caller does not have permission","status":"PERMISSION_DENIED"}})");
        };
        SessionLimits limits;
        limits.connections = 1;
        Session session(google.config(), limits);
        switched = &session;
        session.setAccounts({person()});
        Answers answers;
        for (int i = 0; i < 3; ++i)
            session.send(sheetsBatchUpdate(kSheet, "{}"), this, answers.add);
        QTRY_COMPARE(answers.all.size(), 3U);
        for (const auto& answer : answers.all)
            QVERIFY(answer);
        QCOMPARE(session.account(), QStringLiteral("bert@example.org"));
    }

    void answersWhatIsUnderWayWhenTheLastAccountIsTaken() {
        Google google;
        Session* session = nullptr;
        google.api = [&](const HttpRequest&) {
            session->setAccounts({});
            return httpAnswer(
                404,
                R"({"error":{"code":404,"message":"Requested entity was not found.","status":"NOT_FOUND"}})");
        };
        Session mine(google.config());
        session = &mine;
        mine.setAccounts({person()});
        Answers answers;
        mine.send(sheetsGet(kSheet, {}, "a"), this, answers.add);
        QTRY_COMPARE(answers.all.size(), 1U);
        QCOMPARE(toString(answers.all[0].error().reason), QStringLiteral("not-found"));
        mine.send(sheetsGet(kSheet, {}, "a"), this, answers.add);
        QTRY_COMPARE(answers.all.size(), 2U);
        QCOMPARE(toString(answers.all[1].error().reason), QStringLiteral("no-credential"));
    }
};

QTEST_GUILESS_MAIN(TestSessionCredentials)
#include "tst_session_credentials.moc"
