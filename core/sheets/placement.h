#pragma once
/// What a row that was read back says, and how it must read to say a submission. Pure; any thread.

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

/// At least half of the values stand somewhere in the row: it is this response, whatever people mended in it.
[[nodiscard]] bool resembles(const std::vector<Value>& cells, const std::vector<ExpectedCell>& expected);
/// How a row stands to a submission of its response that came later in Kafka.
enum class Standing : std::uint8_t { Same, Newer, Older };
[[nodiscard]] Standing standingOf(const SheetView& view, const std::vector<Value>& cells,
                                  const std::vector<ExpectedCell>& expected, const QuestionList& questions);
/// What must be written so that the row says what the submission says: Empty where a cell stays as it is, an
/// empty Text where it is cleared. Columns of people's own and of questions that are left out stay as they
/// are.
[[nodiscard]] std::vector<Value> editedCells(const SheetView& view, const std::vector<Value>& cells,
                                             const std::vector<ExpectedCell>& expected,
                                             const QuestionList& questions);
/// The text in the row's Response ID column.
[[nodiscard]] std::string_view idOf(const SheetView& view, const std::vector<Value>& cells);

} // namespace rowcast::sheets
