#pragma once
/// Paths and queries of requests, decoded by ourselves: "%2F" in a sheet's title is no separator. Any thread.

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace rowcast::sandbox {

enum class PlusIs { Space, Plus };
[[nodiscard]] std::string decodePercent(std::string_view text, PlusIs plus);
[[nodiscard]] std::string encodePercent(std::string_view text);
/// "/v4/spreadsheets/x" → {"v4", "spreadsheets", "x"}, still encoded.
[[nodiscard]] std::vector<std::string> splitPath(std::string_view path);

using QueryItems = std::vector<std::pair<std::string, std::string>>;
/// "a=1&b=%20" decoded, in order. Serves form bodies too.
[[nodiscard]] QueryItems parseQuery(std::string_view query);
[[nodiscard]] std::string valueOf(const QueryItems& items, std::string_view name);
[[nodiscard]] bool contains(const QueryItems& items, std::string_view name);

} // namespace rowcast::sandbox
