// Bad input, ids, types and maps, from bytes to rows.
#include "payload_text.h"

#include <QRandomGenerator>
#include <QTest>
#include <QTimeZone>

using namespace rowcast;
using namespace rowcast::transform;

class TestTransformer : public QObject {
    Q_OBJECT

private slots:
    void badInputIsRejectedWithItsPlace_data();
    void badInputIsRejectedWithItsPlace();
    void noDigitIsLost();
    void halfSurrogatesBecomeTheReplacementMark();
    void theFormIdComesFromWhereItStands();
    void anUnknownShapeWaitsUntilItIsAccepted();
    void typesAreTheMapsWord_data();
    void typesAreTheMapsWord();
    void whatDoesNotParseIsTextAndCounted();
    void titlesFollowThePrecedence();
    void indicesNeverChange();
    void aThousandQuestionsInAnyOrder();
    void anAnswerGivenTwiceIsKept();
    void profileErrorsNameTheirLine_data();
    void profileErrorsNameTheirLine();
    void anOwnProfileGoesFirst();
    void everyLeafIsInTheRow();
};

namespace {

Transformer reader(QTimeZone zone = QTimeZone::utc()) {
    TransformOptions options;
    options.unknown = OnUnknown::Guess;
    options.zone = std::move(zone);
    return Transformer(ProfileSet::builtIn(), options);
}

Fault faultOf(const std::string& value, std::string_view key = "k") {
    Transformer transformer = reader();
    const RecordBatch batch = batchOf(value, key);
    DecodedBatch decoded = transformer.decode(batch);
    return decoded.faults.empty() ? Fault() : decoded.faults.front();
}

const std::string google = R"({"responseId":"r","lastSubmittedTime":"2026-01-01T00:00:00Z","answers":{)"
                           R"("a":{"questionId":"a","textAnswers":{"answers":[{"value":"VALUE"}]}}}})";

std::string googleWith(const char* value) {
    return QString::fromStdString(google)
        .replace(QStringLiteral("VALUE"), QString::fromUtf8(value))
        .toStdString();
}

} // namespace

void TestTransformer::badInputIsRejectedWithItsPlace_data() {
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QString>("reason");
    QTest::addColumn<QString>("place");
    const QString notJson = QStringLiteral("The value is not JSON.");
    QTest::newRow("text") << QByteArray("hello") << notJson << QStringLiteral("byte 1");
    QTest::newRow("cut") << QByteArray(R"({"a":[1,2)") << notJson << QStringLiteral("byte 9");
    QTest::newRow("empty") << QByteArray() << QStringLiteral("The value is empty.") << QString();
    QTest::newRow("blank") << QByteArray(" \n") << QStringLiteral("The value is empty.") << QString();
    QTest::newRow("wrong UTF-8") << QByteArray("{\"a\":\"\xC3(\"}")
                                 << QStringLiteral("The text is not valid UTF-8.")
                                 << QStringLiteral("byte 6");
    QTest::newRow("deep") << QByteArray("[").repeated(200) + QByteArray("]").repeated(200)
                          << QStringLiteral("The JSON is nested more than 100 levels deep.") << QString();
    QTest::newRow("key twice") << QByteArray(R"({"a":{"b/c":1,"b/c":2}})")
                               << QStringLiteral("A key stands twice in one object.")
                               << QStringLiteral("/a/b~1c");
    QByteArray many = "{";
    for (int i = 0; i < 40; ++i)
        many += "\"k" + QByteArray::number(i) + "\":1,";
    QTest::newRow("key twice among many")
        << many + "\"k7\":1}" << QStringLiteral("A key stands twice in one object.") << QStringLiteral("/k7");
    QTest::newRow("too large") << QByteArray("\"") + QByteArray(11 * 1024 * 1024, 'x') + "\""
                               << QStringLiteral("The value is larger than 10 MB.") << QString();
    QTest::newRow("number") << QByteArray("42")
                            << QStringLiteral("The value is neither a JSON object nor a list of them.")
                            << QString();
    QTest::newRow("a text that is no JSON")
        << QByteArray("\"hello\"") << QStringLiteral("The value is a JSON text, not a JSON object.")
        << QString();
}

