// updateCells, appendCells, repeatCell.

#include "core/sandbox/batch.h"
#include "core/sandbox/formula.h"

namespace rowcast::sandbox {

namespace {

tl::unexpected<ApiError> beyond(const char* what, int at, int last) {
    return refuse("Attempting to write " + std::string(what) + ": " + std::to_string(at) +
                  ", beyond the last requested " + what + " of: " + std::to_string(last));
}

/// Writes RowData from (row, column) on; nothing may lie outside `limit`.
Answer<void> writeRows(Draft& draft, Sheet& sheet, const Json& rows, const Box& limit,
                       const FieldMask& mask) {
    int row = limit.row0;
    for (const auto& data : rows.items()) {
        if (row >= limit.row1) return beyond("row", row, limit.row1 - 1);
        const auto& values = data["values"].items();
        const int end = limit.column0 + int(values.size());
        if (end > limit.column1) return beyond("column", limit.column1, limit.column1 - 1);
        if (auto free = draft.book.checkProtection(sheet, {row, row + 1, limit.column0, end}); !free)
            return free;
        auto& cells = sheet.grid.editRow(row);
        if (cells.size() < std::size_t(limit.column0) + values.size())
            cells.resize(std::size_t(limit.column0) + values.size());
        for (std::size_t i = 0; i < values.size(); ++i) {
            auto written = writeCell(draft.book, cells[std::size_t(limit.column0) + i], values[i], mask);
            if (!written) return written;
        }
        ++row;
    }
    return {};
}

/// What a range holds beyond the given rows is cleared, as far as the mask goes.
Answer<void> clearRest(Draft& draft, Sheet& sheet, const Json& rows, const Box& box, const FieldMask& mask) {
    if (auto free = draft.book.checkProtection(sheet, box); !free) return free;
    for (int row = box.row0; row < std::min(box.row1, sheet.grid.storedRows()); ++row) {
        const auto index = std::size_t(row - box.row0);
        const auto given = index < rows.items().size() ? rows.items()[index]["values"].items().size() : 0;
        const int end = std::min(box.column1, int(sheet.grid.row(row).size()));
        for (int column = box.column0 + int(given); column < end; ++column) {
            if (sheet.grid.cell(row, column).blank()) continue;
            if (auto cleared = writeCell(draft.book, sheet.grid.edit(row, column), Json::object(), mask);
                !cleared)
                return cleared;
        }
    }
    return {};
}

Answer<> updateCells(Draft& draft, const Json& request) {
    const auto mask = draft.mask(request, "CellData");
    if (!mask) return tl::unexpected(mask.error());
    if (const auto* start = request.find("start")) {
        auto sheet = draft.grid((*start)["sheetId"].asInt());
        if (!sheet) return tl::unexpected(sheet.error());
        auto box = (*sheet)->whole();
        box.row0 = (*start)["rowIndex"].asInt();
        box.column0 = (*start)["columnIndex"].asInt();
        if (box.row0 < 0 || box.column0 < 0) return refuse("GridCoordinate indexes must be >= 0");
        if (auto written = writeRows(draft, **sheet, request["rows"], box, *mask); !written)
            return tl::unexpected(written.error());
        return Json::object();
    }
    if (!request.has("range")) return refuse("Must specify range or start.");
    const auto place = draft.box(request["range"]);
    if (!place) return tl::unexpected(place.error());
    auto& [sheet, box] = *place;
    if (auto written = writeRows(draft, *sheet, request["rows"], box, *mask); !written)
        return tl::unexpected(written.error());
    if (auto cleared = clearRest(draft, *sheet, request["rows"], box, *mask); !cleared)
        return tl::unexpected(cleared.error());
    return Json::object();
}

Answer<> appendCells(Draft& draft, const Json& request) {
    const auto mask = draft.mask(request, "CellData");
    if (!mask) return tl::unexpected(mask.error());
    auto found = draft.grid(request["sheetId"].asInt());
    if (!found) return tl::unexpected(found.error());
    auto& sheet = **found;
    const auto& rows = request["rows"];
    const int first = sheet.grid.rowsWithData();
    const int end = first + int(rows.items().size());
    if (end > sheet.rows) {
        if (auto fits = draft.book.checkCells(std::int64_t(end - sheet.rows) * sheet.columns); !fits)
            return tl::unexpected(fits.error());
        sheet.rows = end;
    }
    if (auto written = writeRows(draft, sheet, rows, {first, end, 0, sheet.columns}, *mask); !written)
        return tl::unexpected(written.error());
    return Json::object();
}

Answer<> repeatCell(Draft& draft, const Json& request) {
    const auto mask = draft.mask(request, "CellData");
    if (!mask) return tl::unexpected(mask.error());
    const auto place = draft.box(request["range"]);
    if (!place) return tl::unexpected(place.error());
    const auto& [sheet, box] = *place;
    if (auto free = draft.book.checkProtection(*sheet, box); !free) return tl::unexpected(free.error());
    for (int row = box.row0; row < box.row1; ++row) {
        for (int column = box.column0; column < box.column1; ++column) {
            auto& cell = sheet->grid.edit(row, column);
            auto written = writeCell(draft.book, cell, request["cell"], *mask);
            if (!written) return tl::unexpected(written.error());
            if (cell.kind() == Cell::Kind::Formula && mask->has("userEnteredValue"))
                cell.setText(movedFormula(cell.text(), row - box.row0, column - box.column0),
                             Cell::Kind::Formula);
        }
    }
    return Json::object();
}

} // namespace

void addCellKinds(std::map<std::string, RequestKind, std::less<>>& kinds) {
    kinds["updateCells"] = updateCells;
    kinds["appendCells"] = appendCells;
    kinds["repeatCell"] = repeatCell;
}

} // namespace rowcast::sandbox
