// What payloads tell of the questions themselves: titles, types and choices, for the question map.
#include "payload_text.h"

#include <QTest>

using namespace rowcast;
using namespace rowcast::transform;

class TestDefinitions : public QObject {
    Q_OBJECT
private slots:
    void typeformDefinesEveryField();
    void tallyDefinesItsAnswers();
    void theNewestWordHolds();
    void aProfileOfOnesOwnMayDefineToo();
    void splitChoicesWorkOnWhatWasDefined();
    void aWrongTypeWordNamesItsLine();
};

namespace {

const char* const typeform =
    R"({"event_type":"form_response","form_response":{"form_id":"tf","token":"t1","landed_at":"2026-02-01T10:00:00Z",
  "submitted_at":"2026-02-01T10:05:00Z","definition":{"id":"tf","title":"Garden","fields":[
   {"id":"a","title":"What  grows?","type":"short_text"},
   {"id":"b","title":"Which tools?","type":"multiple_choice","allow_multiple_selections":true,
    "choices":[{"id":"x1","label":"Spade"},{"id":"x2","label":"Rake"}]},
   {"id":"c","title":"Best month","type":"dropdown","choices":[{"id":"m5","label":"May"}]},
   {"id":"d","title":"Thank you","type":"statement"},
   {"id":"e","title":"Something new","type":"hologram"},
   {"id":"f","title":"Happy?","type":"yes_no"}]},
  "answers":[
   {"type":"choices","choices":{"labels":["Spade"],"other":"my hands"},"field":{"id":"b","type":"multiple_choice"}}]}})";

const char* const tally =
    R"({"eventType":"FORM_RESPONSE","createdAt":"2026-03-03T03:03:03Z","data":{"responseId":"r","formId":"ta",
  "formName":"Bees","fields":[
   {"key":"q1","label":"Hives","type":"INPUT_NUMBER","value":4},
   {"key":"q2","label":"Plants","type":"CHECKBOXES","value":["p2"],
    "options":[{"id":"p1","text":"Clover"},{"id":"p2","text":"Thyme"}]},
   {"key":"q2_p1","label":"Plants: Clover","type":"CHECKBOXES","value":false},
   {"key":"q3","label":null,"type":"INPUT_DATE","value":"2026-03-01"},
   {"key":"q4","label":"Grid","type":"MATRIX","value":{"r":["c"]},"rows":[{"id":"r","text":"R"}],
    "columns":[{"id":"c","text":"C"}]}]}})";

/// "id | title | type | id=label, …", a line an entry.
QString told(const std::map<FormIndex, QuestionMap>& definitions) {
    QString out;
    for (const auto& [form, map] : definitions)
        for (const QuestionMap::Entry& entry : map.entries) {
            QStringList choices;
            for (const auto& choice : entry.choices)
                choices << choice.id + u'=' + choice.label;
            out += QStringLiteral("%1 | %2 | %3 | %4\n")
                       .arg(entry.id.text(), entry.title,
                            entry.type ? QString::number(static_cast<int>(*entry.type)) : QStringLiteral("-"),
                            choices.join(QStringLiteral(", ")));
        }
    return out;
}

QString definedBy(Transformer& transformer, const std::string& payload) {
    std::map<FormIndex, QuestionMap> definitions;
    transformer.collectDefinitions(&definitions);
    (void)transformer.decode(batchOf(payload));
    return told(definitions);
}

QString number(QuestionType type) {
    return QString::number(static_cast<int>(type));
}

} // namespace

void TestDefinitions::typeformDefinesEveryField() {
    Transformer transformer;
    QCOMPARE(definedBy(transformer, typeform),
             QStringLiteral("a | What grows? | %1 | \n"
                            "b | Which tools? | %2 | Spade=Spade, Rake=Rake\n"
                            "c | Best month | %3 | May=May\n"
                            "e | Something new | - | \n"
                            "f | Happy? | %4 | \n")
                 .arg(number(QuestionType::Text), number(QuestionType::Choices), number(QuestionType::Choice),
                      number(QuestionType::YesNo)));
}

