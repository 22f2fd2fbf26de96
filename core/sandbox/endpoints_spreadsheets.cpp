// spreadsheets.create, get, getByDataFilter, batchUpdate, developerMetadata.get and search, sheets.copyTo.

#include "core/sandbox/batch.h"
#include "core/sandbox/spreadsheet_view.h"
#include "core/sandbox/world.h"

#include <algorithm>

namespace rowcast::sandbox {

namespace {

/// With a field mask, includeGridData is ignored: the mask says whether cells are wanted, and "*" does not.
bool wantsGridData(const Call& call, const FieldMask& mask, const Json& flag) {
    if (!call.masked) return flag.asBool();
    return !mask.children().contains("*") && mask.reaches("sheets.data");
}

/// The view of some A1 ranges, or of all.
Answer<View> viewFor(Call& call, Spreadsheet& book, const FieldMask& mask, const Json& gridData,
                     const Json& ranges) {
    View view{wantsGridData(call, mask, gridData), {}, mask, call.world.editUrl(book.id)};
    for (const auto& range : ranges.items()) {
        const auto place = resolveRange(book, range.asString());
        if (!place) return tl::unexpected(place.error());
        view.places.push_back(*place);
    }
    return view;
}

Answer<Reply> get(Call& call) {
    auto book = openBook(call, Role::Reader);
    if (!book) return tl::unexpected(book.error());
    const auto view = viewFor(call, **book, call.mask, call.query["includeGridData"], call.query["ranges"]);
    if (!view) return tl::unexpected(view.error());
    return Reply(viewOf(**book, *view));
}

Answer<Reply> getByDataFilter(Call& call) {
    auto book = openBook(call, Role::Reader);
    if (!book) return tl::unexpected(book.error());
    auto view = *viewFor(call, **book, call.mask, call.body["includeGridData"], {});
    for (const auto& filter : call.body["dataFilters"].items()) {
        const auto places = selectPlaces(**book, filter, "sheet");
        if (!places) return tl::unexpected(places.error());
        for (const auto& place : *places) { // the same cells are shown once
            const auto same = [&](const Place& p) { return p.sheet == place.sheet && p.box == place.box; };
            if (std::ranges::none_of(view.places, same)) view.places.push_back(place);
        }
    }
    return Reply(viewOf(**book, view));
}

Answer<Reply> batchUpdate(Call& call) {
    auto book = openBook(call, Role::Writer);
    if (!book) return tl::unexpected(book.error());
    Spreadsheet draft = **book;
    auto replies =
        applyBatch({draft, call.world.sheets, call.world.random, call.user()}, call.body["requests"]);
    if (!replies) {
        if (replies.error().http == 501) {
            for (const auto& request : call.body["requests"].items()) {
                if (!request.members().empty() && !requestKinds().contains(request.members().front().key))
                    ++call.world.counts.unknownKinds[request.members().front().key];
            }
        }
        return tl::unexpected(replies.error());
    }
    Json out = Json::object({{"spreadsheetId", draft.id}, {"replies", std::move(*replies)}});
    if (call.body["includeSpreadsheetInResponse"].asBool()) {
        const auto view = viewFor(call, draft, call.mask.child("updatedSpreadsheet"),
                                  call.body["responseIncludeGridData"], call.body["responseRanges"]);
        if (!view) return tl::unexpected(view.error());
        if (call.mask.has("updatedSpreadsheet")) out.set("updatedSpreadsheet", viewOf(draft, *view));
    }
    const bool retitled = draft.properties["title"] != (*book)->properties["title"];
    **book = std::move(draft);
    if (retitled)
        call.world.rename(*call.world.files.find((*book)->id), (*book)->properties["title"].asString());
    return Reply(out);
}

/// The tabs and cells of a Spreadsheet given to create, as requests.
Answer<void> fill(Call& call, Spreadsheet& book, const Json& wanted) {
    if (wanted["sheets"].items().empty()) book.sheets.push_back(newSheet(0, "Sheet1"));
    for (const auto& sheet : wanted["sheets"].items()) {
        Json properties = sheet["properties"].isNull() ? Json::object() : sheet["properties"];
        properties.erase("index");
        if (!properties.has("sheetId"))
            properties.set("sheetId",
                           Draft{book, call.world.sheets, call.world.random, call.user()}.freshId());
        Json requests =
            Json::array({Json::object({{"addSheet", Json::object({{"properties", properties}})}})});
        for (const auto& data : sheet["data"].items()) {
            const Json start = Json::object({{"sheetId", properties["sheetId"]},
                                             {"rowIndex", data["startRow"].asInt()},
                                             {"columnIndex", data["startColumn"].asInt()}});
            requests.push(Json::object(
                {{"updateCells",
                  Json::object({{"rows", data["rowData"]}, {"start", start}, {"fields", "*"}})}}));
        }
        if (auto made = applyBatch({book, call.world.sheets, call.world.random, call.user()}, requests);
            !made)
            return tl::unexpected(made.error());
    }
    for (const auto& range : wanted["namedRanges"].items()) {
        const Json request = Json::object({{"addNamedRange", Json::object({{"namedRange", range}})}});
        auto made =
            applyBatch({book, call.world.sheets, call.world.random, call.user()}, Json::array({request}));
        if (!made) return tl::unexpected(made.error());
    }
    return {};
}

Answer<Reply> create(Call& call) {
    auto& world = call.world;
    if (world.accounts.account(call.user()).service && !world.options.serviceAccountsMayOwn)
        return refuse(permissionDenied());
    const auto& wanted = call.body["properties"];
    const auto title = wanted.has("title") ? wanted["title"].asString() : std::string("Untitled spreadsheet");
    Json properties = newSpreadsheetProperties(title);
    for (const auto* key : {"locale", "timeZone", "autoRecalc", "iterativeCalculationSettings"}) {
        if (wanted.has(key)) properties.set(key, wanted[key]);
    }
    Spreadsheet draft(world.files.freshId(), properties);
    draft.cellLimit = world.options.cellLimit;
    if (auto filled = fill(call, draft, call.body); !filled) return tl::unexpected(filled.error());
    File file;
    file.id = draft.id;
    file.name = title;
    file.mimeType = kSpreadsheetType;
    file.owner = call.user();
    file.apps = {appUser(call.token.client, call.user())};
    world.files.add(file, call.now);
    auto& stored = world.books.emplace(draft.id, std::move(draft)).first->second;
    View view;
    view.url = world.editUrl(stored.id);
    return Reply(viewOf(stored, view));
}

Answer<Reply> searchMetadata(Call& call) {
    auto book = openBook(call, Role::Reader);
    if (!book) return tl::unexpected(book.error());
    const auto& filters = call.body["dataFilters"];
    const auto found = selectMetadata(**book, filters);
    if (!found) return tl::unexpected(found.error());
    Json list = Json::array();
    for (const auto& entry : *found) {
        Json echoed = Json::array();
        for (const auto& filter : filters.items()) {
            if (selects(**book, filter, entry).value_or(false)) echoed.push(filter);
        }
        list.push(Json::object({{"developerMetadata", toJson(entry)}, {"dataFilters", echoed}}));
    }
    Json out = Json::object();
    if (!list.items().empty()) out.set("matchedDeveloperMetadata", list);
    return Reply(out);
}

Answer<Reply> getMetadata(Call& call) {
    auto book = openBook(call, Role::Reader);
    if (!book) return tl::unexpected(book.error());
    const auto& id = call.at("metadataId");
    const auto* entry = (*book)->metadata.find(int(std::strtol(id.c_str(), nullptr, 10)));
    if (!entry)
        return refuse(ApiError{
            .http = 404, .message = "No developer metadata with ID " + id + ".", .status = "NOT_FOUND"});
    return Reply(toJson(*entry));
}

Answer<Reply> copyTo(Call& call) {
    auto book = openBook(call, Role::Reader);
    if (!book) return tl::unexpected(book.error());
    const auto* source = (*book)->sheet(int(std::strtol(call.at("sheetId").c_str(), nullptr, 10)));
    if (!source) return refuse("No grid with id: " + call.at("sheetId"));
    const auto target = call.world.books.find(call.body["destinationSpreadsheetId"].asString());
    if (target == call.world.books.end()) return refuse(entityNotFound());
    auto& into = target->second;
    if (call.world.files.roleOf(*call.world.files.find(into.id), call.user()) < Role::Writer)
        return refuse(permissionDenied());
    if (auto fits = into.checkCells(std::int64_t(source->rows) * source->columns); !fits)
        return tl::unexpected(fits.error());
    Draft draft{into, call.world.sheets, call.world.random, call.user()};
    int id = draft.freshId();
    while (into.sheet(id))
        id = draft.freshId();
    auto copy = copyOf(*source, id, into.copyTitle(*source));
    copy.protectedRanges.clear();
    // Extras are numbered per spreadsheet.
    for (int row = 0; row < copy.grid.storedRows(); ++row) {
        for (auto& cell : copy.grid.editRow(row))
            cell.setExtras(into.extras->indexOf((*book)->extrasOf(cell)));
    }
    into.metadata.copySheet((*book)->metadata, source->id, copy.id, [&] { return draft.freshId(); });
    into.sheets.push_back(std::move(copy));
    return Reply(propertiesOf(into.sheets.back(), int(into.sheets.size()) - 1));
}

} // namespace

Answer<Spreadsheet*> openBook(Call& call, Role least) {
    auto& world = call.world;
    const auto it = world.books.find(call.at("spreadsheetId"));
    const auto* file = world.files.find(call.at("spreadsheetId"));
    if (!file || !call.reaches(*file)) return refuse(entityNotFound());
    const bool native =
        file->mimeType.starts_with("application/vnd.google-apps.") && file->mimeType != kFolderType;
    if (it == world.books.end() && native) return refuse(entityNotFound());
    const auto role = world.files.roleOf(*file, call.user());
    if (role < least) return refuse(permissionDenied());
    if (it == world.books.end()) return refuse("Request contains an invalid argument.");
    it->second.editor = role >= Role::Organizer ? std::string() : call.user();
    return &it->second;
}

void addSpreadsheetEndpoints(Endpoints& endpoints) {
    const std::string name = "sheets.spreadsheets.";
    endpoints[name + "create"] = create;
    endpoints[name + "get"] = get;
    endpoints[name + "getByDataFilter"] = getByDataFilter;
    endpoints[name + "batchUpdate"] = batchUpdate;
    endpoints[name + "developerMetadata.get"] = getMetadata;
    endpoints[name + "developerMetadata.search"] = searchMetadata;
    endpoints[name + "sheets.copyTo"] = copyTo;
}

} // namespace rowcast::sandbox
