#pragma once
/// The sub-requests of batchUpdate that a live check sends, as JSON. Pure; any thread.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace rowcast::google::live {

/// Where metadata is attached: the spreadsheet, a tab, or a row or column of it.
[[nodiscard]] std::string onSpreadsheet();
[[nodiscard]] std::string onTab(std::int32_t tab);
[[nodiscard]] std::string onLine(std::int32_t tab, const char* dimension, int index);

[[nodiscard]] std::string createMetadata(std::int32_t id, std::string_view value, const std::string& location,
                                         std::string_view key = "rc.check");
[[nodiscard]] std::string deleteMetadata(std::int32_t id);
/// Only if it stands exactly there.
[[nodiscard]] std::string deleteMetadata(std::int32_t id, const std::string& location);
[[nodiscard]] std::string addTab(std::int32_t id, std::string_view title, int rows, int columns);
[[nodiscard]] std::string deleteTab(std::int32_t id);
/// Text cells.
[[nodiscard]] std::string appendRows(std::int32_t tab, const std::vector<std::vector<std::string>>& rows);
[[nodiscard]] std::string writeRow(std::int32_t tab, int row, int column,
                                   const std::vector<std::string>& texts,
                                   const char* fields = "userEnteredValue");
/// Rows [from, to).
[[nodiscard]] std::string colourRows(std::int32_t tab, int from, int to);
/// Only numbers may stand there from now on.
[[nodiscard]] std::string validateRows(std::int32_t tab, int from, int to);
[[nodiscard]] std::string appendColumns(std::int32_t tab, int count);
[[nodiscard]] std::string insertLine(std::int32_t tab, const char* dimension, int index);
[[nodiscard]] std::string deleteLine(std::int32_t tab, const char* dimension, int index);
[[nodiscard]] std::string moveColumn(std::int32_t tab, int from, int to);
/// Sorts the first `rows` rows by the first column, ascending.
[[nodiscard]] std::string sortRows(std::int32_t tab, int rows);

} // namespace rowcast::google::live
