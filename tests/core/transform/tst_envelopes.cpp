// What other programs put around a response on its way through Kafka: taken off before any profile looks.
#include "payload_text.h"

#include <QTest>
#include <QTimeZone>

using namespace rowcast;
using namespace rowcast::transform;

class TestEnvelopes : public QObject {
    Q_OBJECT
private slots:
    void envelopesAreTakenOff_data();
    void envelopesAreTakenOff();
    void aDeletedRowIsATombstone_data();
    void aDeletedRowIsATombstone();
    void tombstonesAreToldFromEmptyValues();
    void whatOnlyLooksLikeAChangeIsAResponse();
    void theKeysPrefixIsTakenOffToo();
};

namespace {

const char* const google = R"({"responseId":"r","lastSubmittedTime":"2026-01-01T00:00:00Z","answers":)"
                           R"({"a":{"questionId":"a","textAnswers":{"answers":[{"value":"VALUE"}]}}}})";
const char* const inText = R"("{\"responseId\":\"r\",\"lastSubmittedTime\":\"2026-01-01T00:00:00Z\",)"
                           R"(\"answers\":{\"a\":{\"questionId\":\"a\",\"textAnswers\":{\"answers\":)"
                           R"([{\"value\":\"VALUE\"}]}}}}")";

QByteArray change(const char* operation, const QByteArray& after) {
    return QByteArray(R"({"before":null,"after":)") + after +
           R"(,"source":{"connector":"postgresql","table":"responses"},"op":")" + operation +
           R"(","ts_ms":1767225600000,"transaction":null})";
}

QByteArray inConnect(const QByteArray& payload) {
    return R"({"schema":{"type":"struct","fields":[]},"payload":)" + payload + "}";
}

Reading readingOf(const QByteArray& value) {
    Transformer transformer;
    const std::string bytes = value.toStdString();
    return transformer.decode(batchOf(bytes)).records.at(0).reading;
}

} // namespace

void TestEnvelopes::envelopesAreTakenOff_data() {
    QTest::addColumn<QByteArray>("value");
    const QByteArray prefix("\0\0\0\0\7", 5);
    QTest::newRow("plain") << QByteArray(google);
    QTest::newRow("schema registry prefix") << prefix + google;
    QTest::newRow("byte order mark") << QByteArray("\xEF\xBB\xBF") + google;
    QTest::newRow("Kafka Connect") << inConnect(google);
    QTest::newRow("Connect without schema") << R"({"schema":null,"payload":)" + QByteArray(google) + "}";
    QTest::newRow("prefix and Connect") << prefix + inConnect(google);
    QTest::newRow("a text") << QByteArray(inText);
    QTest::newRow("a text in Connect") << inConnect(inText);
    QTest::newRow("Debezium, inserted") << change("c", google);
    QTest::newRow("Debezium, updated, in Connect") << inConnect(change("u", google));
    QTest::newRow("Debezium of MongoDB: a text") << inConnect(change("r", inText));
}

void TestEnvelopes::envelopesAreTakenOff() {
    QFETCH(QByteArray, value);
    Transformer transformer;
    QCOMPARE(payloadText(transformer, value.toStdString()),
             QStringLiteral("response r of form-of-the-key “form-of-the-key” at 2026-01-01T00:00:00.000Z\n  "
                            "a | a | \"VALUE\"\n"));
}

void TestEnvelopes::aDeletedRowIsATombstone_data() {
    QTest::addColumn<QByteArray>("value");
    QTest::newRow("Connect's tombstone") << QByteArray(R"({"schema":null,"payload":null})");
    QTest::newRow("Debezium, deleted") << change("d", "null");
    QTest::newRow("Debezium, deleted, in Connect") << inConnect(change("d", "null"));
}

void TestEnvelopes::aDeletedRowIsATombstone() {
    QFETCH(QByteArray, value);
    QCOMPARE(readingOf(value), Reading::Tombstone);
}

void TestEnvelopes::tombstonesAreToldFromEmptyValues() {
    Transformer transformer;
    RecordBatch batch = batchOf({});
    QCOMPARE(transformer.decode(batch).records[0].reading, Reading::Rejected);
    batch.records[0].tombstone = true;
    QCOMPARE(transformer.decode(batch).records[0].reading, Reading::Tombstone);
}

/// Questions may be called so too: only all three together, of the right types, are Debezium's.
void TestEnvelopes::whatOnlyLooksLikeAChangeIsAResponse() {
    for (const char* value :
         {R"({"form":"f","id":"1","before":"tired","after":"fresh","source":"radio","op":"c"})",
          R"({"form":"f","id":"1","after":{"a":1},"source":{"b":2},"op":"surgery"})",
          R"({"form":"f","id":"1","schema":{"a":1},"payload":{"b":2}})"}) {
        Transformer transformer(ProfileSet::builtIn(), {{QTimeZone::utc(), {}, {}, {}}, OnUnknown::Guess});
        const QString text = payloadText(transformer, value);
        QVERIFY2(text.startsWith(u"response 1 of f"), qPrintable(text));
    }
}

void TestEnvelopes::theKeysPrefixIsTakenOffToo() {
    Transformer transformer;
    const std::string value = google;
    const std::string key = std::string("\0\0\0\0\3", 5) + "\"bees\"";
    const DecodedBatch decoded = transformer.decode(batchOf(value, key));
    QCOMPARE(decoded.rows.size(), std::size_t{1});
    QCOMPARE(transformer.book().entry(decoded.rows[0].form).id(), FormId("bees"));
}

QTEST_GUILESS_MAIN(TestEnvelopes)
#include "tst_envelopes.moc"
