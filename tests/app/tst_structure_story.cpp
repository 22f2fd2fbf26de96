// The JSON structure changes in mid-stream, told of a whole program with a Kafka and a Google in this
// process: rows keep flowing where that is safe, Activity notes it, and what cannot be read waits for the
// profile.
#include "tests/app/runtime_rig.h"

#include <QTest>

using namespace rowcast;
using namespace rowcast::app;

class TestStructureStory : public QObject {
    Q_OBJECT
private slots:
    void rowsFlowWhileQuestionsComeAndGo();
    void aRenamedEnvelopeFieldWaitsForTheProfile();
    void anUnknownShapeWaitsForAWord();
    void whatIsKnownOutlivesTheProgram();

private:
    /// The site's own form product, in the profile's version 1.
    static QString profile(int version, const char* formId);
    static bool says(const QStringList& activity, const QString& words);
};

namespace {

const QString kSite = QStringLiteral("site");

QByteArray visit(int number, const QByteArray& answers, const char* formField = "site") {
    return QByteArray(R"({"visit":"v)") + QByteArray::number(number) + R"(",")" + formField +
           R"(":"site","at":"2026-05-01T08:00:00Z","answers":{)" + answers + "}}";
}

} // namespace

QString TestStructureStory::profile(int version, const char* formId) {
    return QStringLiteral(R"({"profile":"visits","title":"Visits","version":%1,
        "shapes":[{"when":["/visit","/answers"]}],"formId":[%2],"responseId":"/visit",
        "submittedAt":{"at":"/at"},"answers":[{"as":"map","in":"/answers"}]})")
        .arg(version)
        .arg(QLatin1String(formId));
}

bool TestStructureStory::says(const QStringList& activity, const QString& words) {
    return std::any_of(activity.begin(), activity.end(),
                       [&words](const QString& sentence) { return sentence.contains(words); });
}

void TestStructureStory::rowsFlowWhileQuestionsComeAndGo() {
    RuntimeRig rig;
    rig.start();
    QVERIFY(!rig.ask(SaveProfile{QStringLiteral("visits"), profile(1, R"("/site")")}).error);
    int number = 0;
    const auto send = [&](int count, const QByteArray& answers) {
        for (int i = 0; i < count; ++i)
            rig.send(visit(++number, answers));
    };
    send(60, R"("mood":"good","old":"x")");
    send(1, R"("mood":"good","old":"x","new":"first")");   // a new question
    send(1, R"("mood":["good","tired"],"new":"second")");  // text → choices
    send(450, R"("mood":["good","tired"],"new":"third")"); // and one that nobody answers any more
    QVERIFY(rig.delivered(kSite, number));
    const auto sheet = rig.sheet(kSite);
    QCOMPARE(sheet[0].mid(2),
             (QStringList{QStringLiteral("mood"), QStringLiteral("old"), QStringLiteral("new")}));
    QCOMPARE(sheet[1].mid(2), (QStringList{QStringLiteral("good"), QStringLiteral("x"), QString()}));
    QCOMPARE(sheet[61].mid(2),
             (QStringList{QStringLiteral("good"), QStringLiteral("x"), QStringLiteral("first")}));
    QCOMPARE(sheet[62].mid(2),
             (QStringList{QStringLiteral("good, tired"), QString(), QStringLiteral("second")}));
    QTRY_VERIFY(says(rig.activity(), QStringLiteral("Question “old” of form “site” is no longer answered")));
    const QStringList activity = rig.activity();
    QVERIFY2(says(activity, QStringLiteral("Question “new” of form “site” is new.")),
             qPrintable(activity.join(u'\n')));
    QVERIFY(says(activity,
                 QStringLiteral("Question “mood” of form “site” has answers with several choices now.")));
    QCOMPARE(rig.status().rejected, 0);
}

