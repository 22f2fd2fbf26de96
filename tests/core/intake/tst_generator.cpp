#include "core/intake/generator.h"
#include "core/intake/simulator.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>
#include <QSignalSpy>
#include <QTest>

#include <set>

using namespace rowcast;
using namespace rowcast::intake;

namespace {

const WallTime kAt{std::chrono::sys_days{std::chrono::year{2026} / 3 / 1} +
                   std::chrono::milliseconds{45'296'007}};

std::vector<Produced> run(const Plan& plan, int count) {
    Generator generator(plan);
    std::vector<Produced> all;
    for (int i = 0; i < count; ++i)
        all.push_back(generator.next(kAt));
    return all;
}

QJsonObject parsed(const Produced& record) {
    return QJsonDocument::fromJson(QByteArray::fromStdString(record.value.value_or(""))).object();
}

} // namespace

class TestGenerator : public QObject {
    Q_OBJECT
private slots:
    void demoFormsHaveTitlesAndMaps() {
        QCOMPARE(demoForms().size(), 3U);
        for (const Form& form : demoForms()) {
            QVERIFY(form.questions.size() >= 7);
            const QuestionMap map = questionMapOf(form);
            QCOMPARE(map.entries.size(), form.questions.size());
            QVERIFY(!map.formTitle.isEmpty());
            std::set<QuestionId> ids;
            for (const QuestionMap::Entry& entry : map.entries)
                QVERIFY(ids.insert(entry.id).second);
        }
        QVERIFY(demoForms()[2].questions[0].title.contains(QStringLiteral("किसान")));
    }
    void aFormMadeUpFromAnIdIsAlwaysTheSame() {
        const Form once = formNamed(FormId("form-7"));
        QVERIFY(once.questions.size() >= 8);
        QVERIFY(questionMapOf(once) == questionMapOf(formNamed(FormId("form-7"))));
        QVERIFY(questionMapOf(once).entries != questionMapOf(formNamed(FormId("form-8"))).entries);
    }
    void editsAreNewerSubmissionsOrComeLate() {
        Plan plan{{formNamed(FormId("form-7"))}, Shape::Google, 0, 0, 0, 0, 9};
        plan.edited = 0.5;
        std::map<std::string, std::set<WallTime>> times;
        int late = 0;
        for (const Produced& record : run(plan, 400)) {
            std::set<WallTime>& seen = times[record.response.id];
            if (!seen.empty() && record.response.submittedAt < *seen.begin()) ++late;
            QVERIFY2(seen.insert(record.response.submittedAt).second || late > 0, record.response.id.c_str());
        }
        QVERIFY(times.size() > 150 && times.size() < 250);
        QVERIFY(late > 10);
    }
    void wrongFormFilesSayWhere() {
        QVERIFY(!parseForm("{").has_value());
        QVERIFY(!parseForm(R"({"form":"a","title":"b","questions":[]})").has_value());
        const auto unknown =
            parseForm(R"({"form":"a","title":"b","questions":[{"id":"q7","title":"t","style":"nothing"}]})");
        QVERIFY(unknown.error().what.contains(QStringLiteral("q7")));
        const auto choiceless =
            parseForm(R"({"form":"a","title":"b","questions":[{"id":"q8","title":"t","style":"choice"}]})");
        QVERIFY(choiceless.error().what.contains(QStringLiteral("q8")));
    }

    void theSeedAloneDecides() {
        Plan plan{demoForms(), Shape::Google, 0.2, 0.2, 0, 10, 7};
        const auto first = run(plan, 500);
        const auto second = run(plan, 500);
        plan.seed = 8;
        const auto other = run(plan, 500);
        int same = 0;
        for (std::size_t i = 0; i < 500; ++i) {
            QVERIFY(first[i].value == second[i].value && first[i].key == second[i].key);
            same += first[i].value == other[i].value ? 1 : 0;
        }
        QVERIFY(same < 30); // only empty values and tombstones
    }
    void everyResponseHasItsOwnIdUnlessItIsRepeated() {
        std::set<std::string> ids;
        int repeated = 0;
        for (const Produced& record : run({demoForms(), Shape::Google, 0, 0.1, 0, 0, 1}, 5000)) {
            QCOMPARE(record.key, record.response.form.value);
            if (record.repeated) {
                ++repeated;
                QVERIFY(ids.contains(record.response.id));
            } else {
                QVERIFY(ids.insert(record.response.id).second);
            }
        }
        QVERIFY(repeated > 350 && repeated < 650);
    }

