#pragma once
/// Reads rows back that stand below a watermark of an uncertain log, and has rows say what newer submissions
/// of their responses say. A row to be changed is tagged, read by its tag, and written in a versioned batch
/// that takes the tags away and is refused unless the tags and all columns still stand where they were read:
/// people may sort, move and delete in between. Pure; one thread at a time.
///
/// Whoever tags takes all other row tags away in the same versioned write. What is left of a write that was
/// refused or is unknown, the book says: the next write to the spreadsheet takes it away.

#include "core/sheets/placement.h"
#include "core/sheets/sheet_book.h"

#include <memory>
#include <vector>

namespace rowcast::sheets {

class Verifier {
public:
    enum class Job : std::uint8_t {
        Check, ///< does it stand there, with this content?
        Edit   ///< its response stands there: updated if the row says something older
    };
    enum class Result : std::uint8_t {
        Open,
        Standing, ///< of an edit: the row said it already
        Outdated, ///< of an edit: the row said something newer
        Updated,  ///< of an edit
        Missing   ///< its id stands nowhere here
    };
    /// Rows of `batch` to be seen to; those in hand stay.
    void start(std::shared_ptr<const Batch> batch, const std::vector<std::uint32_t>& rows, Job job);
    [[nodiscard]] bool busy() const { return step_ != Step::Idle; }
    /// Rows that are not yet known to say what they should.
    [[nodiscard]] std::size_t left() const;
    /// Precondition: busy, and the book's state and view are read.
    [[nodiscard]] FormAction next(const SheetBook& book);
    /// The outcome of next(), unless it was Refused or Unknown.
    void on(const Outcome& outcome, SheetBook& book);
    /// From the beginning, under whatever version stands then: what next() asked for was refused, or nobody
    /// knows whether it was done, or another instance wrote.
    void restart();
    void clear();
    /// Another instance wrote: the edits must be planned anew.
    void dropEdits();
    /// What is missing is looked for again, in another part.
    void lookElsewhere();
    /// The spreadsheet is gone: what is not settled counts as missing.
    void abandon();

    /// Of all rows that it was given, by their index in the batch.
    [[nodiscard]] std::vector<std::pair<std::uint32_t, Result>> results() const;
    [[nodiscard]] bool anyMissing() const;
    /// Checked rows without an id of their own whose id stands there with another content.
    [[nodiscard]] const std::vector<std::uint32_t>& different() const { return different_; }

private:
    enum class Step { Idle, Ids, Rows, Tag, Tagged, Rewrite };
    struct Item {
        std::uint32_t row = 0;
        Job job = Job::Check;
        Result result = Result::Open;
        std::int64_t number = -1; ///< where it was seen last
        bool wrong = false;       ///< must be written
    };
    void onIds(const IdsRead& read, SheetBook& book);
    void onRows(const RowsRead& read);
    void onTagged(const RowsRead& read);
    void written();
    void judge(Item& item, const RowsRead::Row& row, const SheetView& view);
    void reread(Item& item, std::int32_t id, const RowsRead& read, const RowsRead::Row& row);
    [[nodiscard]] Item* taggedItem(const std::string& tag);
    [[nodiscard]] bool isItsRow(const Item& item, const RowsRead& read, const RowsRead::Row& row) const;
    [[nodiscard]] std::vector<Value> edited(Item& item, const RowsRead::Row& row,
                                            const SheetView& view) const;
    void afterReading();
    [[nodiscard]] const Row& rowOf(const Item& item) const { return batch_->rows[item.row]; }
    [[nodiscard]] std::vector<ExpectedCell> expected(const Item& item, const SheetView& view) const;
    [[nodiscard]] ReadRows readFound(const SheetBook& book);
    [[nodiscard]] Write tagRows(const SheetBook& book);
    [[nodiscard]] Write rewrite(const SheetBook& book) const;

    Step step_ = Step::Idle;
    std::shared_ptr<const Batch> batch_;
    std::vector<Item> items_;
    std::vector<std::size_t> tagged_; ///< items by the number in their tag
    std::string tagPrefix_;
    SheetView seen_; ///< under which the tagged rows were read
    struct Line {
        std::size_t item = 0;
        MetadataOp pin;
        std::vector<Value> values;
    };
    std::vector<Line> lines_; ///< to be written
    std::int64_t asked_ = -1; ///< rows up to this one were asked for
    int rounds_ = 0;
    std::vector<std::uint32_t> different_;
};

} // namespace rowcast::sheets