void TestDefinitions::tallyDefinesItsAnswers() {
    Transformer transformer;
    QCOMPARE(
        definedBy(transformer, tally),
        QStringLiteral("q1 | Hives | %1 | \n"
                       "q2 | Plants | %2 | p1=Clover, p2=Thyme\n"
                       "q3 |  | %3 | \n")
            .arg(number(QuestionType::Number), number(QuestionType::Choices), number(QuestionType::Date)));
}

void TestDefinitions::theNewestWordHolds() {
    Transformer transformer;
    std::map<FormIndex, QuestionMap> definitions;
    transformer.collectDefinitions(&definitions);
    const std::string before = typeform;
    const std::string after =
        QString::fromUtf8(typeform).replace(QStringLiteral("Happy?"), QStringLiteral("Glad?")).toStdString();
    (void)transformer.decode(batchOf(before));
    (void)transformer.decode(batchOf(after));
    QVERIFY2(
        told(definitions).endsWith(QStringLiteral("f | Glad? | %1 | \n").arg(number(QuestionType::YesNo))),
        qPrintable(told(definitions)));
}

void TestDefinitions::aProfileOfOnesOwnMayDefineToo() {
    ProfileSet profiles;
    profiles.addOwn(*parseProfile(R"({"profile":"mine","title":"Mine","shapes":[{"when":"/asked"}],
      "formId":"@topic","responseId":"/id","answers":[{"as":"map","in":"/said","prefix":"q:",
        "define":{"in":"^/asked","id":"/n","title":["/text","/short"],"type":"/k","types":{"pick":"choice","page":"none"},
                  "choices":{"in":"/of","id":"/c","text":"/w"}}}]})"));
    Transformer transformer(std::move(profiles));
    QCOMPARE(definedBy(transformer, R"({"id":"1","said":{"1":"x"},"asked":[{"n":1,"short":"One","k":"pick",
      "of":[{"c":7,"w":"Seven"},{"w":"no id"}]},{"n":2,"text":"Page","k":"page"},{"text":"no id"}]})"),
             QStringLiteral("q:1 | One | %1 | 7=Seven\n").arg(number(QuestionType::Choice)));
}

/// A column a choice, as the payload's own words have them; what somebody wrote beside them is kept.
void TestDefinitions::splitChoicesWorkOnWhatWasDefined() {
    Transformer transformer;
    std::map<FormIndex, QuestionMap> definitions;
    transformer.collectDefinitions(&definitions);
    const std::string payload = typeform;
    (void)transformer.decode(batchOf(payload));
    QuestionMap map = definitions.at(0);
    for (QuestionMap::Entry& entry : map.entries)
        entry.split = entry.type == QuestionType::Choices;
    transformer.book().setMap(map);
    const QString text = payloadText(transformer, payload);
    QVERIFY2(text.contains(QStringLiteral("b[Spade] | Which tools? [Spade] | yes")), qPrintable(text));
    QVERIFY2(text.contains(QStringLiteral("b[Rake] | Which tools? [Rake] | no")), qPrintable(text));
    QVERIFY2(text.contains(QStringLiteral("b[my hands]")), qPrintable(text));
}

void TestDefinitions::aWrongTypeWordNamesItsLine() {
    const auto profile =
        parseProfile("{\"profile\":\"p\",\"title\":\"P\",\"shapes\":[{\"when\":\"/a\"}],\n"
                     "\"answers\":[{\"as\":\"array\",\"define\":{\"types\":{\"x\":\"colour\"}}}]}");
    QVERIFY(!profile);
    QVERIFY2(profile.error().what.startsWith(QStringLiteral("Line 2, column ")) &&
                 profile.error().what.contains(QStringLiteral("“colour” is not one of none, text, number")),
             qPrintable(profile.error().what));
}

QTEST_GUILESS_MAIN(TestDefinitions)
#include "tst_definitions.moc"