    void jsonHoldsWhatWasFilledIn_data() {
        QTest::addColumn<int>("shape");
        QTest::newRow("google") << static_cast<int>(Shape::Google);
        QTest::newRow("flat") << static_cast<int>(Shape::Flat);
        QTest::newRow("nested") << static_cast<int>(Shape::Nested);
    }
    void jsonHoldsWhatWasFilledIn() {
        QFETCH(int, shape);
        const auto which = static_cast<Shape>(shape);
        for (const Produced& record : run({demoForms(), which, 0, 0, 0, 0, 3}, 300)) {
            const QJsonObject json = parsed(record);
            QVERIFY2(!json.isEmpty(), record.value->c_str());
            const auto text = [&](const char* name) {
                return json.value(QLatin1String(name)).toString().toStdString();
            };
            QCOMPARE(text(which == Shape::Flat ? "form" : "formId"), record.response.form.value);
            QCOMPARE(text(which == Shape::Flat ? "id" : "responseId"), record.response.id);
            const char* at = which == Shape::Google ? "lastSubmittedTime"
                             : which == Shape::Flat ? "submitted_at"
                                                    : "submittedAt";
            QCOMPARE(text(at), std::string("2026-03-01T12:34:56.007Z"));
            QJsonObject answers =
                which == Shape::Flat ? json : json.value(QLatin1String("answers")).toObject();
            const QJsonArray list = json.value(QLatin1String("answers")).toArray();
            for (const QJsonValue& each : list)
                answers.insert(each[u"questionId"].toString(), each[u"answer"]);
            QCOMPARE(answers.size(),
                     static_cast<qsizetype>(record.response.answers.size()) + (which == Shape::Flat ? 3 : 0));
            for (const Answer& answer : record.response.answers) {
                QJsonValue value = answers.value(answer.question.text());
                if (which == Shape::Google)
                    value = value.toObject()
                                .value(QLatin1String("textAnswers"))
                                .toObject()
                                .value(QLatin1String("answers"));
                QCOMPARE(read(value), answer.values);
            }
        }
    }
    void answersAreSometimesLeftOutAndOfManyKinds() {
        std::set<std::string> texts;
        std::size_t answers = 0;
        std::size_t questions = 0;
        for (const Produced& record : run({demoForms(), Shape::Google, 0, 0, 0, 0, 3}, 2000)) {
            answers += record.response.answers.size();
            questions += formNamed(record.response.form).questions.size();
            for (const Answer& answer : record.response.answers)
                texts.insert(answer.values.begin(), answer.values.end());
        }
        QVERIFY(answers < questions * 9 / 10 && answers > questions / 2);
        for (const char* text : {"=1+1", "007", "प्रिया शर्मा", "محمد العلي", "👩‍🌾 María"})
            QVERIFY2(texts.contains(text), text);
    }
    void brokenRecordsAreOfEveryKind() {
        std::map<Broken, int> seen;
        for (const Produced& record : run({demoForms(), Shape::Google, 0.3, 0, 0, 0, 5}, 2000)) {
            if (!record.broken) continue;
            ++seen[*record.broken];
            QCOMPARE(record.value.has_value(), *record.broken != Broken::Tombstone);
            QCOMPARE(record.key.empty(), *record.broken == Broken::NoForm);
            const bool readable = *record.broken == Broken::NoForm || *record.broken == Broken::DuplicateKeys;
            QCOMPARE(!parsed(record).isEmpty(), readable);
            if (*record.broken == Broken::NoForm) QVERIFY(!parsed(record).contains(QLatin1String("formId")));
            if (*record.broken == Broken::EmptyValue) QVERIFY(record.value->empty());
        }
        QCOMPARE(seen.size(), kEveryBroken.size());
    }
    void sizeLengthensATextBeyondACell() {
        Form form = demoForms()[0];
        for (FormQuestion& question : form.questions)
            question.answered = 1;
        const auto records = run({{form}, Shape::Google, 0, 0, 120'000, 0, 1}, 3);
        for (const Produced& record : records) {
            QVERIFY(record.value->size() >= 120'000 && record.value->size() < 121'000);
            const auto cells = expectedCells(record.response, Shape::Google, true);
            QVERIFY(QString::fromStdString(std::get<std::string>(cells.at(form.questions[0].id))).size() >
                    50'000);
        }
    }
    void formsGrowQuestions() {
        const Form form = demoForms()[0];
        std::set<QuestionId> fresh;
        for (const Produced& record : run({{form}, Shape::Google, 0, 0, 0, 50, 1}, 160))
            for (const Answer& answer : record.response.answers)
                if (answer.question.value.starts_with("new-")) fresh.insert(answer.question);
        QCOMPARE(fresh.size(), 3U);
    }

    void expectedCellsFollowTheMapAndTheShape() {
        Response response{FormId("f"), "r", kAt, {}};
        response.answers = {{QuestionId("n"), "title", AnswerStyle::Number, {"12.25"}},
                            {QuestionId("y"), "title", AnswerStyle::YesNo, {"true"}},
                            {QuestionId("d"), "title", AnswerStyle::Date, {"2026-03-01"}},
                            {QuestionId("t"), "title", AnswerStyle::Time, {"06:00"}},
                            {QuestionId("c"), "title", AnswerStyle::Checkboxes, {"a", "b, c"}},
                            {QuestionId("k"), "title", AnswerStyle::Code, {"000123"}}};
        auto cells = expectedCells(response, Shape::Google, true);
        QVERIFY(cells[QuestionId("n")] == Shown(12.25));
        QVERIFY(cells[QuestionId("y")] == Shown(true));
        QVERIFY(cells[QuestionId("d")] == Shown(46082.0));
        QVERIFY(cells[QuestionId("t")] == Shown(0.25));
        QVERIFY(cells[QuestionId("c")] == Shown(std::string("a, b, c")));
        QVERIFY(cells[QuestionId("k")] == Shown(std::string("000123")));
        cells = expectedCells(response, Shape::Google, false);
        QVERIFY(cells[QuestionId("n")] == Shown(std::string("12.25")));
        QVERIFY(cells[QuestionId("d")] == Shown(std::string("2026-03-01")));
        cells = expectedCells(response, Shape::Flat, false);
        QVERIFY(cells[QuestionId("n")] == Shown(12.25));
        QVERIFY(cells[QuestionId("y")] == Shown(true));
        QVERIFY(cells[QuestionId("d")] == Shown(std::string("2026-03-01")));
        QCOMPARE(expectedSubmittedAt(response), 46082.0 + 45'296'007 / 86'400'000.0);
    }

    void filesAreReadLineByLineOrAsAnArray() {
        const auto lines = recordsIn("{\"formId\":\"a\"}\n\nnot json\n{\"form\":\"b\"}\n");
        QCOMPARE(lines->size(), 3U);
        QCOMPARE((*lines)[0].key, std::string("a"));
        QCOMPARE(*(*lines)[1].value, std::string("not json"));
        QCOMPARE((*lines)[2].key, std::string("b"));
        const auto array = recordsIn(R"([{"form_id":"x","n":1},{"n":2}])");
        QCOMPARE(array->size(), 2U);
        QCOMPARE((*array)[0].key, std::string("x"));
        QCOMPARE(recordsIn(R"({"formId":"one",
            "n":1})")
                     ->size(),
                 1U);
        QVERIFY(!recordsIn("\n").has_value());
    }

    void aSimulatorOffersAgainWhatWasNotTaken() {
        std::vector<std::string> taken;
        int refusals = 3;
        Simulator simulator(generated({demoForms(), Shape::Google, 0, 0, 0, 0, 1}, 50), 0,
                            [&](const Produced& record) {
                                if (taken.size() == 20 && refusals-- > 0) return false;
                                taken.push_back(record.response.id);
                                return true;
                            });
        QSignalSpy finished(&simulator, &Simulator::finished);
        simulator.start();
        QTRY_COMPARE(finished.size(), 1);
        QCOMPARE(taken.size(), 50U);
        QCOMPARE(simulator.sent(), 50);
        QCOMPARE((std::set<std::string>(taken.begin(), taken.end())).size(), 50U);
    }
    void aSimulatorKeepsItsRate() {
        Simulator simulator(listed({Produced{"k", "v", {}, false, {}}}, 100), 500,
                            [](const Produced&) { return true; });
        QSignalSpy finished(&simulator, &Simulator::finished);
        QElapsedTimer clock;
        clock.start();
        simulator.start();
        QTRY_COMPARE(finished.size(), 1);
        QVERIFY(clock.elapsed() >= 195);
        QCOMPARE(simulator.sent(), 100);
    }

private:
    /// The values in a JSON answer of any shape, as they were written.
    static std::vector<std::string> read(const QJsonValue& value) {
        std::vector<std::string> values;
        if (value.isArray()) {
            const QJsonArray array = value.toArray();
            for (const QJsonValue& each : array)
                values.push_back(
                    read(each.isObject() ? each.toObject().value(QLatin1String("value")) : each).front());
        } else if (value.isBool()) {
            values.emplace_back(value.toBool() ? "true" : "false");
        } else if (value.isDouble()) {
            values.push_back(
                QByteArray::number(value.toDouble(), 'g', QLocale::FloatingPointShortest).toStdString());
        } else {
            values.push_back(value.toString().toStdString());
        }
        return values;
    }
};

QTEST_GUILESS_MAIN(TestGenerator)
#include "tst_generator.moc"
