#pragma once
/// Reads a Spreadsheet resource wherever a reply holds one; absent fields stay at their defaults. Pure; any
/// thread.

#include "core/google/json.h"

namespace rowcast::google {

[[nodiscard]] Spreadsheet spreadsheetFrom(JsonElement element);

} // namespace rowcast::google
