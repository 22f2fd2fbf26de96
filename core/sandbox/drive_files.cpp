#include "core/sandbox/drive_files.h"

#include "core/sandbox/field_mask.h"

#include <algorithm>
#include <array>
#include <ctime>

namespace rowcast::sandbox {

namespace {

constexpr std::array<std::pair<std::string_view, Role>, 7> kRoles = {{{"reader", Role::Reader},
                                                                      {"commenter", Role::Commenter},
                                                                      {"writer", Role::Writer},
                                                                      {"fileOrganizer", Role::FileOrganizer},
                                                                      {"organizer", Role::Organizer},
                                                                      {"owner", Role::Owner},
                                                                      {"", Role::None}}};

Role strongest(const std::vector<Permission>& permissions, const std::string& email) {
    Role best = Role::None;
    const auto domain = email.substr(email.find('@') + 1);
    for (const auto& permission : permissions) {
        const bool own =
            (permission.type == "user" || permission.type == "group") && permission.email == email;
        const bool all =
            permission.type == "anyone" || (permission.type == "domain" && permission.domain == domain);
        if (own || all) best = std::max(best, permission.role);
    }
    return best;
}

Json userJson(Accounts& accounts, const std::string& email, const std::string& asking) {
    const auto& account = accounts.account(email);
    return Json::object({{"kind", "drive#user"},
                         {"displayName", account.displayName},
                         {"me", email == asking},
                         {"permissionId", account.permissionId},
                         {"emailAddress", email}});
}

std::string webLink(const File& file) {
    if (file.mimeType == kSpreadsheetType)
        return "https://docs.google.com/spreadsheets/d/" + file.id + "/edit?usp=drivesdk";
    if (file.mimeType == kFolderType) return "https://drive.google.com/drive/folders/" + file.id;
    return "https://drive.google.com/file/d/" + file.id + "/view?usp=drivesdk";
}

void putCapabilities(Json& out, Role role, bool folder, bool onDrive) {
    const bool writes = role >= Role::Writer;
    const bool owns = role == Role::Owner || (onDrive && role >= Role::FileOrganizer);
    out.set("capabilities",
            Json::object({{"canAddChildren", folder && writes},
                          {"canComment", role >= Role::Commenter},
                          {"canCopy", !folder},
                          {"canDelete", role == Role::Owner || (onDrive && role >= Role::Organizer)},
                          {"canDownload", !folder},
                          {"canEdit", writes},
                          {"canListChildren", folder},
                          {"canModifyContent", writes},
                          {"canReadRevisions", writes && !folder},
                          {"canRename", writes},
                          {"canShare", writes},
                          {"canTrash", owns},
                          {"canUntrash", owns}}));
}

} // namespace

Role roleFrom(std::string_view word) {
    for (const auto& [name, role] : kRoles) {
        if (name == word) return role;
    }
    return Role::None;
}
std::string_view wordOf(Role role) {
    return std::ranges::find(kRoles, role, &std::pair<std::string_view, Role>::second)->first;
}

std::string rfc3339(WallTime time) {
    const auto ms = time.time_since_epoch().count();
    const std::time_t seconds = ms / 1000;
    std::tm parts{};
    gmtime_r(&seconds, &parts);
    std::array<char, 40> text{};
    const auto size = std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%S", &parts);
    auto fraction = std::to_string(1000 + ms % 1000);
    return std::string(text.data(), size) + "." + fraction.substr(1) + "Z";
}

std::string DriveFiles::freshId() {
    return "1" + m_accounts.randomText(43);
}

File& DriveFiles::root(const std::string& email, WallTime now) {
    auto& id = m_roots[email];
    if (id.empty()) {
        id = "0A" + m_accounts.randomText(17);
        File file;
        file.id = id;
        file.name = "My Drive";
        file.mimeType = kFolderType;
        file.owner = email;
        file.created = file.modified = file.listedFrom = now;
        file.permissions = {{m_accounts.account(email).permissionId, "user", email, {}, Role::Owner}};
        m_files.emplace(id, std::move(file));
    }
    return m_files.find(id)->second;
}

File& DriveFiles::add(File file, WallTime now) {
    if (file.id.empty()) file.id = freshId();
    if (const auto* parent = find(file.parent); parent && !parent->driveId.empty())
        file.driveId = parent->driveId;
    else if (m_drives.contains(file.parent))
        file.driveId = file.parent;
    if (file.parent.empty()) file.parent = root(file.owner, now).id;
    if (file.driveId.empty())
        share(file, {{}, "user", file.owner, {}, Role::Owner});
    else
        file.owner.clear();
    file.created = file.modified = now;
    file.number = ++m_number;
    if (file.listedFrom < now) file.listedFrom = now;
    const auto id = file.id;
    return m_files.insert_or_assign(id, std::move(file)).first->second;
}

SharedDrive& DriveFiles::addDrive(const std::string& name, const std::string& member, WallTime now) {
    SharedDrive drive{"0A" + m_accounts.randomText(15) + "PVA", name, now, {}};
    drive.members.push_back({m_accounts.account(member).permissionId, "user", member, {}, Role::Organizer});
    // Its top folder has the drive's own id.
    File top;
    top.id = top.driveId = drive.id;
    top.name = name;
    top.mimeType = kFolderType;
    top.created = top.modified = now;
    m_files.emplace(top.id, top);
    return m_drives.emplace(drive.id, std::move(drive)).first->second;
}

void DriveFiles::remove(const std::string& id) {
    std::vector<std::string> children;
    for (const auto& [childId, child] : m_files) {
        if (child.parent == id) children.push_back(childId);
    }
    for (const auto& child : children)
        remove(child);
    m_files.erase(id);
    m_drives.erase(id);
}

File* DriveFiles::find(std::string_view id) {
    const auto it = m_files.find(id);
    return it == m_files.end() ? nullptr : &it->second;
}
const File* DriveFiles::find(std::string_view id) const {
    return const_cast<DriveFiles*>(this)->find(id);
}
SharedDrive* DriveFiles::drive(std::string_view id) {
    const auto it = m_drives.find(id);
    return it == m_drives.end() ? nullptr : &it->second;
}

std::vector<Permission> DriveFiles::permissionsOf(const File& file) const {
    auto out = file.permissions;
    if (const auto it = m_drives.find(file.driveId); it != m_drives.end())
        out.insert(out.end(), it->second.members.begin(), it->second.members.end());
    // An owner above owns only the folder: below, that is an editor.
    if (const auto* parent = find(file.parent)) {
        for (auto permission : permissionsOf(*parent)) {
            if (permission.role == Role::Owner) permission.role = Role::Writer;
            const auto same = [&](const Permission& p) { return p.id == permission.id; };
            if (std::ranges::none_of(out, same)) out.push_back(permission);
        }
    }
    return out;
}

Role DriveFiles::roleOf(const File& file, const std::string& email) const {
    return strongest(permissionsOf(file), email);
}

bool DriveFiles::trashed(const File& file) const {
    if (file.trashed) return true;
    const auto* parent = find(file.parent);
    return parent && trashed(*parent);
}

std::string DriveFiles::permissionId(const Permission& permission) {
    if (permission.type == "anyone") return permission.discoverable ? "anyone" : "anyoneWithLink";
    if (permission.type == "domain") return permission.domain + "k";
    return m_accounts.account(permission.email).permissionId;
}

Permission& DriveFiles::share(File& file, Permission permission) {
    permission.id = permissionId(permission);
    const auto it = std::ranges::find(file.permissions, permission.id, &Permission::id);
    if (it == file.permissions.end()) return file.permissions.emplace_back(std::move(permission));
    it->role = std::max(it->role, permission.role);
    return *it;
}

Json defaultFileFields(const Json& file) {
    static const auto kMask = *FieldMask::parse("kind,id,name,mimeType,driveId,teamDriveId,resourceKey");
    return kMask.prune(file);
}

Json permissionJson(Accounts& accounts, const Permission& permission, bool onDrive) {
    Json out = Json::object({{"kind", "drive#permission"}, {"id", permission.id}, {"type", permission.type}});
    if (permission.type == "user" || permission.type == "group") {
        out.set("emailAddress", permission.email);
        out.set("displayName", accounts.account(permission.email).displayName);
        out.set("deleted", false);
        out.set("pendingOwner", permission.pendingOwner);
    } else {
        if (permission.type == "domain") {
            out.set("domain", permission.domain);
            out.set("displayName", permission.domain);
        }
        out.set("allowFileDiscovery", permission.discoverable);
    }
    out.set("role", wordOf(permission.role));
    if (onDrive)
        out.set("permissionDetails", Json::array({Json::object({{"permissionType", "member"},
                                                                {"role", wordOf(permission.role)},
                                                                {"inherited", true}})}));
    return out;
}

Json fileJson(const DriveFiles& files, Accounts& accounts, const File& file, const std::string& email) {
    const bool onDrive = !file.driveId.empty();
    const auto role = files.roleOf(file, email);
    Json out = Json::object({{"kind", "drive#file"}});
    if (onDrive) {
        out.set("driveId", file.driveId);
        out.set("teamDriveId", file.driveId);
    }
    out.set("id", file.id);
    out.set("name", file.name);
    out.set("mimeType", file.mimeType);
    if (!file.description.empty()) out.set("description", file.description);
    out.set("starred", file.starred);
    out.set("trashed", files.trashed(file));
    out.set("explicitlyTrashed", file.trashed);
    const auto* parent = files.find(file.parent);
    if (parent && files.roleOf(*parent, email) > Role::None) out.set("parents", Json::array({file.parent}));
    if (!file.properties.members().empty()) out.set("properties", file.properties);
    if (!file.appProperties.members().empty()) out.set("appProperties", file.appProperties);
    out.set("spaces", Json::array({"drive"}));
    out.set("version", std::to_string(file.version));
    out.set("webViewLink", webLink(file));
    out.set("iconLink", "https://drive-thirdparty.googleusercontent.com/16/type/" + file.mimeType);
    out.set("hasThumbnail", false);
    out.set("viewedByMe", true);
    out.set("viewedByMeTime", rfc3339(file.modified));
    out.set("createdTime", rfc3339(file.created));
    out.set("modifiedTime", rfc3339(file.modified));
    out.set("modifiedByMeTime", rfc3339(file.modified));
    out.set("modifiedByMe", true);
    const auto permissions = files.permissionsOf(file);
    if (!onDrive) {
        out.set("owners", Json::array({userJson(accounts, file.owner, email)}));
        out.set("lastModifyingUser", userJson(accounts, file.owner, email));
        out.set("shared", permissions.size() > 1);
        out.set("ownedByMe", file.owner == email);
    }
    putCapabilities(out, role, file.mimeType == kFolderType, onDrive);
    out.set("viewersCanCopyContent", true);
    out.set("copyRequiresWriterPermission", false);
    out.set("writersCanShare", true);
    if (role >= Role::Writer) {
        Json list = Json::array(), ids = Json::array();
        for (const auto& permission : permissions) {
            list.push(permissionJson(accounts, permission, onDrive));
            ids.push(permission.id);
        }
        if (!onDrive) out.set("permissions", list);
        out.set("permissionIds", ids);
    }
    out.set("quotaBytesUsed", std::to_string(file.mimeType == kFolderType ? 0 : 1024));
    out.set("isAppAuthorized", true);
    return out;
}

} // namespace rowcast::sandbox
