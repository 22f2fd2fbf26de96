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
/// Columns moved while a repair was on its way, so that some of what it `wrote` by position landed in columns
/// that are not its own: clears in `repaired` each such copy, told from what the row held `before`.
void clearCopies(std::vector<Value>& repaired, const SheetView& view, const std::vector<Value>& cells,
                 const std::vector<ExpectedCell>& expected, const std::vector<Value>& wrote,
                 const std::vector<Value>& before);
/// At least half of the values stand somewhere in the row: it is this response, whatever people mended in it.
[[nodiscard]] bool resembles(const std::vector<Value>& cells, const std::vector<ExpectedCell>& expected);
/// The row shows this very submission of its response, not another one: it has the same time, or all the
/// values.
[[nodiscard]] bool isThisSubmission(const SheetView& view, const std::vector<Value>& cells,
                                    const std::vector<ExpectedCell>& expected);

/// How a row stands to a submission of its response that came later in Kafka.
enum class Standing : std::uint8_t { Same, Newer, Older };
[[nodiscard]] Standing standingOf(const SheetView& view, const std::vector<Value>& cells,
                                  const std::vector<ExpectedCell>& expected, const QuestionList& questions);
/// What must be written so that the row says what the submission says, as for repairedCells(). Columns of
/// people's own and of questions that are left out stay as they are.
[[nodiscard]] std::vector<Value> editedCells(const SheetView& view, const std::vector<Value>& cells,
                                             const std::vector<ExpectedCell>& expected,
                                             const QuestionList& questions);
/// The text in the row's Response ID column.
[[nodiscard]] std::string_view idOf(const SheetView& view, const std::vector<Value>& cells);

/// The text of a cell that may be a Response ID.
[[nodiscard]] bool holdsText(const std::vector<Value>& cells, std::string_view text);

} // namespace rowcast::sheets
