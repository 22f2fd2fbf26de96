// The admin's own profiles: a folder of files, loaded, saved and removed while records flow, and the answer
// to shapes that no profile knows.
#include "app/runtime/profile_desk.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace rowcast;
using namespace rowcast::app;

class TestProfileDesk : public QObject {
    Q_OBJECT
private slots:
    void init() { dir_ = std::make_unique<QTemporaryDir>(); }

    void aBrokenFileIsAProblemAndTheOthersRead();
    void aSecondFileOfTheSameNameIsAProblem();
    void savingIsWholeOrNotAtAll();
    void removingGoesBackToTheBuiltIn();
    void anAcceptedGuessIsAProfileOfItsTopic();
    void anIgnoredShapeIsNoResponse();
    void aDecisionNeedsSomethingThatWaits();

private:
    QString folder() const { return dir_->filePath(QStringLiteral("profiles")); }
    void write(const QString& name, const QByteArray& text) const;
    std::unique_ptr<QTemporaryDir> dir_;
};

namespace {

const QString automatic = QStringLiteral("auto");

QByteArray profile(const char* name, const char* member) {
    return QByteArray(R"({"profile": "NAME", "title": "Mine", "version": 2,
  "shapes": [ { "when": "/MEMBER" } ], "formId": "@topic", "responseId": "/MEMBER",
  "answers": [ { "as": "flat" } ] })")
        .replace("NAME", name)
        .replace("MEMBER", member);
}

/// What becomes of one record of the topic "visits".
transform::Reading readingOf(const ProfileDesk& desk, const char* json) {
    transform::Transformer transformer(*desk.profiles());
    const std::string value = json;
    RecordBatch batch{{"visits", 0}, 1, {}, {}};
    batch.records.push_back({1, {}, "f", value, false, {}});
    return transformer.decode(batch).records.at(0).reading;
}

ProfileDesk::UnknownShapes unknownOf(const char* json) {
    transform::Transformer transformer;
    const std::string value = json;
    RecordBatch batch{{"visits", 0}, 1, {}, {}};
    batch.records.push_back({1, {}, "f", value, false, {}});
    (void)transformer.decode(batch);
    return transformer.unknown();
}

CommandResult answerOf(const QSignalSpy& done) {
    return done.isEmpty() ? CommandResult{} : done.last().at(0).value<CommandResult>();
}

} // namespace

void TestProfileDesk::write(const QString& name, const QByteArray& text) const {
    QVERIFY(QDir().mkpath(folder()));
    QFile file(folder() + u'/' + name);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(text);
}

void TestProfileDesk::aBrokenFileIsAProblemAndTheOthersRead() {
    write(QStringLiteral("a.json"), "{\n  \"profile\": \"a\",\n  \"title\": 7 }");
    write(QStringLiteral("b.json"), profile("b", "visit"));
    ProfileDesk desk(folder(), automatic);
    QSignalSpy problems(&desk, &ProfileDesk::problem);
    desk.sayProblems();
    QCOMPARE(problems.count(), 1);
    QCOMPARE(problems[0][0].toString(), QStringLiteral("profile-file:a"));
    QCOMPARE(problems[0][1].value<Error>().what,
             QStringLiteral("The profile file a.json is not used. Line 3, column 12: a text was expected."));
    QCOMPARE(readingOf(desk, R"({"visit":"v1","mood":"good"})"), transform::Reading::Rows);
}

void TestProfileDesk::aSecondFileOfTheSameNameIsAProblem() {
    write(QStringLiteral("a.json"), profile("mine", "visit"));
    write(QStringLiteral("b.json"), profile("mine", "stay"));
    const ProfileDesk desk(folder(), automatic);
    QCOMPARE(problemsOf(desk.files()).size(), std::size_t{1});
    QCOMPARE(readingOf(desk, R"({"visit":"v1"})"), transform::Reading::Rows);
    QCOMPARE(readingOf(desk, R"({"stay":"v1"})"), transform::Reading::Waiting);
}

