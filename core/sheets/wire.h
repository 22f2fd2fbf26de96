#pragma once
/// Between the machines' values and Google's: what a reply shows of a sheet, and what a failure means for an
/// asked action. Pure; any thread.

#include "core/google/call.h"
#include "core/sheets/protocol.h"

namespace rowcast::sheets {

/// A tab with its header row and column tags, as far as the reply holds them.
[[nodiscard]] SheetView viewFrom(const google::Spreadsheet& spreadsheet, const google::Tab& tab);
/// The rows of all blocks but the header row.
[[nodiscard]] RowsRead rowsFrom(const google::Spreadsheet& spreadsheet, const google::Tab& tab);
/// Ids by row number; numbers that people made of them read as they are shown.
[[nodiscard]] IdsRead idsFrom(const std::vector<Value>& column);

[[nodiscard]] Outcome outcomeOf(const google::Failure& failure);

/// "'Tab'!3:3" for row 2.
[[nodiscard]] std::string rowRange(const SheetView& view, std::int64_t first, std::int64_t last);

} // namespace rowcast::sheets