void TestTransformer::badInputIsRejectedWithItsPlace() {
    QFETCH(QByteArray, value);
    QFETCH(QString, reason);
    QFETCH(QString, place);
    const Fault fault = faultOf(value.toStdString());
    QCOMPARE(fault.reason, reason);
    QCOMPARE(fault.place, place);
}

void TestTransformer::noDigitIsLost() {
    Transformer transformer = reader();
    const QString text =
        payloadText(transformer, R"({"form":"f","id":12345678901234567890123,"a":9007199254740993,)"
                                 R"("b":0.1,"c":1e400,"d":-0.5e-3,"e":18446744073709551615})");
    QCOMPARE(text.section(u'\n', 0, 0).section(u' ', 1, 1), QStringLiteral("12345678901234567890123"));
    QVERIFY(text.contains(QStringLiteral("a | a | \"9007199254740993\"")));
    QVERIFY(text.contains(QStringLiteral("b | b | 0.1\n")));
    QVERIFY(text.contains(QStringLiteral("c | c | \"1e400\"")));
    QVERIFY(text.contains(QStringLiteral("d | d | -0.0005\n")));
    QVERIFY(text.contains(QStringLiteral("e | e | \"18446744073709551615\"")));
}

void TestTransformer::halfSurrogatesBecomeTheReplacementMark() {
    Transformer transformer = reader();
    const QString text =
        payloadText(transformer, R"({"form":"f","id":"1","a":"cut \ud83d","b":"whole \ud83d\ude00"})");
    QVERIFY2(text.contains(QStringLiteral("a | a | \"cut \uFFFD\"")), qPrintable(text));
    QVERIFY(text.contains(QStringLiteral("whole \U0001F600")));
}

void TestTransformer::theFormIdComesFromWhereItStands() {
    QCOMPARE(
        faultOf(google, "").reason,
        QStringLiteral("The record names no form. Send the form's id in the record's key, or set form.id."));
    QCOMPARE(faultOf(google, "\x01\x02").place, QStringLiteral("/formId, ^/formId"));
    Transformer transformer = reader();
    RecordBatch batch = batchOf(google, "\"quoted\"");
    QCOMPARE(transformer.book().entry(transformer.decode(batch).rows[0].form).id(), FormId("quoted"));
    batch.records[0].headers.push_back({"form-id", "from-header"});
    QCOMPARE(transformer.book().entry(transformer.decode(batch).rows[0].form).id(), FormId("from-header"));
    TransformOptions options;
    options.formId = "@topic";
    Transformer byTopic(ProfileSet::builtIn(), options);
    batch = batchOf(google, "");
    QCOMPARE(byTopic.book().entry(byTopic.decode(batch).rows[0].form).id(), FormId("topic"));
}

void TestTransformer::anUnknownShapeWaitsUntilItIsAccepted() {
    Transformer transformer(ProfileSet::builtIn());
    const std::string value = R"({"form":"f","id":"1","at":{"deep":[1,{"x":null}]}})";
    QCOMPARE(payloadText(transformer, value), QStringLiteral("waiting"));
    QCOMPARE(payloadText(transformer, value), QStringLiteral("waiting"));
    const UnknownShape& unknown = transformer.unknown().at("topic");
    QCOMPARE(unknown.records, 2);
    ProfileSet profiles = ProfileSet::builtIn();
    profiles.addOwn(*parseProfile(unknown.guess.read));
    transformer.setProfiles(profiles);
    QVERIFY(transformer.unknown().empty());
    QVERIFY(payloadText(transformer, value).startsWith(QStringLiteral("response 1 of f")));
    ProfileSet generic = ProfileSet::builtIn();
    QVERIFY(generic.only("generic"));
    QVERIFY(!generic.only("no such profile"));
}

