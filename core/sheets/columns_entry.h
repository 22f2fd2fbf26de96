#pragma once
/// What a spreadsheet remembers of its columns, since the tag of a deleted column goes with it: the tab we
/// write to, every column we ever made, and those that the admin left out. Pure; any thread.

#include "core/base/result.h"

#include <cstdint>
#include <set>
#include <string>
#include <string_view>

namespace rowcast::sheets {

struct ColumnsEntry {
    std::int64_t tab = 0;       ///< sheetId
    std::set<std::string> made; ///< questionKey() of each column made
    std::set<std::string> left; ///< of those, deleted by people and left out on the admin's word
    bool operator==(const ColumnsEntry&) const = default;
};

[[nodiscard]] std::string formatColumns(const ColumnsEntry& entry);
[[nodiscard]] Result<ColumnsEntry> parseColumns(std::string_view text);

} // namespace rowcast::sheets
