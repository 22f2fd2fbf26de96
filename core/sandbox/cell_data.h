#pragma once
/// Cells as Google's CellData: what a write changes and what a read shows. Pure; one thread at a time.

#include "core/sandbox/field_mask.h"
#include "core/sandbox/spreadsheet.h"

namespace rowcast::sandbox {

/// As Google counts: UTF-16 units.
[[nodiscard]] std::size_t characters(std::string_view utf8);
/// The longest text of one cell, in characters.
inline constexpr std::size_t kCellCharacters = 50'000;

/// Writes what `mask` names of a CellData into the cell. Refused: a text over the limit.
[[nodiscard]] Answer<void> writeCell(Spreadsheet& book, Cell& cell, const Json& data, const FieldMask& mask);

/// "When writing a new user_entered_value, previous runs are erased."
void eraseRuns(Spreadsheet& book, Cell& cell);

/// What a typed value of values.* or a person's hand becomes.
[[nodiscard]] Answer<void> checkText(std::string_view text);

/// CellData as `spreadsheets.get` shows it; only what `mask` reaches is worked out. Empty for a blank cell.
[[nodiscard]] Json readCell(const Spreadsheet& book, const Cell& cell, const FieldMask& mask);

/// ExtendedValue; null for an empty cell.
[[nodiscard]] Json enteredValue(const Cell& cell);
/// The text people see.
[[nodiscard]] std::string shownText(const Spreadsheet& book, const Cell& cell);

/// `color` and `colorStyle` twins: whichever was set, both are answered; borders are as wide as their style.
void mirrorColors(Json& format);

} // namespace rowcast::sandbox
