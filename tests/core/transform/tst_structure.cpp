// Shapes of every size and kind: nothing is lost, nothing breaks.
#include "payload_text.h"

#include <QRandomGenerator>
#include <QSet>
#include <QTest>
#include <QTimeZone>

#include <functional>

using namespace rowcast;
using namespace rowcast::transform;

class TestStructure : public QObject {
    Q_OBJECT
private slots:
    void everyLeafOfAnyObjectIsInTheRow();
    void whatStandsBesideAnAnswerIsKept();
    void aListOfResponsesIsRead();
    void whatIsNoResponseIsRejected_data();
    void whatIsNoResponseIsRejected();
    void aHundredColumnsOfEveryKind();
    void everyScriptKeepsItsLetters();
    void aPartlyAnsweredFormKeepsItsColumns();
    void anotherProfileForAFormIsSaid();
};

namespace {

Transformer guesser() {
    return Transformer(ProfileSet::builtIn(), {{QTimeZone::utc(), "form", {}, {}}, OnUnknown::Guess});
}

/// Any JSON value; its texts and numbers are told.
QString anyValue(QRandomGenerator& random, int depth, QStringList& leaves) {
    const int kind = random.bounded(depth > 4 ? 4 : 7);
    const QString leaf = QStringLiteral("leaf%1x").arg(leaves.size());
    if (kind < 2) {
        leaves << leaf;
        return u'"' + leaf + u'"';
    }
    if (kind == 2) {
        leaves << QString::number(1'000'000 + leaves.size());
        return leaves.last();
    }
    if (kind == 3) return random.bounded(2) ? QStringLiteral("null") : QStringLiteral("\"\"");
    static const QStringList names{QStringLiteral("id"),        QStringLiteral("answers"),
                                   QStringLiteral("question"),  QStringLiteral("value"),
                                   QStringLiteral("a/b"),       QStringLiteral("x.y"),
                                   QStringLiteral("responses"), QStringLiteral("$t"),
                                   QStringLiteral("7"),         QStringLiteral("Was? [1]")};
    QStringList parts;
    QSet<QString> used;
    for (int i = random.bounded(5); i >= 0; --i) {
        if (kind == 4) {
            parts << anyValue(random, depth + 1, leaves);
            continue;
        }
        const QString name = names[random.bounded(static_cast<int>(names.size()))];
        if (used.contains(name)) continue;
        used << name;
        parts << u'"' + name + QStringLiteral("\":") + anyValue(random, depth + 1, leaves);
    }
    return kind == 4 ? u'[' + parts.join(u',') + u']' : u'{' + parts.join(u',') + u'}';
}

} // namespace

void TestStructure::everyLeafOfAnyObjectIsInTheRow() {
    QRandomGenerator random(20261125);
    int rows = 0;
    for (int round = 0; round < 3000; ++round) {
        QStringList leaves;
        const QString json =
            QStringLiteral("{\"a\":%1,\"answers\":%2,\"meta\":%3}")
                .arg(anyValue(random, 0, leaves), anyValue(random, 0, leaves), anyValue(random, 0, leaves));
        Transformer transformer = guesser();
        QString text = payloadText(transformer, json.toStdString());
        for (const Question& question : *transformer.book().entry(0).questions()) // asked, not answered
            text += question.id.text() + u' ' + QString::fromStdString(question.title) + u'\n';
        rows += text.startsWith(u"response") ? 1 : 0;
        for (const QString& leaf : leaves)
            QVERIFY2(text.contains(leaf), qPrintable(leaf + u'\n' + json + u'\n' + text));
    }
    QCOMPARE(rows, 3000);
}

void TestStructure::whatStandsBesideAnAnswerIsKept() {
    Transformer transformer = guesser();
    const QString text = payloadText(
        transformer,
        R"({"form":"f","id":"1","answers":[{"questionId":"q1","question":"How?","type":"text",)"
        R"("answer":["well","quickly"],"score":5},{"questionId":"q2","question":"Why?","answer":null,"note":"n"},"bare"]})");
    QVERIFY2(text.contains(QStringLiteral("q1 | How? | \"well, quickly\"")), qPrintable(text));
    QVERIFY2(text.contains(QStringLiteral("q1[score] | How? [score] | 5")), qPrintable(text));
    QVERIFY2(text.contains(QStringLiteral("q2[note] | Why? [note] | \"n\"")), qPrintable(text));
    QVERIFY2(text.contains(QStringLiteral("\"bare\"")), qPrintable(text));
    QVERIFY(!text.contains(QStringLiteral("[type]")));
    QVERIFY2(!text.contains(QStringLiteral("[answer]")), qPrintable(text));
}

void TestStructure::aListOfResponsesIsRead() {
    Transformer transformer = guesser();
    const QString text = payloadText(
        transformer, R"([{"form":"f","id":"1","mood":"good"},{"form":"f","id":"2","mood":"bad"}])");
    QVERIFY2(text.contains(QStringLiteral("response 1 of f")) &&
                 text.contains(QStringLiteral("response 2 of f")),
             qPrintable(text));
}

