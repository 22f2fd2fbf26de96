#pragma once
/// DataFilters: metadata lookups, A1 ranges and grid ranges, resolved on a spreadsheet. Pure; one thread at a
/// time.

#include "core/sandbox/spreadsheet.h"

#include <string_view>

namespace rowcast::sandbox {

/// A place in a spreadsheet, bounds within the grid.
struct Place {
    Sheet* sheet = nullptr;
    Box box;
    Area asked; ///< as written, with its open ends
};

/// An A1 range or a named range. Refused: cannot be parsed, starts outside the grid.
[[nodiscard]] Answer<Place> resolveRange(Spreadsheet& book, const std::string& range);

/// A GridRange, possibly without any cell. Refused: no such sheet (`word`: "grid" or "sheet"), indexes below
/// zero or crossed, a start outside the grid.
[[nodiscard]] Answer<Place> resolveGridRange(Spreadsheet& book, const Json& gridRange,
                                             std::string_view word = "grid");
/// A DimensionRange of exactly one row or column: where metadata may stand.
[[nodiscard]] Answer<Place> resolveLine(Spreadsheet& book, const Json& dimensionRange);

/// Entries that any of the filters selects, by id. Refused: no filter, one that says nothing, a
/// contradiction.
[[nodiscard]] Answer<std::vector<DeveloperMetadata>> selectMetadata(Spreadsheet& book,
                                                                    const Json& dataFilters);
/// Whether one filter selects the entry.
[[nodiscard]] Answer<bool> selects(Spreadsheet& book, const Json& dataFilter, const DeveloperMetadata& entry);

/// The cells that one filter names: of a metadata lookup the rows, columns or sheets it finds.
[[nodiscard]] Answer<std::vector<Place>> selectPlaces(Spreadsheet& book, const Json& dataFilter,
                                                      std::string_view word = "grid");

} // namespace rowcast::sandbox
