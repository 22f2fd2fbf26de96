#pragma once
/// A line of the index that binds a form to a spreadsheet. The highest generation counts; claims are never
/// removed, they name the parts. Pure; any thread.

#include "core/base/result.h"
#include "core/model/ids.h"

#include <string>
#include <string_view>

namespace rowcast::sheets {

inline constexpr int kClaimsPerTab = 400;

struct Claim {
    std::string form; ///< claimKey() of the form
    int generation = 1;
    SpreadsheetId sheet;
    bool operator==(const Claim&) const = default;
};

[[nodiscard]] std::string claimKey(const FormId& form);
[[nodiscard]] std::string formatClaim(const Claim& claim);
[[nodiscard]] Result<Claim> parseClaim(std::string_view text);

} // namespace rowcast::sheets
