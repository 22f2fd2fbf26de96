#pragma once
/// Cell values by A1 range or by developer metadata, fast enough for a column of 1,000,000 ids. Pure; any
/// thread.

#include "core/google/metadata_lookup.h"

namespace rowcast::google {

enum class Major { Rows, Columns };
/// Unformatted: numbers and dates as numbers. Formatted: as people see them (all text). Formula: what was
/// typed.
enum class Render { Unformatted, Formatted, Formula };

/// Rows (or columns) of values; trailing empties are cut by Google.
struct ValueBlock {
    std::string range; ///< A1 notation, where it was found
    Major major = Major::Rows;
    std::vector<std::vector<Value>> lines;
};
/// A block with the filters that found it.
struct MatchedBlock {
    std::vector<MetadataLookup> filters; ///< of those asked with, as echoed
    ValueBlock block;
};

/// values.get. `range` in A1 notation.
[[nodiscard]] Call sheetsValuesGet(const SpreadsheetId& id, const std::string& range, Major major,
                                   Render render = Render::Unformatted);
[[nodiscard]] Answer<ValueBlock> parseValuesGet(const Reply& reply);

/// values:batchGetByDataFilter: the rows or columns that carry the tags. Counts as a read.
[[nodiscard]] Call sheetsValuesByTag(const SpreadsheetId& id, const std::vector<MetadataLookup>& lookups,
                                     Major major, Render render = Render::Unformatted);
[[nodiscard]] Answer<std::vector<MatchedBlock>> parseValuesByTag(const Reply& reply);

} // namespace rowcast::google
