#pragma once
/// DataFilters: metadata lookups, A1 ranges and grid ranges, resolved on a spreadsheet. Pure; one thread at a
/// time.

#include "core/sandbox/spreadsheet.h"

namespace rowcast::sandbox {

/// A place in a spreadsheet, bounds within the grid.
struct Place {
    Sheet* sheet = nullptr;
    Box box;
    Area asked; ///< as written, with its open ends
};

/// An A1 range or a named range. Refused: cannot be parsed, starts outside the grid.
[[nodiscard]] Answer<Place> resolveRange(Spreadsheet& book, const std::string& range);

/// Entries that any of the filters selects, by id. Refused: a filter that says nothing.
[[nodiscard]] Answer<std::vector<DeveloperMetadata>> selectMetadata(Spreadsheet& book,
                                                                    const Json& dataFilters);
/// Whether one filter selects the entry.
[[nodiscard]] Answer<bool> selects(Spreadsheet& book, const Json& dataFilter, const DeveloperMetadata& entry);

/// The cells that one filter names: of a metadata lookup the rows, columns or sheets it finds.
[[nodiscard]] Answer<std::vector<Place>> selectPlaces(Spreadsheet& book, const Json& dataFilter);

} // namespace rowcast::sandbox
