// No token, code, key or refresh token leaves the process by a log, an error, --json, a crash, an argument or
// a file.
#include "app/runtime/credentials.h"
#include "app/runtime/status_json.h"
#include "core/secrets/keychain.h"
#include "tests/app/google_rig.h"
#include "tests/app/program_rig.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QJsonDocument>
#include <QLoggingCategory>
#include <QMutex>
#include <QMutexLocker>
#include <QTest>
#include <QUrlQuery>

#include <csignal>

using namespace rowcast;
using namespace rowcast::app;

namespace {

const QString kAnna = QStringLiteral("anna@example.org");
QMutex g_mutex;
QByteArray g_log;

void keepLog(QtMsgType, const QMessageLogContext&, const QString& text) {
    const QMutexLocker lock(&g_mutex);
    g_log += text.toUtf8() + '\n';
}

/// A line in the middle of a private key: base64 that stands nowhere else.
QByteArray coreOf(const QByteArray& key) {
    const QByteArray pem = QJsonDocument::fromJson(key).object().value(u"private_key").toString().toUtf8();
    return pem.split('\n').value(3);
}

QByteArray everyFileIn(const QString& folder) {
    QByteArray all;
    QDirIterator files(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (file.open(QIODevice::ReadOnly)) all += file.readAll();
    }
    return all;
}

} // namespace

class TestGoogleSecrets : public QObject {
    Q_OBJECT
private slots:
    void nothingSecretIsSaidOrWritten();
    void nothingSecretIsInArgumentsOutputOrACrash();
    void kafkasPasswordStandsInTheKeychainOnly();
};

