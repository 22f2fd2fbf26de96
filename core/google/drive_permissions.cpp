#include "core/google/drive_permissions.h"

#include "core/google/json.h"

#include <array>

namespace rowcast::google {

namespace {

constexpr char kFields[] = "id,type,role,emailAddress,displayName,permissionDetails(inherited)";

constexpr std::array<std::pair<Role, const char*>, 6> kRoles{{
    {Role::Reader, "reader"},
    {Role::Commenter, "commenter"},
    {Role::Writer, "writer"},
    {Role::Organizer, "organizer"},
    {Role::Organizer, "fileOrganizer"},
    {Role::Owner, "owner"},
}};

const char* wordOf(Role role) {
    for (const auto& [value, word] : kRoles)
        if (value == role) return word;
    return "reader";
}

Call permissionCall(Verb verb, const char* name, const std::string& file,
                    const std::string& permission = {}) {
    Call call;
    call.verb = verb;
    call.api = Api::Drive;
    call.path = "/drive/v3/files/" + QByteArray::fromStdString(file).toPercentEncoding() + "/permissions";
    if (!permission.empty()) call.path += '/' + QByteArray::fromStdString(permission).toPercentEncoding();
    call.query.emplace_back("supportsAllDrives", "true");
    call.quota = Quota::Drive;
    call.name = name;
    return call;
}

Permission permissionFrom(JsonElement element) {
    Permission permission;
    permission.id = jsonText(element, "id");
    permission.type = jsonText(element, "type");
    permission.email = jsonText(element, "emailAddress");
    permission.name = jsonText(element, "displayName");
    const std::string role = jsonText(element, "role");
    for (const auto& [value, word] : kRoles)
        if (role == word) permission.role = value;
    forEachIn(element, "permissionDetails", [&](JsonElement detail) {
        permission.inherited = permission.inherited || jsonBool(detail, "inherited");
    });
    return permission;
}

} // namespace

Call drivePermissionCreate(const std::string& file, const Share& share) {
    Call call = permissionCall(Verb::Post, "drive.permissions.create", file);
    call.query.emplace_back("sendNotificationEmail", share.notify ? "true" : "false");
    if (share.notify && !share.message.empty())
        call.query.emplace_back("emailMessage", QByteArray::fromStdString(share.message));
    call.query.emplace_back("fields", kFields);
    std::string body = share.group ? R"({"type":"group","role":")" : R"({"type":"user","role":")";
    body += wordOf(share.role);
    body += R"(","emailAddress":)";
    appendJsonString(body, share.email);
    body += '}';
    call.body = QByteArray::fromStdString(body);
    return call;
}

Call drivePermissionUpdate(const std::string& file, const std::string& permission, Role role) {
    Call call = permissionCall(Verb::Patch, "drive.permissions.update", file, permission);
    call.query.emplace_back("fields", kFields);
    call.body = QByteArray(R"({"role":")") + wordOf(role) + "\"}";
    return call;
}

Call drivePermissionDelete(const std::string& file, const std::string& permission) {
    return permissionCall(Verb::Delete, "drive.permissions.delete", file, permission);
}

Answer<Permission> parsePermission(const Reply& reply) {
    const auto document = JsonDocument::parse("drive.permissions", viewOf(reply.body));
    if (!document) return tl::unexpected(document.error());
    return permissionFrom(document->root());
}

Call drivePermissionList(const std::string& file, const std::string& pageToken) {
    Call call = permissionCall(Verb::Get, "drive.permissions.list", file);
    call.query.emplace_back("pageSize", "100");
    if (!pageToken.empty()) call.query.emplace_back("pageToken", QByteArray::fromStdString(pageToken));
    call.query.emplace_back("fields", QByteArray("nextPageToken,permissions(") + kFields + ')');
    return call;
}

Answer<PermissionPage> parsePermissionPage(const Reply& reply) {
    const auto document = JsonDocument::parse("drive.permissions.list", viewOf(reply.body));
    if (!document) return tl::unexpected(document.error());
    PermissionPage page;
    page.nextPageToken = jsonText(document->root(), "nextPageToken");
    forEachIn(document->root(), "permissions",
              [&](JsonElement p) { page.permissions.push_back(permissionFrom(p)); });
    return page;
}

} // namespace rowcast::google
