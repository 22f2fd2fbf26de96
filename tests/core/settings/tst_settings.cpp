#include "core/settings/settings_file.h"

#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace rowcast;
using namespace rowcast::settings;

class TestSettings : public QObject {
    Q_OBJECT
private slots:
    void everyDefaultPassesItsOwnCheck();
    void everySettingExplainsItself();
    void valuesAreChecked_data();
    void valuesAreChecked();
    void namesTheKeyInItsComplaint();
    void keepsValuesAndPutsDefaultsBack();
    void handsOutConfigs();
    void knowsTheMembersOfAFamily();
    void fileIsPrivateAndReadBack();
    void keepsKeysOfANewerVersion();
    void leavesACorruptFileAlone_data();
    void leavesACorruptFileAlone();
    void saysSoWhenItCannotSave();
};

void TestSettings::everyDefaultPassesItsOwnCheck() {
    for (const Setting& setting : catalogue()) {
        if (setting.isFamily()) continue;
        const auto value = checked(setting.key, setting.standard);
        QVERIFY2(value, qPrintable(setting.key));
        QCOMPARE(*value, setting.standard);
    }
}

void TestSettings::everySettingExplainsItself() {
    for (const Setting& setting : catalogue())
        QVERIFY2(setting.help.endsWith(u'.'), qPrintable(setting.key));
}

void TestSettings::valuesAreChecked_data() {
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("kept"); // null: refused
    const auto row = [](const char* key, const char* value, const char* kept) {
        QTest::addRow("%s=%s", key, value) << QString::fromUtf8(key) << QString::fromUtf8(value)
                                           << (kept ? QString::fromUtf8(kept) : QString());
    };
    row("kafka.servers", " a:9092, b.example.org:9093 ", "a:9092,b.example.org:9093");
    row("kafka.servers", "[::1]:9092", "[::1]:9092");
    row("kafka.servers", "localhost", nullptr);
    row("kafka.servers", "localhost:99999", nullptr);
    row("kafka.topics", "a, b,a", "a,b");
    row("kafka.topics", "^forms\\..*", "^forms\\..*");
    row("kafka.topics", "^forms(", nullptr);
    row("kafka.topics", "two words", nullptr);
    row("kafka.group", " ", nullptr);
    row("kafka.security", "TLS", "tls");
    row("kafka.security", "ssl3", nullptr);
    row("kafka.ca", "/nowhere/ca.pem", nullptr);
    row("kafka.properties.client.rack", "r1", "r1");
    row("kafka.properties.enable.auto.commit", "true", nullptr);
    row("kafka.properties.sasl.password", "x", nullptr);
    row("kafka.properties.sasl.username", "bob", nullptr);
    row("kafka.properties.", "x", nullptr);
    row("google.accounts", " a@example.org, b@example.org,a@example.org ", "a@example.org,b@example.org");
    row("google.accounts", "anna", nullptr);
    row("google.share", "a@example.org=reader, group:g@example.org=editor+mail",
        "a@example.org=reader,group:g@example.org=editor+mail");
    row("google.share", "a@example.org", nullptr);
    row("google.share", "a@example.org=owner", nullptr);
    row("google.endpoint", "http://127.0.0.1:8080", "http://127.0.0.1:8080");
    row("google.endpoint", "https://proxy.example.org", "https://proxy.example.org");
    row("google.endpoint", "http://example.org", nullptr);
    row("google.endpoint", "http://127.0.0.1.example.org", nullptr);
    row("google.endpoint", "file:///etc", nullptr);
    row("google.index_wait", "0", "0");
    row("google.index_wait", "-1", nullptr);
    row("google.request_bytes", "8000001", nullptr);
    row("delivery.lost_log", "resume", "resume");
    row("form.feedback.2026.spreadsheet",
        "https://docs.google.com/spreadsheets/d/1AbC-dEf_0123456789/edit#gid=0", "1AbC-dEf_0123456789");
    row("form.feedback.spreadsheet", "my sheet", nullptr);
    row("delivery.edits", "Append", "append");
    row("form.feedback.2026.edits", "skip", "skip");
    row("form.feedback.edits", "sometimes", nullptr);
    row("no.such.key", "1", nullptr);
}

void TestSettings::valuesAreChecked() {
    QFETCH(QString, key);
    QFETCH(QString, value);
    QFETCH(QString, kept);
    const auto result = checked(key, value);
    QCOMPARE(result.has_value(), !kept.isNull());
    if (result)
        QCOMPARE(*result, kept);
    else
        QVERIFY(result.error().remedy == Remedy::FixSettings);
}

void TestSettings::namesTheKeyInItsComplaint() {
    const auto result = Settings{}.with(QStringLiteral("google.index_wait"), QStringLiteral("soon"));
    QVERIFY(!result);
    QVERIFY(result.error().what.startsWith(u"google.index_wait: "));
}