void TestTransformer::typesAreTheMapsWord_data() {
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("answer");
    QTest::addColumn<QString>("cell");
    const auto row = [](const char* name, QuestionType kind, const char* answer, const char* cell) {
        QTest::newRow(name) << static_cast<int>(kind) << QString::fromUtf8(answer) << QString::fromUtf8(cell);
    };
    row("text keeps zeros", QuestionType::Text, "007", "\"007\"");
    row("number", QuestionType::Number, " 12.50 ", "12.5");
    row("number with a comma stays text", QuestionType::Number, "1,234.5", "\"1,234.5\"");
    row("not a number", QuestionType::Number, "inf", "\"inf\"");
    row("yes", QuestionType::YesNo, "Yes", "yes");
    row("no", QuestionType::YesNo, "FALSE", "no");
    row("perhaps", QuestionType::YesNo, "perhaps", "\"perhaps\"");
    row("date", QuestionType::Date, "2026-02-28", "serial 46081.000000");
    row("no such day", QuestionType::Date, "2026-02-30", "\"2026-02-30\"");
    row("date of a time keeps its day", QuestionType::Date, "2026-02-28T23:30:00-08:00",
        "serial 46081.000000");
    row("a day of no year stays text", QuestionType::Date, "02-29", "\"02-29\"");
    row("date-time in the sheet's zone", QuestionType::DateTime, "2026-07-01T10:00:00Z",
        "serial 46204.500000");
    row("winter time", QuestionType::DateTime, "2026-01-01T11:00:00Z", "serial 46023.500000");
    row("date-time without zone", QuestionType::DateTime, "2026-07-01 12:00", "serial 46204.500000");
    row("short zone", QuestionType::DateTime, "2026-07-01T13:00:00.000+03", "serial 46204.500000");
    row("time", QuestionType::Time, "06:00", "serial 0.250000");
    row("time of the afternoon", QuestionType::Time, "6:00 PM", "serial 0.750000");
    row("no such time", QuestionType::Time, "25:00", "\"25:00\"");
    row("duration", QuestionType::Duration, "36:00:00", "serial 1.500000");
    row("duration of ISO 8601", QuestionType::Duration, "PT12H", "serial 0.500000");
    row("duration in seconds", QuestionType::Duration, "43200", "serial 0.500000");
    row("link", QuestionType::Link, "https://example.org/a?b", "link https://example.org/a?b");
    row("not a link", QuestionType::Link, "javascript:alert(1)", "\"javascript:alert(1)\"");
}

void TestTransformer::typesAreTheMapsWord() {
    QFETCH(int, kind);
    QFETCH(QString, answer);
    QFETCH(QString, cell);
    Transformer transformer = reader(QTimeZone("Europe/Berlin"));
    transformer.book().setMap(
        {FormId("form-of-the-key"), {}, {{QuestionId("a"), {}, static_cast<QuestionType>(kind), true}}});
    const QString text = payloadText(transformer, googleWith(answer.toUtf8()));
    QCOMPARE(text.section(QStringLiteral(" | "), 2).trimmed(), cell);
    const int unparsed = kind != 0 && cell.startsWith(u'"') ? 1 : 0;
    QCOMPARE(transformer.book().entry(0).unparsed, unparsed);
}

void TestTransformer::whatDoesNotParseIsTextAndCounted() {
    Transformer transformer = reader();
    transformer.book().setMap({FormId("f"), {}, {{QuestionId("n"), {}, QuestionType::Date, true}}});
    QVERIFY(payloadText(transformer, R"({"form":"f","id":"1","n":true})")
                .contains(QStringLiteral("n | n | \"true\"")));
    QVERIFY(payloadText(transformer, R"({"form":"f","id":"2","n":"soon"})")
                .contains(QStringLiteral("n | n | \"soon\"")));
    QVERIFY(payloadText(transformer, R"({"form":"f","id":"3","n":1767225600})")
                .contains(QStringLiteral("serial 46023.0")));
    QCOMPARE(transformer.book().entry(0).unparsed, 2);
}

