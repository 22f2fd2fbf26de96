#pragma once
/// What a text becomes when a person types it (USER_ENTERED): numbers, booleans, dates, times, percent,
/// currency, formulas, for the locale en_US. Pure; any thread.

#include "core/sandbox/cell.h"
#include "core/sandbox/json.h"

#include <optional>
#include <string_view>

namespace rowcast::sandbox {

struct Entered {
    Cell cell;
    Json numberFormat; ///< what the text implied ("5%" → PERCENT), or null
};

[[nodiscard]] Entered enter(std::string_view text);

} // namespace rowcast::sandbox