void TestSettings::keepsValuesAndPutsDefaultsBack() {
    const QString key = QStringLiteral("google.folder");
    const auto changed = Settings{}.with(key, QStringLiteral("Answers"));
    QVERIFY(changed);
    QCOMPARE(changed->text(key), QStringLiteral("Answers"));
    const auto back = changed->with(key, {});
    QVERIFY(back);
    QCOMPARE(back->text(key), QStringLiteral("Atlan"));
    QCOMPARE(*back, Settings{});
}

void TestSettings::handsOutConfigs() {
    const auto settings =
        Settings::from({{QStringLiteral("kafka.servers"), QStringLiteral("k:9092")},
                        {QStringLiteral("kafka.topics"), QStringLiteral("a,b")},
                        {QStringLiteral("kafka.security"), QStringLiteral("sasl_tls")},
                        {QStringLiteral("kafka.properties.client.rack"), QStringLiteral("r1")},
                        {QStringLiteral("google.index_wait"), QStringLiteral("7")}});
    QVERIFY(settings);
    const KafkaConfig kafka = settings->kafka();
    QCOMPARE(kafka.topics, (QStringList{QStringLiteral("a"), QStringLiteral("b")}));
    QCOMPARE(kafka.saslMechanism, QStringLiteral("SCRAM-SHA-512"));
    QCOMPARE(kafka.properties.value(QStringLiteral("client.rack")), QStringLiteral("r1"));
    QVERIFY(settings->google().endpoint.isEmpty());
    QCOMPARE(settings->google().indexWait, Millis{7000});
    QVERIFY(Settings{}.kafka().saslMechanism.isEmpty());
}

void TestSettings::knowsTheMembersOfAFamily() {
    const auto settings =
        Settings{}.with(QStringLiteral("form.f-1.spreadsheet"), QStringLiteral("1AbCdEfGhIjKl"));
    QVERIFY(settings);
    const auto sheets = settings->family(QStringLiteral("form.<id>.spreadsheet"));
    QCOMPARE(sheets.size(), 1);
    QCOMPARE(sheets.value(QStringLiteral("f-1")), QStringLiteral("1AbCdEfGhIjKl"));
}

void TestSettings::fileIsPrivateAndReadBack() {
    QTemporaryDir parent;
    const QString dir = parent.filePath(QStringLiteral("a/b"));
    QVERIFY(makePrivate(dir));
    const SettingsFile file(dir);
    QCOMPARE(*file.load(), Settings{});
    const auto settings = Settings{}.with(QStringLiteral("google.folder"), QStringLiteral("Größe"));
    QVERIFY(file.save(*settings));
    QCOMPARE(*file.load(), *settings);
    const auto others = QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ExeGroup |
                        QFileDevice::ReadOther | QFileDevice::WriteOther | QFileDevice::ExeOther;
    QVERIFY(!(QFileInfo(file.path()).permissions() & others));
    QVERIFY(!(QFileInfo(dir).permissions() & others));
}

void TestSettings::keepsKeysOfANewerVersion() {
    QTemporaryDir dir;
    const SettingsFile file(dir.path());
    const auto settings = Settings::from({{QStringLiteral("from.the.future"), QStringLiteral("1")}});
    QVERIFY(settings);
    QVERIFY(file.save(*settings->with(QStringLiteral("kafka.group"), QStringLiteral("g"))));
    QCOMPARE(file.load()->values().value(QStringLiteral("from.the.future")), QStringLiteral("1"));
}

void TestSettings::leavesACorruptFileAlone_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("cut") << QByteArray(R"({"rowcast":1,"settings":{"kafka.gro)");
    QTest::newRow("another document") << QByteArray("[1]");
    QTest::newRow("a newer format") << QByteArray(R"({"rowcast":2,"settings":{}})");
    QTest::newRow("a number for a text") << QByteArray(R"({"rowcast":1,"settings":{"kafka.group":1}})");
    QTest::newRow("a bad value") << QByteArray(
        R"({"rowcast":1,"settings":{"google.endpoint":"http://x.org"}})");
}

void TestSettings::leavesACorruptFileAlone() {
    QFETCH(QByteArray, bytes);
    QTemporaryDir dir;
    const SettingsFile settings(dir.path());
    QFile file(settings.path());
    QVERIFY(file.open(QIODevice::ReadWrite));
    file.write(bytes);
    file.flush();
    const auto loaded = settings.load();
    QVERIFY(!loaded);
    QVERIFY(loaded.error().remedy == Remedy::FixSettings);
    file.seek(0);
    QCOMPARE(file.readAll(), bytes);
}

void TestSettings::saysSoWhenItCannotSave() {
    const auto saved = SettingsFile(QStringLiteral("/nowhere/at/all")).save(Settings{});
    QVERIFY(!saved);
    QVERIFY(saved.error().what.contains(u"/nowhere/at/all"));
}

QTEST_GUILESS_MAIN(TestSettings)
#include "tst_settings.moc"
