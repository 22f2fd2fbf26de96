// Drive v3: files.*, about.get, drives.*.

#include "core/sandbox/cell_data.h"
#include "core/sandbox/drive_query.h"
#include "core/sandbox/world.h"

#include <algorithm>

namespace rowcast::sandbox {

namespace {

ApiError insufficient(const File& file) {
    return driveError(403, "insufficientFilePermissions",
                      "The user does not have sufficient permissions for file " + file.id + ".");
}

/// The file of the path, seen by the caller; in a shared drive only with supportsAllDrives.
Answer<File*> openFile(Call& call, Role least) {
    auto& files = call.world.files;
    auto id = call.at("fileId");
    if (id == "root") id = files.root(call.user(), call.now).id;
    auto* file = files.find(id);
    const bool drives = call.query["supportsAllDrives"].asBool() || call.query["supportsTeamDrives"].asBool();
    if (!file || !call.reaches(*file) || files.roleOf(*file, call.user()) == Role::None ||
        (!file->driveId.empty() && !drives))
        return refuse(driveNotFound(id));
    if (files.roleOf(*file, call.user()) < least) return refuse(insufficient(*file));
    return file;
}

Json defaultFields(const Json& file) {
    static const auto kMask = *FieldMask::parse("kind,id,name,mimeType,driveId,teamDriveId,resourceKey");
    return kMask.prune(file);
}

Reply shown(Call& call, const File& file) {
    const auto json = fileJson(call.world.files, call.world.accounts, file, call.user());
    return call.masked ? json : defaultFields(json);
}

/// properties and appProperties: a null value removes its key.
void merge(Json& into, const Json& from) {
    for (const auto& [key, value] : from.members()) {
        if (value.isNull())
            into.erase(key);
        else
            into.set(key, value);
    }
}

Answer<void> checkProperties(const Json& body) {
    for (const auto* kind : {"properties", "appProperties"}) {
        for (const auto& [key, value] : body[kind].members()) {
            if (key.size() + value.asString().size() > 124)
                return refuse(
                    driveError(403, "propertyLimitExceeded",
                               "The limit of 124 bytes for a property's key and value is exceeded."));
        }
    }
    return {};
}

/// Where a new file goes; empty = the caller's root.
Answer<std::string> parentOf(Call& call, const Json& parents) {
    const auto& list = parents.items();
    if (list.empty()) return std::string();
    if (list.size() > 1)
        return refuse(
            driveError(403, "teamDrivesParentLimit", "A shared drive item must have exactly one parent."));
    auto& files = call.world.files;
    const auto id = list[0].asString() == "root" ? files.root(call.user(), call.now).id : list[0].asString();
    const auto* parent = files.find(id);
    const bool drives = call.query["supportsAllDrives"].asBool() || call.query["supportsTeamDrives"].asBool();
    // Under drive.file a folder of the user may be named as a parent, although it cannot be read.
    if (!parent || files.roleOf(*parent, call.user()) == Role::None || (!parent->driveId.empty() && !drives))
        return refuse(driveNotFound(id));
    if (parent->mimeType != kFolderType)
        return refuse(driveError(403, "parentNotAFolder", "The specified parent is not a folder.", "parents",
                                 "parameter"));
    if (files.roleOf(*parent, call.user()) < Role::Writer)
        return refuse(driveError(403, "insufficientParentPermissions",
                                 "Insufficient permissions for the specified parent."));
    return id;
}

Answer<void> checkStorage(Call& call, const std::string& parent) {
    const auto* folder = call.world.files.find(parent);
    const bool shared = folder && !folder->driveId.empty();
    if (!shared && call.world.accounts.account(call.user()).service &&
        !call.world.options.serviceAccountsMayOwn)
        return refuse(driveError(
            403, "storageQuotaExceeded",
            "Service Accounts do not have storage quota. Leverage shared drives "
            "(https://developers.google.com/workspace/drive/api/guides/about-shareddrives), or use "
            "OAuth delegation (http://support.google.com/a/answer/7281227) instead."));
    return {};
}

File newFile(Call& call, const Json& body, std::string parent) {
    File file;
    file.name = body.has("name") ? body["name"].asString() : "Untitled";
    file.mimeType = body.has("mimeType") ? body["mimeType"].asString() : "application/octet-stream";
    file.description = body["description"].asString();
    file.parent = std::move(parent);
    file.owner = call.user();
    file.starred = body["starred"].asBool();
    file.clients = {call.token.client};
    merge(file.properties, body["properties"]);
    merge(file.appProperties, body["appProperties"]);
    file.listedFrom = call.now + call.world.options.faults.listLag;
    return file;
}

Answer<Reply> create(Call& call) {
    if (auto fits = checkProperties(call.body); !fits) return tl::unexpected(fits.error());
    const auto parent = parentOf(call, call.body["parents"]);
    if (!parent) return tl::unexpected(parent.error());
    if (auto room = checkStorage(call, *parent); !room) return tl::unexpected(room.error());
    auto file = newFile(call, call.body, *parent);
    if (call.body.has("id")) {
        file.id = call.body["id"].asString();
        if (file.mimeType.starts_with("application/vnd.google-apps.") && file.mimeType != kFolderType)
            return refuse(
                driveError(400, "invalid", "Generated IDs are not supported for Docs Editors formats."));
        if (call.world.files.find(file.id))
            return refuse(driveError(409, "fileIdInUse", "A file already exists with the provided ID."));
    }
    if (file.mimeType == kSpreadsheetType) {
        const auto title = file.name;
        auto& book = call.world.addSpreadsheet(std::move(file), newSpreadsheetProperties(title), call.now);
        return shown(call, *call.world.files.find(book.id));
    }
    return shown(call, call.world.files.add(std::move(file), call.now));
}

Answer<Reply> get(Call& call) {
    const auto file = openFile(call, Role::Reader);
    if (!file) return tl::unexpected(file.error());
    return shown(call, **file);
}

Answer<void> moveParents(Call& call, File& file) {
    const auto add = call.query["addParents"].asString();
    const auto remove = call.query["removeParents"].asString();
    if (add.empty()) return {};
    const auto parent = parentOf(call, Json::array({add}));
    if (!parent) return tl::unexpected(parent.error());
    if (!file.parent.empty() && file.parent != *parent && remove.find(file.parent) == std::string::npos &&
        !call.query["enforceSingleParent"].asBool() && file.owner != call.user())
        return refuse(driveError(403, "cannotAddParent", "Increasing the number of parents is not allowed"));
    file.parent = *parent;
    file.driveId = call.world.files.find(*parent)->driveId;
    return {};
}

Answer<Reply> update(Call& call) {
    const auto found = openFile(call, Role::Writer);
    if (!found) return tl::unexpected(found.error());
    auto& file = **found;
    const auto& body = call.body;
    if (auto fits = checkProperties(body); !fits) return tl::unexpected(fits.error());
    if (body.has("parents"))
        return refuse(
            driveError(403, "fieldNotWritable",
                       "The parents field is not directly writable in update requests. Use the addParents "
                       "and removeParents parameters instead."));
    if (body.has("trashed")) {
        const auto role = call.world.files.roleOf(file, call.user());
        if (role != Role::Owner && (file.driveId.empty() || role < Role::FileOrganizer))
            return refuse(insufficient(file));
        file.trashed = body["trashed"].asBool();
    }
    if (auto moved = moveParents(call, file); !moved) return tl::unexpected(moved.error());
    if (body.has("name")) call.world.rename(file, body["name"].asString());
    if (body.has("description")) file.description = body["description"].asString();
    if (body.has("starred")) file.starred = body["starred"].asBool();
    merge(file.properties, body["properties"]);
    merge(file.appProperties, body["appProperties"]);
    file.modified = call.now;
    ++file.version;
    return shown(call, file);
}

Answer<Reply> remove(Call& call) {
    const auto file = openFile(call, Role::Reader);
    if (!file) return tl::unexpected(file.error());
    const auto role = call.world.files.roleOf(**file, call.user());
    if (role != Role::Owner && ((*file)->driveId.empty() || role < Role::Organizer))
        return refuse(insufficient(**file));
    const auto id = (*file)->id;
    call.world.files.remove(id);
    std::erase_if(call.world.books, [&](const auto& item) { return !call.world.files.find(item.first); });
    return Reply(204, {}, {});
}

Answer<Reply> copy(Call& call) {
    const auto found = openFile(call, Role::Reader);
    if (!found) return tl::unexpected(found.error());
    const File source = **found;
    Json parents = call.body["parents"];
    if (parents.isNull() && call.world.files.find(source.parent) &&
        call.world.files.roleOf(*call.world.files.find(source.parent), call.user()) >= Role::Writer)
        parents = Json::array({source.parent});
    const auto parent = parentOf(call, parents);
    if (!parent) return tl::unexpected(parent.error());
    if (auto room = checkStorage(call, *parent); !room) return tl::unexpected(room.error());
    auto file = newFile(call, call.body, *parent);
    file.mimeType = source.mimeType;
    file.name = call.body.has("name") ? call.body["name"].asString() : "Copy of " + source.name;
    Json properties = source.properties, appProperties = source.appProperties;
    merge(properties, file.properties);
    merge(appProperties, file.appProperties);
    file.properties = properties;
    file.appProperties = appProperties;
    auto& made = call.world.files.add(std::move(file), call.now);
    if (const auto book = call.world.books.find(source.id); book != call.world.books.end()) {
        Spreadsheet twin = book->second;
        twin.id = made.id;
        twin.properties.set("title", made.name);
        twin.extras = std::make_shared<ExtrasPool>(*twin.extras);
        call.world.books.emplace(made.id, std::move(twin));
    }
    return shown(call, made);
}

Answer<Reply> generateIds(Call& call) {
    const int count = call.query["count"].asInt(10);
    if (count < 1 || count > 1000)
        return refuse(driveError(400, "invalidParameter",
                                 "Invalid value '" + std::to_string(count) +
                                     "'. Values must be within the range: [1, 1000]",
                                 "count", "parameter"));
    Json ids = Json::array();
    for (int i = 0; i < count; ++i)
        ids.push(call.world.files.freshId());
    return Reply(Json::object({{"kind", "drive#generatedIds"}, {"space", "drive"}, {"ids", ids}}));
}

std::string csvField(const std::string& text) {
    if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
    std::string out = "\"";
    for (const char c : text)
        out += c == '"' ? std::string("\"\"") : std::string(1, c);
    return out + "\"";
}

/// The first tab as people see it.
std::string delimited(const Spreadsheet& book, bool tabs) {
    const auto& sheet = book.sheets.front();
    const auto data = sheet.grid.dataWithin(sheet.whole());
    std::string out;
    for (int row = 0; row < data.row1; ++row) {
        for (int column = 0; column < data.column1; ++column) {
            const auto text = shownText(book, sheet.grid.cell(row, column));
            out += (column > 0 ? (tabs ? "\t" : ",") : "") + (tabs ? text : csvField(text));
        }
        out += row + 1 < data.row1 ? "\r\n" : "";
    }
    return out;
}

Answer<Reply> exportFile(Call& call) {
    auto& files = call.world.files;
    const auto* file = files.find(call.at("fileId"));
    if (!file || !call.reaches(*file) || files.roleOf(*file, call.user()) == Role::None)
        return refuse(driveNotFound(call.at("fileId")));
    const auto book = call.world.books.find(file->id);
    if (book == call.world.books.end())
        return refuse(driveError(403, "fileNotExportable", "Export only supports Docs Editors files."));
    const auto& type = call.query["mimeType"].asString();
    if (type == "text/csv" || type == "text/tab-separated-values")
        return Reply(200, delimited(book->second, type != "text/csv"), type);
    return refuse(driveError(400, "badRequest", "The requested conversion is not supported.", "convertTo",
                             "parameter"));
}

using Order = std::function<int(const File&, const File&)>;

std::optional<Order> orderOf(std::string_view key) {
    const auto three = [](const auto& a, const auto& b) { return a < b ? -1 : int(b < a); };
    if (key == "name" || key == "name_natural")
        return Order([=](const File& a, const File& b) { return three(a.name, b.name); });
    if (key == "createdTime")
        return Order([=](const File& a, const File& b) {
            return three(std::pair(a.created, a.number), std::pair(b.created, b.number));
        });
    if (key == "folder")
        return Order([](const File& a, const File& b) {
            return int(b.mimeType == kFolderType) - int(a.mimeType == kFolderType);
        });
    if (key == "starred")
        return Order([](const File& a, const File& b) { return int(b.starred) - int(a.starred); });
    if (key == "modifiedTime" || key == "modifiedByMeTime" || key == "viewedByMeTime" || key == "recency" ||
        key == "sharedWithMeTime" || key == "quotaBytesUsed")
        return Order([=](const File& a, const File& b) { return three(a.modified, b.modified); });
    return {};
}

Answer<void> sortFiles(std::vector<const File*>& found, const std::string& orderBy) {
    std::vector<std::pair<Order, bool>> keys;
    std::string_view rest = orderBy;
    while (!rest.empty()) {
        const auto comma = rest.find(',');
        auto word = rest.substr(0, comma);
        rest = comma == std::string_view::npos ? std::string_view() : rest.substr(comma + 1);
        while (word.starts_with(' '))
            word.remove_prefix(1);
        const auto space = word.find(' ');
        const bool descending = space != std::string_view::npos && word.substr(space + 1) == "desc";
        auto order = orderOf(word.substr(0, space));
        if (!order) return refuse(driveError(400, "invalid", "Invalid Value", "orderBy", "parameter"));
        keys.emplace_back(std::move(*order), descending);
    }
    std::ranges::stable_sort(found, [&](const File* a, const File* b) {
        for (const auto& [order, descending] : keys) {
            if (const int result = order(*a, *b); result != 0) return descending ? result > 0 : result < 0;
        }
        return keys.empty() && a->modified != b->modified ? a->modified > b->modified : a->number > b->number;
    });
    return {};
}

Answer<std::vector<const File*>> search(Call& call) {
    auto& files = call.world.files;
    const auto root = files.root(call.user(), call.now).id;
    const auto filter = parseFileQuery(call.query["q"].asString(), root);
    if (!filter) return refuse(driveError(400, "invalid", "Invalid Value", "q", "parameter"));
    const bool drives =
        call.query["includeItemsFromAllDrives"].asBool() || call.query["includeTeamDriveItems"].asBool();
    const auto& driveId = call.query["driveId"].asString();
    if (!driveId.empty() && !files.drive(driveId))
        return refuse(
            driveError(404, "notFound", "Shared drive not found: " + driveId, "driveId", "parameter"));
    if (!driveId.empty() && call.query["corpora"].asString() != "drive")
        return refuse(
            driveError(403, "teamDriveIdRequiresTeamDriveCorpora",
                       "The driveId parameter must be specified if and only if corpora is set to drive."));
    std::vector<const File*> found;
    for (const auto& [id, file] : files.all()) {
        const bool top = file.parent.empty();
        const bool place = driveId.empty() ? drives || file.driveId.empty() : file.driveId == driveId;
        const bool visible = call.reaches(file) && files.roleOf(file, call.user()) > Role::None;
        if (!top && place && visible && file.listedFrom <= call.now &&
            (*filter)({files, file, call.user(), call.now}))
            found.push_back(&file);
    }
    if (auto sorted = sortFiles(found, call.query["orderBy"].asString()); !sorted)
        return tl::unexpected(sorted.error());
    return found;
}

Answer<Reply> list(Call& call) {
    const int size = call.query["pageSize"].asInt(100);
    if (size < 1 || size > 1000)
        return refuse(driveError(400, "invalidParameter",
                                 "Invalid value '" + std::to_string(size) +
                                     "'. Values must be within the range: [1, 1000]",
                                 "pageSize", "parameter"));
    const auto found = search(call);
    if (!found) return tl::unexpected(found.error());
    std::size_t first = 0;
    if (const auto& token = call.query["pageToken"].asString(); !token.empty()) {
        if (!token.starts_with("~!!~") || token.find_first_not_of("0123456789", 4) != std::string::npos)
            return refuse(driveError(400, "invalid", "Invalid Value", "pageToken", "parameter"));
        first = std::strtoull(token.c_str() + 4, nullptr, 10);
    }
    Json out = Json::object({{"kind", "drive#fileList"}, {"incompleteSearch", false}});
    const auto end = std::min(found->size(), first + std::size_t(size));
    if (end < found->size()) out.set("nextPageToken", "~!!~" + std::to_string(end));
    Json items = Json::array();
    for (auto i = first; i < end; ++i) {
        const auto json = fileJson(call.world.files, call.world.accounts, *(*found)[i], call.user());
        items.push(call.masked ? json : defaultFields(json));
    }
    out.set("files", items);
    return Reply(out);
}

Answer<Reply> about(Call& call) {
    if (!call.masked)
        return refuse(driveError(400, "required", "The 'fields' parameter is required for this method.",
                                 "fields", "parameter"));
    const auto& account = call.world.accounts.account(call.user());
    const bool service = account.service && !call.world.options.serviceAccountsMayOwn;
    return Reply(Json::object({{"kind", "drive#about"},
                               {"user", Json::object({{"kind", "drive#user"},
                                                      {"displayName", account.displayName},
                                                      {"me", true},
                                                      {"permissionId", account.permissionId},
                                                      {"emailAddress", account.email}})},
                               {"storageQuota", Json::object({{"limit", service ? "0" : "16106127360"},
                                                              {"usage", "0"},
                                                              {"usageInDrive", "0"},
                                                              {"usageInDriveTrash", "0"}})},
                               {"maxUploadSize", "5242880000000"},
                               {"appInstalled", false},
                               {"canCreateDrives", !account.service},
                               {"canCreateTeamDrives", !account.service}}));
}

Json driveJson(const SharedDrive& drive) {
    return Json::object({{"kind", "drive#drive"}, {"id", drive.id}, {"name", drive.name}});
}

bool isMember(const SharedDrive& drive, const std::string& email) {
    return std::ranges::find(drive.members, email, &Permission::email) != drive.members.end();
}

Answer<Reply> listDrives(Call& call) {
    Json drives = Json::array();
    for (const auto& [id, drive] : call.world.files.drives()) {
        if (isMember(drive, call.user())) drives.push(driveJson(drive));
    }
    return Reply(Json::object({{"kind", "drive#driveList"}, {"drives", drives}}));
}

Answer<Reply> getDrive(Call& call) {
    const auto* drive = call.world.files.drive(call.at("driveId"));
    if (!drive || !isMember(*drive, call.user()))
        return refuse(driveError(404, "notFound", "Shared drive not found: " + call.at("driveId"), "driveId",
                                 "parameter"));
    return Reply(driveJson(*drive));
}

Answer<Reply> createDrive(Call& call) {
    return Reply(driveJson(call.world.files.addDrive(call.body["name"].asString(), call.user(), call.now)));
}

} // namespace

void addFileEndpoints(Endpoints& endpoints) {
    endpoints["drive.files.create"] = create;
    endpoints["drive.files.get"] = get;
    endpoints["drive.files.list"] = list;
    endpoints["drive.files.update"] = update;
    endpoints["drive.files.delete"] = remove;
    endpoints["drive.files.copy"] = copy;
    endpoints["drive.files.export"] = exportFile;
    endpoints["drive.files.generateIds"] = generateIds;
    endpoints["drive.about.get"] = about;
    endpoints["drive.drives.list"] = listDrives;
    endpoints["drive.drives.get"] = getDrive;
    endpoints["drive.drives.create"] = createDrive;
}

} // namespace rowcast::sandbox
