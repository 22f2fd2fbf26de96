#include "core/google/sign_in.h"
#include "tests/support/scripted_http.h"

#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QSignalSpy>
#include <QTest>
#include <QUrlQuery>

using namespace rowcast;
using namespace rowcast::google;
using rowcast::test::httpAnswer;
using rowcast::test::HttpAnswer;
using rowcast::test::HttpRequest;
using rowcast::test::ScriptedHttp;

namespace {

const OAuthClient kClient{QStringLiteral("client-1"), Secret("shh")};

QUrlQuery formIn(const HttpRequest& request) {
    return QUrlQuery(QString::fromUtf8(request.body));
}
QString field(const QUrlQuery& query, const char* name) {
    return query.queryItemValue(QLatin1String(name), QUrl::FullyDecoded);
}

/// Google's token endpoint as strict as the real one about codes, with one account.
struct Google {
    QString challenge; ///< of the consent under way
    QString scope = QStringLiteral("https://www.googleapis.com/auth/drive.file openid email");
    QByteArray email = "anna@example.org";
    bool codeUsed = false;
    int revoked = 0;
    ScriptedHttp server{[this](const HttpRequest& request) { return answer(request); }};

    HttpAnswer answer(const HttpRequest& request) {
        if (request.target == "/revoke") {
            ++revoked;
            return httpAnswer(200, "{}");
        }
        if (request.target.startsWith("/oauth2/v3/userinfo"))
            return httpAnswer(200, "{\"email\":\"" + email + "\"}");
        if (request.target.startsWith("/drive/v3/about"))
            return httpAnswer(200, "{\"user\":{\"emailAddress\":\"" + email + "\"}}");
        const QUrlQuery form = formIn(request);
        const bool good =
            field(form, "code") == u"4/the-code" && !codeUsed &&
            QString::fromLatin1(codeChallenge(field(form, "code_verifier").toLatin1())) == challenge &&
            field(form, "redirect_uri").startsWith(u"http://127.0.0.1:");
        codeUsed = true;
        if (!good)
            return httpAnswer(400, R"({"error":"invalid_grant","error_description":"Malformed auth code."})");
        return httpAnswer(
            200,
            "{\"access_token\":\"ya29.a\",\"expires_in\":3599,\"refresh_token\":\"1//lasting\",\"scope\":\"" +
                scope.toUtf8() + "\"}");
    }
    [[nodiscard]] Endpoints endpoints() const { return *Endpoints::from(server.root()); }
};

/// A sign-in with the spies that watch it, and a browser that follows.
struct Story {
    Google google;
    SignIn signIn;
    QSignalSpy url{&signIn, &SignIn::openUrl};
    QSignalSpy signedIn{&signIn, &SignIn::signedIn};
    QSignalSpy picked{&signIn, &SignIn::picked};
    QSignalSpy failed{&signIn, &SignIn::failed};
    QNetworkAccessManager browser;

