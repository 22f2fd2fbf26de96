// What becomes of accounts when the keychain is locked, ends, or was never there; and of sign-ins that go
// wrong.
#include "tests/app/google_rig.h"

#include <QDBusArgument>
#include <QDBusInterface>
#include <QDBusMetaType>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QTest>
#include <QUrl>
#include <QUrlQuery>

using namespace rowcast;
using namespace rowcast::app;
using namespace std::chrono_literals;

/// The struct "Secret" of the Secret Service.
struct BusSecret {
    QDBusObjectPath session;
    QByteArray parameters;
    QByteArray value;
    QString contentType;
};

QDBusArgument& operator<<(QDBusArgument& out, const BusSecret& secret) {
    out.beginStructure();
    out << secret.session << secret.parameters << secret.value << secret.contentType;
    out.endStructure();
    return out;
}
const QDBusArgument& operator>>(const QDBusArgument& in, BusSecret& secret) {
    in.beginStructure();
    in >> secret.session >> secret.parameters >> secret.value >> secret.contentType;
    in.endStructure();
    return in;
}

namespace {

const QString kAnna = QStringLiteral("anna@example.org");
const QString kForm = QStringLiteral("feedback");

void lockKeyring() {
    static_cast<void>(
        bus({QStringLiteral("--dest=org.freedesktop.secrets"), QStringLiteral("/org/freedesktop/secrets"),
             QStringLiteral("org.freedesktop.Secret.Service.Lock"),
             QStringLiteral("array:objpath:/org/freedesktop/secrets/collection/login")}));
}

/// What gnome-keyring's prompt does once the person has typed the password.
bool unlockKeyring() {
    qDBusRegisterMetaType<BusSecret>();
    const auto service = [](const char* interface) {
        return std::make_unique<QDBusInterface>(QStringLiteral("org.freedesktop.secrets"),
                                                QStringLiteral("/org/freedesktop/secrets"),
                                                QLatin1String(interface));
    };
    const QDBusMessage session = service("org.freedesktop.Secret.Service")
                                     ->call(QStringLiteral("OpenSession"), QStringLiteral("plain"),
                                            QVariant::fromValue(QDBusVariant(QString())));
    BusSecret password;
    password.session = session.arguments().value(1).value<QDBusObjectPath>();
    password.value = "test"; // tests/support/with_keyring made the keyring with it
    password.contentType = QStringLiteral("text/plain");
    const QDBusMessage done = service("org.gnome.keyring.InternalUnsupportedGuiltRiddenInterface")
                                  ->call(QStringLiteral("UnlockWithMasterPassword"),
                                         QVariant::fromValue(QDBusObjectPath(
                                             QStringLiteral("/org/freedesktop/secrets/collection/login"))),
                                         QVariant::fromValue(password));
    if (done.type() == QDBusMessage::ErrorMessage) qWarning() << done.errorMessage();
    return done.type() == QDBusMessage::ReplyMessage;
}

/// A sign-in without an instance around it, and a browser that is led by hand.
struct SignInRig {
    sandbox::LocalGoogle google;
    secrets::Keychain keychain{QStringLiteral("Rowcast sign-in test")};
    GoogleAccounts accounts{keychain};
    GoogleSignIn signIn;
    QNetworkAccessManager browser;
    QList<CommandResult> results;
    QUrl asked;

