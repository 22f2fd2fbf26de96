#pragma once
/// Reads a DataFilter as a reply echoes it. Pure; any thread.

#include "core/google/json.h"
#include "core/google/metadata_lookup.h"

namespace rowcast::google {

[[nodiscard]] MetadataLookup lookupFrom(JsonElement filter);

} // namespace rowcast::google
