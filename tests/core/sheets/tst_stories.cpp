#include "tests/core/sheets/story.h"

#include <QTest>

using rowcast::sheets::test::Story;

/// Each row is a story from the protocol's lists; see story.cpp for its words.
class TestStories : public QObject {
    Q_OBJECT
private slots:
    void writing_data();
    void writing() { tell(); }
    void unknownOutcomes_data();
    void unknownOutcomes() { tell(); }
    void people_data();
    void people() { tell(); }
    void twoInstances_data();
    void twoInstances() { tell(); }
    void parts_data();
    void parts() { tell(); }
    void blocked_data();
    void blocked() { tell(); }

private:
    static void tell() {
        QFETCH(QString, story);
        Story teller;
        const QString problem = teller.run(story);
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
    }
    static void column() { QTest::addColumn<QString>("story"); }
};

void TestStories::writing_data() {
    column();
    QTest::newRow("the first batch makes the sheet") << uR"(
        a takes 1-5
        a said appended 5 found 0 duplicates 0
        holds 1-5
        sheets 1
        titles Submitted at|Response ID|Name|Age
    )"_qs;
    QTest::newRow("a fresh sheet costs two reads, a steady backlog none") << uR"(
        a takes 1-5
        count
        a takes 6-9
        a takes 10-12
        cost 0 2
        holds 1-12
    )"_qs;
    QTest::newRow("a quiet form costs one read and one write") << uR"(
        a takes 1
        time 60
        count
        a takes 2
        cost 1 1
        holds 1-2
    )"_qs;
    QTest::newRow("offsets may have gaps") << uR"(
        a takes 1,5,900
        a takes 2000
        holds 1,5,900,2000
    )"_qs;
    QTest::newRow("an id seen in the sheet is skipped") << uR"(
        a takes 1-2 ids x,y
        a takes 3-4 ids x,z
        a said appended 1 found 0 duplicates 1
        holds x,y,z
    )"_qs;
    QTest::newRow("an id twice in one batch is written once") << uR"(
        a takes 1-3 ids x,x,y
        a said appended 2 found 0 duplicates 1
        holds x,y
    )"_qs;
    QTest::newRow("after a restart the ids are read") << uR"(
        a takes 1-2 ids x,y
        a restarts
        a takes 3 ids x
        a said appended 0 found 0 duplicates 1
        holds x,y
    )"_qs;
    QTest::newRow("a lost commit is healed by the watermark") << uR"(
        a takes 1-5
        a restarts
        a takes 3-8
        a said appended 3 found 3 duplicates 0
        holds 1-8
    )"_qs;
    QTest::newRow("a new question gets a column of its own") << uR"(
        a takes 1-2
        question q3 Comment
        a takes 3
        titles Submitted at|Response ID|Name|Age|Comment
        holds 1-3
    )"_qs;
    QTest::newRow("a record that Google refuses is found and rejected alone") << uR"(
        poison answer 0 of 7
        a takes 1-12
        a said appended 11 found 0 duplicates 0 rejected 1
        holds 1-6,8-12
        a takes 13
        holds 1-6,8-13
    )"_qs;
    QTest::newRow("a form's name finds an empty spreadsheet that a person made") << uR"(
        file Feedback
        a takes 1-2
        sheets 1
        holds 1-2
    )"_qs;
    QTest::newRow("a person's spreadsheet of that name with other titles is left alone") << uR"(
        file Feedback
        a takes 1
        a restarts
        sheets 1
    )"_qs;
    QTest::newRow("where the account may not create, the named spreadsheet is used") << uR"(
        named
        a takes 1-3
        a takes 4
        holds 1-4
        sheets 1
    )"_qs;
}

void TestStories::unknownOutcomes_data() {
    column();
    QTest::newRow("applied, reply lost") << uR"(
        a takes 1-2
        a writes lost
        a takes 3-5
        a said appended 0 found 3 duplicates 0
        holds 1-5
    )"_qs;
    QTest::newRow("the first write's reply is lost") << uR"(
        a writes lost
        a takes 1-5
        a said appended 0 found 5 duplicates 0
        holds 1-5
    )"_qs;
    QTest::newRow("never arrived") << uR"(
        a takes 1-2
        a writes dropped
        a takes 3-5
        a said appended 3 found 0 duplicates 0
        holds 1-5
    )"_qs;
    QTest::newRow("arrives after its successor") << uR"(
        a takes 1-2
        a writes late
        a takes 3-5
        late lands
        holds 1-5
        a takes 6
        late lands
        holds 1-6
    )"_qs;
    QTest::newRow("a first write arrives after its successor") << uR"(
        a writes late
        a takes 1-5
        late lands
        holds 1-5
    )"_qs;
    QTest::newRow("sent twice") << uR"(
        a writes doubled
        a takes 1-5
        a writes doubled
        a takes 6-7
        holds 1-7
    )"_qs;
    QTest::newRow("lost, then the column moves before it is read back") << uR"(
        a takes 1
        a writes lost
        a meanwhile people swap 2 3
        a takes 2-4
        holds 1-4
    )"_qs;
    QTest::newRow("lost before a crash, moved meanwhile: whoever takes over repairs") << uR"(
        a takes 1
        a writes lost
        a meanwhile people swap 1 3
        a takes 2-4
        b takes 2-4
        b said appended 0 found 3 duplicates 0
        holds 1-4
    )"_qs;
    QTest::newRow("an instance that never got its claim's reply") << uR"(
        a writes lost!
        a takes 1-2
        holds 1-2
        sheets 1
    )"_qs;
}

