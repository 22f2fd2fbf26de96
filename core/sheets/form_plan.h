#pragma once
/// Plans a form's next write from what is known of its sheet: which rows, which columns, which watermarks.
/// Pure; any thread.

#include "core/sheets/sheet_book.h"

#include <functional>

namespace rowcast::sheets {

/// What became of a row of the batch in hand.
enum class Fate : std::uint8_t {
    Open,      ///< not yet anywhere
    Checking,  ///< below the watermark: being read back
    Editing,   ///< its response has a row: being compared with it
    Edited,    ///< its response's row says it; the watermark does not cover it yet
    Written,   ///< by a write of this batch, seen in its reply
    Updated,   ///< its response's row says it
    Found,     ///< stood there already
    Duplicate, ///< its response's row says it already, or something newer
    Deleted,   ///< people deleted the row of its response
    Rejected,  ///< Google refuses its content
    Left       ///< behind a rejected one
};

[[nodiscard]] inline bool sameRecord(const Row& a, const Row& b) {
    return a.partition == b.partition && a.offset == b.offset;
}

struct PlanInput {
    const SheetBook& book;
    std::shared_ptr<const Batch> batch;
    const std::vector<Fate>& fates;
    const IdSet& older;       ///< ids of the parts before
    std::size_t rowLimit = 0; ///< 0: none
    std::int64_t byteLimit = 0;
    std::int64_t cellLimit = 0;
    std::optional<Choice> deletedChoice; ///< the admin's word on deleted columns
    std::string timeZone;                ///< for a spreadsheet without anything in it; empty: leave
    std::function<std::string(const TopicPartition&)> partitionKey;
};

struct PlannedWrite {
    WritePlan plan;                        ///< without rows: nothing is left to write
    std::vector<std::uint32_t> duplicates; ///< the row of their id says this already, or something newer
    std::vector<std::uint32_t> edits;      ///< to be compared with the row of their id; before `plan` is sent
    std::vector<std::uint32_t> deleted;    ///< people deleted the row of their id
    std::vector<std::uint32_t> repeats;    ///< another row of this plan with their id goes before them
    bool full = false;                     ///< the grid would pass the cell limit
};

/// An error if people deleted columns and the admin has not said what to do.
[[nodiscard]] Result<PlannedWrite> planRows(const PlanInput& input);

/// The write is refused unless all our columns stand as in `view` when it lands. `retagged`: new values of
/// tags by their ids.
void pinColumns(const SheetView& view, WritePlan& plan,
                const std::map<std::int32_t, std::string>& retagged = {});

/// A write of nothing but the columns and titles that `layout` wants changed.
[[nodiscard]] WritePlan planColumns(const SheetBook& book, const Layout& layout);

/// The columns for `questions` as they are to stand.
[[nodiscard]] Result<Layout> planLayout(const SheetBook& book, const QuestionList& questions,
                                        const std::optional<Choice>& deletedChoice);

} // namespace rowcast::sheets
