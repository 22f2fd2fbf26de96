#include "core/google/sheets_values.h"

#include "core/google/metadata_lookup_json.h"

namespace rowcast::google {

namespace {

constexpr char kGet[] = "sheets.values.get";
constexpr char kByTag[] = "sheets.values.batchGetByDataFilter";

const char* wordOf(Major major) {
    return major == Major::Rows ? "ROWS" : "COLUMNS";
}
const char* wordOf(Render render) {
    switch (render) {
    case Render::Unformatted: return "UNFORMATTED_VALUE";
    case Render::Formatted: return "FORMATTED_VALUE";
    case Render::Formula: return "FORMULA";
    }
    return "";
}

Call read(const char* name, const SpreadsheetId& id, const QByteArray& tail) {
    Call call;
    call.api = Api::Sheets;
    call.path = spreadsheetPath(id) + tail;
    call.quota = Quota::SheetsRead;
    call.name = name;
    call.spreadsheet = id;
    return call;
}

void addRendering(Call& call, Major major, Render render) {
    call.query.emplace_back("majorDimension", wordOf(major));
    call.query.emplace_back("valueRenderOption", wordOf(render));
}

ValueBlock blockFrom(JsonElement element) {
    ValueBlock block;
    block.range = jsonText(element, "range");
    block.major = jsonText(element, "majorDimension") == "COLUMNS" ? Major::Columns : Major::Rows;
    forEachIn(element, "values", [&](JsonElement line) {
        auto& values = block.lines.emplace_back();
        simdjson::dom::array cells;
        if (line.get(cells) != simdjson::SUCCESS) return;
        values.reserve(cells.size());
        for (const JsonElement cell : cells)
            values.push_back(bareValueFrom(cell));
    });
    return block;
}

} // namespace

Call sheetsValuesGet(const SpreadsheetId& id, const std::string& range, Major major, Render render) {
    Call call = read(kGet, id, "/values/" + QByteArray::fromStdString(range).toPercentEncoding());
    addRendering(call, major, render);
    return call;
}

Answer<ValueBlock> parseValuesGet(const Reply& reply) {
    const auto document = JsonDocument::parse(kGet, viewOf(reply.body));
    if (!document) return tl::unexpected(document.error());
    return blockFrom(document->root());
}

Call sheetsValuesByTag(const SpreadsheetId& id, const std::vector<MetadataLookup>& lookups, Major major,
                       Render render) {
    std::string body = R"({"dataFilters":[)";
    for (const MetadataLookup& lookup : lookups) {
        if (body.back() == '}') body += ',';
        appendDataFilter(body, lookup);
    }
    body += R"(],"majorDimension":")";
    body += wordOf(major);
    body += R"(","valueRenderOption":")";
    body += wordOf(render);
    body += "\"}";
    Call call = read(kByTag, id, "/values:batchGetByDataFilter");
    call.verb = Verb::Post;
    call.body = QByteArray::fromStdString(body);
    return call;
}

Answer<std::vector<MatchedBlock>> parseValuesByTag(const Reply& reply) {
    const auto document = JsonDocument::parse(kByTag, viewOf(reply.body));
    if (!document) return tl::unexpected(document.error());
    std::vector<MatchedBlock> blocks;
    forEachIn(document->root(), "valueRanges", [&](JsonElement match) {
        auto& matched = blocks.emplace_back();
        forEachIn(match, "dataFilters", [&](JsonElement f) { matched.filters.push_back(lookupFrom(f)); });
        if (const auto range = jsonAt(match, "valueRange")) matched.block = blockFrom(*range);
    });
    return blocks;
}

} // namespace rowcast::google
