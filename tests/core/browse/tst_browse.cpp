// What people look at before they decide: samples, previews of a map, trials of a profile, on kept records.
#include "core/browse/map_preview.h"
#include "core/browse/profile_trial.h"

#include <QTest>

using namespace rowcast;
using namespace rowcast::browse;

class TestBrowse : public QObject {
    Q_OBJECT
private slots:
    void init() {
        kept_ = {};
        offset_ = 0;
        now_ = std::make_unique<transform::Transformer>();
    }

    void specimensAreTheNewestOfEachTopic();
    void specimensStayWithinTheirBytes();
    void samplesAreTheNewestDifferentAnswers();
    void whatPayloadsSayOfQuestionsIsTold();
    void aPreviewShowsTheSheetAsItWillLook();
    void choicesGetTheirWords();
    void severalChoicesMayBeAColumnEach();
    void aTrialSaysWhatWouldChange();
    void aTrialOfAWrongTextNamesTheLine();

private:
    void receive(const std::string& topic, const std::string& value);
    FormQuestions questions();

    transform::Specimens kept_;
    std::unique_ptr<transform::Transformer> now_;
    std::int64_t offset_ = 0;
};

namespace {

const FormId survey("survey");

std::string response(const std::string& id, const std::string& color) {
    return R"({"formId":"survey","responseId":")" + id +
           R"(","lastSubmittedTime":"2026-03-01T08:00:00Z","answers":{)"
           R"("color":{"questionId":"color","textAnswers":{"answers":[)" +
           color + R"(]}},"when":{"questionId":"when","textAnswers":{"answers":[{"value":"2026-02-28"}]}}}})";
}

QuestionMap mapOf(std::vector<QuestionMap::Entry> entries) {
    return {survey, QStringLiteral("Survey"), std::move(entries)};
}

QStringList texts(const std::vector<QString>& cells) {
    return {cells.begin(), cells.end()};
}

} // namespace

void TestBrowse::receive(const std::string& topic, const std::string& value) {
    RecordBatch batch{{topic, 0}, 1, {}, {}};
    batch.records.push_back({offset_++, {}, "key", value, false, {}});
    kept_.add(batch);
    (void)now_->decode(batch);
}

FormQuestions TestBrowse::questions() {
    transform::FormBook& book = now_->book();
    FormQuestions out = book.entry(book.intern(survey.value)).known();
    addSamples(out, *now_, kept_);
    return out;
}

void TestBrowse::specimensAreTheNewestOfEachTopic() {
    for (int i = 0; i < 450; ++i)
        receive("a", response(std::to_string(i), R"({"value":"red"})"));
    receive("b", "no JSON at all");
    QCOMPARE(kept_.topics(), (std::vector<std::string>{"a", "b"}));
    const auto kept = kept_.of("a");
    QCOMPARE(kept.size(), transform::Specimens::most);
    QCOMPARE(kept.front().records[0].offset, 250);
    QCOMPARE(kept.back().records[0].offset, 449);
    QCOMPARE(kept_.of("b").size(), std::size_t{1});
}

void TestBrowse::specimensStayWithinTheirBytes() {
    const std::string large(transform::Specimens::largest - 10, 'x');
    for (int i = 0; i < 60; ++i)
        receive("a", large);
    receive("a", std::string(transform::Specimens::largest + 1, 'x'));
    std::size_t bytes = 0;
    for (const RecordBatch& record : kept_.of("a"))
        bytes += record.records[0].value.size();
    QVERIFY(bytes <= transform::Specimens::mostBytes);
    QVERIFY(bytes > transform::Specimens::mostBytes / 2);
    QCOMPARE(kept_.of("a").back().records[0].offset, 59);
}

void TestBrowse::samplesAreTheNewestDifferentAnswers() {
    for (const char* color : {"red", "green", "red", "blue", "white", "black"})
        receive("a",
                response(color + std::to_string(offset_), R"({"value":")" + std::string(color) + R"("})"));
    const FormQuestions seen = questions();
    QCOMPARE(seen.responses, 6);
    QCOMPARE(seen.questions.size(), std::size_t{2});
    QCOMPARE(seen.questions[0].samples.join(u' '), QStringLiteral("black white blue red"));
    QCOMPARE(seen.questions[0].seen, 6);
    QVERIFY(seen.questions[0].source == TitleSource::Id);
}

void TestBrowse::whatPayloadsSayOfQuestionsIsTold() {
    receive("a", response("r1", R"({"value":"red"})"));
    QVERIFY(questions().definition.entries.empty()); // Google's responses carry ids alone
    const FormId bees("bees");
    receive("t", R"({"eventType":"FORM_RESPONSE","createdAt":"2026-03-03T03:03:03Z","data":{"responseId":"1",
      "formId":"bees","fields":[{"key":"q1","label":"Plants","type":"DROPDOWN","value":["p1"],
      "options":[{"id":"p1","text":"Clover"}]},{"key":"q2","label":"Note","type":"MATRIX","value":{"r":["c"]},
      "rows":[{"id":"r","text":"Row"}],"columns":[{"id":"c","text":"C"}]}]}})");
    transform::FormBook& book = now_->book();
    FormQuestions out = book.entry(book.intern(bees.value)).known();
    addSamples(out, *now_, kept_);
    QCOMPARE(out.definition.form, bees);
    QCOMPARE(out.definition.entries.size(), std::size_t{2});
    QCOMPARE(out.definition.entries[0].type, QuestionType::Choice);
    QCOMPARE(out.definition.entries[0].choices.size(), std::size_t{1});
    QCOMPARE(out.definition.entries[1].title, QStringLiteral("Note [Row]")); // a column that has a label only
}