    explicit Story(Millis patience = Millis{60'000}) : signIn(google.endpoints(), patience) {}

    QUrlQuery consent() {
        const QUrlQuery query(url.last().at(0).toUrl());
        google.challenge = field(query, "code_challenge");
        return query;
    }
    /// The browser comes back with these fields; returns the page that it is shown.
    QString comeBack(const QString& fields, const QString& path = QStringLiteral("/")) {
        const QUrl there(field(consent(), "redirect_uri") + path + u'?' + fields);
        QNetworkReply* reply = browser.get(QNetworkRequest(there));
        static_cast<void>(QTest::qWaitFor([&] { return reply->isFinished(); }));
        return QString::fromUtf8(reply->readAll());
    }
    QString state() { return field(consent(), "state"); }
    QString sentence() { return failed.isEmpty() ? QString() : failed.last().at(0).value<Error>().what; }
};

} // namespace

class TestSignIn : public QObject {
    Q_OBJECT
private slots:
    void asksWithPkceForDriveFileOnly() {
        Story story;
        story.signIn.start(kClient, QStringLiteral("anna@example.org"));
        const QUrl url = story.url.at(0).at(0).toUrl();
        QCOMPARE(url.path(), QStringLiteral("/o/oauth2/v2/auth"));
        const QUrlQuery query = story.consent();
        QCOMPARE(field(query, "scope"),
                 QStringLiteral("https://www.googleapis.com/auth/drive.file openid email"));
        QCOMPARE(field(query, "code_challenge_method"), QStringLiteral("S256"));
        QCOMPARE(field(query, "access_type"), QStringLiteral("offline"));
        QCOMPARE(field(query, "prompt"), QStringLiteral("consent"));
        QCOMPARE(field(query, "login_hint"), QStringLiteral("anna@example.org"));
        QVERIFY(field(query, "state").size() >= 43);
        QVERIFY(!url.toString().contains(QStringLiteral("shh")));
        QVERIFY(!query.hasQueryItem(QStringLiteral("trigger_onepick")));
    }
    void knowsTheChallengeOfTheStandard() {
        // RFC 7636, appendix B.
        QCOMPARE(codeChallenge("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"),
                 QByteArray("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"));
    }
    void signsIn() {
        Story story;
        story.signIn.start(kClient);
        const QString page = story.comeBack(QStringLiteral("code=4%2Fthe-code&state=") + story.state());
        QVERIFY(page.contains(QStringLiteral("Rowcast is connected")));
        QTRY_COMPARE(story.signedIn.count(), 1);
        const auto person = story.signedIn.at(0).at(0).value<SignedInPerson>();
        QCOMPARE(person.email, QStringLiteral("anna@example.org"));
        QCOMPARE(person.refreshToken.reveal(), QByteArray("1//lasting"));
        QVERIFY(person.client == kClient);
        QVERIFY(story.failed.isEmpty());
    }
    void staysWithTheSignInWhenStrangersKnock() {
        Story story;
        story.signIn.start(kClient);
        QVERIFY(story.comeBack(QStringLiteral("code=4%2Fevil&state=forged"))
                    .contains(QStringLiteral("does not belong")));
        QVERIFY(story.comeBack(QStringLiteral("error=access_denied&state="))
                    .contains(QStringLiteral("does not belong")));
        QVERIFY(story.comeBack({}, QStringLiteral("/favicon.ico")).contains(QStringLiteral("Not found")));
        QVERIFY(story.google.server.seen().empty());
        story.comeBack(QStringLiteral("code=4%2Fthe-code&state=") + story.state());
        QTRY_COMPARE(story.signedIn.count(), 1);
    }
    void usesACodeOnce() {
        Story story;
        story.signIn.start(kClient);
        const QString fields = QStringLiteral("code=4%2Fthe-code&state=") + story.state();
        story.comeBack(fields);
        story.comeBack(fields);
        QTRY_COMPARE(story.signedIn.count(), 1);
        int exchanges = 0;
        for (const HttpRequest& request : story.google.server.seen())
            exchanges += request.target == "/token" ? 1 : 0;
        QCOMPARE(exchanges, 1);
    }
    void endsWhen_data() {
        QTest::addColumn<QString>("fields");
        QTest::addColumn<QString>("scope");
        QTest::addColumn<QString>("says");
        const QString all = QStringLiteral("https://www.googleapis.com/auth/drive.file openid email");
        QTest::newRow("the person says no")
            << QStringLiteral("error=access_denied") << all << QStringLiteral("not allowed");
        QTest::newRow("the code is wrong")
            << QStringLiteral("code=4%2Fold") << all << QStringLiteral("did not accept");
        QTest::newRow("a box was unticked") << QStringLiteral("code=4%2Fthe-code")
                                            << QStringLiteral("openid email") << QStringLiteral("boxes");
    }
    void endsWhen() {
        QFETCH(QString, fields);
        QFETCH(QString, scope);
        QFETCH(QString, says);
        Story story;
        story.google.scope = scope;
        story.signIn.start(kClient);
        story.comeBack(fields + QStringLiteral("&state=") + story.state());
        QTRY_COMPARE(story.failed.count(), 1);
        QVERIFY2(story.sentence().contains(says), qUtf8Printable(story.sentence()));
        QCOMPARE(toString(story.failed.at(0).at(0).value<Error>().remedy), QStringLiteral("sign-in"));
        QVERIFY(story.signedIn.isEmpty());
    }
    void endsWhenTheBrowserNeverReturns() {
        Story story(Millis{50});
        story.signIn.start(kClient);
        QTRY_COMPARE(story.failed.count(), 1);
        QVERIFY(story.sentence().contains(QStringLiteral("in time")));
        story.comeBack(QStringLiteral("code=4%2Fthe-code&state=") +
                       story.state()); // too late: nobody listens
        QVERIFY(story.google.server.seen().empty());
    }
    void canBeCalledOffAndStartedAgain() {
        Story story;
        story.signIn.cancel();
        QVERIFY(story.failed.isEmpty());
        story.signIn.start(kClient);
        const QString first = story.state();
        story.signIn.start(kClient); // the first one is called off
        QCOMPARE(story.failed.count(), 1);
        QVERIFY(story.state() != first);
        story.comeBack(QStringLiteral("code=4%2Fthe-code&state=") + story.state());
        QTRY_COMPARE(story.signedIn.count(), 1);
    }
    void picksFilesWithASecondConsent() {
        Story story;
        story.google.scope = QStringLiteral("https://www.googleapis.com/auth/drive.file");
        const SignedInPerson anna{QStringLiteral("Anna@example.org"), kClient, Secret("1//x")};
        story.signIn.pick(anna);
        const QUrlQuery query = story.consent();
        QCOMPARE(field(query, "trigger_onepick"), QStringLiteral("true"));
        QCOMPARE(field(query, "scope"), QStringLiteral("https://www.googleapis.com/auth/drive.file"));
        story.comeBack(QStringLiteral("code=4%2Fthe-code&picked_file_ids=a1,b2&state=") + story.state());
        QTRY_COMPARE(story.picked.count(), 1);
        QCOMPARE(story.picked.at(0).at(0).toStringList(),
                 (QStringList{QStringLiteral("a1"), QStringLiteral("b2")}));
    }
    void refusesFilesPickedByAnotherAccount() {
        Story story;
        story.google.email = "bert@example.org";
        story.signIn.pick({QStringLiteral("anna@example.org"), kClient, Secret("1//x")});
        story.comeBack(QStringLiteral("code=4%2Fthe-code&picked_file_ids=a1&state=") + story.state());
        QTRY_COMPARE(story.failed.count(), 1);
        QVERIFY(story.sentence().contains(QStringLiteral("bert@example.org")));
        QVERIFY(story.picked.isEmpty());
    }
    void signsOut() {
        Story story;
        QSignalSpy out(&story.signIn, &SignIn::signedOut);
        story.signIn.revoke({QStringLiteral("anna@example.org"), kClient, Secret("1//lasting")});
        QTRY_COMPARE(out.count(), 1);
        QCOMPARE(story.google.revoked, 1);
        QCOMPARE(story.google.server.seen().back().body, QByteArray("token=1%2F%2Flasting"));
    }
    void refusesAForeignClientFile() {
        QCOMPARE(parseOAuthClient(R"({"installed":{"client_id":"i","client_secret":"s"}})")->id,
                 QStringLiteral("i"));
        for (const char* json : {"", "{}", R"({"web":{"client_id":"i"}})", R"({"type":"service_account"})"}) {
            const auto client = parseOAuthClient(json);
            QVERIFY(!client);
            QVERIFY(client.error().what.startsWith(QStringLiteral("This is not a usable OAuth client")));
        }
    }
    void keepsAccountsAcrossStarts() {
        const Credential anna = SignedInPerson{QStringLiteral("anna@example.org"), kClient, Secret("1//x")};
        const Credential robot =
            ServiceAccountKey{QStringLiteral("robot@p.iam.gserviceaccount.com"),
                              QStringLiteral("k"),
                              QStringLiteral("p"),
                              QUrl(QStringLiteral("https://oauth2.googleapis.com/token")),
                              Secret("-----"),
                              QStringLiteral("boss@example.org")};
        QVERIFY(*decodedCredential(encoded(anna)) == anna);
        QVERIFY(*decodedCredential(encoded(robot)) == robot);
        QVERIFY(!decodedCredential(Secret("{}")));
        QCOMPARE(emailOf(robot), QStringLiteral("robot@p.iam.gserviceaccount.com"));
    }
};

QTEST_GUILESS_MAIN(TestSignIn)
#include "tst_sign_in.moc"
