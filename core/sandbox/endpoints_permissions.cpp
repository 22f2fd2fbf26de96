// Drive v3: permissions.create, list, get, update, delete.

#include "core/sandbox/world.h"

#include <algorithm>

namespace rowcast::sandbox {

namespace {

Answer<File*> openShared(Call& call) {
    auto& files = call.world.files;
    auto* file = files.find(call.at("fileId"));
    const bool drives = call.query["supportsAllDrives"].asBool() || call.query["supportsTeamDrives"].asBool();
    if (!file || !call.reaches(*file) || files.roleOf(*file, call.user()) == Role::None ||
        (!file->driveId.empty() && !drives))
        return refuse(driveNotFound(call.at("fileId")));
    if (files.roleOf(*file, call.user()) < Role::Writer)
        return refuse(driveError(403, "insufficientFilePermissions",
                                 "The user does not have sufficient permissions for this file."));
    return file;
}

Reply shown(Call& call, const Permission& permission, const File& file) {
    static const auto kDefault = *FieldMask::parse("kind,id,type,role");
    const auto json = permissionJson(call.world.accounts, permission, !file.driveId.empty());
    return call.masked ? json : kDefault.prune(json);
}

ApiError noPermission(const std::string& id) {
    return driveError(404, "notFound", "Permission not found: " + id + ".", "permissionId", "parameter");
}

/// Another owner: the one before becomes a writer.
Answer<void> transfer(Call& call, File& file, const std::string& email) {
    if (!call.query["transferOwnership"].asBool())
        return refuse(
            driveError(403, "forbidden",
                       "The transferOwnership parameter must be enabled when the permission role is 'owner'.",
                       "transferOwnership", "parameter"));
    for (auto& permission : file.permissions) {
        if (permission.role == Role::Owner) permission.role = Role::Writer;
    }
    file.owner = email;
    return {};
}

Answer<Reply> create(Call& call) {
    const auto file = openShared(call);
    if (!file) return tl::unexpected(file.error());
    Permission wanted{{},
                      call.body["type"].asString(),
                      call.body["emailAddress"].asString(),
                      call.body["domain"].asString(),
                      roleFrom(call.body["role"].asString()),
                      false,
                      call.body["allowFileDiscovery"].asBool()};
    if (wanted.type.empty())
        return refuse(driveError(400, "required", "The permission type field is required.", "permission.type",
                                 "other"));
    if (call.body["role"].asString().empty())
        return refuse(driveError(400, "required", "The permission role field is required.", "permission.role",
                                 "other"));
    static const std::set<std::string, std::less<>> kTypes = {"user", "group", "domain", "anyone"};
    if (!kTypes.contains(wanted.type))
        return refuse(driveError(400, "invalid", "The specified permission type is invalid or unsupported.",
                                 "permission.type", "other"));
    if (wanted.role == Role::None)
        return refuse(driveError(400, "invalid", "The specified role is invalid or unsupported.",
                                 "permission.role", "other"));
    const bool person = wanted.type == "user" || wanted.type == "group";
    if (person && wanted.email.find('@') == std::string::npos)
        return refuse(driveError(400, "invalidSharingRequest",
                                 "Bad Request. User message: \"The email address is invalid.\""));
    // Outside the Google world an invitation must be mailed.
    if (person && wanted.email.ends_with(".invalid") && call.query.has("sendNotificationEmail") &&
        !call.query["sendNotificationEmail"].asBool())
        return refuse(
            driveError(400, "invalidSharingRequest",
                       "Bad Request. User message: \"You are trying to invite " + wanted.email +
                           ". Since there is no Google account associated with this email address, you must "
                           "check the \\\"Notify people\\\" box to invite this recipient.\""));
    if (wanted.type == "domain" && wanted.domain.empty())
        return refuse(
            driveError(400, "invalid", "The domain field is required.", "permission.domain", "other"));
    if (wanted.role == Role::Owner) {
        if (auto transferred = transfer(call, **file, wanted.email); !transferred)
            return tl::unexpected(transferred.error());
    }
    return shown(call, call.world.files.share(**file, std::move(wanted)), **file);
}

Answer<Reply> list(Call& call) {
    const auto file = openShared(call);
    if (!file) return tl::unexpected(file.error());
    Json items = Json::array();
    for (const auto& permission : call.world.files.permissionsOf(**file))
        items.push(shown(call, permission, **file).json);
    return Reply(Json::object({{"kind", "drive#permissionList"}, {"permissions", items}}));
}

Answer<Permission*> openPermission(Call& call, File& file) {
    const auto& id = call.at("permissionId");
    const auto it = std::ranges::find(file.permissions, id, &Permission::id);
    if (it == file.permissions.end()) return refuse(noPermission(id));
    return &*it;
}

Answer<Reply> get(Call& call) {
    const auto file = openShared(call);
    if (!file) return tl::unexpected(file.error());
    for (const auto& permission : call.world.files.permissionsOf(**file)) {
        if (permission.id == call.at("permissionId")) return shown(call, permission, **file);
    }
    return refuse(noPermission(call.at("permissionId")));
}

Answer<Reply> update(Call& call) {
    const auto file = openShared(call);
    if (!file) return tl::unexpected(file.error());
    const auto permission = openPermission(call, **file);
    if (!permission) return tl::unexpected(permission.error());
    const auto role = roleFrom(call.body["role"].asString());
    if (role == Role::None)
        return refuse(driveError(400, "invalid", "The specified role is invalid or unsupported.",
                                 "permission.role", "other"));
    if (role == Role::Owner && (*permission)->role != Role::Owner) {
        if (auto transferred = transfer(call, **file, (*permission)->email); !transferred)
            return tl::unexpected(transferred.error());
    }
    (*permission)->role = role;
    (*permission)->pendingOwner = call.body["pendingOwner"].asBool();
    return shown(call, **permission, **file);
}

Answer<Reply> remove(Call& call) {
    const auto file = openShared(call);
    if (!file) return tl::unexpected(file.error());
    const auto permission = openPermission(call, **file);
    if (!permission) return tl::unexpected(permission.error());
    if ((*permission)->role == Role::Owner)
        return refuse(driveError(403, "insufficientFilePermissions",
                                 "The user does not have sufficient permissions for this file."));
    std::erase_if((*file)->permissions, [&](const Permission& p) { return p.id == call.at("permissionId"); });
    return Reply(204, {}, {});
}

} // namespace

void addPermissionEndpoints(Endpoints& endpoints) {
    endpoints["drive.permissions.create"] = create;
    endpoints["drive.permissions.list"] = list;
    endpoints["drive.permissions.get"] = get;
    endpoints["drive.permissions.update"] = update;
    endpoints["drive.permissions.delete"] = remove;
}

} // namespace rowcast::sandbox
