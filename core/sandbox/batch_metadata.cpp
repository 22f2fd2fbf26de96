// createDeveloperMetadata, updateDeveloperMetadata, deleteDeveloperMetadata.
// What Google leaves open is taken the strict way: an id must be deleted earlier in the list than it is made
// again, and deleting by an id that is not there refuses the batch.

#include "core/sandbox/batch.h"
#include "core/sandbox/data_filter.h"

namespace rowcast::sandbox {

namespace {

using At = DeveloperMetadata::At;

Answer<void> locate(Draft& draft, const Json& location, DeveloperMetadata& entry) {
    if (location["spreadsheet"].asBool()) {
        entry.at = At::Spreadsheet;
        return {};
    }
    const auto* sheetId = location.find("sheetId");
    const auto* range = location.find("dimensionRange");
    if (!sheetId && !range) return refuse("developerMetadata.location must be specified");
    if (sheetId) {
        const auto sheet = draft.grid(sheetId->asInt());
        if (!sheet) return tl::unexpected(sheet.error());
        entry.at = At::Sheet;
        entry.sheetId = (*sheet)->id;
        return {};
    }
    const auto line = resolveLine(draft.book, *range);
    if (!line) return tl::unexpected(line.error());
    entry.sheetId = line->sheet->id;
    entry.at = line->asked.row0 ? At::Row : At::Column;
    entry.index = line->asked.row0 ? *line->asked.row0 : *line->asked.column0;
    return {};
}

bool validVisibility(const std::string& word) {
    return word == "DOCUMENT" || word == "PROJECT";
}

Answer<> create(Draft& draft, const Json& request) {
    const auto& wanted = request["developerMetadata"];
    DeveloperMetadata entry;
    entry.key = wanted["metadataKey"].asString();
    entry.value = wanted["metadataValue"].asString();
    entry.visibility = wanted["visibility"].asString();
    if (entry.key.empty()) return refuse("developerMetadata.metadataKey must be specified");
    if (!validVisibility(entry.visibility)) return refuse("developerMetadata.visibility must be specified");
    if (auto located = locate(draft, wanted["location"], entry); !located)
        return tl::unexpected(located.error());
    if (const auto* id = wanted.find("metadataId")) {
        entry.id = id->asInt();
        if (entry.id < 0) return refuse("developerMetadata.metadataId must be positive");
    }
    while (entry.id == 0 || (!wanted.has("metadataId") && draft.book.metadata.find(entry.id)))
        entry.id = draft.freshId();
    if (auto added = draft.book.metadata.add(entry); !added) return tl::unexpected(added.error());
    return Json::object({{"createDeveloperMetadata", Json::object({{"developerMetadata", toJson(entry)}})}});
}

Answer<> update(Draft& draft, const Json& request) {
    const auto mask = draft.mask(request, "DeveloperMetadata");
    if (!mask) return tl::unexpected(mask.error());
    const auto& wanted = request["developerMetadata"];
    auto selected = selectMetadata(draft.book, request["dataFilters"]);
    if (!selected) return tl::unexpected(selected.error());
    Json changed = Json::array();
    for (auto entry : *selected) {
        if (mask->has("metadataKey")) entry.key = wanted["metadataKey"].asString();
        if (mask->has("metadataValue")) entry.value = wanted["metadataValue"].asString();
        if (mask->has("visibility")) entry.visibility = wanted["visibility"].asString();
        if (entry.key.empty() || !validVisibility(entry.visibility))
            return refuse("developerMetadata.metadataKey and visibility must be specified");
        if (mask->has("location") && wanted.has("location")) {
            if (auto located = locate(draft, wanted["location"], entry); !located)
                return tl::unexpected(located.error());
        }
        if (auto replaced = draft.book.metadata.replace(entry); !replaced)
            return tl::unexpected(replaced.error());
        changed.push(toJson(entry));
    }
    return Json::object({{"updateDeveloperMetadata", Json::object({{"developerMetadata", changed}})}});
}

Answer<> remove(Draft& draft, const Json& request) {
    const auto& filter = request["dataFilter"];
    auto selected = selectMetadata(draft.book, Json::array({filter}));
    if (!selected) return tl::unexpected(selected.error());
    const auto* id = filter["developerMetadataLookup"].find("metadataId");
    if (selected->empty() && id)
        return refuse("No developer metadata with ID " + std::to_string(id->asInt()) + ".");
    Json deleted = Json::array();
    for (const auto& entry : *selected) {
        deleted.push(toJson(entry));
        draft.book.metadata.remove(entry.id);
    }
    Json reply = Json::object();
    if (!deleted.items().empty()) reply.set("deletedDeveloperMetadata", deleted);
    return Json::object({{"deleteDeveloperMetadata", reply}});
}

} // namespace

void addMetadataKinds(std::map<std::string, RequestKind, std::less<>>& kinds) {
    kinds["createDeveloperMetadata"] = create;
    kinds["updateDeveloperMetadata"] = update;
    kinds["deleteDeveloperMetadata"] = remove;
}

} // namespace rowcast::sandbox
