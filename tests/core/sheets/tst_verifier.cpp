#include "core/sheets/verifier.h"

#include <QTest>

using namespace rowcast;
using namespace rowcast::sheets;

namespace {

const QuestionList kQuestions{{QuestionId{"day"}, "Day", CellKind::Text, true},
                              {QuestionId{"time"}, "Time", CellKind::Text, true},
                              {QuestionId{"note"}, "Note", CellKind::Text, true}};

Value text(const char* content) {
    Value value;
    if (*content == 0) return value;
    value.kind = Value::Kind::Text;
    value.text = content;
    return value;
}

bool clears(const WriteTagged& write, std::size_t column) {
    const auto& values = write.lines.front().values;
    return values.size() > column && values[column].kind == Value::Kind::Text && values[column].text.empty();
}

/// One row with a time and nothing else, and a person who moves columns whenever it is rewritten.
class Case {
public:
    Case() {
        book.sheet = SpreadsheetId{"sheet"};
        book.state = StateEntry{};
        book.state->version = 5;
        SheetView seen;
        seen.tabTitle = "Sheet1";
        seen.headerRow = 0;
        for (const QuestionId& id :
             {responseIdQuestion(), QuestionId{"day"}, QuestionId{"time"}, QuestionId{"note"}})
            seen.columns.push_back({7, columnTag(id, id.value), id.value});
        book.view = seen;
        book.rowTags.emplace(); // none was left here
        auto batch = std::make_shared<Batch>();
        batch->questions = std::make_shared<QuestionList>(kQuestions);
        auto arena = std::make_shared<Arena>();
        Row row;
        row.responseId = "r1";
        const auto cells = arena->array<Cell>(1);
        cells[0] = {1, CellKind::Text, 0, "02:40"};
        row.cells = cells;
        row.arena = arena;
        batch->rows.push_back(row);
        verifier.start(batch, {0}, Verifier::Job::Check, true);
    }
    /// The row as a read shows it: id, day, time, note.
    void shows(std::initializer_list<const char*> cells, bool tagged = true) {
        static_cast<void>(verifier.next(book));
        RowsRead read{*book.view, {}, {}};
        RowsRead::Row row;
        row.number = 1;
        for (const char* cell : cells)
            row.cells.push_back(text(cell));
        if (tagged) row.tags.emplace_back(9, "6.0");
        read.rows.push_back(row);
        verifier.on(read, book);
    }
    /// The tag stands, but its row was sorted away before it was read.
    void misses() {
        static_cast<void>(verifier.next(book));
        verifier.on(RowsRead{*book.view, {}, {9}}, book);
    }
    [[nodiscard]] bool wantsRewrite() {
        return verifier.busy() && std::holds_alternative<WriteTagged>(verifier.next(book));
    }
    WriteTagged rewrites() { return std::get<WriteTagged>(verifier.next(book)); }
    void idsRead() {
        static_cast<void>(verifier.next(book));
        verifier.on(IdsRead{{"Response ID", "r1"}}, book);
    }
    /// The time stands under "note", and the row is rewritten.
    void upToTheFirstRewrite() {
        idsRead();
        shows({"r1", "", "", "02:40"}, false);
        static_cast<void>(verifier.next(book));
        verifier.on(Written{*book.view}, book);
        shows({"r1", "", "", "02:40"});
        static_cast<void>(rewrites());
    }
    SheetBook book;
    Verifier verifier;
};

} // namespace

class TestVerifier : public QObject {
    Q_OBJECT
private slots:
    void clearsACopyThatTwoMovesLeft() {
        Case it;
        it.upToTheFirstRewrite();
        it.verifier.on(Done{}, it.book);
        it.shows({"r1", "02:40", "", "02:40"}); // it landed under "day"
        QVERIFY(clears(it.rewrites(), 1));
        it.verifier.on(Done{}, it.book);
        it.shows({"r1", "02:40", "02:40", ""}); // all is right but for that copy
        QVERIFY(clears(it.rewrites(), 1));
        QVERIFY(!clears(it.rewrites(), 2));
    }
    void aLostReplyDoesNotHideACopy() {
        Case it;
        it.upToTheFirstRewrite();
        it.verifier.unknown(); // nobody knows whether it was applied
        it.shows({"r1", "02:40", "02:40", ""});
        QVERIFY(clears(it.rewrites(), 1));
    }
    void aRowWhoseIdWasOverwrittenIsStillOurs() {
        Case it;
        it.upToTheFirstRewrite();
        it.verifier.unknown();
        it.shows({"02:40", "", "02:40", ""});
        QCOMPARE(it.rewrites().lines.front().values.front().text, std::string("r1"));
    }
    void aRowSortedAwayAfterItsRewriteIsReadAgain() {
        Case it;
        it.upToTheFirstRewrite();
        it.verifier.on(Done{}, it.book);
        it.misses();
        it.shows({"r1", "", "", ""}); // columns had moved: the write wiped what it should have put right
        QVERIFY(it.wantsRewrite());
        QCOMPARE(it.rewrites().lines.front().values.at(2).text, std::string("02:40"));
    }
    void aRowThatWeWipedIsWrongAlsoFromTheBeginning() {
        Case it;
        it.upToTheFirstRewrite();
        it.verifier.on(Done{}, it.book);
        it.verifier.takenOver(); // and its tag went
        it.idsRead();
        it.shows({"r1", "", "", ""}, false);
        static_cast<void>(it.verifier.next(it.book));
        it.verifier.on(Written{*it.book.view}, it.book);
        it.shows({"r1", "", "", ""});
        QVERIFY(it.wantsRewrite());
        QCOMPARE(it.rewrites().lines.front().values.at(2).text, std::string("02:40"));
    }
    void aCopyIsKnownAlsoFromTheBeginning() {
        Case it;
        it.upToTheFirstRewrite();
        it.verifier.on(Done{}, it.book);
        it.verifier.restart();
        it.idsRead();
        it.shows({"r1", "02:40", "02:40", ""}, false);
        static_cast<void>(it.verifier.next(it.book));
        it.verifier.on(Written{*it.book.view}, it.book);
        it.shows({"r1", "02:40", "02:40", ""});
        QVERIFY(it.wantsRewrite());
        QVERIFY(clears(it.rewrites(), 1));
    }
    void aRefusedRewriteLeavesTheTagsToTellTheRows() {
        Case it;
        it.upToTheFirstRewrite();
        it.verifier.unknown();
        it.shows({"02:40", "", "02:40", ""}); // its id is gone
        QVERIFY(it.wantsRewrite());
        it.verifier.unknown(); // refused: another tag went with its row
        it.shows({"02:40", "", "02:40", ""});
        QVERIFY(it.wantsRewrite());
        QCOMPARE(it.rewrites().lines.front().values.front().text, std::string("r1"));
    }
    void whatPeopleWroteTwiceThemselvesStays() {
        Case it;
        it.idsRead();
        it.shows({"r1", "02:40", "02:40", ""}, false);
        QVERIFY(!it.verifier.busy());
    }
};

QTEST_GUILESS_MAIN(TestVerifier)
#include "tst_verifier.moc"
