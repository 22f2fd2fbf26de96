#pragma once
/// DataFilters by developer metadata: how rows, columns and entries are found wherever people moved them.
/// Plain values; any thread.

#include "core/google/spreadsheet.h"

#include <optional>

namespace rowcast::google {

/// What an entry must match; empty fields match all. With `tab` only entries on that tab (its rows and
/// columns too).
struct MetadataLookup {
    std::optional<std::int32_t> id;
    std::string key;
    std::optional<std::string> value;
    std::optional<Metadata::Place> place;
    std::optional<std::int64_t> tab;
    bool operator==(const MetadataLookup&) const = default;
};

/// Appends `{"developerMetadataLookup":{…}}` to `json`.
void appendDataFilter(std::string& json, const MetadataLookup& lookup);

} // namespace rowcast::google
