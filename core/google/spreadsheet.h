#pragma once
/// A spreadsheet as the API tells of it: tabs, grid sizes, cells and developer metadata; what sheets_get and
/// sheets_batch_update parse into. Plain values; any thread.

#include "core/google/call.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace rowcast::google {

/// One developer metadata entry and where it is attached.
struct Metadata {
    enum class Place : std::uint8_t { Spreadsheet, Tab, Row, Column };
    std::int32_t id = 0;
    std::string key;
    std::string value;
    Place place = Place::Spreadsheet;
    std::int64_t tab = 0;    ///< sheetId, unless the place is the spreadsheet
    std::int64_t index = -1; ///< of its row or column, from 0
    bool operator==(const Metadata&) const = default;
};

/// A cell's value as stored (unformatted), or a formula's text.
struct Value {
    enum class Kind : std::uint8_t { Empty, Text, Number, Boolean, Formula, Error };
    Kind kind = Kind::Empty;
    double number = 0; ///< Number, or 0/1 of a Boolean
    std::string text;  ///< Text, Formula or Error
    bool operator==(const Value&) const = default;
};

/// Cells read with a tab: rows from `startRow`, each from `startColumn`; trailing empties are cut.
struct GridBlock {
    std::int64_t startRow = 0;
    std::int64_t startColumn = 0;
    std::vector<std::vector<Value>> rows;
};

struct Tab {
    std::int64_t id = 0;
    std::string title;
    std::int64_t rows = 0; ///< of the grid
    std::int64_t columns = 0;
    std::int64_t frozenRows = 0;
    bool grid = true; ///< false: a chart or other object tab
    std::vector<GridBlock> blocks;
    std::vector<Metadata>
        metadata; ///< of the tab, its rows and its columns, as far as the mask asked for them
};

struct Spreadsheet {
    SpreadsheetId id;
    std::string title;
    std::string timeZone;
    std::string url;
    std::vector<Tab> tabs;          ///< in their order
    std::vector<Metadata> metadata; ///< of the spreadsheet itself

    [[nodiscard]] const Tab* tab(std::int64_t id) const;
};

} // namespace rowcast::google
