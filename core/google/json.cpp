#include "core/google/json.h"

#include <array>

namespace rowcast::google {

Answer<JsonDocument> JsonDocument::parse(const char* name, std::string_view json) {
    JsonDocument document;
    document.parser_ = std::make_unique<simdjson::dom::parser>();
    const auto error = document.parser_->parse(json.data(), json.size(), true).get(document.root_);
    if (error != simdjson::SUCCESS)
        return tl::unexpected(garbled(name, QString::fromUtf8(simdjson::error_message(error))));
    if (!document.root_.is_object())
        return tl::unexpected(garbled(name, QStringLiteral("the answer is not a JSON object")));
    return document;
}

std::string jsonText(JsonElement object, std::string_view key) {
    std::string_view text;
    if (object[key].get(text) != simdjson::SUCCESS) return {};
    return std::string(text);
}

std::int64_t jsonInteger(JsonElement object, std::string_view key, std::int64_t absent) {
    std::int64_t number = absent;
    if (object[key].get(number) != simdjson::SUCCESS) return absent;
    return number;
}

bool jsonBool(JsonElement object, std::string_view key, bool absent) {
    bool value = absent;
    if (object[key].get(value) != simdjson::SUCCESS) return absent;
    return value;
}

std::optional<JsonElement> jsonAt(JsonElement object, std::string_view key) {
    JsonElement found;
    if (object[key].get(found) != simdjson::SUCCESS) return std::nullopt;
    return found;
}

Metadata metadataFrom(JsonElement element) {
    Metadata metadata;
    metadata.id = static_cast<std::int32_t>(jsonInteger(element, "metadataId"));
    metadata.key = jsonText(element, "metadataKey");
    metadata.value = jsonText(element, "metadataValue");
    const auto location = jsonAt(element, "location");
    if (!location) return metadata;
    if (const auto range = jsonAt(*location, "dimensionRange")) {
        metadata.place =
            jsonText(*range, "dimension") == "COLUMNS" ? Metadata::Place::Column : Metadata::Place::Row;
        metadata.tab = jsonInteger(*range, "sheetId");
        metadata.index = jsonInteger(*range, "startIndex");
    } else if (jsonText(*location, "locationType") == "SHEET" || jsonAt(*location, "sheetId")) {
        metadata.place = Metadata::Place::Tab;
        metadata.tab = jsonInteger(*location, "sheetId");
    }
    return metadata;
}

Value bareValueFrom(JsonElement element) {
    Value value;
    switch (element.type()) {
    case simdjson::dom::element_type::STRING: {
        const std::string_view text(element);
        if (!text.empty()) value = {Value::Kind::Text, 0, std::string(text)};
        break;
    }
    case simdjson::dom::element_type::INT64:
    case simdjson::dom::element_type::UINT64:
    case simdjson::dom::element_type::DOUBLE: value = {Value::Kind::Number, double(element), {}}; break;
    case simdjson::dom::element_type::BOOL:
        value = {Value::Kind::Boolean, bool(element) ? 1.0 : 0.0, {}};
        break;
    default: break;
    }
    return value;
}

void appendJsonString(std::string& json, std::string_view text) {
    static constexpr char kHex[] = "0123456789abcdef";
    json += '"';
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            json += '\\';
            json += c;
        } else if (byte < 0x20) {
            json += "\\u00";
            json += kHex[byte >> 4U];
            json += kHex[byte & 15U];
        } else {
            json += c;
        }
    }
    json += '"';
}

QByteArray spreadsheetPath(const SpreadsheetId& id) {
    return "/v4/spreadsheets/" + QByteArray::fromStdString(id.value).toPercentEncoding();
}

} // namespace rowcast::google
