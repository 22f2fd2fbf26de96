// Drive v3: files.create, get, update, delete, copy, generateIds.

#include "core/sandbox/world.h"

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

Reply shown(Call& call, const File& file) {
    const auto json = fileJson(call.world.files, call.world.accounts, file, call.user());
    return call.masked ? json : defaultFileFields(json);
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
    auto id = list[0].asString() == "root" ? files.root(call.user(), call.now).id : list[0].asString();
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
    if (shared) return {};
    auto full = driveError(403, "storageQuotaExceeded", "The user's Drive storage quota has been exceeded.");
    full.domain = "usageLimits";
    if (call.world.options.fullStorages.contains(call.user())) return refuse(full);
    if (!call.world.accounts.account(call.user()).service || call.world.options.serviceAccountsMayOwn)
        return {};
    full.message = "Service Accounts do not have storage quota. Leverage shared drives "
                   "(https://developers.google.com/workspace/drive/api/guides/about-shareddrives), or use "
                   "OAuth delegation (http://support.google.com/a/answer/7281227) instead.";
    return refuse(full);
}

File newFile(Call& call, const Json& body, std::string parent) {
    File file;
    file.name = body.has("name") ? body["name"].asString() : "Untitled";
    file.mimeType = body.has("mimeType") ? body["mimeType"].asString() : "application/octet-stream";
    file.description = body["description"].asString();
    file.parent = std::move(parent);
    file.owner = call.user();
    file.starred = body["starred"].asBool();
    file.apps = {appUser(call.token.client, call.user())};
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
    if (!call.media) return shown(call, **file);
    if ((*file)->mimeType.starts_with("application/vnd.google-apps."))
        return refuse(
            driveError(403, "fileNotDownloadable",
                       "Only files with binary content can be downloaded. Use Export with Docs Editors "
                       "files.",
                       "alt", "parameter"));
    return Reply(200, {}, (*file)->mimeType); // nothing is ever uploaded
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
    file.properties = std::move(properties);
    file.appProperties = std::move(appProperties);
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

} // namespace

void addFileEndpoints(Endpoints& endpoints) {
    endpoints["drive.files.create"] = create;
    endpoints["drive.files.get"] = get;
    endpoints["drive.files.update"] = update;
    endpoints["drive.files.delete"] = remove;
    endpoints["drive.files.copy"] = copy;
    endpoints["drive.files.generateIds"] = generateIds;
}

} // namespace rowcast::sandbox
