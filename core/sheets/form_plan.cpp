#include "core/sheets/form_plan.h"

#include <QStringList>

#include <algorithm>
#include <unordered_map>
#include <utility>

namespace rowcast::sheets {

namespace {

std::size_t jsonBytes(const Row& row, std::int64_t width) {
    std::size_t bytes = 45 * static_cast<std::size_t>(width) + row.responseId.size() + 20;
    for (const Cell& cell : row.cells)
        bytes += cell.text.size() + cell.text.size() / 16;
    return bytes;
}

tl::unexpected<Error> deletedColumns(const Layout& layout) {
    QStringList titles;
    for (const std::string& title : layout.deleted)
        titles << QString::fromStdString(title);
    const bool id = std::find(layout.deletedKeys.begin(), layout.deletedKeys.end(),
                              questionKey(responseIdQuestion())) != layout.deletedKeys.end();
    std::vector<Choice> choices{Choice::Recreate};
    if (!id) choices.push_back(Choice::LeaveOut);
    return fail(
        Remedy::FixSettings,
        QStringLiteral("Somebody deleted from the sheet: %1. Make it again, or leave it out from now on.")
            .arg(titles.join(QStringLiteral(", "))),
        {}, choices);
}

void addEntry(WritePlan& plan, MetadataOp::Kind kind, Metadata entry) {
    plan.tags.push_back({kind, std::move(entry)});
}

/// New columns. A spreadsheet that is ours gets fresh ones: what is tagged and titled by number then meets no
/// column that somebody put there meanwhile.
void widen(const SheetBook& book, const Layout& layout, WritePlan& plan) {
    const SheetView& view = *book.view;
    if (book.state) {
        plan.insertColumns = static_cast<std::int64_t>(layout.added.size());
        plan.insertAt = static_cast<std::int64_t>(view.columns.size());
        plan.insertAtEnd = plan.insertAt == view.gridColumns;
    } else {
        plan.addColumns = std::max<std::int64_t>(0, layout.width - view.gridColumns);
    }
}

/// Columns entry, tags, titles and formats that the layout wants changed.
void arrangeColumns(const SheetBook& book, const Layout& layout, WritePlan& plan) {
    const SheetView& view = *book.view;
    widen(book, layout, plan);
    std::map<std::int32_t, std::string> retagged;
    for (const Retitle& change : layout.retitled) {
        retagged.emplace(change.tagId, change.tag);
        plan.titles.push_back({change.column, change.title});
    }
    pinColumns(view, plan, retagged);
    if (!book.columnsEntryThere || !(layout.entry == book.columns)) {
        addEntry(plan, book.columnsEntryThere ? MetadataOp::Kind::Update : MetadataOp::Kind::Create,
                 {kColumnsId, kColumnsKey, formatColumns(layout.entry), Metadata::Place::Spreadsheet, 0, -1});
        plan.columnsAfter = layout.entry;
    }
    if (view.headerRow < 0) {
        addEntry(plan, MetadataOp::Kind::Create, {0, kHeaderKey, "1", Metadata::Place::Row, view.tab, 0});
        plan.freezeHeader = true;
    }
    for (const NewColumn& column : layout.added) {
        addEntry(plan, MetadataOp::Kind::Create,
                 {0, kColumnKey, column.tag, Metadata::Place::Column, view.tab, column.column});
        if (!column.title.empty()) plan.titles.push_back({column.column, column.title});
        plan.formats.push_back({column.column, column.kind});
    }
    if (!plan.titles.empty() && view.headerRow >= 0)
        addEntry(plan, MetadataOp::Kind::Pin,
                 {view.headerTag, kHeaderKey, "1", Metadata::Place::Row, view.tab, view.headerRow});
}

/// Goes through the batch in order and takes what is still open.
class RowPicker {
public:
    RowPicker(const PlanInput& input, PlannedWrite& planned, std::int64_t width)
        : input_(input), planned_(planned), width_(width), marks_(input.book.marks()),
          places_(input.batch->partitions->size(), nullptr) {}