void TestProfileDesk::savingIsWholeOrNotAtAll() {
    ProfileDesk desk(folder(), automatic);
    QSignalSpy changed(&desk, &ProfileDesk::changed);
    QSignalSpy noted(&desk, &ProfileDesk::noted);
    QSignalSpy done(&desk, &ProfileDesk::done);
    desk.save(1, {QStringLiteral("mine"), QString::fromUtf8(profile("mine", "visit"))});
    QVERIFY(!answerOf(done).error);
    QCOMPARE(changed.count(), 1);
    QVERIFY(noted[0][0].value<ActivityNote>().what.contains(QStringLiteral("“mine” was saved, version 2")));
    QCOMPARE(readingOf(desk, R"({"visit":"v1"})"), transform::Reading::Rows);

    desk.save(2, {QStringLiteral("mine"), QStringLiteral("{ \"profile\": \"mine\" }")});
    QCOMPARE(answerOf(done).error->what, QStringLiteral("Line 1, column 1: “title” is missing."));
    QCOMPARE(changed.count(), 1);
    QCOMPARE(readingOf(desk, R"({"visit":"v1"})"), transform::Reading::Rows);
    QCOMPARE(QDir(folder()).entryList(QDir::Files), QStringList{QStringLiteral("mine.json")});

    desk.save(3, {QStringLiteral("../mine"), QString::fromUtf8(profile("mine", "visit"))});
    QVERIFY(answerOf(done).error->what.contains(QStringLiteral("small letters")));
    desk.save(4, {QStringLiteral("twin"), QString::fromUtf8(profile("mine", "visit"))});
    QVERIFY(answerOf(done).error->what.contains(QStringLiteral("mine.json")));
}

void TestProfileDesk::removingGoesBackToTheBuiltIn() {
    ProfileDesk desk(folder(), automatic);
    QSignalSpy done(&desk, &ProfileDesk::done);
    desk.save(1, {QStringLiteral("google-forms"), QString::fromUtf8(profile("google-forms", "visit"))});
    const char* google = R"({"responseId":"r","lastSubmittedTime":"2026-01-01T00:00:00Z","answers":{}})";
    QCOMPARE(readingOf(desk, google), transform::Reading::Waiting);
    desk.remove(2, QStringLiteral("google-forms"));
    QVERIFY(!answerOf(done).error);
    QCOMPARE(readingOf(desk, google), transform::Reading::Rows);
    desk.remove(3, QStringLiteral("google-forms"));
    QVERIFY(answerOf(done).error);
}

void TestProfileDesk::anAcceptedGuessIsAProfileOfItsTopic() {
    const char* record = R"({"visitor":"Ada","rating":5})";
    ProfileDesk desk(folder(), automatic);
    QSignalSpy done(&desk, &ProfileDesk::done);
    const auto unknown = unknownOf(record);
    desk.decide({FormId(), Choice::AcceptGuess, QStringLiteral("visits")}, 1, unknown);
    QVERIFY(!answerOf(done).error);
    QCOMPARE(readingOf(desk, record), transform::Reading::Rows);
    QCOMPARE(desk.files().at(0).name, QStringLiteral("topic-visits"));
    // It stays after a restart, and what another product sends to the topic is that product's.
    const ProfileDesk again(folder(), automatic);
    QCOMPARE(readingOf(again, record), transform::Reading::Rows);
    transform::Transformer transformer(*again.profiles());
    const std::string google =
        R"({"formId":"g","responseId":"r","lastSubmittedTime":"2026-01-01T00:00:00Z","answers":{}})";
    RecordBatch batch{{"visits", 0}, 1, {}, {}};
    batch.records.push_back({1, {}, "f", google, false, {}});
    const auto decoded = transformer.decode(batch);
    QCOMPARE(transformer.book().entry(decoded.rows.at(0).form).id(), FormId("g"));
    // And in another topic it says nothing.
    const std::string value = record;
    RecordBatch other{{"stays", 0}, 1, {}, {}};
    other.records.push_back({1, {}, "f", value, false, {}});
    QCOMPARE(transformer.decode(other).records.at(0).reading, transform::Reading::Waiting);
}

void TestProfileDesk::anIgnoredShapeIsNoResponse() {
    const char* record = R"({"heartbeat":17})";
    ProfileDesk desk(folder(), automatic);
    desk.decide({FormId(), Choice::Ignore, {}}, 1, unknownOf(record));
    QCOMPARE(readingOf(desk, record), transform::Reading::Ignored);
    // A second shape of the same topic is decided on its own.
    const char* another = R"({"form":"f","id":"1","mood":"good"})";
    desk.decide({FormId(), Choice::AcceptGuess, {}}, 2, unknownOf(another));
    QCOMPARE(desk.files().size(), std::size_t{2});
    QCOMPARE(readingOf(desk, another), transform::Reading::Rows);
}

void TestProfileDesk::aDecisionNeedsSomethingThatWaits() {
    ProfileDesk desk(folder(), automatic);
    QSignalSpy done(&desk, &ProfileDesk::done);
    desk.decide({FormId(), Choice::AcceptGuess, {}}, 1, {});
    QVERIFY(answerOf(done).error);
    QVERIFY(desk.files().empty());
}

QTEST_GUILESS_MAIN(TestProfileDesk)
#include "tst_profile_desk.moc"
