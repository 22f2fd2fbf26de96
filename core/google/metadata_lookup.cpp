#include "core/google/metadata_lookup.h"

#include "core/google/metadata_lookup_json.h"

namespace rowcast::google {

namespace {

constexpr const char* kPlaces[] = {"SPREADSHEET", "SHEET", "ROW", "COLUMN"};

std::optional<Metadata::Place> placeFrom(std::string_view word) {
    for (std::size_t i = 0; i < std::size(kPlaces); ++i)
        if (word == kPlaces[i]) return static_cast<Metadata::Place>(i);
    return std::nullopt;
}

} // namespace

void appendDataFilter(std::string& json, const MetadataLookup& lookup) {
    json += R"({"developerMetadataLookup":{)";
    const std::size_t start = json.size();
    const auto field = [&](const char* name) {
        if (json.size() > start) json += ',';
        json += '"';
        json += name;
        json += "\":";
    };
    if (lookup.id) field("metadataId"), json += std::to_string(*lookup.id);
    if (!lookup.key.empty()) field("metadataKey"), appendJsonString(json, lookup.key);
    if (lookup.value) field("metadataValue"), appendJsonString(json, *lookup.value);
    if (lookup.place) field("locationType"), appendJsonString(json, kPlaces[static_cast<int>(*lookup.place)]);
    if (lookup.tab) {
        // Intersecting is the default strategy: entries of the tab's rows and columns match too.
        field("metadataLocation");
        json += R"({"sheetId":)" + std::to_string(*lookup.tab) + '}';
    }
    json += "}}";
}

MetadataLookup lookupFrom(JsonElement filter) {
    MetadataLookup lookup;
    const auto element = jsonAt(filter, "developerMetadataLookup");
    if (!element) return lookup;
    if (jsonAt(*element, "metadataId"))
        lookup.id = static_cast<std::int32_t>(jsonInteger(*element, "metadataId"));
    lookup.key = jsonText(*element, "metadataKey");
    if (jsonAt(*element, "metadataValue")) lookup.value = jsonText(*element, "metadataValue");
    lookup.place = placeFrom(jsonText(*element, "locationType"));
    if (const auto location = jsonAt(*element, "metadataLocation"); location && jsonAt(*location, "sheetId"))
        lookup.tab = jsonInteger(*location, "sheetId");
    return lookup;
}

} // namespace rowcast::google