void TestBrowse::aPreviewShowsTheSheetAsItWillLook() {
    receive("a", response("r1", R"({"value":"red"})"));
    receive("a", response("r2", R"({"value":"green"})"));
    const QuestionMap map =
        mapOf({{QuestionId("when"), QStringLiteral("When?"), QuestionType::Date, true, false, {}},
               {QuestionId("color"), QStringLiteral("Colour?"), {}, true, false, {}}});
    const QueryPage page = previewOf({map, 1}, *now_, kept_);
    QCOMPARE(texts(page.header).join(u'|'), QStringLiteral("Submitted at|Response ID|When?|Colour?"));
    QCOMPARE(page.rows.size(), std::size_t{1});
    QCOMPARE(texts(page.rows[0]).mid(1).join(u'|'), QStringLiteral("r2|2026-02-28|green"));
    // Nothing was saved by looking.
    QCOMPARE(questions().questions[0].title, QStringLiteral("color"));
}

void TestBrowse::choicesGetTheirWords() {
    receive("a", response("r1", R"({"value":"c1"},{"value":"c2"})"));
    receive("a", response("r2", R"({"value":"c2 c1"})"));
    receive("a", response("r3", R"({"value":"other"})"));
    const QuestionMap map = mapOf(
        {{QuestionId("color"),
          QStringLiteral("Colour?"),
          QuestionType::Choices,
          true,
          false,
          {{QStringLiteral("c1"), QStringLiteral("Red")}, {QStringLiteral("c2"), QStringLiteral("Green")}}}});
    const QueryPage page = previewOf({map, 4}, *now_, kept_);
    QCOMPARE(page.rows[0].at(2), QStringLiteral("Red, Green"));
    QCOMPARE(page.rows[1].at(2), QStringLiteral("Green, Red"));
    QCOMPARE(page.rows[2].at(2), QStringLiteral("other"));
}

void TestBrowse::severalChoicesMayBeAColumnEach() {
    receive("a", response("r1", R"({"value":"c2"})"));
    receive("a", response("r2", R"({"value":"c1"},{"value":"own words"})"));
    const QuestionMap map = mapOf(
        {{QuestionId("color"),
          QStringLiteral("Colour?"),
          QuestionType::Choices,
          true,
          true,
          {{QStringLiteral("c1"), QStringLiteral("Red")}, {QStringLiteral("c2"), QStringLiteral("Green")}}}});
    const QueryPage page = previewOf({map, 4}, *now_, kept_);
    QCOMPARE(texts(page.header).mid(2, 2).join(u'|'), QStringLiteral("Colour? [Red]|Colour? [Green]"));
    QVERIFY(!texts(page.header).contains(QStringLiteral("Colour?")));
    QCOMPARE(texts(page.rows[0]).mid(2, 2).join(u'|'), QStringLiteral("FALSE|TRUE"));
    QCOMPARE(texts(page.rows[1]).mid(2, 2).join(u'|'), QStringLiteral("TRUE|FALSE"));
    const auto own = texts(page.header).indexOf(QStringLiteral("color[own words]"));
    QVERIFY2(own > 0, qPrintable(texts(page.header).join(u'|')));
    QCOMPARE(page.rows[1].at(static_cast<std::size_t>(own)), QStringLiteral("TRUE"));
}

void TestBrowse::aTrialSaysWhatWouldChange() {
    receive("a", response("r1", R"({"value":"red"})"));
    receive("a", R"({"visit":"v1","mood":"good"})");
    receive("a", "no JSON");
    const ProfileReport report =
        tryProfile(R"({"profile":"visits","title":"Visits","shapes":[{"when":"/visit"}],"formId":"@topic",)"
                   R"("responseId":"/visit","answers":[{"as":"flat","exclude":"visit"}]})",
                   *now_, {}, kept_);
    QVERIFY(!report.error);
    QCOMPARE(report.records, 3);
    QCOMPARE(report.now, (ProfileReport::Counts{1, 0, 0, 1, 1}));
    QCOMPARE(report.then, (ProfileReport::Counts{2, 0, 0, 0, 1}));
    QCOMPARE(report.changes.size(), std::size_t{1});
    QCOMPARE(report.changes[0].position.offset, 1);
    QCOMPARE(report.changes[0].before, QStringLiteral("no profile knows it"));
    QCOMPARE(report.changes[0].after, QStringLiteral("a, v1: 1 answers"));
}

void TestBrowse::aTrialOfAWrongTextNamesTheLine() {
    const ProfileReport report = tryProfile("{\n  \"profile\": 1 }", *now_, {}, kept_);
    QVERIFY(report.error);
    QCOMPARE(report.line, 2);
    QCOMPARE(report.column, 14);
    QCOMPARE(report.records, 0);
}

QTEST_GUILESS_MAIN(TestBrowse)
#include "tst_browse.moc"
