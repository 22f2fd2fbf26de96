#include "core/google/sheets_get.h"

#include "core/google/spreadsheet_json.h"

#include <algorithm>

namespace rowcast::google {

namespace {
constexpr char kName[] = "sheets.get";
}

Call sheetsGet(const SpreadsheetId& id, const std::vector<std::string>& ranges, QByteArray fields) {
    Call call;
    call.api = Api::Sheets;
    call.path = spreadsheetPath(id);
    for (const std::string& range : ranges)
        call.query.emplace_back("ranges", QByteArray::fromStdString(range));
    call.query.emplace_back("fields", std::move(fields));
    call.quota = Quota::SheetsRead;
    call.name = kName;
    call.spreadsheet = id;
    return call;
}

Answer<Spreadsheet> parseSheetsGet(const Reply& reply) {
    const auto document = JsonDocument::parse(kName, viewOf(reply.body));
    if (!document) return tl::unexpected(document.error());
    return spreadsheetFrom(document->root());
}

std::string quotedTab(std::string_view title) {
    std::string quoted = "'";
    for (const char c : title) {
        if (c == '\'') quoted += '\'';
        quoted += c;
    }
    return quoted + '\'';
}

std::string columnLetters(std::int64_t column) {
    std::string letters;
    for (std::int64_t rest = column + 1; rest > 0; rest = (rest - 1) / 26)
        letters += static_cast<char>('A' + (rest - 1) % 26);
    std::reverse(letters.begin(), letters.end());
    return letters;
}

} // namespace rowcast::google
