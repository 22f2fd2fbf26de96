// What every form product's records become. Own bodies stand beside their readings (.json, .txt) in
// tests/data/payloads; the collected samples are read too where they are there.
#include "payload_text.h"

#include "core/base/hash.h"

#include <QDir>
#include <QDirIterator>
#include <QtTest>

using namespace rowcast;
using namespace rowcast::transform;

namespace {

const QString ownDir = QStringLiteral(TESTS_DATA "/payloads");
const QString sampleDir = QStringLiteral(SOURCE_ROOT "/../shared/data/payloads");

Transformer reader() {
    TransformOptions options;
    options.unknown = OnUnknown::Guess;
    options.zone = QTimeZone::utc();
    return Transformer(ProfileSet::builtIn(), options);
}

QString fitting(const std::string& payload) {
    Decoder decoder;
    const auto document = decoder.decode(payload);
    QStringList names;
    if (document)
        for (const std::string& name : ProfileSet::builtIn().fitting(*document))
            names << QString::fromStdString(name);
    return names.join(QLatin1Char(' '));
}

QString reading(const std::string& payload) {
    Transformer transformer = reader();
    QString text = QStringLiteral("profile: %1\n").arg(fitting(payload)) + payloadText(transformer, payload);
    if (!text.endsWith(QLatin1Char('\n'))) text += QLatin1Char('\n');
    return text;
}

} // namespace

class TestPayloads : public QObject {
    Q_OBJECT

private slots:
    void ownBodiesReadAsWritten_data();
    void ownBodiesReadAsWritten();
    void collectedSamplesReadAsReviewed_data();
    void collectedSamplesReadAsReviewed();
    void noBodyFitsTwoProfiles();
    void everyProfileHasABody();
    void aMixedTopicKeepsItsProductsApart();
};

void TestPayloads::ownBodiesReadAsWritten_data() {
    QTest::addColumn<QString>("file");
    for (const QString& name : QDir(ownDir).entryList({QStringLiteral("*.json")}))
        QTest::newRow(qPrintable(name)) << ownDir + QLatin1Char('/') + name;
}

void TestPayloads::ownBodiesReadAsWritten() {
    QFETCH(QString, file);
    QCOMPARE(reading(readAll(file)),
             QString::fromStdString(readAll(file.chopped(5) + QStringLiteral(".txt"))));
}

void TestPayloads::collectedSamplesReadAsReviewed_data() {
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("digest");
    // FILE DIGEST: the digest of a reading that was looked at, so that the samples' texts need not stand
    // here.
    QTest::newRow("(none there)") << QString() << QString();
    for (const QString& line : QString::fromStdString(readAll(ownDir + QStringLiteral("/samples.digests")))
                                   .split(QLatin1Char('\n'), Qt::SkipEmptyParts)) {
        const QString name = line.section(QLatin1Char(' '), 0, 0);
        const QString file = sampleDir + QLatin1Char('/') + name;
        if (QFile::exists(file)) QTest::newRow(qPrintable(name)) << file << line.section(QLatin1Char(' '), 1);
    }
}

void TestPayloads::collectedSamplesReadAsReviewed() {
    QFETCH(QString, file);
    QFETCH(QString, digest);
    const QString text = file.isEmpty() ? QString() : reading(readAll(file));
    const std::string got = file.isEmpty() ? std::string() : shortHash(text.toStdString(), 16);
    QVERIFY2(got == digest.toStdString(), qPrintable(QString::fromStdString(got) + QLatin1Char('\n') + text));
}

void TestPayloads::noBodyFitsTwoProfiles() {
    QDirIterator each({ownDir}, {QStringLiteral("*.json")}, QDir::Files);
    int bodies = 0;
    while (each.hasNext()) {
        const QString file = each.next();
        QVERIFY2(!fitting(readAll(file)).contains(QLatin1Char(' ')), qPrintable(file));
        ++bodies;
    }
    QVERIFY(bodies > 40);
}

void TestPayloads::everyProfileHasABody() {
    QSet<QString> read;
    for (const QString& name : QDir(ownDir).entryList({QStringLiteral("*.json")}))
        read << fitting(readAll(ownDir + QLatin1Char('/') + name));
    for (const auto& profile : ProfileSet::builtIn().all())
        QVERIFY2(read.contains(QString::fromStdString(profile->name)), profile->name.c_str());
}

void TestPayloads::aMixedTopicKeepsItsProductsApart() {
    const QStringList names = QDir(ownDir).entryList({QStringLiteral("*.json")});
    Transformer mixed = reader();
    for (int round = 0; round < 2; ++round)
        for (const QString& name : names) {
            const std::string payload = readAll(ownDir + QLatin1Char('/') + name);
            Transformer alone = reader();
            QCOMPARE(payloadText(mixed, payload)
                         .section(QLatin1Char('\n'), 0, 0)
                         .section(QStringLiteral(" “"), 0, 0),
                     payloadText(alone, payload)
                         .section(QLatin1Char('\n'), 0, 0)
                         .section(QStringLiteral(" “"), 0, 0));
        }
}

QTEST_GUILESS_MAIN(TestPayloads)
#include "tst_payloads.moc"
