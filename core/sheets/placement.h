#pragma once
/// Does a row that was read back lie under the right tags, and if not, how it must read. Pure; any thread.

#include "core/model/row.h"
#include "core/sheets/layout.h"

#include <string>
#include <vector>

namespace rowcast::sheets {

struct ExpectedCell {
    std::string key; ///< questionKey() of its column
    Value value;     ///< never Empty
};
/// What a row's cells hold once written. `zone`: of the sheet.
[[nodiscard]] std::vector<ExpectedCell> expectedCells(const Row& row, const QuestionList& questions,
                                                      const std::string& zone);

/// One of its values stands under another column instead of its own. A cell that people edited is no such.
[[nodiscard]] bool isMisplaced(const SheetView& view, const std::vector<Value>& cells,
                               const std::vector<ExpectedCell>& expected);
/// The row with every value under its tag; Empty where a cell stays as it is, an empty Text where it is
/// cleared.
[[nodiscard]] std::vector<Value> repairedCells(const SheetView& view, const std::vector<Value>& cells,
                                               const std::vector<ExpectedCell>& expected);
/// All values stand somewhere in the row.
[[nodiscard]] bool sameContent(const std::vector<Value>& cells, const std::vector<ExpectedCell>& expected);

/// The text of a cell that may be a Response ID.
[[nodiscard]] bool holdsText(const std::vector<Value>& cells, std::string_view text);

} // namespace rowcast::sheets
