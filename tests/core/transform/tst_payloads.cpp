// What every form product's records become. Own bodies stand beside their readings (.json, .txt) in
// tests/data/payloads; the collected samples are read too where they are there.
#include "payload_text.h"

#include "core/base/hash.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QSet>
#include <QTest>
#include <QTimeZone>

#include <map>
#include <utility>
#include <vector>

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

/// Whose body it is, by its file's name: "tally-webhook.json", "kobo-odk/odk-odata-encrypted.json".
QString productOf(const QString& file) {
    static const std::vector<std::pair<QLatin1String, QLatin1String>> products{
        {QLatin1String("apps-script"), QLatin1String("google-apps-script")},
        {QLatin1String("kobo-odk/odk"), QLatin1String("odk")},
        {QLatin1String("ms-forms"), QLatin1String("microsoft-forms")},
        {QLatin1String("generic"), QLatin1String()}};
    for (const auto& [part, product] : products)
        if (file.contains(part)) return product;
    for (const auto& profile : ProfileSet::builtIn().all())
        if (const QString name = QString::fromStdString(profile->name);
            file.startsWith(name.section(QLatin1Char('-'), 0, 0)) && name != u"google-apps-script")
            return name;
    return QStringLiteral("nobody");
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
    void everySampleIsReviewed();
    void detectionIsNeverWrong();
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

void TestPayloads::everySampleIsReviewed() {
    const QString reviewed = QString::fromStdString(readAll(ownDir + QStringLiteral("/samples.digests")));
    QDirIterator each(sampleDir, {QStringLiteral("*.json")}, QDir::Files, QDirIterator::Subdirectories);
    while (each.hasNext()) {
        const QString name = QDir(sampleDir).relativeFilePath(each.next());
        QVERIFY2(reviewed.contains(name + QLatin1Char(' ')), qPrintable(name));
    }
}

/// The confusion matrix: rows are whose body it is, columns which profiles fit it. A body of nobody's is for
/// the guess.
void TestPayloads::detectionIsNeverWrong() {
    std::map<QString, std::map<QString, int>> matrix;
    int bodies = 0;
    for (const QString& folder : {ownDir, sampleDir}) {
        QDirIterator each(folder, {QStringLiteral("*.json")}, QDir::Files, QDirIterator::Subdirectories);
        for (; each.hasNext(); ++bodies) {
            const QString file = each.next();
            ++matrix[productOf(QDir(folder).relativeFilePath(file))][fitting(readAll(file))];
        }
    }
    QString wrong;
    for (const auto& [product, found] : matrix)
        for (const auto& [fits, count] : found)
            if (fits != product)
                wrong += QStringLiteral("%1 of “%2” taken for “%3”\n").arg(count).arg(product, fits);
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong));
    QVERIFY(bodies > 45);
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
