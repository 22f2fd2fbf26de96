#include "core/sheets/verifier.h"

#include <QTest>

using namespace rowcast;
using namespace rowcast::sheets;

namespace {

const QuestionList kQuestions{{QuestionId{"day"}, "Day", CellKind::Text, true},
                              {QuestionId{"time"}, "Time", CellKind::Text, true}};

Value text(const char* content) {
    Value value;
    if (*content == 0) return value;
    value.kind = Value::Kind::Text;
    value.text = content;
    return value;
}

/// A sheet with a column of people's own between ours, and one row to be edited: its time is now 02:40.
class Case {
public:
    Case() {
        book.sheet = SpreadsheetId{"sheet"};
        book.state = StateEntry{};
        book.state->version = 5;
        SheetView seen;
        seen.tabTitle = "Sheet1";
        seen.headerRow = 0;
        seen.columns.push_back({71, columnTag(responseIdQuestion(), kResponseIdTitle), kResponseIdTitle});
        seen.columns.push_back({0, {}, "Notes"});
        seen.columns.push_back({72, columnTag(QuestionId{"day"}, "Day"), "Day"});
        seen.columns.push_back({73, columnTag(QuestionId{"time"}, "Time"), "Time"});
        book.view = seen;
        book.rowTags.emplace(); // none was left here
        auto batch = std::make_shared<Batch>();
        batch->questions = std::make_shared<QuestionList>(kQuestions);
        auto arena = std::make_shared<Arena>();
        Row row;
        row.responseId = "r1";
        row.ownId = true;
        const auto cells = arena->array<Cell>(1);
        cells[0] = {1, CellKind::Text, 0, "02:40"};
        row.cells = cells;
        row.arena = arena;
        batch->rows.push_back(row);
        verifier.start(batch, {0}, Verifier::Job::Edit);
    }
    void idsRead(std::vector<std::string> ids = {"Response ID", "r0", "r1"}) {
        QVERIFY(std::holds_alternative<ReadIds>(verifier.next(book)));
        verifier.on(IdsRead{std::move(ids)}, book);
    }
    /// A row as a read shows it: id, notes, day, time.
    void shows(std::int64_t number, std::initializer_list<const char*> cells, bool tagged) {
        static_cast<void>(verifier.next(book));
        RowsRead read{*book.view, {}, {}};
        RowsRead::Row row;
        row.number = number;
        for (const char* cell : cells)
            row.cells.push_back(text(cell));
        if (tagged) {
            row.tags.emplace_back(9, "6.0");
            read.rowTags = {9};
        }
        read.rows.push_back(row);
        verifier.on(read, book);
    }
    /// The row says something else, and is tagged for it.
    void upToTheTag() {
        idsRead();
        shows(2, {"r1", "call", "Monday", "01:10"}, false);
        const auto tag = std::get<Write>(verifier.next(book)).plan;
        QCOMPARE(tag.tags.back().entry.value, std::string("6.0"));
        verifier.on(Written{*book.view}, book);
        book.written(tag, *book.view, {});
    }
    SheetBook book;
    Verifier verifier;
};

std::vector<std::string> pinsOf(const WritePlan& plan) {
    std::vector<std::string> pins;
    for (const MetadataOp& op : plan.tags)
        if (op.kind == MetadataOp::Kind::Pin)
            pins.push_back(std::to_string(op.entry.id) + '@' + std::to_string(op.entry.index));
    return pins;
}

} // namespace

class TestVerifier : public QObject {
    Q_OBJECT
private slots:
    void aRowIsWrittenOnlyWhereItsTagAndAllColumnsStillStand() {
        Case it;
        it.upToTheTag();
        it.shows(2, {"r1", "call", "Monday", "01:10"}, true);
        const WritePlan plan = std::get<Write>(it.verifier.next(it.book)).plan;
        QCOMPARE(pinsOf(plan), (std::vector<std::string>{"9@2", "71@0", "72@2", "73@3"}));
        // Pinned before it is taken away.
        const auto taken = std::find_if(plan.tags.begin(), plan.tags.end(), [](const MetadataOp& op) {
            return op.kind == MetadataOp::Kind::Delete && op.entry.id == 9;
        });
        QVERIFY(taken != plan.tags.end() && taken != plan.tags.begin());
        QCOMPARE(plan.lines.size(), 1U);
        QCOMPARE(plan.lines.front().row, 2);
        const auto& values = plan.lines.front().values;
        QCOMPARE(values.at(0).kind, Value::Kind::Empty); // people's note and the id stay
        QCOMPARE(values.at(1).kind, Value::Kind::Empty);
        QCOMPARE(values.at(2).kind, Value::Kind::Text); // no longer answered
        QCOMPARE(values.at(2).text, std::string());
        QCOMPARE(values.at(3).text, std::string("02:40"));
        it.verifier.on(Written{*it.book.view}, it.book);
        QVERIFY(!it.verifier.busy());
        QCOMPARE(it.verifier.results().front().second, Verifier::Result::Updated);
    }
    void whereItWasSortedToIsWhereItIsWritten() {
        Case it;
        it.upToTheTag();
        it.shows(7, {"r1", "call", "Monday", "01:10"}, true);
        const WritePlan plan = std::get<Write>(it.verifier.next(it.book)).plan;
        QCOMPARE(pinsOf(plan).front(), std::string("9@7"));
        QCOMPARE(plan.lines.front().row, 7);
    }
    void aTagThatSitsOnAnothersRowWritesNothing() {
        Case it;
        it.upToTheTag();
        it.shows(2, {"r0", "", "Monday", "01:10"}, true); // sorted before it was tagged
        it.idsRead({"Response ID", "r1", "r0"});
        QVERIFY(std::holds_alternative<ReadRows>(it.verifier.next(it.book)));
    }
    void aRefusedWriteBeginsFromTheBeginning() {
        Case it;
        it.upToTheTag();
        it.shows(2, {"r1", "call", "Monday", "01:10"}, true);
        it.verifier.restart();
        it.idsRead();
        it.shows(2, {"r1", "call", "", "02:40"}, false); // it had landed
        QVERIFY(!it.verifier.busy());
        QCOMPARE(it.verifier.results().front().second, Verifier::Result::Standing);
    }
    void aRowThatPeopleDeletedIsMissing() {
        Case it;
        it.upToTheTag();
        static_cast<void>(it.verifier.next(it.book));
        it.verifier.on(RowsRead{*it.book.view, {}, {}}, it.book); // its tag went with it
        it.idsRead({"Response ID", "r0"});
        QVERIFY(!it.verifier.busy());
        QCOMPARE(it.verifier.results().front().second, Verifier::Result::Missing);
    }
};

QTEST_GUILESS_MAIN(TestVerifier)
#include "tst_verifier.moc"
