#include "core/google/sheets_values.h"

#include "core/google/metadata_lookup_json.h"

#include <charconv>

namespace rowcast::google {

namespace {

constexpr char kGet[] = "sheets.values.get";
constexpr char kBatchGet[] = "sheets.values.batchGet";
constexpr char kByTag[] = "sheets.values.batchGetByDataFilter";
constexpr char kUpdate[] = "sheets.values.batchUpdateByDataFilter";

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

void appendValue(std::string& json, const Value& value) {
    switch (value.kind) {
    case Value::Kind::Empty:
    case Value::Kind::Error: json += "null"; return;
    case Value::Kind::Text:
    case Value::Kind::Formula: appendJsonString(json, value.text); return;
    case Value::Kind::Boolean: json += value.number != 0 ? "true" : "false"; return;
    case Value::Kind::Number: {
        std::array<char, 32> digits{};
        const auto end = std::to_chars(digits.begin(), digits.end(), value.number);
        json.append(digits.data(), end.ptr);
        return;
    }
    }
}

void appendLine(std::string& json, const TaggedLine& line, Major major) {
    json += R"({"dataFilter":)";
    appendDataFilter(json, line.tag);
    json += R"(,"majorDimension":")";
    json += wordOf(major);
    json += R"(","values":[[)";
    for (std::size_t i = 0; i < line.values.size(); ++i) {
        if (i > 0) json += ',';
        appendValue(json, line.values[i]);
    }
    json += "]]}";
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

Call sheetsValuesBatchGet(const SpreadsheetId& id, const std::vector<std::string>& ranges, Major major,
                          Render render) {
    Call call = read(kBatchGet, id, "/values:batchGet");
    for (const std::string& range : ranges)
        call.query.emplace_back("ranges", QByteArray::fromStdString(range));
    addRendering(call, major, render);
    return call;
}

Answer<std::vector<ValueBlock>> parseValuesBatchGet(const Reply& reply) {
    const auto document = JsonDocument::parse(kBatchGet, viewOf(reply.body));
    if (!document) return tl::unexpected(document.error());
    std::vector<ValueBlock> blocks;
    forEachIn(document->root(), "valueRanges",
              [&](JsonElement block) { blocks.push_back(blockFrom(block)); });
    return blocks;
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

Call sheetsUpdateByTag(const SpreadsheetId& id, const std::vector<TaggedLine>& lines, Major major) {
    std::string body = R"({"valueInputOption":"RAW","data":[)";
    for (const TaggedLine& line : lines) {
        if (body.back() == '}') body += ',';
        appendLine(body, line, major);
    }
    body += "]}";
    Call call = read(kUpdate, id, "/values:batchUpdateByDataFilter");
    call.verb = Verb::Post;
    call.body = QByteArray::fromStdString(body);
    call.quota = Quota::SheetsWrite;
    return call;
}

Answer<std::int64_t> parseUpdatedByTag(const Reply& reply) {
    const auto document = JsonDocument::parse(kUpdate, viewOf(reply.body));
    if (!document) return tl::unexpected(document.error());
    return jsonInteger(document->root(), "totalUpdatedCells");
}

} // namespace rowcast::google