void TestStructureStory::aRenamedEnvelopeFieldWaitsForTheProfile() {
    RuntimeRig rig;
    rig.start();
    QVERIFY(!rig.ask(SaveProfile{QStringLiteral("visits"), profile(1, R"("/site")")}).error);
    rig.send(visit(1, R"("mood":"good")"));
    rig.send(visit(2, R"("mood":"fair")", "place")); // “site” is called “place” from here on
    rig.send(visit(3, R"("mood":"calm")"));
    QVERIFY(rig.delivered(kSite, 2)); // the others flow on
    QTRY_COMPARE(rig.status().rejected, 1);
    QCOMPARE(rig.sheet(kSite)[2].value(1), QStringLiteral("v3"));

    // What the new version would change is shown before it is saved: the one record of three.
    const QString fixed = profile(2, R"("/site","/place")");
    const QueryPage page = rig.query(TryProfile{QStringLiteral("visits"), fixed});
    const auto* report = std::get_if<ProfileReport>(&page.detail);
    QVERIFY(report);
    QCOMPARE(report->records, 3);
    QCOMPARE(report->now.rejected, 1);
    QCOMPARE(report->then.rejected, 0);
    QCOMPARE(report->changes.size(), std::size_t{1});
    QVERIFY2(report->changes[0].before.contains(QStringLiteral("names no form")),
             qPrintable(report->changes[0].before));
    QCOMPARE(rig.status().rejected, 1); // nothing was done yet

    QVERIFY(!rig.ask(SaveProfile{QStringLiteral("visits"), fixed}).error);
    QVERIFY(rig.delivered(kSite, 3));
    QTRY_COMPARE(rig.status().rejected, 0);
    QCOMPARE(rig.sheet(kSite)[3].mid(1), (QStringList{QStringLiteral("v2"), QStringLiteral("fair")}));
    rig.send(visit(4, R"("mood":"new")", "place"));
    QVERIFY(rig.delivered(kSite, 4));
    QTRY_VERIFY(
        says(rig.activity(),
             QStringLiteral("is read by profile “visits” version 2 now; before it was “visits” version 1")));
    QVERIFY(says(rig.activity(), QStringLiteral("Profile “visits” was saved, version 2.")));
}

void TestStructureStory::anUnknownShapeWaitsForAWord() {
    RuntimeRig rig;
    rig.start();
    rig.send(R"({"form":"poll","id":"p1","mood":"good"})");
    QTRY_VERIFY_WITH_TIMEOUT(!rig.status().problems.empty(), 30'000);
    QCOMPARE(rig.status().problems.front().error.what,
             QStringLiteral(
                 "1 record of topic “forms” has a shape that no profile knows. It waits for your word."));
    QVERIFY(rig.sheet(QStringLiteral("poll")).empty());
    QCOMPARE(rig.status().rejected, 0);
    const CommandResult accepted = rig.ask(Mend{FormId(), Choice::AcceptGuess, QStringLiteral("forms")});
    QVERIFY(!accepted.error);
    QVERIFY(rig.delivered(QStringLiteral("poll"), 1));
    QTRY_VERIFY(rig.status().problems.empty());
    const QStringList activity = rig.activity();
    QVERIFY2(says(activity, QStringLiteral("Over: 1 record of topic “forms”")),
             qPrintable(activity.join(u'\n')));
    QVERIFY(
        says(activity, QStringLiteral("Records of topic “forms” that no profile knew are read by profile")));
    // It bears its topic's name, so that several can be told apart.
    const QueryPage page = rig.query(Profiles{});
    QCOMPARE(std::get<ProfileList>(page.detail).front().title, QStringLiteral("Topic “forms”"));
}

/// Counts, samples, the records to try profiles on, and what waits for a title.
void TestStructureStory::whatIsKnownOutlivesTheProgram() {
    RuntimeRig rig;
    rig.start();
    QVERIFY(!rig.ask(SaveProfile{QStringLiteral("visits"), profile(1, R"("/site")")}).error);
    rig.send(visit(1, R"("mood":"good","dogs":2)"));
    rig.send(visit(2, R"("mood":"fair")"));
    QVERIFY(rig.delivered(kSite, 2));
    const QueryPage before = rig.query(QuestionsOf{FormId("site")});
    rig.start();
    QTRY_COMPARE(rig.status().forms.size(), std::size_t{1});
    QTRY_COMPARE(rig.status().forms.front().untitled, 2);
    const QueryPage after = rig.query(QuestionsOf{FormId("site")});
    const auto& known = std::get<FormQuestions>(after.detail);
    QCOMPARE(known.responses, 2);
    QCOMPARE(known.questions.size(), std::size_t{2});
    QCOMPARE(known.questions[0].seen, 2);
    QCOMPARE(known.questions[0].samples, (QStringList{QStringLiteral("fair"), QStringLiteral("good")}));
    QCOMPARE(known.questions[1].type, QuestionType::Number);
    QVERIFY(known == std::get<FormQuestions>(before.detail));
    const QueryPage trial = rig.query(TryProfile{QStringLiteral("visits"), profile(2, R"("/visit")")});
    QCOMPARE(std::get<ProfileReport>(trial.detail).records, 2);
    // And it goes on from there.
    rig.send(visit(3, R"("mood":"calm")"));
    QVERIFY(rig.delivered(kSite, 3));
    const QueryPage then = rig.query(QuestionsOf{FormId("site")});
    QCOMPARE(std::get<FormQuestions>(then.detail).questions[0].seen, 3);
}

QTEST_GUILESS_MAIN(TestStructureStory)
#include "tst_structure_story.moc"