void TestGoogleSecrets::nothingSecretIsSaidOrWritten() {
    QLoggingCategory::setFilterRules(QStringLiteral("rowcast.*.debug=true"));
    const QtMessageHandler before = qInstallMessageHandler(keepLog);
    GoogleRig rig;
    QList<QByteArray> secrets;
    QByteArray said;
    rig.start();
    connect(&rig.runtime(), &Runtime::statusChanged, this, [&](const Status& status) {
        said += QJsonDocument(toJson(status)).toJson();
        if (!status.google.consent) return;
        secrets << QUrlQuery(status.google.consent->url).queryItemValue(QStringLiteral("state")).toUtf8();
    });
    connect(&rig.runtime(), &Runtime::done, this,
            [&said](const CommandResult& result) { said += QJsonDocument(toJson(result)).toJson(); });
    const QByteArray client = QByteArray::fromStdString(rig.google().issueClient());
    secrets
        << QJsonDocument::fromJson(client).object().value(u"installed")[u"client_secret"].toString().toUtf8();
    static_cast<void>(rig.ask(UseOAuthClient{Secret(client)}));
    static_cast<void>(
        rig.ask(UseOAuthClient{Secret("{\"installed\":{\"client_secret\":\"GOCSPX-half-a-file\"}}")}));
    secrets << "GOCSPX-half-a-file";
    rig.browseAs(kAnna);
    static_cast<void>(rig.ask(SignIn{}));
    const auto kept = google::decodedCredential(keptInKeychain(kAnna));
    QVERIFY(kept);
    secrets << std::get<google::SignedInPerson>(*kept).refreshToken.reveal();
    const QByteArray key = rig.robotKey();
    secrets << coreOf(key);
    static_cast<void>(rig.ask(AddServiceAccount{Secret(key), {}}));
    QByteArray damaged = key;
    static_cast<void>(
        rig.ask(AddServiceAccount{Secret(damaged.replace("RSA", "RAS").replace("BEGIN", "BEGINN")), {}}));
    rig.respond(QStringLiteral("f"), 1);
    QVERIFY(rig.delivered(QStringLiteral("f"), 1));
    rig.google().accounts([](sandbox::Accounts& accounts) { accounts.withdraw("anna@example.org"); });
    rig.respond(QStringLiteral("f"), 2);
    QTRY_VERIFY_WITH_TIMEOUT(rig.problem("google"), 20'000);
    static_cast<void>(rig.ask(CheckGoogle{}));
    static_cast<void>(rig.ask(SignIn{}));
    static_cast<void>(rig.ask(RemoveAccount{kAnna}));
    rig.stop();
    qInstallMessageHandler(before);
    QLoggingCategory::setFilterRules({});

    QVERIFY(g_log.contains("sheets.batchUpdate")); // there is a log to look through
    QVERIFY(said.size() > 1000);
    secrets << "ya29."
            << "PRIVATE KEY"
            << "refresh_token="
            << "code=4";
    const QByteArray files = everyFileIn(rig.path({}));
    QVERIFY(files.contains("robot@project")); // an address may stand in the settings
    for (const QByteArray& secret : secrets) {
        QVERIFY(secret.size() > 4);
        QVERIFY2(!g_log.contains(secret), "in the log");
        QVERIFY2(!said.contains(secret), "in --json");
        QVERIFY2(!files.contains(secret), "in a file");
    }
}

void TestGoogleSecrets::nothingSecretIsInArgumentsOutputOrACrash() {
    ProgramRig rig;
    rig.withEnvironment(QStringLiteral("ASAN_OPTIONS"),
                        QStringLiteral("handle_segv=0")); // a crash is a crash
    rig.configure();
    const QString keyPath = rig.path(QStringLiteral("key.json"));
    QFile key(keyPath);
    QVERIFY(key.open(QIODevice::ReadOnly));
    const QByteArray secret = coreOf(key.readAll());
    QVERIFY(secret.size() > 20);
    rig.withoutCredential();
    const Outcome added = rig.run({QStringLiteral("accounts"), QStringLiteral("add-key"), keyPath});
    QVERIFY2(added.code == 0, qPrintable(added.err));
    QVERIFY2(rig.run({QStringLiteral("accounts")}).out.contains(QStringLiteral("robot@example.org")),
             "listed");
    QVERIFY(rig.send(QStringLiteral("a"), 3));
    const auto process = rig.start({QStringLiteral("run")});
    QTRY_COMPARE_WITH_TIMEOUT(rig.responseIds().size(), 3, 60'000);
    const Outcome status = rig.run({QStringLiteral("status"), QStringLiteral("--json")});
    QFile arguments(QStringLiteral("/proc/%1/cmdline").arg(process->processId()));
    QVERIFY(arguments.open(QIODevice::ReadOnly));
    QByteArray all = arguments.readAll() + status.out.toUtf8() + status.err.toUtf8() + added.out.toUtf8();
    ::kill(static_cast<pid_t>(process->processId()), SIGSEGV);
    QVERIFY(process->waitForFinished(20'000));
    QCOMPARE(process->exitStatus(), QProcess::CrashExit);
    all += process->readAllStandardOutput() + process->readAllStandardError();
    for (const QByteArray& word : {secret, QByteArray("PRIVATE KEY"), QByteArray("ya29."), QByteArray("eyJ")})
        QVERIFY2(!all.contains(word), word.constData());
    const Outcome removed =
        rig.run({QStringLiteral("accounts"), QStringLiteral("remove"), QStringLiteral("robot@example.org")});
    QVERIFY2(removed.code == 0, qPrintable(removed.err));
}

void TestGoogleSecrets::kafkasPasswordStandsInTheKeychainOnly() {
    const QString password = QStringLiteral("kafkas-own-pass=word");
    const QStringList set{QStringLiteral("config"), QStringLiteral("set"), kKafkaPasswordKey};
    const QStringList get{QStringLiteral("config"), QStringLiteral("get"), kKafkaPasswordKey};
    const auto kept = [this] {
        secrets::Keychain keychain;
        std::optional<Result<Secret>> answer;
        keychain.read(secrets::kafkaPasswordKey(), this, [&](const Result<Secret>& said) { answer = said; });
        return QTest::qWaitFor([&] { return answer.has_value(); }, 20'000) && *answer ? (*answer)->reveal()
                                                                                      : QByteArray("unread");
    };
    ProgramRig rig;
    rig.configure();
    const Outcome argument = rig.run(set + QStringList{password});
    QVERIFY(argument.code != 0);
    QVERIFY(!(argument.out + argument.err).contains(password));
    QCOMPARE(kept(), QByteArray());
    const Outcome done = rig.run(set, password.toUtf8() + "\r\n");
    QVERIFY2(done.code == 0, qPrintable(done.err));
    QCOMPARE(kept(), password.toUtf8());
    const Outcome told = rig.run(get);
    QCOMPARE(told.out.trimmed(), QStringLiteral("(in the keychain)"));
    const Outcome all = rig.run({QStringLiteral("config"), QStringLiteral("list")});
    QVERIFY(!(done.out + told.err + all.out).contains(password));
    QVERIFY(!everyFileIn(rig.path({})).contains(password.toUtf8()));

    const auto process = rig.start({QStringLiteral("run")});
    QTRY_VERIFY_WITH_TIMEOUT(!rig.status().isEmpty(), 30'000);
    const Outcome anew = rig.run(set, QByteArray("another\n"));
    QVERIFY2(anew.out.contains(QStringLiteral("connects to Kafka anew")), qPrintable(anew.out + anew.err));
    process->terminate();
    QVERIFY(process->waitForFinished(30'000));
    QCOMPARE(rig.run(set, QByteArray("\n")).code, 0);
    QCOMPARE(kept(), QByteArray());
}

QTEST_GUILESS_MAIN(TestGoogleSecrets)
#include "tst_google_secrets.moc"