void TestTransformer::titlesFollowThePrecedence() {
    Transformer transformer = reader();
    const std::string tally =
        R"({"eventId":"e","eventType":"FORM_RESPONSE","createdAt":"2026-01-01T00:00:00Z","data":)"
        R"({"responseId":"1","formId":"f","formName":"Payload","fields":[)"
        R"({"key":"q1","label":"Label","type":"INPUT_TEXT","value":"x"},)"
        R"({"key":"q2","label":null,"type":"INPUT_TEXT","value":"y"}]}})";
    payloadText(transformer, tally);
    FormEntry& form = transformer.book().entry(0);
    QCOMPARE((*form.questions())[0].title, std::string("Label"));
    QCOMPARE((*form.questions())[1].title, std::string("q2"));
    QCOMPARE(form.untitledCount(), 1);
    transformer.book().setMap(
        {FormId("f"), QStringLiteral("Mapped"), {{QuestionId("q1"), QStringLiteral("Title"), {}, false}}});
    payloadText(transformer, tally);
    QCOMPARE((*form.questions())[0].title, std::string("Title"));
    QVERIFY(!(*form.questions())[0].shown);
    QCOMPARE(form.title(), std::string("Mapped"));
    transformer.book().setMap({FormId("f"), {}, {{QuestionId("q2"), QStringLiteral("Two"), {}, true}}});
    payloadText(transformer, tally);
    QCOMPARE((*form.questions())[0].title, std::string("Label"));
    QVERIFY((*form.questions())[0].shown);
    QCOMPARE((*form.questions())[1].title, std::string("Two"));
}

void TestTransformer::indicesNeverChange() {
    Transformer transformer = reader();
    transformer.book().setMap(
        {FormId("f"), {}, {{QuestionId("z"), {}, {}, true}, {QuestionId("a"), {}, {}, true}}});
    payloadText(transformer, R"({"form":"f","id":"1","a":1,"b":2})");
    const auto before = transformer.book().entry(0).questions();
    payloadText(transformer, R"({"form":"f","id":"2","c":1,"b":2,"z":3})");
    const auto after = transformer.book().entry(0).questions();
    QStringList ids;
    for (const Question& question : *after)
        ids << question.id.text();
    QCOMPARE(ids.join(u','), QStringLiteral("z,a,b,c"));
    for (std::size_t i = 0; i < before->size(); ++i)
        QCOMPARE((*before)[i].id, (*after)[i].id);
}

void TestTransformer::aThousandQuestionsInAnyOrder() {
    Transformer transformer = reader();
    for (int round = 0; round < 3; ++round) {
        QByteArray json = R"({"form":"f","id":"1")";
        for (int i = 0; i < 1000; ++i) {
            const QByteArray number = QByteArray::number((i * 7 + round * 13) % 1000);
            json += ",\"q" + number + "\":\"v" + number + "\"";
        }
        const std::string value = (json + "}").toStdString();
        const RecordBatch batch = batchOf(value);
        const DecodedBatch decoded = transformer.decode(batch);
        const auto questions = transformer.book().entry(0).questions();
        QCOMPARE(questions->size(), std::size_t{1000});
        QCOMPARE(decoded.rows[0].row.cells.size(), std::size_t{1000});
        for (const Cell& cell : decoded.rows[0].row.cells)
            QCOMPARE("v" + (*questions)[cell.question].id.value.substr(1), std::string(cell.text));
    }
}

void TestTransformer::anAnswerGivenTwiceIsKept() {
    Transformer transformer = reader();
    const QString text = payloadText(
        transformer, R"({"event_type":"form_response","event_id":"e","form_response":{"form_id":"f",)"
                     R"("token":"t","submitted_at":"2026-01-01T00:00:00Z","answers":[)"
                     R"({"type":"text","text":"one","field":{"id":"q"}},)"
                     R"({"type":"number","number":2,"field":{"id":"q"}}]}})");
    QVERIFY2(text.contains(QStringLiteral("q | q | \"one, 2\"")), qPrintable(text));
}

