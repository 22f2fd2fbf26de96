#include "core/google/sheets_search_metadata.h"

#include "core/google/json.h"

namespace rowcast::google {

namespace {
constexpr char kName[] = "sheets.developerMetadata.search";
}

Call sheetsSearchMetadata(const SpreadsheetId& id, const std::vector<MetadataLookup>& lookups) {
    std::string body = R"({"dataFilters":[)";
    for (const MetadataLookup& lookup : lookups) {
        if (body.back() == '}') body += ',';
        appendDataFilter(body, lookup);
    }
    body += "]}";
    Call call;
    call.verb = Verb::Post;
    call.api = Api::Sheets;
    call.path = spreadsheetPath(id) + "/developerMetadata:search";
    call.body = QByteArray::fromStdString(body);
    call.quota = Quota::SheetsRead;
    call.name = kName;
    call.spreadsheet = id;
    return call;
}

Answer<std::vector<Metadata>> parseSearchMetadata(const Reply& reply) {
    const auto document = JsonDocument::parse(kName, viewOf(reply.body));
    if (!document) return tl::unexpected(document.error());
    std::vector<Metadata> found;
    forEachIn(document->root(), "matchedDeveloperMetadata", [&](JsonElement match) {
        if (const auto entry = jsonAt(match, "developerMetadata")) found.push_back(metadataFrom(*entry));
    });
    return found;
}

} // namespace rowcast::google
