#pragma once
/// Cells as spreadsheets put them on the clipboard: a line a row, tabs between cells, a cell in quotation
/// marks where it holds a line's end, a tab or such a mark (as Excel, LibreOffice and Google Sheets do).
/// Pure.

#include <QStringList>

#include <vector>

namespace rowcast::ui {

using CellRows = std::vector<QStringList>;

/// Every text is cells; a last line's end begins no row.
[[nodiscard]] CellRows cellsFrom(const QString& text);
/// cellsFrom() reads the same cells from it.
[[nodiscard]] QString clipboardText(const CellRows& rows);
/// As a CSV file has them (RFC 4180), but with the clipboard's line ends.
[[nodiscard]] QString csvText(const CellRows& rows);

} // namespace rowcast::ui
