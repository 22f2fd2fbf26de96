#pragma once
/// What the Sheets sink is told at its start. Plain value; any thread.

#include "core/base/time.h"
#include "core/model/row.h"
#include "core/model/sharing.h"

#include <map>
#include <string>
#include <vector>

namespace rowcast::sheets {

struct SheetsConfig {
    QString folder; ///< name, id or link; made if a name is not found
    Millis indexWait{120'000};
    /// False: the account may not create files, so there is no index and the admin names every spreadsheet.
    bool mayCreate = true;
    std::vector<Share> shareNew;           ///< who gets each new form's spreadsheet
    std::map<FormId, SpreadsheetId> named; ///< spreadsheets named by the admin, by form
    std::vector<FormSheet> known;          ///< what the store knows; the index has an empty form id
    std::int64_t requestBytes = 8'000'000;
    std::int64_t cellLimit = 10'000'000;
    Millis firstWait{1000}; ///< after a passing failure; doubles from there
    std::string timeZone;   ///< IANA name for new spreadsheets; empty: the account's
    std::string urlStart = "https://docs.google.com/spreadsheets/d/"; ///< of the links shown to people
};

} // namespace rowcast::sheets
