#pragma once
/// spreadsheets.developerMetadata.search: entries anywhere in a spreadsheet. Counts as a read. Pure; any
/// thread.

#include "core/google/metadata_lookup.h"

namespace rowcast::google {

[[nodiscard]] Call sheetsSearchMetadata(const SpreadsheetId& id, const std::vector<MetadataLookup>& lookups);
/// Every entry that matches any lookup, once each.
[[nodiscard]] Answer<std::vector<Metadata>> parseSearchMetadata(const Reply& reply);

} // namespace rowcast::google
