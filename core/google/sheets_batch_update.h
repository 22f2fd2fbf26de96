#pragma once
/// spreadsheets.batchUpdate: all sub-requests or none. Pure; any thread.

#include "core/google/spreadsheet.h"

namespace rowcast::google {

/// `body` is the whole BatchUpdateSpreadsheetRequest as JSON. `fields` masks the reply (empty: everything).
[[nodiscard]] Call sheetsBatchUpdate(const SpreadsheetId& id, QByteArray body, QByteArray fields = {});

struct BatchUpdated {
    SpreadsheetId spreadsheet;
    std::optional<Spreadsheet> after; ///< if the body asked with includeSpreadsheetInResponse
    std::vector<std::string>
        replies; ///< one raw JSON object a sub-request, "{}" where there is nothing to say
};
[[nodiscard]] Answer<BatchUpdated> parseBatchUpdated(const Reply& reply);

} // namespace rowcast::google
