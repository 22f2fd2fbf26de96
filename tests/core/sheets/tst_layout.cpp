#include "core/sheets/layout.h"

#include <QTest>

using namespace rowcast;
using namespace rowcast::sheets;

namespace {

Question ask(const char* id, const char* title, CellKind kind = CellKind::Text) {
    return {QuestionId{id}, title, kind, true};
}
const QuestionList kTwo{ask("q1", "Name"), ask("q2", "Age", CellKind::Number)};

/// The view after `layout` was written: "what the reply shows".
SheetView after(SheetView view, const Layout& layout) {
    view.headerRow = 0;
    view.columns.resize(static_cast<std::size_t>(layout.width));
    for (const NewColumn& column : layout.added) {
        auto& place = view.columns[static_cast<std::size_t>(column.column)];
        place.tag = column.tag;
        if (!column.title.empty()) place.title = column.title;
    }
    for (const Retitle& change : layout.retitled) {
        auto& place = view.columns[static_cast<std::size_t>(change.column)];
        place.tag = change.tag;
        place.title = change.title;
    }
    return view;
}

QString titles(const SheetView& view) {
    QStringList list;
    for (const auto& column : view.columns)
        list << QString::fromStdString(column.title);
    return list.join(u'|');
}

struct Sheet {
    SheetView view;
    ColumnsEntry entry;
    Sheet() {
        const Layout first = arrange({}, {}, kTwo);
        view = after({}, first);
        entry = first.entry;
    }
};

} // namespace

class TestLayout : public QObject {
    Q_OBJECT
private slots:
    void anEmptySheetGetsAllColumnsInFormOrder() {
        const Layout layout = arrange({}, {}, kTwo);
        QCOMPARE(layout.submitted, 0);
        QCOMPARE(layout.responseId, 1);
        QCOMPARE(layout.questions, (std::vector<std::int64_t>{2, 3}));
        QCOMPARE(layout.width, 4);
        QCOMPARE(layout.added.size(), 4U);
        QCOMPARE(layout.entry.made.size(), 4U);
        QCOMPARE(titles(after({}, layout)), u"Submitted at|Response ID|Name|Age"_qs);
    }
    void aSheetThatStandsNeedsNothing() {
        const Sheet sheet;
        const Layout layout = arrange(sheet.view, sheet.entry, kTwo);
        QVERIFY(layout.added.empty());
        QVERIFY(layout.retitled.empty());
        QVERIFY(layout.deleted.empty());
        QVERIFY(layout.entry == sheet.entry);
    }
    void movedAndInsertedColumnsAreFollowedByTheirTags() {
        Sheet sheet;
        auto& columns = sheet.view.columns;
        std::swap(columns[0], columns[3]);
        columns.insert(columns.begin(), SheetView::Column{0, {}, "My notes"});
        const Layout layout = arrange(sheet.view, sheet.entry, kTwo);
        QCOMPARE(layout.questions, (std::vector<std::int64_t>{3, 1}));
        QCOMPARE(layout.submitted, 4);
        QVERIFY(layout.added.empty());
    }
    void aNewQuestionGoesBehindTheLastColumn() {
        Sheet sheet;
        sheet.view.columns.push_back({0, {}, "My notes"});
        QuestionList questions = kTwo;
        questions.push_back(ask("q3", "Comment"));
        const Layout layout = arrange(sheet.view, sheet.entry, questions);
        QCOMPARE(layout.added.size(), 1U);
        QCOMPARE(layout.questions[2], 5);
        QCOMPARE(layout.width, 6);
    }
    void peoplesColumnOfTheSameTitleIsTheirs() {
        Sheet sheet;
        sheet.view.columns.push_back({0, {}, "Comment"});
        QuestionList questions = kTwo;
        questions.push_back(ask("q3", "Comment"));
        const Layout layout = arrange(sheet.view, sheet.entry, questions);
        QCOMPARE(layout.questions[2], 5);
    }
    void aTitleIsRenamedOnlyWherePeopleHaveNot() {
        Sheet sheet;
        QuestionList questions = kTwo;
        questions[0].title = "Full name";
        questions[1].title = "Years";
        sheet.view.columns[3].title = "How old?";
        const Layout layout = arrange(sheet.view, sheet.entry, questions);
        QCOMPARE(layout.retitled.size(), 1U);
        QCOMPARE(titles(after(sheet.view, layout)), u"Submitted at|Response ID|Full name|How old?"_qs);
        QVERIFY(arrange(after(sheet.view, layout), layout.entry, questions).retitled.empty());
    }
    void aDeletedColumnIsNotMadeAgainSilently() {
        Sheet sheet;
        sheet.view.columns.erase(sheet.view.columns.begin() + 2);
        const Layout blocked = arrange(sheet.view, sheet.entry, kTwo);
        QCOMPARE(blocked.deleted, std::vector<std::string>{"Name"});
        QVERIFY(blocked.added.empty());

        const Layout again = arrange(sheet.view, sheet.entry, kTwo, {questionKey(QuestionId{"q1"})});
        QVERIFY(again.deleted.empty());
        QCOMPARE(again.questions, (std::vector<std::int64_t>{3, 2}));

        ColumnsEntry left = sheet.entry;
        left.left.insert(questionKey(QuestionId{"q1"}));
        const Layout without = arrange(sheet.view, left, kTwo);
        QVERIFY(without.deleted.empty());
        QCOMPARE(without.questions, (std::vector<std::int64_t>{-1, 2}));
    }
    void aHiddenQuestionHasNoColumn() {
        QuestionList questions = kTwo;
        questions[0].shown = false;
        QCOMPARE(arrange({}, {}, questions).questions, (std::vector<std::int64_t>{-1, 2}));
    }
    void aMatchingFirstRowIsAdopted() {
        SheetView view;
        view.columns = {{0, {}, "Age "}, {0, {}, ""}, {0, {}, "Response ID"}};
        QVERIFY(adoptable(view, kTwo));
        const Layout layout = arrange(view, {}, kTwo);
        QCOMPARE(layout.responseId, 2);
        QCOMPARE(layout.questions, (std::vector<std::int64_t>{4, 0}));
        QCOMPARE(layout.submitted, 3);
        QCOMPARE(titles(after(view, layout)), u"Age ||Response ID|Submitted at|Name"_qs);

        view.columns.push_back({0, {}, "Invoices"});
        QVERIFY(!adoptable(view, kTwo));
        QVERIFY(adoptable({}, kTwo));
    }
    void twoQuestionsOfOneTitleGetAColumnEach() {
        const QuestionList twins{ask("a", "Name"), ask("b", "Name")};
        SheetView view;
        view.columns = {{0, {}, "Name"}};
        const Layout layout = arrange(view, {}, twins);
        QCOMPARE(layout.questions, (std::vector<std::int64_t>{0, 3}));
        QVERIFY(layout.added[2].title.empty());
    }
};

QTEST_GUILESS_MAIN(TestLayout)
#include "tst_layout.moc"