void TestStructure::whatIsNoResponseIsRejected_data() {
    QTest::addColumn<QByteArray>("value");
    for (const char* value : {"{}", "[]", "[1,2]", R"([{"a":1},2])"})
        QTest::newRow(value) << QByteArray(value);
}

void TestStructure::whatIsNoResponseIsRejected() {
    QFETCH(QByteArray, value);
    for (const OnUnknown how : {OnUnknown::Ask, OnUnknown::Guess, OnUnknown::Reject}) {
        Transformer transformer(ProfileSet::builtIn(), {{QTimeZone::utc(), "form", {}, {}}, how});
        QVERIFY2(payloadText(transformer, value.toStdString()).startsWith(u"rejected"), value.constData());
    }
}

void TestStructure::aHundredColumnsOfEveryKind() {
    Transformer transformer = guesser();
    QuestionMap map{FormId("f"), {}, {}};
    QByteArray json = R"({"form":"f","id":"1")";
    const std::array<const char*, 12> answers{
        "text", "12.5", "yes",       "2026-02-28", "2026-02-28T10:00:00Z", "10:00", "PT1H",
        "one",  "one",  "photo.jpg", "52.5 13.4",  "https://example.org"};
    for (int i = 0; i < 100; ++i) {
        const auto type = static_cast<QuestionType>(i % 12);
        map.entries.push_back(
            {QuestionId("q" + std::to_string(i)), QStringLiteral("Question %1").arg(i), type});
        json += ",\"q" + QByteArray::number(i) + "\":\"" + answers[static_cast<std::size_t>(i % 12)] + "\"";
    }
    transformer.book().setMap(map);
    const std::string value = (json + "}").toStdString();
    const RecordBatch batch = batchOf(value);
    const DecodedBatch decoded = transformer.decode(batch);
    QCOMPARE(decoded.rows.at(0).row.cells.size(), std::size_t{100});
    for (const Cell& cell : decoded.rows[0].row.cells)
        QCOMPARE(cell.kind, cellKind(static_cast<QuestionType>(cell.question % 12)));
    QCOMPARE(transformer.book().entry(0).unparsed, 0);
}

void TestStructure::everyScriptKeepsItsLetters() {
    // A letter of each of 300 blocks of Unicode stands for its script, in names, titles and answers.
    Transformer transformer = guesser();
    QString json = QStringLiteral("{\"form\":\"f\",\"id\":\"1\"");
    QStringList words;
    for (char32_t point = 0xA1; words.size() < 300 && point < 0x1F000; point += 0x60) {
        const bool usable =
            !(point >= 0xD800 && point < 0xF900) && QChar::category(point) != QChar::Other_NotAssigned;
        if (!usable) continue;
        const QString letter = QString::fromUcs4(&point, 1);
        words << QStringLiteral("w%1%2").arg(letter, letter);
        json += QStringLiteral(",\"q%1\":\"%2\"").arg(letter, words.last());
    }
    QCOMPARE(words.size(), 300);
    const QString text = payloadText(transformer, (json + u'}').toStdString());
    for (const QString& word : words)
        QVERIFY2(text.contains(u'"' + word + u'"'), qPrintable(word));
}

void TestStructure::aPartlyAnsweredFormKeepsItsColumns() {
    Transformer transformer = guesser();
    payloadText(transformer, R"({"form":"f","id":"1","a":"x","b":"y","c":"z"})");
    payloadText(transformer, R"({"form":"f","id":"2","c":"z","a":"x"})");
    const QString text = payloadText(transformer, R"({"form":"f","id":"3","b":"only"})");
    QVERIFY(text.contains(QStringLiteral("b | b | \"only\"")));
    const FormQuestions known = transformer.book().entry(0).known();
    QCOMPARE(known.responses, 3);
    QCOMPARE(known.questions.size(), std::size_t{3});
    QCOMPARE(known.questions[1].seen, 2);
}

void TestStructure::anotherProfileForAFormIsSaid() {
    Transformer transformer;
    const char* record =
        R"({"formId":"f","responseId":"1","lastSubmittedTime":"2026-01-01T00:00:00Z","answers":{}})";
    payloadText(transformer, record);
    QVERIFY(transformer.book().entry(0).takeChanges().empty());
    ProfileSet profiles = ProfileSet::builtIn();
    profiles.addOwn(*parseProfile(
        R"({"profile":"mine","title":"Mine","version":3,"shapes":[{"when":"/responseId"}],"formId":"/formId"})"));
    transformer.setProfiles(profiles);
    payloadText(transformer, record);
    const auto changes = transformer.book().entry(0).takeChanges();
    QCOMPARE(changes.size(), std::size_t{1});
    QVERIFY2(changes[0].contains(QStringLiteral("“mine” version 3")), qPrintable(changes[0]));
}

QTEST_GUILESS_MAIN(TestStructure)
#include "tst_structure.moc"
