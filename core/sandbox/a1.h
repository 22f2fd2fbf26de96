#pragma once
/// A1 notation and grid ranges: parsing, quoting, echoing. Pure; any thread.

#include <optional>
#include <string>
#include <string_view>

namespace rowcast::sandbox {

/// Rows and columns from 0, ends exclusive; an absent bound is open.
struct Area {
    std::optional<int> row0, row1, column0, column1;
    bool operator==(const Area&) const = default;
};

/// An area with every bound known.
struct Box {
    int row0 = 0, row1 = 0, column0 = 0, column1 = 0;
    [[nodiscard]] int rows() const { return row1 - row0; }
    [[nodiscard]] int columns() const { return column1 - column0; }
    [[nodiscard]] bool empty() const { return row1 <= row0 || column1 <= column0; }
    [[nodiscard]] bool contains(int row, int column) const {
        return row >= row0 && row < row1 && column >= column0 && column < column1;
    }
    [[nodiscard]] bool contains(const Box& o) const {
        return o.row0 >= row0 && o.row1 <= row1 && o.column0 >= column0 && o.column1 <= column1;
    }
    [[nodiscard]] bool intersects(const Box& o) const {
        return row0 < o.row1 && o.row0 < row1 && column0 < o.column1 && o.column0 < column1;
    }
    bool operator==(const Box&) const = default;
};

/// range := [sheet "!"] [cells] ; sheet may be 'quoted', a quote within doubled; cells := A1[:B2] | A:B | 1:2
/// | A1:B | R1C1[:R2C2]. Letters in any case, "$" allowed.
struct ParsedRange {
    std::optional<std::string> sheet;
    std::optional<Area> area; ///< absent: the whole sheet
};
/// Only cells ("B2:C"), without a sheet.
[[nodiscard]] std::optional<Area> parseCells(std::string_view text);
/// Nothing for what cannot be read. A text without "!" that reads as cells is `area`, else it is `sheet`.
[[nodiscard]] std::optional<ParsedRange> parseRange(std::string_view text);

[[nodiscard]] std::string columnName(int column);
/// 'It''s' where quoting is needed, else plain.
[[nodiscard]] std::string quotedTitle(std::string_view title);
/// "Sheet1!B2:C3", or "Sheet1!D4" for one cell.
[[nodiscard]] std::string toA1(std::string_view title, const Box& box);
/// As above with open bounds: "T!A1001:B", "T!A:B", "T".
[[nodiscard]] std::string toA1(std::string_view title, const Area& area);

} // namespace rowcast::sandbox
