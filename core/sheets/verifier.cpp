#include "core/sheets/verifier.h"

#include "core/sheets/base36.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

// row tag := version "." n    version in base 36 under which it was made, n the row's number in that round

namespace rowcast::sheets {

namespace {

constexpr int kRounds = 5;                 ///< sorts that may come in between
constexpr int kRewrites = 20;              ///< moves of columns that may come in between
constexpr std::int64_t kScanRows = 20'000; ///< of a read

bool changesNothing(const std::vector<Value>& cells) {
    return std::all_of(cells.begin(), cells.end(),
                       [](const Value& value) { return value.kind == Value::Kind::Empty; });
}

} // namespace

void Verifier::start(std::shared_ptr<const Batch> batch, const std::vector<std::uint32_t>& rows, Job job,
                     bool everywhere) {
    if (batch_ != batch) clear();
    batch_ = std::move(batch);
    everywhere_ = everywhere_ || everywhere;
    for (const std::uint32_t row : rows) {
        Item item;
        item.row = row;
        item.job = job;
        items_.push_back(item);
    }
    if (!rows.empty()) restart();
}

void Verifier::clear() {
    *this = Verifier();
}

std::size_t Verifier::left() const {
    return static_cast<std::size_t>(std::count_if(items_.begin(), items_.end(), [](const Item& item) {
        return item.wrong || item.result == Result::Open;
    }));
}

void Verifier::dropEdits() {
    std::erase_if(items_, [](const Item& item) { return item.job == Job::Edit; });
    restart();
    if (std::none_of(items_.begin(), items_.end(),
                     [](const Item& item) { return item.result == Result::Open; }))
        step_ = Step::Idle;
}

void Verifier::lookElsewhere() {
    for (Item& item : items_)
        if (item.result == Result::Missing) item.result = Result::Open;
    restart();
}

void Verifier::abandon() {
    for (Item& item : items_)
        if (std::exchange(item.wrong, false) || item.result == Result::Open) item.result = Result::Missing;
    step_ = Step::Idle;
}

void Verifier::restart() {
    for (Item& item : items_)
        if (std::exchange(item.wrong, false)) item.result = Result::Open;
    step_ = Step::Ids;
    rounds_ = rewrites_ = 0;
    tagged_.clear();
    lines_.clear();
    rewritten_.clear();
}

void Verifier::takenOver() {
    for (Item& item : items_)
        item.ours = false;
    restart();
}

/// Rows may be half rewritten: their tags still tell which they are.
void Verifier::unknown() {
    if (rewritten_.empty())
        restart();
    else
        step_ = Step::Tagged;
}

std::vector<std::pair<std::uint32_t, Verifier::Result>> Verifier::results() const {
    std::vector<std::pair<std::uint32_t, Result>> results;
    for (const Item& item : items_)
        results.emplace_back(item.row, item.result);
    return results;
}

bool Verifier::anyMissing() const {
    return std::any_of(items_.begin(), items_.end(),
                       [](const Item& item) { return item.result == Result::Missing; });
}

FormAction Verifier::next(const SheetBook& book) {
    const std::string idTag = columnTag(responseIdQuestion(), kResponseIdTitle);
    switch (step_) {
    case Step::Rows: return readFound(book);
    case Step::Scan: return scan(book);
    case Step::Tag:
        if (book.rowTags) return tagRows(book);
        return ReadTagged{book.sheet, *book.view};
    case Step::Tagged: return ReadTagged{book.sheet, *book.view};
    case Step::Rewrite: return WriteTagged{book.sheet, lines_};
    case Step::Idle:
    case Step::Ids: break;
    }
    return ReadIds{book.sheet, idTag, book.view->tab, book.view->tabTitle, -1};
}

void Verifier::on(const Outcome& outcome, SheetBook& book) {
    if (const auto* ids = std::get_if<IdsRead>(&outcome)) return onIds(*ids, book);
    const auto* rows = std::get_if<RowsRead>(&outcome);
    if (rows == nullptr) { // tagged, or rewritten
        step_ = Step::Tagged;
        return;
    }
    if (step_ == Step::Rows) return onRows(*rows, book);
    if (step_ == Step::Scan) return onScan(*rows, book);
    book.tagsRead(*rows);
    if (step_ == Step::Tagged) onTagged(*rows);
}

void Verifier::onIds(const IdsRead& read, SheetBook& book) {
    std::unordered_map<std::string_view, std::int64_t> numbers;
    for (Item& item : items_)
        if (item.result == Result::Open) numbers.emplace(rowOf(item).responseId, -1);
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
    bool lost = false;
    for (Item& item : items_) {
        if (item.result != Result::Open) continue;
        item.number = numbers[rowOf(item).responseId];
        any = any || item.number >= 0;
        // An edit comes after its row was seen to stand: it is here, in another part, or people deleted it.
        if (item.number < 0 && item.job == Job::Edit) item.result = Result::Missing;
        lost = lost || (item.number < 0 && item.job == Job::Check);
    }
    step_ = any ? Step::Rows : lost ? Step::Scan : Step::Idle;
    asked_ = -1;
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

std::vector<ExpectedCell> Verifier::expected(const Item& item, const SheetView& view) const {
    return expectedCells(rowOf(item), *batch_->questions, view.timeZone);
}

void Verifier::judge(Item& item, const RowsRead::Row& row, const SheetView& view, SheetBook& book) {
    // Where its id lies under a wrong tag, the Response ID column did not show it.
    book.ids.insert(rowOf(item).responseId);
    const auto cells = expected(item, view);
    item.number = row.number;
    item.result = item.touched && item.job == Job::Edit ? Result::Updated : Result::Standing;
    item.wrong = !rewritten(item, row, view, item.ours).empty();
    if (item.job == Job::Check && !rowOf(item).ownId && !item.ours && !resembles(row.cells, cells))
        different_.push_back(item.row);
}

void Verifier::onRows(const RowsRead& read, SheetBook& book) {
    std::unordered_map<std::int64_t, const RowsRead::Row*> rows;
    for (const auto& row : read.rows)
        rows.emplace(row.number, &row);
    bool moved = false;
    bool more = false;
    for (Item& item : items_) {
        if (item.result != Result::Open || item.number < 0) continue;
        more = more || item.number > asked_;
        if (item.number > asked_) continue;
        const auto found = rows.find(item.number);
        if (found != rows.end() && isItsRow(item, read, *found->second))
            judge(item, *found->second, read.view, book);
        else
            moved = true;
    }
    if (moved && ++rounds_ < kRounds)
        step_ = Step::Ids;
    else if (more)
        step_ = Step::Rows;
    else if (std::any_of(items_.begin(), items_.end(), [](const Item& item) {
                 return item.result == Result::Open && item.job == Job::Check;
             }))
        step_ = Step::Scan;
    else
        afterReading();
}

void Verifier::onScan(const RowsRead& read, SheetBook& book) {
    const auto lost = [](const Item& item) { return item.result == Result::Open && item.job == Job::Check; };
    for (Item& item : items_) {
        if (!lost(item)) continue;
        const auto found = std::find_if(read.rows.begin(), read.rows.end(), [&](const RowsRead::Row& row) {
            return holdsText(row.cells, rowOf(item).responseId);
        });
        if (found != read.rows.end()) judge(item, *found, read.view, book);
    }
    const bool any = std::any_of(items_.begin(), items_.end(), lost);
    if (any && everywhere_ && *scanned_ > book.view->headerRow + 1) return; // further up
    if (any && everywhere_ && ++rounds_ < kRounds) {
        step_ = Step::Ids; // sorted between two reads
        return;
    }
    afterReading();
}

void Verifier::afterReading() {
    for (Item& item : items_)
        if (item.result == Result::Open) item.result = Result::Missing; // never where its id was read
    const bool any = std::any_of(items_.begin(), items_.end(), [](const Item& item) { return item.wrong; });
    step_ = any ? Step::Tag : Step::Idle;
    rounds_ = 0;
}

/// An edit writes only to the row whose Response ID is its own. What we wrote under another layout may have
/// lost its id to it, so that a row to be checked is known by its id anywhere.
bool Verifier::isItsRow(const Item& item, const RowsRead& read, const RowsRead::Row& row) const {
    if (item.job == Job::Edit) return idOf(read.view, row.cells) == rowOf(item).responseId;
    return holdsText(row.cells, rowOf(item).responseId);
}

Verifier::Item* Verifier::taggedItem(const std::string& tag) {
    if (!tag.starts_with(tagPrefix_)) return nullptr;
    const auto n = fromBase36(std::string_view(tag).substr(tagPrefix_.size()));
    if (!n || static_cast<std::size_t>(*n) >= tagged_.size()) return nullptr;
    return &items_[tagged_[static_cast<std::size_t>(*n)]];
}

/// The row as it must be written; nothing if it stands as it is. `ours`: as we left it.
std::vector<Value> Verifier::rewritten(Item& item, const RowsRead::Row& row, const SheetView& view,
                                       bool ours) const {
    const auto cells = expected(item, view);
    std::vector<Value> values;
    if (item.job == Job::Edit) {
        if (!ours && standingOf(view, row.cells, cells, *batch_->questions) == Standing::Newer) {
            item.result = Result::Outdated;
            return {};
        }
        values = editedCells(view, row.cells, cells, *batch_->questions);
    } else if (!ours && rowOf(item).ownId && !isThisSubmission(view, row.cells, cells)) {
        return {}; // another submission of its response, which then stays
        // Once we wrote to the row, a value of it may stand nowhere: overwritten where columns moved.
    } else if (isMisplaced(view, row.cells, cells) || item.touched ||
               !holdsText(row.cells, rowOf(item).responseId)) {
        values = repairedCells(view, row.cells, cells);
    }
    clearCopies(values, view, row.cells, cells, item.wrote, item.original);
    if (changesNothing(values)) values.clear();
    return values;
}

void Verifier::onTagged(const RowsRead& read) {
    lines_.clear();
    std::set<std::int32_t> unseen; // sorted between reading the tags and reading the rows
    for (const std::int32_t id : read.rowTags)
        if (rewritten_.contains(id)) unseen.insert(id);
    for (const auto& row : read.rows)
        for (const auto& [id, value] : row.tags) {
            unseen.erase(id);
            if (Item* item = taggedItem(value)) reread(*item, id, read, row);
        }
    if (!lines_.empty() && ++rewrites_ < kRewrites) {
        step_ = Step::Rewrite;
        return;
    }
    if (lines_.empty() && !unseen.empty() && ++rounds_ < kRounds) return;
    const bool again = std::any_of(items_.begin(), items_.end(), [](const Item& item) { return item.wrong; });
    for (Item& item : items_)
        if (item.job == Job::Edit && item.touched && item.result == Result::Standing)
            item.result = Result::Updated;
    if (again)
        restart(); // for as long as the batch may take
    else
        step_ = Step::Idle;
}

/// A row read by its tag, the one of that id.
void Verifier::reread(Item& item, std::int32_t id, const RowsRead& read, const RowsRead::Row& row) {
    const bool known = rewritten_.contains(id);
    // Sorted between reading and tagging: the tag sits on somebody else's row. One that we rewrote is ours
    // even if columns moved meanwhile and its id went with what was cleared.
    if (!known && !isItsRow(item, read, row)) return;
    std::vector<Value> values = rewritten(item, row, read.view, known || item.ours);
    item.wrong = !values.empty();
    if (values.empty()) return;
    if (!item.touched) item.original = row.cells;
    item.touched = item.ours = true;
    item.wrote.insert(item.wrote.end(), values.begin(), values.end());
    rewritten_.insert(id);
    lines_.push_back({id, std::move(values)});
}

ReadRows Verifier::readFound(const SheetBook& book) {
    std::vector<std::int64_t> numbers;
    for (const Item& item : items_)
        if (item.result == Result::Open && item.number > asked_) numbers.push_back(item.number);
    std::sort(numbers.begin(), numbers.end());
    ReadRows read{book.sheet, *book.view, {}};
    for (const std::int64_t number : numbers) {
        // A short gap costs less than a range of its own.
        if (!read.ranges.empty() && number - read.ranges.back().last <= 10)
            read.ranges.back().last = number;
        else if (read.ranges.size() == book.view->rangesAtOnce())
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
    tagged_.clear();
    // The tagged rows are read back as ranges, too.
    const std::size_t most = book.view->rangesAtOnce();
    for (std::size_t i = 0; i < items_.size() && tagged_.size() < most; ++i) {
        if (!items_[i].wrong) continue;
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

} // namespace rowcast::sheets
