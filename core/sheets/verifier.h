#pragma once
/// Reads rows back that were not confirmed by a reply of their own, and repairs what lies under a wrong tag.
/// A row is never addressed by its number: it is tagged, read by the tag, written by the tag and untagged, so
/// that people may sort in between. Pure; one thread at a time.

#include "core/sheets/placement.h"
#include "core/sheets/sheet_book.h"

#include <map>
#include <memory>
#include <vector>

namespace rowcast::sheets {

class Verifier {
public:
    /// Rows of `batch` to be checked; those still to be checked stay. `everywhere`: we wrote them just now,
    /// so they are looked for in the whole sheet and not only among the newest rows.
    void start(std::shared_ptr<const Batch> batch, const std::vector<std::uint32_t>& rows, bool everywhere);
    [[nodiscard]] bool busy() const { return step_ != Step::Idle; }
    /// Rows that are not yet known to stand where they belong.
    [[nodiscard]] std::size_t left() const;
    /// Precondition: busy, and the book's state and view are read.
    [[nodiscard]] FormAction next(const SheetBook& book);
    /// The outcome of next(), unless it was Refused or Unknown.
    void on(const Outcome& outcome, SheetBook& book);
    /// After a refusal or an unknown outcome: from the beginning, under whatever version stands then.
    void restart();
    void clear();
    /// The rows that stand nowhere here, to be looked for in another part.
    [[nodiscard]] std::vector<std::uint32_t> takeMissing();
    /// The spreadsheet is gone: what is not settled counts as missing.
    void abandon();

    /// Checked rows that stand nowhere in this spreadsheet.
    [[nodiscard]] const std::vector<std::uint32_t>& missing() const { return missing_; }
    /// Checked rows whose id stands there with another content.
    [[nodiscard]] const std::vector<std::uint32_t>& different() const { return different_; }

private:
    enum class Step { Idle, Ids, Rows, Scan, Tag, Tagged, Rewrite, Untag };
    struct Item {
        std::uint32_t row = 0;
        std::int64_t number = -1; ///< where it was seen last
        bool settled = false;
        bool misplaced = false;
    };
    void onIds(const IdsRead& read, SheetBook& book);
    void onRows(const RowsRead& read, SheetBook& book);
    void onScan(const RowsRead& read, SheetBook& book);
    void onTagged(const RowsRead& read, const SheetBook& book);
    void judge(Item& item, const RowsRead::Row& row, const SheetView& view, SheetBook& book);
    void afterReading();
    void finish();
    [[nodiscard]] const Row& rowOf(const Item& item) const { return batch_->rows[item.row]; }
    [[nodiscard]] std::vector<ExpectedCell> expected(const Item& item, const SheetBook& book) const;
    [[nodiscard]] ReadRows scan(const SheetBook& book);
    [[nodiscard]] ReadRows readFound(const SheetBook& book);
    [[nodiscard]] Write tagRows(const SheetBook& book);
    [[nodiscard]] Write untagRows(const SheetBook& book) const;

    Step step_ = Step::Idle;
    std::shared_ptr<const Batch> batch_;
    std::vector<Item> items_;
    std::vector<std::size_t> tagged_; ///< items by the number in their tag
    std::string tagPrefix_;
    std::vector<std::int32_t> seenTags_;
    bool tagsOut_ = false; ///< rows may carry tags of ours
    std::vector<WriteTagged::Line> lines_;
    /// What the rows that lines_ rewrites held before, by the id of their tag.
    std::map<std::int32_t, std::vector<Value>> before_;
    std::int64_t lastRow_ = 0;
    std::int64_t asked_ = -1; ///< rows up to this one were asked for
    bool everywhere_ = false;
    std::optional<std::int64_t> scanned_; ///< rows from here on were scanned
    int rounds_ = 0;                      ///< of this repair that people came between
    std::vector<std::uint32_t> missing_;
    std::vector<std::uint32_t> different_;
};

} // namespace rowcast::sheets
