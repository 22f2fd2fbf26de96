#include "core/sandbox/values.h"

#include "core/sandbox/cell_data.h"
#include "core/sandbox/number_format.h"
#include "core/sandbox/user_entered.h"

#include <algorithm>

namespace rowcast::sandbox {

namespace {

Json shown(const Spreadsheet& book, const Cell& cell, const Render& render) {
    if (!cell.hasValue()) return "";
    if (render.values == Render::Values::Formatted) return shownText(book, cell);
    if (cell.kind() == Cell::Kind::Number) {
        const bool asText =
            render.datesAsText && showsDate(book.extrasOf(cell)["userEnteredFormat"]["numberFormat"]);
        return asText ? Json(shownText(book, cell)) : Json(cell.number());
    }
    if (cell.kind() == Cell::Kind::Bool) return cell.boolean();
    return cell.text();
}

/// google.protobuf.Value as its text format, which is how Google shows what it does not take.
std::string protoText(const Json& value, const std::string& indent) {
    if (value.isArray()) {
        std::string out = indent + "list_value {\n";
        for (const auto& item : value.items())
            out += indent + "  values {\n" + protoText(item, indent + "    ") + indent + "  }\n";
        return out + indent + "}\n";
    }
    if (value.isObject()) {
        std::string out = indent + "struct_value {\n";
        for (const auto& [key, inner] : value.members())
            out += indent + "  fields {\n" + indent + "    key: " + write(Json(key)) + "\n" + indent +
                   "    value {\n" + protoText(inner, indent + "      ") + indent + "    }\n" + indent +
                   "  }\n";
        return out + indent + "}\n";
    }
    if (value.isString()) return indent + "string_value: " + write(value) + "\n";
    if (value.isBool()) return indent + "bool_value: " + write(value) + "\n";
    if (value.isNumber()) return indent + "number_value: " + write(value) + "\n";
    return indent + "null_value: NULL_VALUE\n";
}

Answer<void> put(Spreadsheet& book, Cell& cell, const Json& value, bool userEntered) {
    eraseRuns(book, cell);
    if (value.isNumber()) {
        cell.setNumber(value.asNumber());
        return {};
    }
    if (value.isBool()) {
        cell.setBool(value.asBool());
        return {};
    }
    const auto& text = value.asString();
    if (auto fits = checkText(text); !fits) return fits;
    if (!userEntered) {
        text.empty() ? cell.setEmpty() : cell.setText(text);
        return {};
    }
    const auto entered = enter(text);
    cell.setValueOf(entered.cell);
    if (!entered.numberFormat.isNull()) {
        Json extras = book.extrasOf(cell).isNull() ? Json::object() : book.extrasOf(cell);
        // A format that a person chose stays; only "automatic" follows what is typed.
        if (!extras["userEnteredFormat"].has("numberFormat")) {
            extras.at("userEnteredFormat").set("numberFormat", entered.numberFormat);
            cell.setExtras(book.extras->indexOf(extras));
        }
    }
    return {};
}

std::string exceeds(const Sheet& sheet, const Box& box) {
    return "Range (" + toA1(sheet.title, box) +
           ") exceeds grid limits. Max rows: " + std::to_string(sheet.rows) +
           ", max columns: " + std::to_string(sheet.columns);
}

/// How many rows and columns the values need.
std::pair<int, int> extent(const Json& values, bool byColumns) {
    int longest = 0;
    for (const auto& line : values.items())
        longest = std::max(longest, int(line.items().size()));
    const int lines = int(values.items().size());
    return byColumns ? std::pair(longest, lines) : std::pair(lines, longest);
}

Answer<void> checkFits(const Place& place, int rows, int columns) {
    const auto& area = place.asked;
    const bool corner = area.row0 && area.row1 && area.column0 && area.column1 &&
                        *area.row1 - *area.row0 == 1 && *area.column1 - *area.column0 == 1;
    const auto& box = place.box;
    const auto shown = toA1(place.sheet->title, area.row0 || area.column0 ? area : toArea(box));
    if (!corner && area.column1 && box.column0 + columns > *area.column1)
        return refuse("Requested writing within range [" + shown + "], but tried writing to column [" +
                      columnName(*area.column1) + "]");
    if (!corner && area.row1 && box.row0 + rows > *area.row1)
        return refuse("Requested writing within range [" + shown + "], but tried writing to row [" +
                      std::to_string(*area.row1 + 1) + "]");
    const Box needed{box.row0, std::max(box.row0 + rows, box.row0 + 1), box.column0,
                     std::max(box.column0 + columns, box.column0 + 1)};
    if (!place.sheet->whole().contains(needed)) return refuse(exceeds(*place.sheet, needed));
    return {};
}

} // namespace

Render renderOf(const std::string& values, const std::string& dates, const std::string& majorDimension) {
    Render out;
    if (values == "UNFORMATTED_VALUE")
        out.values = Render::Values::Unformatted;
    else if (values == "FORMULA")
        out.values = Render::Values::Formula;
    out.datesAsText = dates == "FORMATTED_STRING";
    out.byColumns = majorDimension == "COLUMNS";
    return out;
}

Json readValues(const Spreadsheet& book, const Place& place, const Render& render) {
    if (place.box.empty())
        return Json::object({{"range", "#REF!"}, {"majorDimension", render.byColumns ? "COLUMNS" : "ROWS"}});
    const auto& grid = place.sheet->grid;
    const auto data = grid.dataWithin(place.box);
    Json::Array lines;
    const int outer = render.byColumns ? data.columns() : data.rows();
    const int inner = render.byColumns ? data.rows() : data.columns();
    for (int o = 0; o < outer; ++o) {
        Json::Array line;
        std::size_t last = 0;
        for (int i = 0; i < inner; ++i) {
            const int row = data.row0 + (render.byColumns ? i : o);
            const int column = data.column0 + (render.byColumns ? o : i);
            const auto& cell = grid.cell(row, column);
            line.push_back(shown(book, cell, render));
            if (cell.hasValue()) last = line.size();
        }
        line.resize(last);
        lines.emplace_back(std::move(line));
    }
    Json out = Json::object({{"range", toA1(place.sheet->title, place.box)},
                             {"majorDimension", render.byColumns ? "COLUMNS" : "ROWS"}});
    if (!lines.empty()) out.set("values", std::move(lines));
    return out;
}

Answer<Written> writeValues(Spreadsheet& book, const Place& place, const Json& values, const Write& how) {
    std::size_t line = 0;
    for (const auto& list : values.items()) {
        std::size_t index = 0;
        for (const auto& value : list.items()) {
            if (value.isArray() || value.isObject())
                return refuse("Invalid values[" + std::to_string(line) + "][" + std::to_string(index) +
                              "]: " + protoText(value, {}));
            ++index;
        }
        ++line;
    }
    const auto [rows, columns] = extent(values, how.byColumns);
    if (auto fits = checkFits(place, rows, columns); !fits) return tl::unexpected(fits.error());
    Written out{place, 0, {}, {}};
    out.place.box.row1 = place.box.row0 + std::max(rows, 1);
    out.place.box.column1 = place.box.column0 + std::max(columns, 1);
    if (auto free = book.checkProtection(*place.sheet, out.place.box); !free)
        return tl::unexpected(free.error());
    std::vector<bool> touchedRows, touchedColumns;
    touchedRows.resize(std::size_t(rows));
    touchedColumns.resize(std::size_t(columns));
    for (std::size_t o = 0; o < values.items().size(); ++o) {
        const auto& list = values.items()[o].items();
        for (std::size_t i = 0; i < list.size(); ++i) {
            if (list[i].isNull()) continue;
            const auto row = how.byColumns ? i : o, column = how.byColumns ? o : i;
            auto& cell = place.sheet->grid.edit(place.box.row0 + int(row), place.box.column0 + int(column));
            if (auto written = put(book, cell, list[i], how.userEntered); !written)
                return tl::unexpected(written.error());
            touchedRows[row] = touchedColumns[column] = true;
            ++out.cells;
        }
    }
    const auto from = [](int first, const std::vector<bool>& touched) {
        std::vector<int> lines;
        for (std::size_t i = 0; i < touched.size(); ++i) {
            if (touched[i]) lines.push_back(first + int(i));
        }
        return lines;
    };
    out.rows = from(place.box.row0, touchedRows);
    out.columns = from(place.box.column0, touchedColumns);
    return out;
}

Json toJson(const Written& written, const std::string& spreadsheetId) {
    Json out = Json::object();
    if (!spreadsheetId.empty()) out.set("spreadsheetId", spreadsheetId);
    out.set("updatedRange", toA1(written.place.sheet->title, written.place.box));
    if (!written.rows.empty()) out.set("updatedRows", int(written.rows.size()));
    if (!written.columns.empty()) out.set("updatedColumns", int(written.columns.size()));
    if (written.cells > 0) out.set("updatedCells", written.cells);
    return out;
}

std::optional<Box> findTable(const Sheet& sheet, const Box& range) {
    const auto& grid = sheet.grid;
    const auto filled = [&](int row, int column) { return grid.cell(row, column).hasValue(); };
    // The last cell with a value within the range: one beside a table is in none (the guide's A4).
    std::optional<Box> table;
    for (int row = std::min(range.row1, grid.storedRows()) - 1; row >= range.row0 && !table; --row) {
        for (int column = std::min(range.column1, int(grid.row(row).size())) - 1; column >= range.column0;
             --column) {
            if (filled(row, column)) {
                table = Box{row, row + 1, column, column + 1};
                break;
            }
        }
    }
    if (!table) return {};
    // Its block: grown while a neighbouring row or column has a value.
    const auto anyInRow = [&](int row, int from, int to) {
        for (int c = std::max(from, 0); c < to; ++c) {
            if (filled(row, c)) return true;
        }
        return false;
    };
    const auto anyInColumn = [&](int column, int from, int to) {
        for (int r = std::max(from, 0); r < to; ++r) {
            if (filled(r, column)) return true;
        }
        return false;
    };
    auto& t = *table;
    for (bool grown = true; grown;) {
        grown = false;
        while (t.row0 > 0 && anyInRow(t.row0 - 1, t.column0 - 1, t.column1 + 1)) {
            --t.row0;
            grown = true;
        }
        while (t.row1 < grid.storedRows() && anyInRow(t.row1, t.column0 - 1, t.column1 + 1)) {
            ++t.row1;
            grown = true;
        }
        while (t.column0 > 0 && anyInColumn(t.column0 - 1, t.row0 - 1, t.row1 + 1)) {
            --t.column0;
            grown = true;
        }
        while (t.column1 < sheet.columns && anyInColumn(t.column1, t.row0 - 1, t.row1 + 1)) {
            ++t.column1;
            grown = true;
        }
    }
    return table;
}

Answer<Appended> appendValues(Spreadsheet& book, const Place& place, const Json& values, const Write& how,
                              bool insertRows) {
    auto& sheet = *place.sheet;
    const auto table = findTable(sheet, place.box);
    Appended out;
    Place target{&sheet, place.box, {}};
    if (table) {
        out.tableRange = toA1(sheet.title, *table);
        target.box.row0 = table->row1;
        target.box.column0 = table->column0;
    }
    const auto [rows, columns] = extent(values, how.byColumns);
    if (const int wide = target.box.column0 + columns; wide > sheet.columns) {
        if (auto fits = book.checkCells(std::int64_t(wide - sheet.columns) * sheet.rows); !fits)
            return tl::unexpected(fits.error());
        sheet.columns = wide;
    }
    const int end = target.box.row0 + rows;
    if (insertRows && table && rows > 0 && target.box.row0 < sheet.rows) {
        if (auto fits = book.checkCells(std::int64_t(rows) * sheet.columns); !fits)
            return tl::unexpected(fits.error());
        book.shift(sheet, {Shift::Kind::Insert, Dimension::Rows, target.box.row0, end});
    }
    if (end > sheet.rows) {
        if (auto fits = book.checkCells(std::int64_t(end - sheet.rows) * sheet.columns); !fits)
            return tl::unexpected(fits.error());
        sheet.rows = end;
    }
    auto written = writeValues(book, target, values, how);
    if (!written) return tl::unexpected(written.error());
    out.written = *written;
    return out;
}

Answer<std::string> clearValues(Spreadsheet& book, const Place& place) {
    if (auto free = book.checkProtection(*place.sheet, place.box); !free) return tl::unexpected(free.error());
    auto& grid = place.sheet->grid;
    const auto data = grid.dataWithin(place.box);
    for (int row = data.row0; row < data.row1; ++row) {
        for (int column = data.column0; column < data.column1; ++column) {
            if (grid.cell(row, column).hasValue()) grid.edit(row, column).setEmpty();
        }
    }
    return toA1(place.sheet->title, place.box);
}

} // namespace rowcast::sandbox
