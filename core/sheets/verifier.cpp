#include "core/sheets/verifier.h"

#include "core/sheets/base36.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

// row tag := version "." n    version in base 36 under which it was made, n the row's number in that round

namespace rowcast::sheets {

namespace {

constexpr int kRounds = 5;                 ///< sorts and moves that may come in between
constexpr std::int64_t kScanRows = 20'000; ///< of a read
constexpr std::size_t kRanges = 40;        ///< ranges of a read: they stand in its URL
constexpr std::size_t kTagsAtOnce = 40;    ///< their rows are read back as ranges in one URL, too

bool contains(const std::vector<std::int32_t>& ids, std::int32_t id) {
    return std::find(ids.begin(), ids.end(), id) != ids.end();
}

bool changesNothing(const std::vector<Value>& repaired) {
    return std::all_of(repaired.begin(), repaired.end(),
                       [](const Value& value) { return value.kind == Value::Kind::Empty; });
}

} // namespace

void Verifier::start(std::shared_ptr<const Batch> batch, const std::vector<std::uint32_t>& rows,
                     bool everywhere) {
    if (batch_ != batch) clear();
    batch_ = std::move(batch);
    everywhere_ = everywhere_ || everywhere;
    for (const std::uint32_t row : rows)
        items_.push_back({row, -1, false, false});
    if (!rows.empty()) restart();
}

void Verifier::clear() {
    *this = Verifier();
}

std::size_t Verifier::left() const {
    return static_cast<std::size_t>(std::count_if(
        items_.begin(), items_.end(), [](const Item& item) { return item.misplaced || !item.settled; }));
}

std::vector<std::uint32_t> Verifier::takeMissing() {
    return std::exchange(missing_, {});
}

void Verifier::abandon() {
    for (Item& item : items_)
        if (!std::exchange(item.settled, true)) missing_.push_back(item.row);
    step_ = Step::Idle;
}

void Verifier::restart() {
    step_ = Step::Ids;
    tagged_.clear();
    lines_.clear();
    before_.clear();
}

FormAction Verifier::next(const SheetBook& book) {
    const std::string idTag = columnTag(responseIdQuestion(), kResponseIdTitle);
    switch (step_) {
    case Step::Rows: return readFound(book);
    case Step::Scan: return scan(book);
    case Step::Tag: return tagRows(book);
    case Step::Tagged: return ReadTagged{book.sheet, *book.view};
    case Step::Rewrite: return WriteTagged{book.sheet, lines_};
    case Step::Untag: return untagRows(book);
    case Step::Idle:
    case Step::Ids: break;
    }
    return ReadIds{book.sheet, idTag, book.view->tab, book.view->tabTitle, -1};
}

void Verifier::on(const Outcome& outcome, SheetBook& book) {
    if (const auto* ids = std::get_if<IdsRead>(&outcome)) return onIds(*ids, book);
    if (std::holds_alternative<Written>(outcome)) {
        if (step_ == Step::Tag)
            step_ = Step::Tagged;
        else
            finish();
        return;
    }
    if (std::holds_alternative<Done>(outcome)) {
        step_ = Step::Tagged;
        return;
    }
    const auto* rows = std::get_if<RowsRead>(&outcome);
    Q_ASSERT(rows != nullptr);
    if (step_ == Step::Rows)
        onRows(*rows, book);
    else if (step_ == Step::Scan)
        onScan(*rows, book);
    else
        onTagged(*rows, book);
}

void Verifier::onIds(const IdsRead& read, SheetBook& book) {
    std::unordered_map<std::string_view, std::int64_t> numbers;
    for (Item& item : items_)
        if (!item.settled) numbers.emplace(rowOf(item).responseId, -1);
    book.ids.clear();
    for (std::size_t i = 0; i < read.ids.size(); ++i) {
        if (read.ids[i].empty() || static_cast<std::int64_t>(i) == book.view->headerRow) continue;
        book.ids.insert(read.ids[i]);
        if (const auto found = numbers.find(read.ids[i]); found != numbers.end())
            found->second = static_cast<std::int64_t>(i);
    }
    book.idsKnown = true;
    lastRow_ = static_cast<std::int64_t>(read.ids.size());
    bool any = false;
    for (Item& item : items_) {
        if (item.settled) continue;
        item.number = numbers[rowOf(item).responseId];
        any = any || item.number >= 0;
    }
    step_ = any ? Step::Rows : Step::Scan;
    scanned_.reset();
}

/// First the newest rows; then, for rows that are known to stand somewhere, all that is above them.
ReadRows Verifier::scan(const SheetBook& book) {
    const std::int64_t first = book.view->headerRow + 1;
    ReadRows read{book.sheet, *book.view, {}};
    if (!scanned_) {
        const auto above = static_cast<std::int64_t>(3 * batch_->rows.size() + 50);
        scanned_ = std::max(first, lastRow_ - above);
        read.ranges.push_back({*scanned_, -1});
    } else {
        const std::int64_t last = *scanned_ - 1;
        scanned_ = std::max(first, *scanned_ - kScanRows);
        read.ranges.push_back({*scanned_, last});
    }
    return read;
}

std::vector<ExpectedCell> Verifier::expected(const Item& item, const SheetBook& book) const {
    return expectedCells(rowOf(item), *batch_->questions, book.view->timeZone);
}

void Verifier::judge(Item& item, const RowsRead::Row& row, const SheetView& view, SheetBook& book) {
    const auto cells = expected(item, book);
    item.number = row.number;
    item.settled = true;
    item.misplaced = isMisplaced(view, row.cells, cells);
    book.ids.insert(rowOf(item).responseId); // it may stand outside its column until it is put right
    // A form product may send a response again with other answers; its id is its own.
    if (!rowOf(item).ownId && !resembles(row.cells, cells)) different_.push_back(item.row);
}

void Verifier::onRows(const RowsRead& read, SheetBook& book) {
    std::unordered_map<std::int64_t, const RowsRead::Row*> rows;
    for (const auto& row : read.rows)
        rows.emplace(row.number, &row);
    bool moved = false;
    bool more = false;
    for (Item& item : items_) {
        if (item.settled || item.number < 0) continue;
        more = more || item.number > asked_;
        if (item.number > asked_) continue;
        const auto found = rows.find(item.number);
        if (found != rows.end() && holdsText(found->second->cells, rowOf(item).responseId))
            judge(item, *found->second, read.view, book);
        else
            moved = true;
    }
    if (moved && ++rounds_ < kRounds)
        step_ = Step::Ids;
    else if (more)
        step_ = Step::Rows;
    else if (std::all_of(items_.begin(), items_.end(), [](const Item& item) { return item.settled; }))
        afterReading();
    else
        step_ = Step::Scan;
}

void Verifier::onScan(const RowsRead& read, SheetBook& book) {
    for (Item& item : items_) {
        if (item.settled) continue;
        const auto found = std::find_if(read.rows.begin(), read.rows.end(), [&](const RowsRead::Row& row) {
            return holdsText(row.cells, rowOf(item).responseId);
        });
        if (found != read.rows.end()) judge(item, *found, read.view, book);
    }
    const auto lost = [](const Item& item) { return !item.settled; };
    const bool any = std::any_of(items_.begin(), items_.end(), lost);
    if (any && everywhere_ && *scanned_ > book.view->headerRow + 1) return; // further up
    if (any && everywhere_ && ++rounds_ < kRounds) {
        step_ = Step::Ids; // sorted between two reads
        return;
    }
    for (Item& item : items_)
        if (lost(item)) {
            item.settled = true;
            missing_.push_back(item.row);
        }
    afterReading();
}

void Verifier::afterReading() {
    const bool any =
        std::any_of(items_.begin(), items_.end(), [](const Item& item) { return item.misplaced; });
    step_ = any ? Step::Tag : tagsOut_ ? Step::Tagged : Step::Idle;
}

void Verifier::onTagged(const RowsRead& read, const SheetBook& book) {
    seenTags_.clear(); // what an earlier read saw may be gone: an untag whose reply was lost
    const auto before = std::exchange(before_, {});
    const auto written = std::exchange(lines_, {});
    for (const auto& row : read.rows)
        for (const auto& [id, value] : row.tags) {
            if (!contains(seenTags_, id)) seenTags_.push_back(id);
            if (!value.starts_with(tagPrefix_)) continue;
            const auto n = fromBase36(std::string_view(value).substr(tagPrefix_.size()));
            if (!n || static_cast<std::size_t>(*n) >= tagged_.size()) continue;
            Item& item = items_[tagged_[static_cast<std::size_t>(*n)]];
            // Sorted between reading and tagging: the tag sits on somebody else's row. One that we rewrote is
            // ours even if columns moved meanwhile and its id went with what was cleared.
            if (!before.contains(id) && !holdsText(row.cells, rowOf(item).responseId)) continue;
            const auto cells = expected(item, book);
            item.misplaced = isMisplaced(read.view, row.cells, cells);
            // Once we wrote to the row, a value of it may stand nowhere: overwritten where columns moved.
            std::vector<Value> repaired;
            if (item.misplaced || before.contains(id) || !holdsText(row.cells, rowOf(item).responseId))
                repaired = repairedCells(read.view, row.cells, cells);
            if (changesNothing(repaired)) repaired.clear();
            const auto line = std::ranges::find(written, id, &WriteTagged::Line::tagId);
            if (line != written.end())
                clearCopies(repaired, read.view, row.cells, cells, line->values, before.at(id));
            if (repaired.empty()) continue;
            item.misplaced = true;
            before_[id] = row.cells;
            lines_.push_back({id, std::move(repaired)});
        }
    if (!lines_.empty() && ++rounds_ < kRounds)
        step_ = Step::Rewrite;
    else if (!seenTags_.empty())
        step_ = Step::Untag;
    else
        finish();
}

/// The rows of this round are repaired; those that were sorted away meanwhile and those for which there were
/// not tags enough come next.
void Verifier::finish() {
    seenTags_.clear();
    tagged_.clear();
    tagsOut_ = false;
    rounds_ = 0;
    bool again = false;
    for (Item& item : items_)
        if (item.misplaced) {
            item.settled = false;
            item.misplaced = false;
            again = true;
        }
    step_ = again ? Step::Ids : Step::Idle; // for as long as the batch may take
}

ReadRows Verifier::readFound(const SheetBook& book) {
    std::vector<std::int64_t> numbers;
    for (const Item& item : items_)
        if (!item.settled && item.number >= 0) numbers.push_back(item.number);
    std::sort(numbers.begin(), numbers.end());
    ReadRows read{book.sheet, *book.view, {}};
    for (const std::int64_t number : numbers) {
        // A short gap costs less than a range of its own.
        if (!read.ranges.empty() && number - read.ranges.back().last <= 10)
            read.ranges.back().last = number;
        else if (read.ranges.size() == kRanges)
            break;
        else
            read.ranges.push_back({number, number});
    }
    asked_ = read.ranges.back().last;
    return read;
}

Write Verifier::tagRows(const SheetBook& book) {
    WritePlan plan = book.plan(book.marks());
    tagPrefix_ = base36(plan.version) + '.';
    tagsOut_ = true;
    tagged_.clear();
    for (std::size_t i = 0; i < items_.size() && tagged_.size() < kTagsAtOnce; ++i) {
        if (!items_[i].misplaced) continue;
        MetadataOp op;
        op.entry.key = kRowKey;
        op.entry.value = tagPrefix_ + base36(static_cast<std::int64_t>(tagged_.size()));
        op.entry.place = Metadata::Place::Row;
        op.entry.tab = plan.tab;
        op.entry.index = items_[i].number;
        plan.tags.push_back(std::move(op));
        tagged_.push_back(i);
    }
    return Write{std::move(plan)};
}

Write Verifier::untagRows(const SheetBook& book) const {
    WritePlan plan = book.plan(book.marks());
    for (const std::int32_t id : seenTags_) {
        MetadataOp op;
        op.kind = MetadataOp::Kind::Delete;
        op.entry.id = id;
        plan.tags.push_back(std::move(op));
    }
    return Write{std::move(plan)};
}

} // namespace rowcast::sheets
