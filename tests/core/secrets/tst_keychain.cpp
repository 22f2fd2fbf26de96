#include "core/secrets/keychain.h"

#include <QCoreApplication>
#include <QProcess>
#include <QTest>

using namespace rowcast;
using rowcast::secrets::Keychain;

/// Runs inside tests/support/with_keyring: a real gnome-keyring on a D-Bus of its own.
class TestKeychain : public QObject {
    Q_OBJECT

    Result<Secret> read(Keychain& keychain, const QString& key) {
        bool answered = false;
        Result<Secret> got = fail(Remedy::Retry, QStringLiteral("no answer"));
        keychain.read(key, this, [&](const Result<Secret>& result) {
            got = result;
            answered = true;
        });
        static_cast<void>(QTest::qWaitFor([&] { return answered; }, 20'000));
        return got;
    }
    std::optional<Result<>> done_;
    bool waitForDone() {
        return QTest::qWaitFor([this] { return done_.has_value(); }, 20'000) && done_->has_value();
    }

private slots:
    void init() { done_.reset(); }

    void keepsASecretForTheNextStart() {
        const QByteArray bytes("1//refresh-tökén\n\"with\" every kind of\tcharacter");
        const QString key = secrets::googleAccountKey(QStringLiteral("anna@example.org"));
        {
            Keychain keychain(QStringLiteral("Rowcast test"));
            keychain.write(key, Secret(bytes), this, [this](const Result<>& r) { done_ = r; });
            QVERIFY(waitForDone());
        }
        Keychain again(QStringLiteral("Rowcast test"));
        const auto got = read(again, key);
        QVERIFY(got);
        QCOMPARE(got->reveal(), bytes);
    }
    void replacesAndRemoves() {
        Keychain keychain(QStringLiteral("Rowcast test"));
        const QString key = secrets::kafkaPasswordKey();
        for (const char* value : {"first", "second"}) {
            done_.reset();
            keychain.write(key, Secret(value), this, [this](const Result<>& r) { done_ = r; });
            QVERIFY(waitForDone());
        }
        QCOMPARE(read(keychain, key)->reveal(), QByteArray("second"));
        for (int i = 0; i < 2; ++i) { // the second time there is nothing to remove
            done_.reset();
            keychain.remove(key, this, [this](const Result<>& r) { done_ = r; });
            QVERIFY(waitForDone());
        }
        const auto got = read(keychain, key);
        QVERIFY(got && got->empty());
    }
    void saysWhatToDoWithoutAKeychain() {
        // A process of its own, since the back end is chosen once: this test, on a bus that nobody answers.
        QProcess child;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("DBUS_SESSION_BUS_ADDRESS"),
                           QStringLiteral("unix:path=/nonexistent"));
        environment.insert(QStringLiteral("ROWCAST_TEST_READ_ONCE"), QStringLiteral("1"));
        child.setProcessEnvironment(environment);
        child.start(QCoreApplication::applicationFilePath(), {});
        QVERIFY(child.waitForFinished(30'000));
        const QString said = QString::fromUtf8(child.readAllStandardOutput());
        QVERIFY2(said.contains(QStringLiteral("GOOGLE_APPLICATION_CREDENTIALS")), qUtf8Printable(said));
    }
};

int main(int argc, char** argv) {
    QCoreApplication app(argc, argv);
    if (qEnvironmentVariableIsSet("ROWCAST_TEST_READ_ONCE")) {
        Keychain keychain;
        keychain.read(QStringLiteral("x"), &app, [](const Result<Secret>& result) {
            if (!result) fputs(qUtf8Printable(result.error().what), stdout);
            QCoreApplication::quit();
        });
        return QCoreApplication::exec();
    }
    TestKeychain test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_keychain.moc"