    std::map<std::string, std::int64_t> pick() {
        const auto& rows = input_.batch->rows;
        for (std::uint32_t i = 0; i < rows.size(); ++i) {
            const bool newRecord = i == 0 || !sameRecord(rows[i], rows[i - 1]);
            if (newRecord && (full() || waits(i))) break;
            take(i, rows[i]);
            raise(rows[i]);
        }
        return std::move(marks_);
    }

private:
    struct Place {
        std::vector<std::uint32_t>& list;
        std::size_t at = 0;
    };
    /// No watermark may pass a record whose rejection is not kept yet.
    [[nodiscard]] bool waits(std::uint32_t first) const {
        const auto& rows = input_.batch->rows;
        for (std::uint32_t i = first; i < rows.size() && sameRecord(rows[i], rows[first]); ++i)
            if (input_.fates[i] == Fate::Rejected || input_.fates[i] == Fate::Left) return true;
        return false;
    }
    [[nodiscard]] bool full() const {
        const std::size_t taken = planned_.plan.rows.size();
        return taken > 0 && ((input_.rowLimit > 0 && taken >= input_.rowLimit) ||
                             static_cast<std::int64_t>(bytes_) >= input_.byteLimit);
    }
    void take(std::uint32_t index, const Row& row) {
        if (input_.fates[index] != Fate::Open) return;
        if (!row.ownId) return append(index, row);
        if (const auto earlier = here_.find(row.responseId); earlier != here_.end())
            return repeat(index, row, earlier->second);
        const bool stands = input_.book.ids.contains(row.responseId) || input_.older.contains(row.responseId);
        if (stands)
            meet(index, row);
        else if (row.edits == Edits::Update && input_.book.contents.find(row.responseId) != nullptr)
            planned_.deleted.push_back(index);
        else
            append(index, row);
    }
    void append(std::uint32_t index, const Row& row) {
        if (row.ownId) here_.emplace(row.responseId, Place{planned_.plan.rows, planned_.plan.rows.size()});
        planned_.plan.rows.push_back(index);
        bytes_ += jsonBytes(row, width_);
    }
    /// Its response has a row.
    void meet(std::uint32_t index, const Row& row) {
        const Contents::Content* known = input_.book.contents.find(row.responseId);
        const bool old = known != nullptr && (known->hash == contentHash(row, *input_.batch->questions) ||
                                              !isNewer(row.submittedAt, known->submittedAt));
        // Without a time, nobody knows whether a record out of order is the newer one.
        const bool unclear = input_.batch->outOfOrder && row.submittedAt == WallTime{};
        if (old || unclear || row.edits != Edits::Update) return planned_.duplicates.push_back(index);
        here_.emplace(row.responseId, Place{planned_.edits, planned_.edits.size()});
        planned_.edits.push_back(index);
    }
    /// The newest submission of a response goes in the place of the first.
    void repeat(std::uint32_t index, const Row& row, const Place& place) {
        std::uint32_t& taken = place.list[place.at];
        const bool newer =
            row.edits == Edits::Update && isNewer(row.submittedAt, input_.batch->rows[taken].submittedAt);
        const std::uint32_t left = newer ? std::exchange(taken, index) : index;
        // Nothing closes before the batch is confirmed as a whole, the one that is taken included.
        (&place.list == &planned_.edits ? planned_.duplicates : planned_.repeats).push_back(left);
    }
    void raise(const Row& row) {
        if (input_.batch->outOfOrder) return;
        std::int64_t*& mark = places_[row.partition];
        if (mark == nullptr) mark = &marks_[input_.partitionKey((*input_.batch->partitions)[row.partition])];
        *mark = std::max(*mark, row.offset + 1);
    }

    const PlanInput& input_;
    PlannedWrite& planned_;
    std::int64_t width_;
    std::map<std::string, std::int64_t> marks_;
    std::unordered_map<std::string_view, Place> here_;
    std::size_t bytes_ = 0;
    std::vector<std::int64_t*> places_; ///< into marks_, by the batch's partition
};

} // namespace

void pinColumns(const SheetView& view, WritePlan& plan, const std::map<std::int32_t, std::string>& retagged) {
    for (std::size_t i = 0; i < view.columns.size(); ++i) {
        const SheetView::Column& column = view.columns[i];
        if (column.tag.empty()) continue;
        const auto changed = retagged.find(column.tagId);
        addEntry(plan, MetadataOp::Kind::Pin,
                 {column.tagId, kColumnKey, changed == retagged.end() ? column.tag : changed->second,
                  Metadata::Place::Column, view.tab, static_cast<std::int64_t>(i)});
    }
}

Result<Layout> planLayout(const SheetBook& book, const QuestionList& questions,
                          const std::optional<Choice>& deletedChoice) {
    ColumnsEntry entry = book.columns;
    Layout layout = arrange(*book.view, entry, questions);
    if (layout.deleted.empty()) return layout;
    if (!deletedChoice) return deletedColumns(layout);
    // Without its ids a row could not be found again, so that column always comes back.
    const std::string id = questionKey(responseIdQuestion());
    std::set<std::string> recreate;
    for (const std::string& key : layout.deletedKeys)
        if (*deletedChoice == Choice::Recreate || key == id)
            recreate.insert(key);
        else
            entry.left.insert(key);
    return arrange(*book.view, entry, questions, recreate);
}

WritePlan planColumns(const SheetBook& book, const Layout& layout) {
    WritePlan plan = book.plan(book.marks());
    arrangeColumns(book, layout, plan);
    return plan;
}

Result<PlannedWrite> planRows(const PlanInput& input) {
    const SheetBook& book = input.book;
    auto layout = planLayout(book, *input.batch->questions, input.deletedChoice);
    if (!layout) return tl::unexpected(layout.error());
    PlannedWrite planned;
    auto marks = RowPicker(input, planned, layout->width).pick();
    WritePlan plan = book.plan(std::move(marks));
    plan.rows = std::move(planned.plan.rows);
    plan.batch = input.batch;
    arrangeColumns(book, *layout, plan);
    if (!book.state && book.view->blank() && !input.timeZone.empty())
        plan.timeZone = plan.zone = input.timeZone;
    const std::int64_t columns = book.view->gridColumns + plan.addColumns + plan.insertColumns;
    const std::int64_t rows = book.view->gridRows + static_cast<std::int64_t>(plan.rows.size());
    // A spreadsheet without a row of ours is never full: the next one would be no larger.
    planned.full = book.state && !plan.rows.empty() && rows * columns > input.cellLimit;
    plan.layout = std::move(*layout);
    planned.plan = std::move(plan);
    return planned;
}

} // namespace rowcast::sheets
