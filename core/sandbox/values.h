#pragma once
/// values.*: reading and writing rectangles of plain values, and finding the table to append to. Pure; one
/// thread at a time.

#include "core/sandbox/data_filter.h"

namespace rowcast::sandbox {

struct Render {
    enum class Values { Formatted, Unformatted, Formula } values = Values::Formatted;
    bool datesAsText = false;
    bool byColumns = false;
};
/// From the words of a query or body; FORMATTED_VALUE and SERIAL_NUMBER where absent.
[[nodiscard]] Render renderOf(const std::string& values, const std::string& dates,
                              const std::string& majorDimension);

/// {range, majorDimension, values}: trailing blanks cut, `values` absent when there are none.
[[nodiscard]] Json readValues(const Spreadsheet& book, const Place& place, const Render& render);

struct Write {
    bool userEntered = false;
    bool byColumns = false;
};

/// What was written, for the reply.
struct Written {
    Place place;
    int cells = 0;
    std::vector<int> rows, columns; ///< that were touched
};

/// Writes `values` (rows, or columns) from the place's corner. A range of one cell is only a corner. Refused:
/// more values than the range, a value that is a list or struct, a text too long, outside the grid.
[[nodiscard]] Answer<Written> writeValues(Spreadsheet& book, const Place& place, const Json& values,
                                          const Write& how);
/// {spreadsheetId, updatedRange, updatedRows, updatedColumns, updatedCells}
[[nodiscard]] Json toJson(const Written& written, const std::string& spreadsheetId);

/// The table that values.append looks for: the last block of cells that meets the range.
[[nodiscard]] std::optional<Box> findTable(const Sheet& sheet, const Box& range);

struct Appended {
    std::optional<std::string> tableRange;
    Written written;
};
[[nodiscard]] Answer<Appended> appendValues(Spreadsheet& book, const Place& place, const Json& values,
                                            const Write& how, bool insertRows);

/// Empties the place's values, keeps formats; the range as echoed.
[[nodiscard]] Answer<std::string> clearValues(Spreadsheet& book, const Place& place);

} // namespace rowcast::sandbox
