#include "core/sandbox/developer_metadata.h"

namespace rowcast::sandbox {

namespace {

using At = DeveloperMetadata::At;

const char* wordOf(At at) {
    switch (at) {
    case At::Spreadsheet: return "SPREADSHEET";
    case At::Sheet: return "SHEET";
    case At::Row: return "ROW";
    case At::Column: return "COLUMN";
    }
    return "";
}

Json dimensionRange(const DeveloperMetadata& entry) {
    Json range = Json::object();
    if (entry.sheetId != 0) range.set("sheetId", entry.sheetId);
    range.set("dimension", entry.at == At::Row ? "ROWS" : "COLUMNS");
    range.set("startIndex", entry.index);
    range.set("endIndex", entry.index + 1);
    return range;
}

bool sameText(const Json& lookup, std::string_view key, const std::string& value) {
    const auto* wanted = lookup.find(key);
    return !wanted || wanted->asString() == value;
}

/// An open dimension range covers everything.
bool covers(const Json& range, int index) {
    return index >= range["startIndex"].asInt() && index < range["endIndex"].asInt(1 << 30);
}

/// DeveloperMetadataLookup.metadataLocation; INTERSECTING unless EXACT_LOCATION.
bool meets(const Json& location, const DeveloperMetadata& entry, bool exact) {
    if (location["spreadsheet"].asBool()) return !exact || entry.at == At::Spreadsheet;
    if (const auto* sheet = location.find("sheetId")) {
        if (entry.at == At::Spreadsheet) return !exact;
        return entry.sheetId == sheet->asInt() && (!exact || entry.at == At::Sheet);
    }
    const auto& range = location["dimensionRange"];
    const auto own = range["dimension"].asString() == "COLUMNS" ? At::Column : At::Row;
    if (exact)
        return entry.at == own && entry.sheetId == range["sheetId"].asInt() &&
               entry.index == range["startIndex"].asInt() &&
               entry.index + 1 == range["endIndex"].asInt(1 << 30);
    if (entry.at == At::Spreadsheet) return true;
    if (entry.sheetId != range["sheetId"].asInt()) return false;
    return entry.at != own || covers(range, entry.index);
}

} // namespace

Json toJson(const DeveloperMetadata& entry) {
    Json location = Json::object({{"locationType", wordOf(entry.at)}});
    if (entry.at == At::Spreadsheet)
        location.set("spreadsheet", true);
    else if (entry.at == At::Sheet)
        location.set("sheetId", entry.sheetId);
    else
        location.set("dimensionRange", dimensionRange(entry));
    Json out = Json::object({{"metadataId", entry.id}, {"metadataKey", entry.key}});
    if (!entry.value.empty()) out.set("metadataValue", entry.value);
    out.set("location", location);
    out.set("visibility", entry.visibility);
    return out;
}

const DeveloperMetadata* MetadataStore::find(int id) const {
    const auto it = m_entries.find(id);
    return it == m_entries.end() ? nullptr : &it->second;
}

Answer<void> MetadataStore::checkStorage(const DeveloperMetadata& entry) const {
    std::size_t used = entry.key.size() + entry.value.size();
    for (const auto& [id, other] : m_entries) {
        const bool same = (other.at == At::Spreadsheet) == (entry.at == At::Spreadsheet) &&
                          (entry.at == At::Spreadsheet || other.sheetId == entry.sheetId);
        if (same && id != entry.id) used += other.key.size() + other.value.size();
    }
    if (used > kLimit)
        return refuse("Adding the requested developer metadata would exceed the allowed storage limit");
    return {};
}

Answer<void> MetadataStore::add(DeveloperMetadata entry) {
    if (m_entries.contains(entry.id))
        return refuse("Cannot add developer metadata with ID [" + std::to_string(entry.id) +
                      "] because developer metadata with that ID already exists.");
    if (auto fits = checkStorage(entry); !fits) return fits;
    m_entries.emplace(entry.id, std::move(entry));
    return {};
}

Answer<void> MetadataStore::replace(DeveloperMetadata entry) {
    if (auto fits = checkStorage(entry); !fits) return fits;
    m_entries[entry.id] = std::move(entry);
    return {};
}

void MetadataStore::shift(int sheetId, const Shift& shift) {
    const auto own = shift.dimension == Dimension::Rows ? At::Row : At::Column;
    for (auto it = m_entries.begin(); it != m_entries.end();) {
        auto& entry = it->second;
        if (entry.at != own || entry.sheetId != sheetId) {
            ++it;
            continue;
        }
        const auto moved = shift.point(entry.index);
        if (moved) entry.index = *moved;
        it = moved ? std::next(it) : m_entries.erase(it);
    }
}

void MetadataStore::sortRows(int sheetId, int first, const std::vector<int>& order) {
    std::map<int, int> target;
    for (std::size_t i = 0; i < order.size(); ++i)
        target[order[i]] = first + int(i);
    for (auto& [id, entry] : m_entries) {
        if (entry.at != At::Row || entry.sheetId != sheetId) continue;
        if (const auto it = target.find(entry.index); it != target.end()) entry.index = it->second;
    }
}

void MetadataStore::removeSheet(int sheetId) {
    std::erase_if(m_entries, [&](const auto& item) {
        return item.second.at != At::Spreadsheet && item.second.sheetId == sheetId;
    });
}

void MetadataStore::copySheet(const MetadataStore& from, int sheetId, int to,
                              const std::function<int()>& freshId) {
    std::vector<DeveloperMetadata> copies;
    for (const auto& [id, entry] : from.m_entries) {
        if (entry.at != At::Spreadsheet && entry.sheetId == sheetId) copies.push_back(entry);
    }
    for (auto& copy : copies) {
        copy.sheetId = to;
        do
            copy.id = freshId();
        while (m_entries.contains(copy.id));
        m_entries.emplace(copy.id, std::move(copy));
    }
}

bool matches(const Json& lookup, const DeveloperMetadata& entry) {
    if (const auto* id = lookup.find("metadataId"); id && id->asInt() != entry.id) return false;
    if (!sameText(lookup, "metadataKey", entry.key) || !sameText(lookup, "metadataValue", entry.value) ||
        !sameText(lookup, "visibility", entry.visibility))
        return false;
    if (const auto* type = lookup.find("locationType"); type && type->asString() != wordOf(entry.at))
        return false;
    const auto* location = lookup.find("metadataLocation");
    return !location ||
           meets(*location, entry, lookup["locationMatchingStrategy"].asString() == "EXACT_LOCATION");
}

bool within(const DeveloperMetadata& entry, int sheetId, const Area& area) {
    if (entry.at == At::Spreadsheet) return false;
    if (entry.sheetId != sheetId) return false;
    if (entry.at == At::Row)
        return entry.index >= area.row0.value_or(0) && (!area.row1 || entry.index < *area.row1);
    if (entry.at == At::Column)
        return entry.index >= area.column0.value_or(0) && (!area.column1 || entry.index < *area.column1);
    return true;
}

} // namespace rowcast::sandbox