void TestStories::people_data() {
    column();
    QTest::newRow("columns moved between writes") << uR"(
        a takes 1-2
        people swap 0 3
        time 6
        a takes 3-4
        holds 1-4
    )"_qs;
    QTest::newRow("a column moves while the write is on its way") << uR"(
        a takes 1-2
        a meanwhile people swap 2 3
        a takes 3-5
        a said appended 3 found 0 duplicates 0
        holds 1-5
    )"_qs;
    QTest::newRow("the id column moves while the write is on its way") << uR"(
        a takes 1-2
        a meanwhile people swap 1 2
        a takes 3-5
        holds 1-5
    )"_qs;
    QTest::newRow("a column is inserted while the write is on its way") << uR"(
        a takes 1-2
        a meanwhile people insert 0
        a takes 3-5
        holds 1-5
        a takes 6
        holds 1-6
    )"_qs;
    QTest::newRow("moved on the way, then sorted before the repair") << uR"(
        a takes 1-2
        a meanwhile people swap 2 3
        a meanwhile people sort
        a takes 3-5
        holds 1-5
    )"_qs;
    QTest::newRow("sorted between writes") << uR"(
        a takes 1-3
        people sort
        a takes 4
        people sort
        time 6
        a takes 5
        holds 1-5
    )"_qs;
    QTest::newRow("titles are people's once they changed them") << uR"(
        a takes 1
        people rename 2 Who are you?
        question q1 Full name
        question q2 Years
        time 6
        a takes 2
        titles Submitted at|Response ID|Who are you?|Years
        holds 1-2
    )"_qs;
    QTest::newRow("a column of people's own stays") << uR"(
        a takes 1-2
        people insert 2
        people rename 2 Notes
        time 6
        a takes 3
        titles Submitted at|Response ID|Notes|Name|Age
        holds 1-3
    )"_qs;
    QTest::newRow("the header row moves down") << uR"(
        a takes 1-2
        people row 0
        time 6
        question q3 Comment
        a takes 3
        titles Submitted at|Response ID|Name|Age|Comment
        holds 1-3
    )"_qs;
    QTest::newRow("an edited cell is no misplaced one") << uR"(
        a takes 1-3
        people edit 2 0 checked
        a restarts
        a takes 1-3
        a said appended 0 found 3 duplicates 0
        holds 1-3
    )"_qs;
}

void TestStories::twoInstances_data() {
    column();
    QTest::newRow("a second instance goes on in the same sheet") << uR"(
        a takes 1-3
        b takes 4-6
        holds 1-6
        sheets 1
    )"_qs;
    QTest::newRow("the partition comes back") << uR"(
        a takes 1-3
        b takes 4-6
        a takes 7-8
        b takes 9
        holds 1-9
    )"_qs;
    QTest::newRow("both write what neither committed") << uR"(
        a takes 1-3
        b takes 2-5
        a takes 4-6
        b takes 1-7
        holds 1-7
    )"_qs;
    QTest::newRow("another's write lands first") << uR"(
        a takes 1
        b takes 1
        a meanwhile b takes 2-3
        a takes 2-4
        holds 1-4
    )"_qs;
    QTest::newRow("the same new id from two instances is written once") << uR"(
        a takes 1 ids w
        b takes 2 ids v
        a takes 3 ids x
        b takes 4 ids x
        b said appended 0 found 0 duplicates 1
        holds w,v,x
    )"_qs;
    QTest::newRow("after a foreign write the state is read before each write for a minute") << uR"(
        a takes 1
        b takes 2
        a takes 3
        count
        a takes 4
        cost 1 1
        time 61
        count
        a takes 5
        cost 1 1
        count
        a takes 6
        cost 0 1
        holds 1-6
    )"_qs;
    QTest::newRow("two instances start a form at once: one sheet") << uR"(
        a meanwhile b takes 1-2
        a takes 1-3
        holds 1-3
        sheets 1
    )"_qs;
    QTest::newRow("a released form is read anew") << uR"(
        a takes 1-3
        a forgets
        b takes 4
        a takes 5
        holds 1-5
    )"_qs;
}

