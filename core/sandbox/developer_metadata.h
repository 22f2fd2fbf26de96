#pragma once
/// Developer metadata of one spreadsheet: ids, storage limits, locations that move. Pure; one thread at a
/// time.

#include "core/sandbox/api_error.h"
#include "core/sandbox/shift.h"

#include <functional>
#include <map>
#include <optional>
#include <string>

namespace rowcast::sandbox {

struct DeveloperMetadata {
    enum class At { Spreadsheet, Sheet, Row, Column };
    int id = 0;
    std::string key, value, visibility;
    At at = At::Spreadsheet;
    int sheetId = 0;
    int index = 0; ///< of the row or column
};

/// As Google answers it.
[[nodiscard]] Json toJson(const DeveloperMetadata& entry);

class MetadataStore {
public:
    /// Characters of key + value for each sheet, and once more for the spreadsheet itself.
    static constexpr std::size_t kLimit = 30'000;

    [[nodiscard]] const std::map<int, DeveloperMetadata>& all() const { return m_entries; }
    [[nodiscard]] const DeveloperMetadata* find(int id) const;

    /// Refused: the id exists, or the storage would be exceeded.
    [[nodiscard]] Answer<void> add(DeveloperMetadata entry);
    /// Replaces the entry of the same id; refused where the storage would be exceeded.
    [[nodiscard]] Answer<void> replace(DeveloperMetadata entry);
    void remove(int id) { m_entries.erase(id); }

    void shift(int sheetId, const Shift& shift);
    /// Rows of [first, first + order.size()) were sorted: row first + i came from order[i].
    void sortRows(int sheetId, int first, const std::vector<int>& order);
    void removeSheet(int sheetId);
    /// Copies of the entries of one sheet, for a sheet duplicated as `to`; ids are drawn by `freshId`.
    void copySheet(const MetadataStore& from, int sheetId, int to, const std::function<int()>& freshId);

private:
    [[nodiscard]] Answer<void> checkStorage(const DeveloperMetadata& entry) const;
    std::map<int, DeveloperMetadata> m_entries;
};

/// Whether a DeveloperMetadataLookup selects the entry.
[[nodiscard]] bool matches(const Json& lookup, const DeveloperMetadata& entry);
/// Whether a GridRange-like location of a DataFilter (gridRange or parsed a1Range) meets the entry.
[[nodiscard]] bool within(const DeveloperMetadata& entry, int sheetId, const Area& area);

} // namespace rowcast::sandbox
