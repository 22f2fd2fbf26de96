#include "core/transform/question_map_file.h"

#include <QTest>

using namespace rowcast;
using namespace rowcast::transform;

class TestQuestionMapFile : public QObject {
    Q_OBJECT

private slots:
    void readsWhatPeopleWrite_data();
    void readsWhatPeopleWrite();
    void namesTheLineOfAMistake_data();
    void namesTheLineOfAMistake();
    void writesWhatItReads();
    void keepsTheOrderOfAJsonObject();
};

namespace {

QString summary(const QuestionMap& map) {
    QStringList out;
    for (const QuestionMap::Entry& entry : map.entries)
        out << QStringLiteral("%1=%2%3%4")
                   .arg(entry.id.text(), entry.title,
                        entry.type ? QStringLiteral(":%1").arg(static_cast<int>(*entry.type)) : QString(),
                        entry.shown ? QString() : QStringLiteral(":hidden"));
    return map.formTitle + u'|' + out.join(u';');
}

} // namespace

void TestQuestionMapFile::readsWhatPeopleWrite_data() {
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<QString>("map");
    QTest::newRow("csv") << QByteArray("a,First\nb,Second") << QStringLiteral("|a=First;b=Second");
    QTest::newRow("csv of a spreadsheet")
        << QByteArray("\xEF\xBB\xBFid;title;type;shown\r\na;Née;number;no\r\n\r\n")
        << QStringLiteral("|a=Née:1:hidden");
    QTest::newRow("pasted") << QByteArray("a\tFirst\nb\tSecond\tdate-time\n")
                            << QStringLiteral("|a=First;b=Second:4");
    QTest::newRow("columns in another order")
        << QByteArray("Title,Note,ID\nOne,x,a") << QStringLiteral("|a=One");
    QTest::newRow("quotes") << QByteArray("a,\"Say \"\"hi\"\",\nthen go\"")
                            << QStringLiteral("|a=Say \"hi\",\nthen go");
    QTest::newRow("json object") << QByteArray("{\"b\":\"Two\",\"a\":\"One\"}")
                                 << QStringLiteral("|b=Two;a=One");
    QTest::newRow("json list")
        << QByteArray("[{\"id\":\"a\",\"title\":\"One\",\"type\":\"yes/no\",\"shown\":false}]")
        << QStringLiteral("|a=One:2:hidden");
    QTest::newRow("json with title")
        << QByteArray("{\"title\":\"Form\",\"questions\":[{\"id\":7,\"title\":\"One\"}]}")
        << QStringLiteral("Form|7=One");
}

void TestQuestionMapFile::readsWhatPeopleWrite() {
    QFETCH(QByteArray, file);
    QFETCH(QString, map);
    const auto parsed = parseQuestionMap(FormId("f"), file.toStdString());
    QVERIFY2(parsed, parsed ? "" : qPrintable(parsed.error().what));
    QCOMPARE(summary(*parsed), map);
    QCOMPARE(parsed->form, FormId("f"));
}

void TestQuestionMapFile::namesTheLineOfAMistake_data() {
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<QString>("error");
    QTest::newRow("no id") << QByteArray("a,First\n,Second")
                           << QStringLiteral("Line 2: the question's id is missing.");
    QTest::newRow("id twice") << QByteArray("id,title\na,x\n\"b\",\"two\nlines\"\na,y")
                              << QStringLiteral("Line 5: the id “a” stands in the file already.");
    QTest::newRow("type") << QByteArray("a,First,colour")
                          << QStringLiteral(
                                 "Line 1: “colour” is not a type; types are text, number, yes/no, date, "
                                 "date-time, time, duration, choice, choices, file, location, link.");
    QTest::newRow("shown") << QByteArray("a,First,,maybe")
                           << QStringLiteral("Line 1: “maybe” is not yes or no.");
    QTest::newRow("open quote") << QByteArray("a,b\nc,\"d\n")
                                << QStringLiteral("Line 2: a quotation mark is not closed.");
    QTest::newRow("json syntax") << QByteArray("{\"a\": \"One\",\n \"b\" \"Two\"}")
                                 << QStringLiteral("Line 2, column 6: “:” was expected.");
    QTest::newRow("json title") << QByteArray("{\"a\": \"One\",\n\"b\": 2}")
                                << QStringLiteral("Line 2: the title of “b” must be a text.");
    QTest::newRow("json entry") << QByteArray("[\n3]")
                                << QStringLiteral("Line 2: an object with id and title was expected.");
    QTest::newRow("nothing") << QByteArray("\n\n") << QStringLiteral("The file names no question.");
}

void TestQuestionMapFile::namesTheLineOfAMistake() {
    QFETCH(QByteArray, file);
    QFETCH(QString, error);
    const auto parsed = parseQuestionMap(FormId("f"), file.toStdString());
    QVERIFY(!parsed);
    QCOMPARE(parsed.error().what, error);
}

void TestQuestionMapFile::writesWhatItReads() {
    QuestionMap map{FormId("f"), QStringLiteral("The form"), {}};
    map.entries.push_back({QuestionId("a,b"), QStringLiteral("Say \"hi\""), QuestionType::Duration, false});
    map.entries.push_back({QuestionId("c"), QStringLiteral("two\nlines"), {}, true});
    map.entries.push_back({QuestionId("d"),
                           QStringLiteral("Which?"),
                           QuestionType::Choices,
                           true,
                           true,
                           {{QStringLiteral("1"), QStringLiteral("One, at least")},
                            {QStringLiteral("2"), QStringLiteral("Two")}}});
    QCOMPARE(*parseQuestionMap(map.form, questionMapJson(map)), map);
    QuestionMap untitled = map;
    untitled.formTitle.clear();
    QCOMPARE(*parseQuestionMap(map.form, questionMapCsv(map)), untitled);
}

void TestQuestionMapFile::keepsTheOrderOfAJsonObject() {
    const auto parsed = parseQuestionMap(FormId("f"), R"({"z":"1","a":"2","m":"3"})");
    QCOMPARE(summary(*parsed), QStringLiteral("|z=1;a=2;m=3"));
}

QTEST_GUILESS_MAIN(TestQuestionMapFile)
#include "tst_question_map_file.moc"
