#include "core/google/live_requests.h"

#include "core/google/json.h"

namespace rowcast::google::live {

namespace {

std::string number(std::int64_t n) {
    return std::to_string(n);
}
std::string jsonString(std::string_view text) {
    std::string json;
    appendJsonString(json, text);
    return json;
}

std::string rowData(const std::vector<std::string>& texts) {
    std::string json = R"({"values":[)";
    for (const std::string& text : texts) {
        if (json.back() != '[') json += ',';
        json += R"({"userEnteredValue":{"stringValue":)" + jsonString(text) + "}}";
    }
    return json + "]}";
}

std::string range(std::int32_t tab, const char* dimension, int start, int end) {
    return R"({"sheetId":)" + number(tab) + R"(,"dimension":")" + dimension + R"(","startIndex":)" +
           number(start) + R"(,"endIndex":)" + number(end) + '}';
}

std::string rows(std::int32_t tab, int from, int to) {
    return R"({"sheetId":)" + number(tab) + R"(,"startRowIndex":)" + number(from) + R"(,"endRowIndex":)" +
           number(to) + '}';
}

} // namespace

std::string onSpreadsheet() {
    return R"({"spreadsheet":true})";
}
std::string onTab(std::int32_t tab) {
    return R"({"sheetId":)" + number(tab) + '}';
}
std::string onLine(std::int32_t tab, const char* dimension, int index) {
    return R"({"dimensionRange":)" + range(tab, dimension, index, index + 1) + '}';
}

std::string createMetadata(std::int32_t id, std::string_view value, const std::string& location,
                           std::string_view key) {
    return R"({"createDeveloperMetadata":{"developerMetadata":{"metadataId":)" + number(id) +
           R"(,"metadataKey":)" + jsonString(key) + R"(,"metadataValue":)" + jsonString(value) +
           R"(,"visibility":"DOCUMENT","location":)" + location + "}}}";
}

std::string deleteMetadata(std::int32_t id) {
    return R"({"deleteDeveloperMetadata":{"dataFilter":{"developerMetadataLookup":{"metadataId":)" +
           number(id) + "}}}}";
}

std::string deleteMetadata(std::int32_t id, const std::string& location) {
    return R"({"deleteDeveloperMetadata":{"dataFilter":{"developerMetadataLookup":{"metadataId":)" +
           number(id) + R"(,"locationMatchingStrategy":"EXACT_LOCATION","metadataLocation":)" + location +
           "}}}}";
}

std::string addTab(std::int32_t id, std::string_view title, int rows, int columns) {
    return R"({"addSheet":{"properties":{"sheetId":)" + number(id) + R"(,"title":)" + jsonString(title) +
           R"(,"gridProperties":{"rowCount":)" + number(rows) + R"(,"columnCount":)" + number(columns) +
           "}}}}";
}

std::string deleteTab(std::int32_t id) {
    return R"({"deleteSheet":{"sheetId":)" + number(id) + "}}";
}

std::string appendRows(std::int32_t tab, const std::vector<std::vector<std::string>>& rows) {
    std::string json =
        R"({"appendCells":{"sheetId":)" + number(tab) + R"(,"fields":"userEnteredValue","rows":[)";
    for (const auto& row : rows) {
        if (json.back() != '[') json += ',';
        json += rowData(row);
    }
    return json + "]}}";
}

std::string writeRow(std::int32_t tab, int row, int column, const std::vector<std::string>& texts,
                     const char* fields) {
    return R"({"updateCells":{"fields":)" + jsonString(fields) + R"(,"start":{"sheetId":)" + number(tab) +
           R"(,"rowIndex":)" + number(row) + R"(,"columnIndex":)" + number(column) + R"(},"rows":[)" +
           rowData(texts) + "]}}";
}

std::string colourRows(std::int32_t tab, int from, int to) {
    return R"({"repeatCell":{"fields":"userEnteredFormat.backgroundColor","range":)" + rows(tab, from, to) +
           R"(,"cell":{"userEnteredFormat":{"backgroundColor":{"red":1}}}}})";
}

std::string validateRows(std::int32_t tab, int from, int to) {
    return R"({"setDataValidation":{"range":)" + rows(tab, from, to) +
           R"(,"rule":{"condition":{"type":"NUMBER_GREATER","values":[{"userEnteredValue":"0"}]}}}})";
}

std::string appendColumns(std::int32_t tab, int count) {
    return R"({"appendDimension":{"sheetId":)" + number(tab) + R"(,"dimension":"COLUMNS","length":)" +
           number(count) + "}}";
}

std::string insertLine(std::int32_t tab, const char* dimension, int index) {
    return R"({"insertDimension":{"range":)" + range(tab, dimension, index, index + 1) +
           R"(,"inheritFromBefore":false}})";
}

std::string deleteLine(std::int32_t tab, const char* dimension, int index) {
    return R"({"deleteDimension":{"range":)" + range(tab, dimension, index, index + 1) + "}}";
}

std::string moveColumn(std::int32_t tab, int from, int to) {
    return R"({"moveDimension":{"source":)" + range(tab, "COLUMNS", from, from + 1) +
           R"(,"destinationIndex":)" + number(to) + "}}";
}

std::string sortRows(std::int32_t tab, int rows) {
    return R"({"sortRange":{"range":{"sheetId":)" + number(tab) + R"(,"startRowIndex":0,"endRowIndex":)" +
           number(rows) + R"(},"sortSpecs":[{"dimensionIndex":0,"sortOrder":"ASCENDING"}]}})";
}

} // namespace rowcast::google::live
