#pragma once
/// spreadsheets.get: tabs, grid sizes, cells of ranges, developer metadata. Pure; any thread.

#include "core/google/spreadsheet.h"

namespace rowcast::google {

/// `ranges` in A1 notation (empty: the whole spreadsheet); `fields` is the mask, e.g.
/// "properties.title,sheets(properties,data(rowData.values.userEnteredValue,columnMetadata.developerMetadata))".
[[nodiscard]] Call sheetsGet(const SpreadsheetId& id, const std::vector<std::string>& ranges,
                             QByteArray fields);
[[nodiscard]] Answer<Spreadsheet> parseSheetsGet(const Reply& reply);

/// A tab's name as A1 notation wants it: 'It''s' …
[[nodiscard]] std::string quotedTab(std::string_view title);
/// "A", "Z", "AA" for 0, 25, 26.
[[nodiscard]] std::string columnLetters(std::int64_t column);

} // namespace rowcast::google
