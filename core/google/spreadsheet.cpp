#include "core/google/spreadsheet.h"

#include "core/google/json.h"
#include "core/google/spreadsheet_json.h"

namespace rowcast::google {

namespace {

Value extendedValueFrom(JsonElement element) {
    if (const auto text = jsonAt(element, "stringValue")) return bareValueFrom(*text);
    if (const auto number = jsonAt(element, "numberValue")) return bareValueFrom(*number);
    if (const auto flag = jsonAt(element, "boolValue")) return bareValueFrom(*flag);
    if (jsonAt(element, "formulaValue")) return {Value::Kind::Formula, 0, jsonText(element, "formulaValue")};
    if (const auto error = jsonAt(element, "errorValue"))
        return {Value::Kind::Error, 0, jsonText(*error, "message")};
    return {};
}

/// What was typed, if the mask asked for it, else what it came to, else what is shown.
Value cellFrom(JsonElement element) {
    if (const auto typed = jsonAt(element, "userEnteredValue")) return extendedValueFrom(*typed);
    if (const auto effective = jsonAt(element, "effectiveValue")) return extendedValueFrom(*effective);
    if (const auto shown = jsonAt(element, "formattedValue")) return bareValueFrom(*shown);
    return {};
}

GridBlock blockFrom(JsonElement element) {
    GridBlock block;
    block.startRow = jsonInteger(element, "startRow");
    block.startColumn = jsonInteger(element, "startColumn");
    forEachIn(element, "rowData", [&](JsonElement row) {
        auto& cells = block.rows.emplace_back();
        forEachIn(row, "values", [&](JsonElement cell) { cells.push_back(cellFrom(cell)); });
    });
    return block;
}

/// Rows and columns carry their own entries; blocks of overlapping ranges repeat them.
void addMetadata(std::vector<Metadata>& all, JsonElement holder) {
    forEachIn(holder, "developerMetadata", [&](JsonElement entry) {
        Metadata metadata = metadataFrom(entry);
        const bool known =
            std::any_of(all.begin(), all.end(), [&](const Metadata& m) { return m.id == metadata.id; });
        if (!known) all.push_back(std::move(metadata));
    });
}

Tab tabFrom(JsonElement element) {
    Tab tab;
    if (const auto properties = jsonAt(element, "properties")) {
        tab.id = jsonInteger(*properties, "sheetId");
        tab.title = jsonText(*properties, "title");
        const std::string type = jsonText(*properties, "sheetType");
        tab.grid = type.empty() || type == "GRID";
        if (const auto grid = jsonAt(*properties, "gridProperties")) {
            tab.rows = jsonInteger(*grid, "rowCount");
            tab.columns = jsonInteger(*grid, "columnCount");
            tab.frozenRows = jsonInteger(*grid, "frozenRowCount");
        }
    }
    addMetadata(tab.metadata, element);
    forEachIn(element, "data", [&](JsonElement data) {
        tab.blocks.push_back(blockFrom(data));
        forEachIn(data, "rowMetadata", [&](JsonElement row) { addMetadata(tab.metadata, row); });
        forEachIn(data, "columnMetadata", [&](JsonElement column) { addMetadata(tab.metadata, column); });
    });
    return tab;
}

} // namespace

const Tab* Spreadsheet::tab(std::int64_t tabId) const {
    for (const Tab& candidate : tabs)
        if (candidate.id == tabId) return &candidate;
    return nullptr;
}

Spreadsheet spreadsheetFrom(JsonElement element) {
    Spreadsheet spreadsheet;
    spreadsheet.id = SpreadsheetId(jsonText(element, "spreadsheetId"));
    spreadsheet.url = jsonText(element, "spreadsheetUrl");
    if (const auto properties = jsonAt(element, "properties")) {
        spreadsheet.title = jsonText(*properties, "title");
        spreadsheet.timeZone = jsonText(*properties, "timeZone");
    }
    addMetadata(spreadsheet.metadata, element);
    forEachIn(element, "sheets", [&](JsonElement tab) { spreadsheet.tabs.push_back(tabFrom(tab)); });
    return spreadsheet;
}

} // namespace rowcast::google
