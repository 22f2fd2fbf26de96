#pragma once
/// Reading replies with simdjson's DOM (large ones come) and writing short requests. Absent fields read as
/// empty. Pure; any thread.

#include "core/google/errors.h"
#include "core/google/spreadsheet.h"

#include <simdjson.h>

#include <memory>

namespace rowcast::google {

using JsonElement = simdjson::dom::element;

/// A parsed reply; elements live as long as it does.
class JsonDocument {
public:
    /// `name` of the endpoint goes into the failure.
    [[nodiscard]] static Answer<JsonDocument> parse(const char* name, std::string_view json);
    [[nodiscard]] JsonElement root() const { return root_; }

private:
    JsonDocument() = default;
    std::unique_ptr<simdjson::dom::parser> parser_;
    JsonElement root_;
};

[[nodiscard]] inline std::string_view viewOf(const QByteArray& bytes) {
    return {bytes.constData(), static_cast<std::size_t>(bytes.size())};
}

[[nodiscard]] std::string jsonText(JsonElement object, std::string_view key);
[[nodiscard]] std::int64_t jsonInteger(JsonElement object, std::string_view key, std::int64_t absent = 0);
[[nodiscard]] bool jsonBool(JsonElement object, std::string_view key, bool absent = false);
[[nodiscard]] std::optional<JsonElement> jsonAt(JsonElement object, std::string_view key);

/// Calls `each` for the elements of the array at `key`, if there is one.
template <class Each>
void forEachIn(JsonElement object, std::string_view key, Each&& each) {
    simdjson::dom::array list;
    if (object[key].get(list) != simdjson::SUCCESS) return;
    for (const JsonElement element : list)
        each(element);
}

/// A DeveloperMetadata resource.
[[nodiscard]] Metadata metadataFrom(JsonElement element);
/// A bare cell as values.* answers it: string, number, boolean.
[[nodiscard]] Value bareValueFrom(JsonElement element);

/// Appends a JSON string with its quotes.
void appendJsonString(std::string& json, std::string_view text);

/// "/v4/spreadsheets/ID".
[[nodiscard]] QByteArray spreadsheetPath(const SpreadsheetId& id);

} // namespace rowcast::google
