#include "core/google/sheets_batch_update.h"

#include "core/google/spreadsheet_json.h"

namespace rowcast::google {

namespace {
constexpr char kName[] = "sheets.batchUpdate";
}

Call sheetsBatchUpdate(const SpreadsheetId& id, QByteArray body, QByteArray fields) {
    Call call;
    call.verb = Verb::Post;
    call.api = Api::Sheets;
    call.path = spreadsheetPath(id) + ":batchUpdate";
    if (!fields.isEmpty()) call.query.emplace_back("fields", std::move(fields));
    call.body = std::move(body);
    call.quota = Quota::SheetsWrite;
    call.name = kName;
    call.spreadsheet = id;
    return call;
}

Answer<BatchUpdated> parseBatchUpdated(const Reply& reply) {
    const auto document = JsonDocument::parse(kName, viewOf(reply.body));
    if (!document) return tl::unexpected(document.error());
    BatchUpdated updated;
    updated.spreadsheet = SpreadsheetId(jsonText(document->root(), "spreadsheetId"));
    forEachIn(document->root(), "replies",
              [&](JsonElement one) { updated.replies.push_back(simdjson::minify(one)); });
    if (const auto after = jsonAt(document->root(), "updatedSpreadsheet"))
        updated.after = spreadsheetFrom(*after);
    return updated;
}

} // namespace rowcast::google