    explicit SignInRig(Millis patience = 60s) : signIn(accounts, keychain, patience) {
        if (!google.start()) qFatal("no Google");
        const auto note = [this](const CommandResult& result) { results << result; };
        QObject::connect(&accounts, &GoogleAccounts::done, &browser, note);
        QObject::connect(&signIn, &GoogleSignIn::done, &browser, note);
        QObject::connect(&signIn, &GoogleSignIn::openUrl, &browser, [this](const QUrl& url) { asked = url; });
        auto settings = settings::Settings::from(
            {{QStringLiteral("google.endpoint"), QString::fromStdString(google.rootUrl())},
             {QStringLiteral("google.client_id"), QStringLiteral("a-client")}});
        accounts.load(*settings);
        signIn.setSettings(*settings);
        signIn.signIn(1, {});
        static_cast<void>(QTest::qWaitFor([this] { return !asked.isEmpty() || !results.isEmpty(); }, 20'000));
    }
    /// Where Google sends the browser after Anna has said yes.
    QUrl consent() {
        QNetworkRequest request(QUrl::fromEncoded(asked.toEncoded() + "&approve=1&account=anna@example.org"));
        request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
        QNetworkReply* reply = browser.get(request);
        static_cast<void>(QTest::qWaitFor([reply] { return reply->isFinished(); }, 20'000));
        return reply->attribute(QNetworkRequest::RedirectionTargetAttribute).toUrl();
    }
    QString visit(const QUrl& url) {
        QNetworkReply* reply = browser.get(QNetworkRequest(url));
        static_cast<void>(QTest::qWaitFor([reply] { return reply->isFinished(); }, 20'000));
        return QString::fromUtf8(reply->readAll());
    }
    QString sentence() {
        static_cast<void>(QTest::qWaitFor([this] { return !results.isEmpty(); }, 20'000));
        return results.isEmpty()
                   ? QString()
                   : (results.last().error ? results.last().error->what : results.last().message);
    }
};

} // namespace

class TestGoogleKeychain : public QObject {
    Q_OBJECT
private slots:
    void aBrowserThatNeverReturnsIsGivenUp();
    void aSignInCanBeCalledOff();
    void aCodeIsUsedOnce();
    void aCodeThatWasUsedElsewhereIsRefused();
    void aForgedStateChangesNothing();
    void aKeychainLockedAtStartIsSaidAndUnlockedLater_data();
    void aKeychainLockedAtStartIsSaidAndUnlockedLater();
    void aKeychainLockedInMidRunLeavesDeliveryAlone();
};

void TestGoogleKeychain::aBrowserThatNeverReturnsIsGivenUp() {
    SignInRig rig(100ms);
    QVERIFY2(rig.sentence().contains(QStringLiteral("did not come back in time")),
             qPrintable(rig.sentence()));
    QVERIFY(!rig.signIn.consent());
    QVERIFY(rig.accounts.known().empty());
}

void TestGoogleKeychain::aSignInCanBeCalledOff() {
    SignInRig rig;
    QVERIFY(rig.signIn.consent());
    QVERIFY(!rig.signIn.consent()->picking);
    rig.signIn.cancel(2);
    QCOMPARE(rig.results.size(), 2);
    QVERIFY(rig.results[0].error);
    QCOMPARE(rig.results[0].id, 1U);
    QVERIFY(!rig.results[1].error);
    QVERIFY(!rig.signIn.consent());
    QVERIFY(!rig.visit(rig.consent()).contains(QStringLiteral("is connected"))); // nobody listens any more
}

void TestGoogleKeychain::aCodeIsUsedOnce() {
    SignInRig rig;
    const QUrl back = rig.consent();
    QVERIFY(rig.visit(back).contains(QStringLiteral("Rowcast is connected")));
    static_cast<void>(rig.visit(back));
    QCOMPARE(rig.sentence(), QStringLiteral("Signed in as anna@example.org."));
    QCOMPARE(rig.results.size(), 1);
    QCOMPARE(rig.accounts.credentials().size(), 1U);
}

void TestGoogleKeychain::aCodeThatWasUsedElsewhereIsRefused() {
    SignInRig rig;
    const QUrl back = rig.consent();
    const QByteArray code =
        QUrlQuery(back).queryItemValue(QStringLiteral("code"), QUrl::FullyEncoded).toLatin1();
    QNetworkRequest stolen(QUrl(QString::fromStdString(rig.google.rootUrl()) + QStringLiteral("/token")));
    stolen.setHeader(QNetworkRequest::ContentTypeHeader, QStringLiteral("application/x-www-form-urlencoded"));
    QNetworkReply* reply =
        rig.browser.post(stolen, "grant_type=authorization_code&client_id=a-client&code=" + code);
    QTRY_VERIFY(reply->isFinished());
    QVERIFY(reply->error() != QNetworkReply::NoError); // whoever stole it does not have the verifier
    static_cast<void>(rig.visit(back));
    QVERIFY2(rig.sentence().contains(QStringLiteral("did not accept")), qPrintable(rig.sentence()));
    QVERIFY(rig.accounts.known().empty());
}

void TestGoogleKeychain::aForgedStateChangesNothing() {
    SignInRig rig;
    QUrl forged = rig.consent();
    QUrlQuery query(forged);
    query.removeQueryItem(QStringLiteral("state"));
    query.addQueryItem(QStringLiteral("state"), QStringLiteral("forged"));
    forged.setQuery(query);
    QVERIFY(rig.visit(forged).contains(QStringLiteral("does not belong")));
    QVERIFY(rig.results.isEmpty());
    QVERIFY(rig.signIn.consent()); // it still waits for the true one
    static_cast<void>(rig.visit(rig.consent()));
    QCOMPARE(rig.sentence(), QStringLiteral("Signed in as anna@example.org."));
}

void TestGoogleKeychain::aKeychainLockedAtStartIsSaidAndUnlockedLater_data() {
    QTest::addColumn<bool>("button");
    QTest::newRow("it goes on by itself") << false;
    QTest::newRow("the button is pressed") << true;
}

void TestGoogleKeychain::aKeychainLockedAtStartIsSaidAndUnlockedLater() {
    QFETCH(bool, button);
    GoogleRig rig;
    rig.start();
    rig.useClient();
    rig.browseAs(kAnna);
    QCOMPARE(rig.say(SignIn{}), QStringLiteral("Signed in as anna@example.org."));
    rig.stop();
    lockKeyring();
    rig.respond(kForm, 1);
    rig.browseAs({});
    rig.start();
    QTRY_VERIFY_WITH_TIMEOUT(rig.status().google.keychain, 20'000);
    QTRY_VERIFY(rig.problem("account"));
    const Error said = rig.problem("account")->error;
    QVERIFY2(said.what.contains(QStringLiteral("nlock")), qPrintable(said.what));
    QVERIFY2(said.what.contains(QStringLiteral("GOOGLE_APPLICATION_CREDENTIALS")), qPrintable(said.what));
    QVERIFY(said.choices == std::vector<Choice>{Choice::TryAgain});
    if (button) { // pressed too soon, it says the same again
        static_cast<void>(rig.ask(Mend{{}, Choice::TryAgain, {}}));
        QTRY_VERIFY(rig.problem("account"));
    }
    QVERIFY(rig.rows().empty());

    QVERIFY(unlockKeyring());
    if (button) static_cast<void>(rig.ask(Mend{{}, Choice::TryAgain, {}}));
    QVERIFY(rig.delivered(kForm, 1));
    QTRY_VERIFY2_WITH_TIMEOUT(rig.status().problems.empty(), qPrintable(rig.problems()), 20'000);
    QVERIFY(!rig.status().google.keychain);
}

void TestGoogleKeychain::aKeychainLockedInMidRunLeavesDeliveryAlone() {
    GoogleRig rig;
    rig.start();
    rig.useClient();
    rig.browseAs(kAnna);
    QCOMPARE(rig.say(SignIn{}), QStringLiteral("Signed in as anna@example.org."));
    lockKeyring();
    rig.respond(kForm, 1);
    QVERIFY(rig.delivered(kForm, 1));
    // A restart of the flow keeps what is in memory, too.
    QVERIFY(!rig.ask(SetSetting{QStringLiteral("google.request_bytes"), QStringLiteral("1000000")}).error);
    rig.respond(kForm, 2);
    QVERIFY(rig.delivered(kForm, 2));
    QVERIFY(unlockKeyring());
    QVERIFY2(rig.status().problems.empty(), qPrintable(rig.problems()));
}

QTEST_GUILESS_MAIN(TestGoogleKeychain)
#include "tst_google_keychain.moc"
