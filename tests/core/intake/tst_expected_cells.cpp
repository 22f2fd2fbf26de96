// What the simulator expects of a sheet is what the program reads out of its records.
#include "core/intake/generator.h"
#include "core/transform/transformer.h"

#include <QTest>

using namespace rowcast;
using namespace rowcast::intake;

namespace {

constexpr WallTime kAt{std::chrono::milliseconds{1'772'366'096'007}};
const TopicPartition kForms{"forms", 0};

/// One record, kept alive for the transformer.
RecordBatch batchOf(const std::vector<Produced>& produced) {
    RecordBatch batch{kForms, 1, {}, {}};
    for (const Produced& each : produced) {
        Record record;
        record.offset = static_cast<std::int64_t>(batch.records.size());
        record.key = each.key;
        record.tombstone = !each.value;
        if (each.value) record.value = *each.value;
        batch.records.push_back(std::move(record));
    }
    return batch;
}

Shown shownBy(const Cell& cell) {
    switch (cell.kind) {
    case CellKind::Text:
    case CellKind::Link: return std::string(cell.text);
    case CellKind::Boolean: return cell.number != 0;
    default: return cell.number;
    }
}

} // namespace

class TestExpectedCells : public QObject {
    Q_OBJECT
private slots:
    void equalWhatTheProgramReads_data() {
        QTest::addColumn<int>("shape");
        QTest::addColumn<bool>("mapped");
        for (const bool mapped : {false, true}) {
            const char* with = mapped ? "mapped" : "unmapped";
            QTest::addRow("google %s", with) << static_cast<int>(Shape::Google) << mapped;
            QTest::addRow("flat %s", with) << static_cast<int>(Shape::Flat) << mapped;
            QTest::addRow("nested %s", with) << static_cast<int>(Shape::Nested) << mapped;
        }
    }
    void equalWhatTheProgramReads() {
        QFETCH(int, shape);
        QFETCH(bool, mapped);
        const auto which = static_cast<Shape>(shape);
        const std::vector<Form> forms{demoForms()[0], demoForms()[2], formNamed(FormId("f1"))};
        transform::Transformer transformer(transform::ProfileSet::builtIn(),
                                           {{QTimeZone::utc(), {}, {}, {}}, transform::OnUnknown::Guess});
        if (mapped)
            for (const Form& form : forms)
                transformer.book().setMap(questionMapOf(form));
        Generator generator({forms, which, 0.1, 0, 0, 0, 4});
        std::vector<Produced> produced;
        for (int i = 0; i < 2000; ++i)
            produced.push_back(generator.next(kAt));
        const auto decoded = transformer.decode(batchOf(produced));
        for (std::size_t i = 0; i < produced.size(); ++i)
            compare(produced[i], decoded, decoded.records[i], transformer, which, mapped);
    }

private:
    static void compare(const Produced& produced, const transform::DecodedBatch& batch,
                        const transform::DecodedRecord& record, transform::Transformer& transformer,
                        Shape shape, bool mapped) {
        if (produced.broken) {
            const auto reading = *produced.broken == Broken::Tombstone ? transform::Reading::Tombstone
                                                                       : transform::Reading::Rejected;
            QVERIFY2(record.reading == reading, produced.value.value_or("tombstone").c_str());
            return;
        }
        QVERIFY2(record.reading == transform::Reading::Rows && record.count == 1, produced.value->c_str());
        const transform::DecodedRow& row = batch.rows[record.first];
        transform::FormEntry& form = transformer.book().entry(row.form);
        QCOMPARE(form.id().value, produced.key);
        QCOMPARE(std::string(row.row.responseId), produced.response.id);
        QVERIFY(row.row.ownId);
        QVERIFY(row.row.submittedAt == produced.response.submittedAt);
        std::map<QuestionId, Shown> shown;
        for (const Cell& cell : row.row.cells)
            shown[(*form.questions())[cell.question].id] = shownBy(cell);
        const auto expected = expectedCells(produced.response, shape, mapped);
        for (const auto& [question, value] : expected)
            QVERIFY2(shown[question] == value, (question.value + " in " + *produced.value).c_str());
        for (const auto& [question, value] : shown)
            QVERIFY2(expected.contains(question), (question.value + " in " + *produced.value).c_str());
    }
};

QTEST_GUILESS_MAIN(TestExpectedCells)
#include "tst_expected_cells.moc"
