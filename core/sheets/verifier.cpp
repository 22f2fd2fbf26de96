#include "core/sheets/verifier.h"

#include "core/sheets/base36.h"
#include "core/sheets/form_plan.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

// row tag := version "." n    version in base 36 under which it was made, n the row's number in that round

namespace rowcast::sheets {

namespace {

constexpr int kRounds = 5; ///< sorts that may come in between

bool changesNothing(const std::vector<Value>& cells) {
    return std::all_of(cells.begin(), cells.end(),
                       [](const Value& value) { return value.kind == Value::Kind::Empty; });
}

} // namespace

void Verifier::start(std::shared_ptr<const Batch> batch, const std::vector<std::uint32_t>& rows, Job job) {
    if (batch_ != batch) clear();
    batch_ = std::move(batch);
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
    rounds_ = 0;
    tagged_.clear();
    lines_.clear();
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
    case Step::Tag:
        if (book.rowTags) return tagRows(book);
        return ReadTagged{book.sheet, *book.view};
    case Step::Tagged: return ReadTagged{book.sheet, *book.view};
    case Step::Rewrite: return rewrite(book);
    case Step::Idle:
    case Step::Ids: break;
    }
    return ReadIds{book.sheet, idTag, book.view->tab, book.view->tabTitle, -1};
}

void Verifier::on(const Outcome& outcome, SheetBook& book) {
    if (const auto* ids = std::get_if<IdsRead>(&outcome)) return onIds(*ids, book);
    const auto* rows = std::get_if<RowsRead>(&outcome);
    if (rows == nullptr) return written();
    if (step_ == Step::Rows) return onRows(*rows);
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
    bool any = false;
    for (Item& item : items_) {
        if (item.result != Result::Open) continue;
        item.number = numbers[rowOf(item).responseId];
        any = any || item.number >= 0;
        if (item.number < 0) item.result = Result::Missing; // in another part, or people deleted it
    }
    asked_ = -1;
    if (any)
        step_ = Step::Rows;
    else
        afterReading();
}

std::vector<ExpectedCell> Verifier::expected(const Item& item, const SheetView& view) const {
    return expectedCells(rowOf(item), *batch_->questions, view.timeZone);
}

void Verifier::judge(Item& item, const RowsRead::Row& row, const SheetView& view) {
    item.number = row.number;
    item.result = Result::Standing;
    if (item.job == Job::Edit)
        item.wrong = !edited(item, row, view).empty();
    else if (!rowOf(item).ownId && !resembles(row.cells, expected(item, view)))
        different_.push_back(item.row);
}

void Verifier::onRows(const RowsRead& read) {
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
            judge(item, *found->second, read.view);
        else
            moved = true;
    }
    if (moved && ++rounds_ < kRounds)
        step_ = Step::Ids;
    else if (!more)
        afterReading();
}

void Verifier::afterReading() {
    for (Item& item : items_)
        if (item.result == Result::Open) item.result = Result::Missing; // never where its id was read
    const bool any = std::any_of(items_.begin(), items_.end(), [](const Item& item) { return item.wrong; });
    step_ = any ? Step::Tag : Step::Idle;
    rounds_ = 0;
}

bool Verifier::isItsRow(const Item& item, const RowsRead& read, const RowsRead::Row& row) const {
    return idOf(read.view, row.cells) == rowOf(item).responseId;
}

Verifier::Item* Verifier::taggedItem(const std::string& tag) {
    if (!tag.starts_with(tagPrefix_)) return nullptr;
    const auto n = fromBase36(std::string_view(tag).substr(tagPrefix_.size()));
    if (!n || static_cast<std::size_t>(*n) >= tagged_.size()) return nullptr;
    return &items_[tagged_[static_cast<std::size_t>(*n)]];
}

/// What must be written to the row; nothing if it says it, or something newer.
std::vector<Value> Verifier::edited(Item& item, const RowsRead::Row& row, const SheetView& view) const {
    const auto cells = expected(item, view);
    if (standingOf(view, row.cells, cells, *batch_->questions) == Standing::Newer) {
        item.result = Result::Outdated;
        return {};
    }
    std::vector<Value> values = editedCells(view, row.cells, cells, *batch_->questions);
    if (changesNothing(values)) values.clear();
    return values;
}

void Verifier::onTagged(const RowsRead& read) {
    seen_ = read.view;
    lines_.clear();
    for (const auto& row : read.rows)
        for (const auto& [id, value] : row.tags)
            if (Item* item = taggedItem(value)) reread(*item, id, read, row);
    if (!lines_.empty())
        step_ = Step::Rewrite;
    else
        written();
}

/// A row read by its tag, the one of that id.
void Verifier::reread(Item& item, std::int32_t id, const RowsRead& read, const RowsRead::Row& row) {
    // Sorted between reading and tagging: the tag sits on somebody else's row.
    if (!isItsRow(item, read, row)) return;
    std::vector<Value> values = edited(item, row, read.view);
    item.wrong = !values.empty();
    if (values.empty()) return;
    Line line{static_cast<std::size_t>(&item - items_.data()), {}, std::move(values)};
    line.pin.kind = MetadataOp::Kind::Pin;
    line.pin.entry = {id,
                      kRowKey,
                      tagPrefix_ +
                          base36(std::find(tagged_.begin(), tagged_.end(), line.item) - tagged_.begin()),
                      Metadata::Place::Row,
                      read.view.tab,
                      row.number};
    lines_.push_back(std::move(line));
}

/// The rows are tagged, or those that were seen by their tags are written.
void Verifier::written() {
    if (step_ == Step::Tag) {
        step_ = Step::Tagged;
        return;
    }
    for (const Line& line : std::exchange(lines_, {})) {
        items_[line.item].wrong = false;
        items_[line.item].result = Result::Updated;
    }
    if (std::any_of(items_.begin(), items_.end(), [](const Item& item) { return item.wrong; }))
        restart(); // for as long as the batch may take
    else
        step_ = Step::Idle;
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

/// The tags are pinned before they are taken away.
Write Verifier::rewrite(const SheetBook& book) const {
    WritePlan plan = book.plan(book.marks());
    std::vector<MetadataOp> tags;
    for (const Line& line : lines_) {
        tags.push_back(line.pin);
        plan.lines.push_back({line.pin.entry.index, line.values});
    }
    tags.insert(tags.end(), plan.tags.begin(), plan.tags.end());
    plan.tags = std::move(tags);
    pinColumns(seen_, plan);
    return Write{std::move(plan)};
}

} // namespace rowcast::sheets
