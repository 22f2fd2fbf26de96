// Drive v3: files.list and export, about.get, drives.*.

#include "core/sandbox/cell_data.h"
#include "core/sandbox/drive_query.h"
#include "core/sandbox/world.h"

#include <algorithm>

namespace rowcast::sandbox {

namespace {

std::string csvField(const std::string& text) {
    if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
    std::string out = "\"";
    for (const char c : text)
        out += c == '"' ? std::string("\"\"") : std::string(1, c);
    return out + "\"";
}

/// Tabs and line ends become blanks: this form has no quotes.
std::string tsvField(std::string text) {
    std::ranges::replace_if(
        text, [](char c) { return c == '\t' || c == '\n' || c == '\r'; }, ' ');
    return text;
}

/// The first tab as people see it.
std::string delimited(const Spreadsheet& book, bool tabs) {
    const auto& sheet = book.sheets.front();
    const auto data = sheet.grid.dataWithin(sheet.whole());
    std::string out;
    for (int row = 0; row < data.row1; ++row) {
        for (int column = 0; column < data.column1; ++column) {
            const auto text = shownText(book, sheet.grid.cell(row, column));
            out += (column > 0 ? (tabs ? "\t" : ",") : "") + (tabs ? tsvField(text) : csvField(text));
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
    for (const auto* known :
         {"application/pdf", "application/zip", "application/vnd.oasis.opendocument.spreadsheet",
          "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}) {
        if (type == known)
            return refuse(driveError(501, "notImplemented", "The sandbox does not export as " + type + "."));
    }
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
        items.push(call.masked ? json : defaultFileFields(json));
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

void addListEndpoints(Endpoints& endpoints) {
    endpoints["drive.files.list"] = list;
    endpoints["drive.files.export"] = exportFile;
    endpoints["drive.about.get"] = about;
    endpoints["drive.drives.list"] = listDrives;
    endpoints["drive.drives.get"] = getDrive;
    endpoints["drive.drives.create"] = createDrive;
}

} // namespace rowcast::sandbox