void TestTransformer::profileErrorsNameTheirLine_data() {
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<QString>("error");
    QTest::newRow("syntax") << QByteArray("{\n\"profile\": \"x\",\n}")
                            << QStringLiteral("Line 3, column 1: a name in quotes was expected.");
    QTest::newRow("missing") << QByteArray("{\n\"profile\": \"x\", \"title\": \"X\"}")
                             << QStringLiteral("Line 1, column 1: “shapes” is missing.");
    QTest::newRow("unknown")
        << QByteArray(
               "{\"profile\": \"x\", \"title\": \"X\", \"shapes\": [\n  { \"when\": [], \"wen\": 1 }]}")
        << QStringLiteral("Line 2, column 24: “wen” is not known here.");
    QTest::newRow("path")
        << QByteArray("{\"profile\": \"x\", \"title\": \"X\", \"shapes\": [{ \"when\": \"a.b\" }]}")
        << QStringLiteral("Line 1, column 53: “a.b” is not a path: it must be empty or begin with “/”.");
    QTest::newRow("zone")
        << QByteArray("{\"profile\": \"x\", \"title\": \"X\", \"shapes\": [],\n\"submittedAt\": {\"at\": "
                      "\"/t\", \"format\": "
                      "\"yyyy\", \"zone\": \"Mars/Olympus\"}}")
        << QStringLiteral(
               "Line 2, column 39: not a time format, or not a zone: rfc3339, epoch_s, epoch_ms or a "
               "pattern such as yyyy-MM-dd HH:mm:ss, and a zone such as UTC.");
}

void TestTransformer::profileErrorsNameTheirLine() {
    QFETCH(QByteArray, file);
    QFETCH(QString, error);
    const auto profile = parseProfile(file.toStdString());
    QVERIFY(!profile);
    QCOMPARE(profile.error().what, error);
}

void TestTransformer::anOwnProfileGoesFirst() {
    ProfileSet profiles = ProfileSet::builtIn();
    profiles.addOwn(
        *parseProfile(R"({"profile":"mine","title":"Mine","shapes":[{"when":"/responseId"}],)"
                      R"("formId":"@topic","responseId":"/responseId","answers":[{"as":"flat"}]})"));
    Transformer transformer(profiles);
    QVERIFY(payloadText(transformer, google).startsWith(QStringLiteral("response r of topic")));
}

void TestTransformer::everyLeafIsInTheRow() {
    QRandomGenerator random(20261123);
    for (int round = 0; round < 400; ++round) {
        QStringList leaves;
        const std::function<QString(int)> make = [&](int depth) -> QString {
            const int kind = random.bounded(depth > 3 ? 2 : 4);
            const QString leaf = QStringLiteral("leaf%1x").arg(leaves.size());
            if (kind < 2) {
                leaves << leaf;
                return u'"' + leaf + u'"';
            }
            QStringList parts;
            for (int i = random.bounded(4); i >= 0; --i)
                parts << (kind == 2 ? make(depth + 1) : QStringLiteral("\"k%1\":").arg(i) + make(depth + 1));
            return kind == 2 ? u'[' + parts.join(u',') + u']' : u'{' + parts.join(u',') + u'}';
        };
        const QString json = QStringLiteral("{\"form\":\"f\",\"id\":\"1\",\"body\":%1}").arg(make(0));
        Transformer transformer = reader();
        const QString text = payloadText(transformer, json.toStdString());
        for (const QString& leaf : leaves)
            QVERIFY2(text.contains(leaf), qPrintable(json + u'\n' + text));
    }
}

QTEST_GUILESS_MAIN(TestTransformer)
#include "tst_transformer.moc"
