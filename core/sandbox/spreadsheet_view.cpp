#include "core/sandbox/spreadsheet_view.h"

#include "core/sandbox/cell_data.h"

#include <algorithm>

namespace rowcast::sandbox {

namespace {

using At = DeveloperMetadata::At;

/// Entries of one place, in the order of their ids; absent when there is none.
void putMetadata(Json& owner, const Spreadsheet& book, At at, int sheetId, int index) {
    Json list = Json::array();
    for (const auto& [id, entry] : book.metadata.all()) {
        if (entry.at == at && (at == At::Spreadsheet || (entry.sheetId == sheetId && entry.index == index)))
            list.push(toJson(entry));
    }
    if (!list.items().empty()) owner.set("developerMetadata", list);
}

/// rowMetadata or columnMetadata of [first, end).
Json dimensionMetadata(const Spreadsheet& book, const Sheet& sheet, Dimension dimension, int first, int end,
                       bool metadata) {
    const bool rows = dimension == Dimension::Rows;
    const auto& own = rows ? sheet.rowProperties : sheet.columnProperties;
    const int size = rows ? 21 : 100;
    std::map<int, Json> tagged;
    if (metadata) {
        for (const auto& [id, entry] : book.metadata.all()) {
            if (entry.sheetId == sheet.id && entry.at == (rows ? At::Row : At::Column))
                tagged[entry.index].push(toJson(entry));
        }
    }
    Json::Array out;
    out.reserve(std::size_t(std::max(0, end - first)));
    for (int i = first; i < end; ++i) {
        Json item = Json::object({{"pixelSize", size}});
        if (const auto it = own.find(i); it != own.end()) {
            for (const auto& member : it->second.members())
                item.set(member.key, member.value);
        }
        if (const auto it = tagged.find(i); it != tagged.end()) item.set("developerMetadata", it->second);
        out.push_back(std::move(item));
    }
    return out;
}

Json rowsOf(const Spreadsheet& book, const Sheet& sheet, const Box& box, const FieldMask& mask) {
    Json::Array rows;
    const auto& cellMask = mask.child("values");
    std::size_t kept = 0;
    for (int row = box.row0; row < std::min(box.row1, sheet.grid.storedRows()); ++row) {
        const auto& cells = sheet.grid.row(row);
        Json::Array values;
        std::size_t last = 0;
        for (int column = box.column0; column < std::min(box.column1, int(cells.size())); ++column) {
            values.push_back(readCell(book, cells[std::size_t(column)], cellMask));
            if (!cells[std::size_t(column)].blank()) last = values.size();
        }
        values.resize(last);
        Json item = Json::object();
        if (last > 0) item.set("values", std::move(values));
        rows.push_back(std::move(item));
        if (last > 0) kept = rows.size();
    }
    rows.resize(kept);
    return rows;
}

Json gridData(const Spreadsheet& book, const Sheet& sheet, const Box& box, const FieldMask& mask) {
    Json out = Json::object();
    if (box.row0 > 0) out.set("startRow", box.row0);
    if (box.column0 > 0) out.set("startColumn", box.column0);
    if (mask.has("rowData")) {
        auto rows = rowsOf(book, sheet, box, mask.child("rowData"));
        if (!rows.items().empty()) out.set("rowData", std::move(rows));
    }
    if (mask.has("rowMetadata"))
        out.set("rowMetadata", dimensionMetadata(book, sheet, Dimension::Rows, box.row0, box.row1,
                                                 mask.child("rowMetadata").has("developerMetadata")));
    if (mask.has("columnMetadata"))
        out.set("columnMetadata", dimensionMetadata(book, sheet, Dimension::Columns, box.column0, box.column1,
                                                    mask.child("columnMetadata").has("developerMetadata")));
    return out;
}

void putList(Json& out, const char* key, const std::vector<Json>& items) {
    if (!items.empty()) out.set(key, Json::Array(items));
}

Json sheetView(Spreadsheet& book, const Sheet& sheet, const View& view, const FieldMask& mask) {
    Json out = Json::object({{"properties", propertiesOf(sheet, book.indexOf(sheet.id))}});
    if (view.gridData && mask.has("data")) {
        Json data = Json::array();
        if (view.places.empty()) data.push(gridData(book, sheet, sheet.whole(), mask.child("data")));
        for (const auto& place : view.places) {
            if (place.sheet->id == sheet.id) data.push(gridData(book, sheet, place.box, mask.child("data")));
        }
        out.set("data", data);
    }
    // Seen live: a get that names ranges is told only of the merges that touch them.
    auto merges = sheet.merges;
    std::erase_if(merges, [&](const Json& merge) {
        return !view.places.empty() && std::ranges::none_of(view.places, [&](const Place& place) {
            return place.sheet->id == sheet.id && place.box.intersects(boxOf(merge));
        });
    });
    putList(out, "merges", merges);
    auto guarded = sheet.protectedRanges;
    for (auto& range : guarded)
        range = protectedView(book, range);
    putList(out, "protectedRanges", guarded);
    if (!sheet.basicFilter.isNull()) out.set("basicFilter", sheet.basicFilter);
    putList(out, "rowGroups", sheet.rowGroups);
    putList(out, "columnGroups", sheet.columnGroups);
    if (mask.has("developerMetadata")) putMetadata(out, book, At::Sheet, sheet.id, 0);
    return out;
}

} // namespace

Json viewOf(Spreadsheet& book, const View& view) {
    Json out = Json::object({{"spreadsheetId", book.id}, {"properties", book.properties}});
    Json sheets = Json::array();
    const auto& mask = view.mask.child("sheets");
    for (const auto& sheet : book.sheets) {
        const bool wanted = view.places.empty() || std::ranges::any_of(view.places, [&](const Place& place) {
                                return place.sheet->id == sheet.id;
                            });
        if (wanted && view.mask.has("sheets")) sheets.push(sheetView(book, sheet, view, mask));
    }
    if (!sheets.items().empty()) out.set("sheets", sheets);
    putList(out, "namedRanges", book.namedRanges);
    out.set("spreadsheetUrl", view.url);
    if (view.mask.has("developerMetadata")) putMetadata(out, book, At::Spreadsheet, 0, 0);
    return out;
}

} // namespace rowcast::sandbox
