// addSheet, deleteSheet, duplicateSheet, updateSheetProperties, updateSpreadsheetProperties.

#include "core/sandbox/batch.h"

#include <algorithm>

namespace rowcast::sandbox {

namespace {

tl::unexpected<ApiError> noSheet(int id) {
    return refuse("No sheet with id: " + std::to_string(id));
}

Answer<void> checkTitle(Spreadsheet& book, const std::string& title, int ownId) {
    const auto* other = book.sheetTitled(title);
    if (other && other->id != ownId)
        return refuse("A sheet with the name \"" + title + "\" already exists. Please enter another name.");
    if (title.empty()) return refuse("The sheet name cannot be empty.");
    if (title.size() > 100 && characters(title) > 100)
        return refuse("The sheet name cannot be greater than 100 characters.");
    return {};
}

std::string freeTitle(Spreadsheet& book) {
    for (std::size_t n = book.sheets.size() + 1;; ++n) {
        auto title = "Sheet" + std::to_string(n);
        if (!book.sheetTitled(title)) return title;
    }
}

Answer<void> resize(Draft& draft, Sheet& sheet, int rows, int columns) {
    if (rows < 1) return refuse("You can't delete all the rows on the sheet.");
    if (columns < 1) return refuse("You can't delete all the columns on the sheet.");
    if (sheet.frozen(Dimension::Rows) >= rows) return refuse("You can't delete all non-frozen rows.");
    if (sheet.frozen(Dimension::Columns) >= columns)
        return refuse("You can't delete all non-frozen columns.");
    if (auto fits = Spreadsheet::checkColumns(columns); !fits) return fits;
    if (auto fits =
            draft.book.checkCells(std::int64_t(rows) * columns - std::int64_t(sheet.rows) * sheet.columns);
        !fits)
        return fits;
    for (const auto& free : {draft.book.checkProtection(sheet, {rows, sheet.rows, 0, sheet.columns}),
                             draft.book.checkProtection(sheet, {0, sheet.rows, columns, sheet.columns})}) {
        if (!free) return free;
    }
    if (rows < sheet.rows) draft.book.shift(sheet, {Shift::Kind::Delete, Dimension::Rows, rows, sheet.rows});
    if (columns < sheet.columns)
        draft.book.shift(sheet, {Shift::Kind::Delete, Dimension::Columns, columns, sheet.columns});
    sheet.rows = rows;
    sheet.columns = columns;
    return {};
}

/// Zero and false are Google's way of saying "absent" in grid properties.
void dropDefaults(Json& properties) {
    const auto idle = [](const Json::Member& m) {
        return (m.value.isBool() && !m.value.asBool()) || (m.value.isNumber() && m.value.asNumber() == 0);
    };
    if (auto* grid = properties.find("gridProperties")) {
        std::erase_if(grid->editMembers(), idle);
        if (grid->members().empty()) properties.erase("gridProperties");
    }
    std::erase_if(properties.editMembers(), idle);
}

/// What the mask names of SheetProperties; index is the caller's.
Answer<void> applyProperties(Draft& draft, Sheet& sheet, const Json& wanted, const FieldMask& mask) {
    if (mask.has("title")) {
        if (auto free = checkTitle(draft.book, wanted["title"].asString(), sheet.id); !free) return free;
        sheet.title = wanted["title"].asString();
    }
    const auto& grid = wanted["gridProperties"];
    const auto& gridMask = mask.child("gridProperties");
    const bool all = mask.all() || mask.has("gridProperties");
    // A size that the mask names and the request lacks is none: a user's "can't delete all the rows".
    const int rows = all && gridMask.has("rowCount") ? grid["rowCount"].asInt() : sheet.rows;
    const int columns = all && gridMask.has("columnCount") ? grid["columnCount"].asInt() : sheet.columns;
    Json source = wanted;
    for (const auto* key : {"sheetId", "title", "index", "sheetType"})
        source.erase(key);
    if (auto* own = source.find("gridProperties")) {
        own->erase("rowCount");
        own->erase("columnCount");
    }
    if (source.has("tabColorStyle") && source["tabColorStyle"].members().empty()) {
        source.erase("tabColorStyle"); // an empty style takes the colour away
        source.erase("tabColor");
    }
    if (source.has("tabColorStyle") && source["tabColorStyle"].has("rgbColor"))
        source.set("tabColor", source["tabColorStyle"]["rgbColor"]);
    else if (source.has("tabColor") && !source.has("tabColorStyle"))
        source.set("tabColorStyle", Json::object({{"rgbColor", source["tabColor"]}}));
    Json next = sheet.properties;
    mask.copy(next, source);
    for (const auto* twin : {"tabColor", "tabColorStyle"}) {
        if (mask.has("tabColor") || mask.has("tabColorStyle")) {
            next.erase(twin);
            if (source.has(twin)) next.set(twin, source[twin]);
        }
    }
    dropDefaults(next);
    for (const auto* key : {"sheetId", "title", "index", "sheetType"})
        next.erase(key);
    const int frozenRows = sheet.frozen(Dimension::Rows), frozenColumns = sheet.frozen(Dimension::Columns);
    sheet.properties = std::move(next);
    const auto none = [](bool frozen, const char* lines) {
        return refuse((frozen ? "You can't freeze all visible "
                              : "Sorry, it is not possible to delete all non-frozen ") +
                      std::string(lines) + (frozen ? " on the sheet." : "."));
    };
    if (const int now = sheet.frozen(Dimension::Rows); rows > 0 && now >= rows)
        return none(now != frozenRows, "rows");
    if (const int now = sheet.frozen(Dimension::Columns); columns > 0 && now >= columns)
        return none(now != frozenColumns, "columns");
    return resize(draft, sheet, rows, columns);
}

void moveTo(Spreadsheet& book, int sheetId, int index) {
    const int from = book.indexOf(sheetId);
    // "before the move" indexes: moving right, the own place counts too.
    const int to = std::clamp(index > from ? index - 1 : index, 0, int(book.sheets.size()) - 1);
    if (to > from)
        std::rotate(book.sheets.begin() + from, book.sheets.begin() + from + 1, book.sheets.begin() + to + 1);
    else
        std::rotate(book.sheets.begin() + to, book.sheets.begin() + from, book.sheets.begin() + from + 1);
}

Answer<int> newId(Draft& draft, const Json* wanted) {
    if (wanted) {
        if (wanted->asInt() < 0)
            return refuse("Sheet id must be non-negative: " + std::to_string(wanted->asInt()));
        if (draft.book.sheet(wanted->asInt()))
            return refuse("Sheet with id " + std::to_string(wanted->asInt()) + " already exists.");
        return wanted->asInt();
    }
    int id = draft.freshId();
    while (draft.book.sheet(id))
        id = draft.freshId();
    return id;
}

Answer<> addSheet(Draft& draft, const Json& request) {
    const auto& wanted = request["properties"];
    const auto id = newId(draft, wanted.find("sheetId"));
    if (!id) return tl::unexpected(id.error());
    const auto title = wanted.has("title") ? wanted["title"].asString() : freeTitle(draft.book);
    if (auto free = checkTitle(draft.book, title, -1); !free) return tl::unexpected(free.error());
    auto sheet = newSheet(*id, title);
    Json source = wanted;
    source.set("title", title);
    const auto& grid = wanted["gridProperties"];
    const int rows = grid["rowCount"].asInt(1000), columns = grid["columnCount"].asInt(26);
    sheet.rows = sheet.columns = 0;
    if (auto fits = Spreadsheet::checkColumns(columns); !fits) return tl::unexpected(fits.error());
    if (auto fits = draft.book.checkCells(std::int64_t(rows) * columns); !fits)
        return tl::unexpected(fits.error());
    auto& size = source.at("gridProperties");
    size.set("rowCount", rows);
    size.set("columnCount", columns);
    draft.book.sheets.push_back(std::move(sheet));
    if (auto applied = applyProperties(draft, draft.book.sheets.back(), source, FieldMask()); !applied)
        return tl::unexpected(applied.error());
    if (const auto* index = wanted.find("index")) {
        if (index->asInt() >= int(draft.book.sheets.size()))
            return refuse("Sheet index out of range: " + std::to_string(index->asInt()));
        moveTo(draft.book, *id, index->asInt());
    }
    const int index = draft.book.indexOf(*id);
    return Json::object(
        {{"addSheet",
          Json::object({{"properties", propertiesOf(draft.book.sheets[std::size_t(index)], index)}})}});
}

Answer<> deleteSheet(Draft& draft, const Json& request) {
    const int id = request["sheetId"].asInt();
    if (!draft.book.sheet(id)) return noSheet(id);
    const auto visible = std::ranges::count_if(draft.book.sheets, [](const Sheet& s) { return !s.hidden(); });
    if (draft.book.sheets.size() == 1) return refuse("You can't remove all the sheets in a document.");
    if (visible == 1 && !draft.book.sheet(id)->hidden())
        return refuse("You can't remove all the visible sheets in a document.");
    if (auto free = draft.book.checkProtection(*draft.book.sheet(id), draft.book.sheet(id)->whole()); !free)
        return tl::unexpected(free.error());
    std::erase_if(draft.book.sheets, [&](const Sheet& s) { return s.id == id; });
    std::erase_if(draft.book.namedRanges, [&](const Json& r) { return r["range"]["sheetId"].asInt() == id; });
    draft.book.metadata.removeSheet(id);
    return Json::object();
}

Answer<> duplicateSheet(Draft& draft, const Json& request) {
    const int sourceId = request["sourceSheetId"].asInt();
    const auto* source = draft.book.sheet(sourceId);
    if (!source) return noSheet(sourceId);
    const auto id = newId(draft, request.find("newSheetId"));
    if (!id) return tl::unexpected(id.error());
    auto title = request["newSheetName"].asString();
    if (title.empty()) title = draft.book.copyTitle(*source);
    if (auto free = checkTitle(draft.book, title, -1); !free) return tl::unexpected(free.error());
    if (auto fits = draft.book.checkCells(std::int64_t(source->rows) * source->columns); !fits)
        return tl::unexpected(fits.error());
    auto copy = copyOf(*source, *id, title);
    for (auto& range : copy.protectedRanges)
        range.set("protectedRangeId", draft.freshId());
    const int index = std::clamp(request["insertSheetIndex"].asInt(), 0, int(draft.book.sheets.size()));
    draft.book.sheets.insert(draft.book.sheets.begin() + index, std::move(copy));
    draft.book.metadata.copySheet(MetadataStore(draft.book.metadata), sourceId, *id,
                                  [&] { return draft.freshId(); });
    return Json::object(
        {{"duplicateSheet",
          Json::object({{"properties", propertiesOf(draft.book.sheets[std::size_t(index)], index)}})}});
}

Answer<> updateSheetProperties(Draft& draft, const Json& request) {
    const auto& wanted = request["properties"];
    const int id = wanted["sheetId"].asInt();
    auto* sheet = draft.book.sheet(id);
    if (!sheet) return noSheet(id);
    const auto mask = draft.mask(request, "SheetProperties");
    if (!mask) return tl::unexpected(mask.error());
    for (const auto& range : sheet->protectedRanges) { // of the whole tab: it stays as it is
        const auto area = areaOf(range["range"]);
        if (!area.row0 && !area.row1 && !area.column0 && !area.column1 && !draft.book.mayEdit(range))
            return refuse(draft.book.checkProtection(*sheet, sheet->whole()).error());
    }
    FieldMask effective = *mask;
    if (mask->all() && !wanted.has("title")) // "*" with no title keeps it
        effective = *FieldMask::parse("hidden,rightToLeft,tabColor,tabColorStyle,gridProperties");
    if (auto applied = applyProperties(draft, *sheet, wanted, effective); !applied)
        return tl::unexpected(applied.error());
    if (std::ranges::all_of(draft.book.sheets, &Sheet::hidden))
        return refuse("You can't hide all the sheets in a document.");
    if (mask->has("index")) // "if this field is excluded", at the end
        moveTo(draft.book, id, wanted["index"].asInt(int(draft.book.sheets.size())));
    return Json::object();
}

Answer<> updateSpreadsheetProperties(Draft& draft, const Json& request) {
    const auto mask = draft.mask(request, "SpreadsheetProperties");
    if (!mask) return tl::unexpected(mask.error());
    const auto& wanted = request["properties"];
    for (const auto* key : {"title", "locale", "timeZone", "autoRecalc", "iterativeCalculationSettings",
                            "spreadsheetTheme", "importFunctionsExternalUrlAccessAllowed"}) {
        if (!mask->has(key) || (mask->all() && !wanted.has(key))) continue;
        if (wanted[key].isNull())
            draft.book.properties.erase(key);
        else
            draft.book.properties.set(key, wanted[key]);
    }
    if (draft.book.properties["title"].asString().empty()) return refuse("title must be specified");
    return Json::object();
}

} // namespace

void addSheetKinds(std::map<std::string, RequestKind, std::less<>>& kinds) {
    kinds["addSheet"] = addSheet;
    kinds["deleteSheet"] = deleteSheet;
    kinds["duplicateSheet"] = duplicateSheet;
    kinds["updateSheetProperties"] = updateSheetProperties;
    kinds["updateSpreadsheetProperties"] = updateSpreadsheetProperties;
}

} // namespace rowcast::sandbox