void TestStories::parts_data() {
    column();
    QTest::newRow("a full spreadsheet is followed by a second one") << uR"(
        limit 260
        a takes 1-8
        a takes 9-12
        a said appended 4 found 0 duplicates 0
        holds 1-12
        sheets 2
        a takes 13
        holds 1-13
        sheets 2
    )"_qs;
    QTest::newRow("an instance that knew only the first part follows the seal") << uR"(
        limit 260
        a takes 1-8
        b takes 1-8
        a takes 9-12
        b takes 13
        holds 1-13
        sheets 2
    )"_qs;
    QTest::newRow("the seal's reply is lost") << uR"(
        limit 260
        a takes 1-8
        a writes lost!
        a takes 9-12
        holds 1-12
        sheets 2
    )"_qs;
    QTest::newRow("ids of the first part count in the second") << uR"(
        limit 260
        a takes 1-8 ids a,b,c,d,e,f,g,h
        a takes 9-12 ids i,j,k,l
        a restarts
        a takes 13-14 ids a,m
        a said appended 1 found 0 duplicates 1
        sheets 2
    )"_qs;
    QTest::newRow("a lost commit is healed in the second part too") << uR"(
        limit 260
        a takes 1-8
        a takes 9-12
        a restarts
        a takes 7-13
        holds 1-13
    )"_qs;
    QTest::newRow("the admin uses another sheet") << uR"(
        a takes 1-3
        file Other
        a mends use Other
        a said mended
        a takes 4-5
        holds 1-5
        b takes 6
        holds 1-6
    )"_qs;
    QTest::newRow("another sheet must be nobody's") << uR"(
        a takes 1-3
        a mends use Feedback
        a said not mended: pick-file
        a takes 4
        holds 1-4
    )"_qs;
}

void TestStories::blocked_data() {
    column();
    QTest::newRow("a deleted column blocks until the admin has it made again") << uR"(
        a takes 1-2
        people delete 3
        time 6
        a takes 3
        a said fix-settings recreate leave-out
        a mends recreate
        a said mended
        a takes 3
        a said appended 1 found 0 duplicates 0
        titles Submitted at|Response ID|Name|Age
    )"_qs;
    QTest::newRow("or left out, also after a restart") << uR"(
        a takes 1-2
        people delete 3
        time 6
        a takes 3
        a mends leave-out
        a takes 3
        titles Submitted at|Response ID|Name
        a restarts
        a takes 4
        a said appended 1 found 0 duplicates 0
        titles Submitted at|Response ID|Name
        holds 1-4
    )"_qs;
    QTest::newRow("a deleted id column only comes back") << uR"(
        a takes 1-2
        people delete 1
        time 6
        a takes 3
        a said fix-settings recreate
    )"_qs;
    QTest::newRow("a trashed spreadsheet is restored") << uR"(
        a takes 1-2
        people trash
        time 3700
        a takes 3
        a said pick-file restore use retry
        a mends restore
        a said mended
        a takes 3
        holds 1-3
    )"_qs;
    QTest::newRow("a deleted spreadsheet is replaced on the admin's word") << uR"(
        a takes 1-2
        people vanish
        time 6
        a takes 3
        a said pick-file retry use rebuild
        a mends rebuild
        a said mended
        a takes 3
        holds 3
    )"_qs;
    QTest::newRow("a deleted tab") << uR"(
        a takes 1-2
        people tab
        time 6
        a takes 3
        a said pick-file retry use rebuild
    )"_qs;
    QTest::newRow("an id of ours held by something else") << uR"(
        a takes 1-2
        people steal
        a takes 3
        a said stop use
    )"_qs;
    QTest::newRow("the topic was made again") << uR"(
        a takes 1-5
        a restarts
        a log uncommitted 9
        people edit 1 1 something-else
        a takes 1-2
        a said fix-settings new-log resume
        a log uncommitted 9 resume
        a takes 1-2
        a said appended 0 found 2 duplicates 0
    )"_qs;
    QTest::newRow("killed before the first commit is no new log") << uR"(
        a takes 1-5
        a restarts
        a log uncommitted 9
        a takes 1-7
        a said appended 2 found 5 duplicates 0
        holds 1-7
    )"_qs;
    QTest::newRow("the index is in the trash") << uR"(
        a takes 1
        people index trash
        b takes 2
        b said stop retry
    )"_qs;
    QTest::newRow("a new index settles first") << uR"(
        index wait 120
        a takes 1
        a said wait
        time 121
        a takes 1
        holds 1
    )"_qs;
}

QTEST_GUILESS_MAIN(TestStories)
#include "tst_stories.moc"
