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

/// cells := A1[:B2] | A:B | 1:2 | A1:B | R1C1[:R2C2] | R[1]C[1] (counted from A1), letters in any case, "$"
/// allowed; A1 is tried before R1C1. Nothing for what cannot be read.
[[nodiscard]] std::optional<Area> parseCells(std::string_view text);
/// 'It''s' → It's; quotes may be left out.
[[nodiscard]] std::string unquotedTitle(std::string_view title);

[[nodiscard]] std::string columnName(int column);
/// 'It''s' where quoting is needed, else plain.
[[nodiscard]] std::string quotedTitle(std::string_view title);
/// "Sheet1!B2:C3", or "Sheet1!D4" for one cell.
[[nodiscard]] std::string toA1(std::string_view title, const Box& box);
/// As Google names a range that it refuses: only the bounds that were set, "T!A1001:B", "T!AA" for a column,
/// "T".
[[nodiscard]] std::string toA1(std::string_view title, const Area& area);
[[nodiscard]] std::string toA1(const Area& area); ///< without a tab: "A1:B2", empty for all

} // namespace rowcast::sandbox
