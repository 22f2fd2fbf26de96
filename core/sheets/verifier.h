#pragma once
/// Reads rows back that were not confirmed by a reply of their own and repairs what lies under a wrong tag;
/// compares rows with newer submissions and has them say those. A row is never addressed by its number: it is
/// tagged, read by the tag, written by the tag, so that people may sort in between. The tags it made stay in
/// the book: the next write to the spreadsheet takes them away. Pure; one thread at a time.
///
/// Whoever tags takes all other row tags away in the same versioned write. So as long as a tag stands, what
/// is written by it was decided on what the row said last.

#include "core/sheets/placement.h"
#include "core/sheets/sheet_book.h"

#include <memory>
#include <set>
#include <vector>

namespace rowcast::sheets {

class Verifier {
public:
    enum class Job : std::uint8_t {
        Check, ///< it should stand there: repaired if it lies under a wrong tag
        Edit   ///< its response stands there: updated if the row says something older
    };
    enum class Result : std::uint8_t {
        Open,
        Standing, ///< of an edit: the row said it already
        Outdated, ///< of an edit: the row said something newer
        Updated,  ///< of an edit
        Missing   ///< its id stands nowhere here
    };
    /// Rows of `batch` to be seen to; those in hand stay. `everywhere`: we wrote them just now, so they are
    /// looked for in the whole sheet and not only among the newest rows.
    void start(std::shared_ptr<const Batch> batch, const std::vector<std::uint32_t>& rows, Job job,
               bool everywhere);
    [[nodiscard]] bool busy() const { return step_ != Step::Idle; }
    /// Rows that are not yet known to stand where they belong.
    [[nodiscard]] std::size_t left() const;
    /// A write by tags is what next() asks for: it is no versioned one.
    [[nodiscard]] bool rewriting() const { return step_ == Step::Rewrite; }
    /// Precondition: busy, and the book's state and view are read.
    [[nodiscard]] FormAction next(const SheetBook& book);
    /// The outcome of next(), unless it was Refused or Unknown.
    void on(const Outcome& outcome, SheetBook& book);
    /// From the beginning, under whatever version stands then.
    void restart();
    /// Also: another instance wrote, perhaps to the rows that we wrote to.
    void takenOver();
    /// What next() asked for was refused, or nobody knows whether it was done. What may have been written by
    /// tags is read back by them, since an id may stand under another column now.
    void unknown();
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
    enum class Step { Idle, Ids, Rows, Scan, Tag, Tagged, Rewrite };
    struct Item {
        std::uint32_t row = 0;
        Job job = Job::Check;
        Result result = Result::Open;
        std::int64_t number = -1;    ///< where it was seen last
        bool wrong = false;          ///< must be written
        bool touched = false;        ///< was written by its tag, perhaps
        bool ours = false;           ///< touched, and nobody else wrote since
        std::vector<Value> original; ///< before we first wrote to it
        std::vector<Value> wrote;    ///< all that we ever wrote to it
    };
    void onIds(const IdsRead& read, SheetBook& book);
    void onRows(const RowsRead& read, SheetBook& book);
    void onScan(const RowsRead& read, SheetBook& book);
    void onTagged(const RowsRead& read);
    void reread(Item& item, std::int32_t id, const RowsRead& read, const RowsRead::Row& row);
    void judge(Item& item, const RowsRead::Row& row, const SheetView& view, SheetBook& book);
    [[nodiscard]] Item* taggedItem(const std::string& tag);
    [[nodiscard]] bool isItsRow(const Item& item, const RowsRead& read, const RowsRead::Row& row) const;
    [[nodiscard]] std::vector<Value> rewritten(Item& item, const RowsRead::Row& row, const SheetView& view,
                                               bool ours) const;
    void afterReading();
    [[nodiscard]] const Row& rowOf(const Item& item) const { return batch_->rows[item.row]; }
    [[nodiscard]] std::vector<ExpectedCell> expected(const Item& item, const SheetView& view) const;
    [[nodiscard]] ReadRows scan(const SheetBook& book);
    [[nodiscard]] ReadRows readFound(const SheetBook& book);
    [[nodiscard]] Write tagRows(const SheetBook& book);

    Step step_ = Step::Idle;
    std::shared_ptr<const Batch> batch_;
    std::vector<Item> items_;
    std::vector<std::size_t> tagged_; ///< items by the number in their tag
    std::string tagPrefix_;
    std::vector<WriteTagged::Line> lines_;
    std::set<std::int32_t> rewritten_; ///< ids of the tags by which we wrote
    std::int64_t lastRow_ = 0;
    std::int64_t asked_ = -1; ///< rows up to this one were asked for
    bool everywhere_ = false;
    std::optional<std::int64_t> scanned_; ///< rows from here on were scanned
    int rounds_ = 0;
    int rewrites_ = 0;
    std::vector<std::uint32_t> different_;
};

} // namespace rowcast::sheets
