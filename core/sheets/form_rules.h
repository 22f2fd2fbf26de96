#pragma once
/// What a form's machine is told at its start. Plain value; any thread.

#include "core/base/time.h"
#include "core/sheets/locator.h"

#include <cstdint>
#include <string>
#include <vector>

namespace rowcast::sheets {

struct FormRules {
    Locator::Rules locate;
    std::int64_t cellLimit = 10'000'000;
    std::int64_t requestBytes = 8'000'000;
    Millis layoutAge{5'000};   ///< older knowledge of the columns is read again before a write
    int unexplained = 5;       ///< how often what contradicts the state is looked at again
    Millis batchTime{60'000};  ///< for passing failures of one batch
    Millis contended{60'000};  ///< after another instance's write: read before each write
    Millis fileAge{3'600'000}; ///< how often the file is looked at (trashed?)
    std::string timeZone;      ///< for new spreadsheets; empty: leave Google's
    std::string urlStart = "https://docs.google.com/spreadsheets/d/";
    std::vector<FormSheet> known; ///< what the store knows of this form's sheets
};

} // namespace rowcast::sheets
