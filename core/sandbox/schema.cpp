#include "core/sandbox/schema.h"

#include "core/sandbox/json.h"
#include "core/sandbox/url.h"

#include <algorithm>
#include <tuple>

namespace rowcast::sandbox {

namespace {

/// "valueInputOption" → "ValueInputOption": discovery drops the names of enums, most are the field's.
std::string enumNameOf(const std::string& package, const std::string& owner, const std::string& field) {
    static const std::map<std::string, std::string, std::less<>> kKnown = {
        {"majorDimension", "Dimension"},
        {"dimension", "Dimension"},
        {"valueRenderOption", "ValueRenderOption"},
        {"responseValueRenderOption", "ValueRenderOption"},
        {"dateTimeRenderOption", "DateTimeRenderOption"},
        {"responseDateTimeRenderOption", "DateTimeRenderOption"},
        {"visibility", "DeveloperMetadataVisibility"},
        {"locationType", "DeveloperMetadataLocationType"},
        {"horizontalAlignment", "HorizontalAlign"},
        {"verticalAlignment", "VerticalAlign"},
        {"autoRecalc", "RecalculationInterval"},
        {"insertDataOption", "AppendValuesRequest.InsertDataOption"},
        {"mergeType", "MergeCellsRequest.MergeType"},
        {"wrapStrategy", "WrapStrategy"},
        {"sheetType", "SheetType"},
        {"sortOrder", "SortOrder"},
        {"pasteType", "PasteType"},
        {"shiftDimension", "Dimension"},
    };
    if (owner == "BooleanCondition" && field == "type") return package + "ConditionType";
    if (owner == "NumberFormat" && field == "type") return package + "NumberFormat.NumberFormatType";
    if (const auto it = kKnown.find(field); it != kKnown.end()) return package + it->second;
    std::string name = field;
    if (!name.empty() && name[0] >= 'a' && name[0] <= 'z') name[0] = char(name[0] - 'a' + 'A');
    return package + (owner.empty() ? name : owner + "." + name);
}

/// The "union fields" of Google's reference; discovery drops them.
void setUnion(Message& message) {
    static const std::map<std::string, std::pair<std::string, std::set<std::string>>> kUnions = {
        {"Request", {"kind", {}}},
        {"ExtendedValue", {"value", {}}},
        {"DataFilter", {"filter", {}}},
        {"UpdateCellsRequest", {"area", {"start", "range"}}},
        {"FindReplaceRequest", {"scope", {"range", "sheetId", "allSheets"}}},
        {"DeveloperMetadataLocation", {"location", {"spreadsheet", "sheetId", "dimensionRange"}}},
    };
    if (const auto it = kUnions.find(message.name); it != kUnions.end())
        std::tie(message.unionField, message.unionMembers) = it->second;
}

/// Which fields are wrappers discovery does not say; these were seen live (their zero is kept in echoes,
/// too).
bool isWrapped(const std::string& owner, const std::string& field) {
    static const std::map<std::string, std::set<std::string, std::less<>>, std::less<>> kWrapped = {
        {"GridRange", {"startRowIndex", "endRowIndex", "startColumnIndex", "endColumnIndex"}},
        {"DimensionRange", {"startIndex", "endIndex"}},
        {"DeveloperMetadataLookup", {"metadataId", "metadataKey", "metadataValue"}},
    };
    const auto it = kWrapped.find(owner);
    return it != kWrapped.end() && it->second.contains(field);
}

Type scalarOf(const std::string& type, const std::string& format) {
    Type out;
    if (type == "boolean")
        out.kind = Type::Bool;
    else if (type == "integer")
        out.kind = Type::Int32;
    else if (type == "number")
        out.kind = format == "float" ? Type::Float : Type::Double;
    else if (type == "string")
        out.kind = format == "int64" ? Type::Int64 : Type::String;
    out.fieldMask = format == "google-fieldmask";
    return out;
}

/// Whether `segment` fits `pattern` ("{spreadsheetId}:batchUpdate"); its parameter goes to `into`.
bool fits(std::string_view pattern, std::string_view segment,
          std::map<std::string, std::string, std::less<>>& into) {
    const auto open = pattern.find('{');
    if (open == std::string_view::npos) return pattern == segment;
    const auto close = pattern.find('}');
    const auto suffix = pattern.substr(close + 1);
    if (segment.size() < suffix.size() || !segment.ends_with(suffix)) return false;
    auto name = pattern.substr(open + 1, close - open - 1);
    if (name.starts_with('+')) name.remove_prefix(1);
    const auto value = decodePercent(segment.substr(0, segment.size() - suffix.size()), PlusIs::Plus);
    if (value.empty()) return false;
    into[std::string(name)] = value;
    return true;
}

} // namespace

Discovery::Discovery(std::string_view document) {
    const Json root = parseJson(document);
    const auto& name = root["name"].asString();
    m_package = name == "drive" ? std::string("apps.drive.v3.")
                                : "google.apps." + name + (name == "sheets" ? ".v4." : ".v1.");
    for (const auto& schema : root["schemas"].members())
        setUnion(*m_messages.emplace(schema.key, std::make_unique<Message>(Message{schema.key, {}}))
                      .first->second);
    for (const auto& schema : root["schemas"].members()) {
        auto& message = *m_messages[schema.key];
        for (const auto& field : schema.value["properties"].members())
            message.fields.emplace(field.key, typeOf(field.value, schema.key, field.key));
    }
    for (const auto& parameter : root["parameters"].members())
        m_common.emplace(parameter.key, typeOf(parameter.value, {}, parameter.key));
    for (const auto& entry : root["methods"].items()) {
        Method method;
        method.id = entry["id"].asString();
        method.verb = entry["httpMethod"].asString();
        method.path = splitPath(root["servicePath"].asString() + entry["path"].asString());
        for (const auto& scope : entry["scopes"].items())
            method.scopes.push_back(scope.asString());
        for (const auto& parameter : entry["parameters"].members())
            method.parameters.emplace(parameter.key, typeOf(parameter.value, {}, parameter.key));
        method.request = message(entry["request"].asString());
        method.response = message(entry["response"].asString());
        m_methods.push_back(std::move(method));
    }
    // "values/{range}:append" must be tried before "values/{range}", "files/generateIds" before
    // "files/{fileId}".
    std::ranges::stable_sort(m_methods, [](const Method& a, const Method& b) {
        const auto weight = [](const Method& method) {
            const auto& last = method.path.back();
            return last.find('{') == std::string::npos ? 0 : last.ends_with('}') ? 2 : 1;
        };
        return weight(a) < weight(b);
    });
}

Type Discovery::typeOf(const Json& schema, const std::string& owner, const std::string& field) {
    Type type;
    if (schema["repeated"].asBool() || schema["type"].asString() == "array") {
        Json item = schema["items"];
        if (item.isNull()) {
            item = schema;
            item.erase("repeated");
        }
        type.kind = Type::Array;
        type.item = std::make_shared<Type>(typeOf(item, owner, field));
    } else if (schema.has("$ref")) {
        type.kind = Type::Object;
        type.message = message(schema["$ref"].asString());
    } else if (schema.has("additionalProperties")) {
        type.kind = Type::Map;
        type.item = std::make_shared<Type>(typeOf(schema["additionalProperties"], owner, field));
    } else if (schema.has("enum")) {
        type.kind = Type::Enum;
        type.enumName = enumNameOf(m_package, owner, field);
        for (const auto& value : schema["enum"].items())
            type.enumValues.push_back(value.asString());
    } else if (schema.has("properties")) {
        // An anonymous nested message (Drive's File.capabilities and the like).
        const auto name = owner + "." + field;
        auto& nested = *m_messages.emplace(name, std::make_unique<Message>(Message{name, {}})).first->second;
        for (const auto& inner : schema["properties"].members())
            nested.fields.emplace(inner.key, typeOf(inner.value, name, inner.key));
        type.kind = Type::Object;
        type.message = &nested;
    } else {
        type = scalarOf(schema["type"].asString(), schema["format"].asString());
        type.wrapped = isWrapped(owner, field);
    }
    type.required = schema["required"].asBool();
    type.inPath = schema["location"].asString() == "path";
    return type;
}

const Message* Discovery::message(std::string_view name) const {
    const auto it = m_messages.find(name);
    return it == m_messages.end() ? nullptr : it->second.get();
}

Discovery::Match Discovery::match(std::string_view verb, const std::vector<std::string>& segments) const {
    for (const auto& method : m_methods) {
        if (method.verb != verb || method.path.size() != segments.size()) continue;
        Match found{&method, {}};
        bool all = true;
        for (std::size_t i = 0; all && i < segments.size(); ++i)
            all = fits(method.path[i], segments[i], found.parameters);
        if (all) return found;
    }
    return {};
}

} // namespace rowcast::sandbox
