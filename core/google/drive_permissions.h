#pragma once
/// Drive permissions: who may see or change a file or folder. Pure; any thread.

#include "core/google/call.h"

#include <string>

namespace rowcast::google {

enum class Role : std::uint8_t { Reader, Commenter, Writer, Organizer, Owner };

struct Permission {
    std::string id;
    std::string type; ///< user, group, domain, anyone
    Role role = Role::Reader;
    std::string email;
    std::string name;       ///< for people
    bool inherited = false; ///< from the folder or shared drive: cannot be removed here
    bool operator==(const Permission&) const = default;
};

struct Share {
    std::string email;
    bool group = false;
    Role role = Role::Reader;
    bool notify = false; ///< Google sends an e-mail
    std::string message; ///< in that e-mail
    bool operator==(const Share&) const = default;
};

[[nodiscard]] Call drivePermissionCreate(const std::string& file, const Share& share);
[[nodiscard]] Call drivePermissionUpdate(const std::string& file, const std::string& permission, Role role);
[[nodiscard]] Call drivePermissionDelete(const std::string& file, const std::string& permission);
/// The reply of create and update.
[[nodiscard]] Answer<Permission> parsePermission(const Reply& reply);

struct PermissionPage {
    std::vector<Permission> permissions;
    std::string nextPageToken; ///< empty: that was all
};
[[nodiscard]] Call drivePermissionList(const std::string& file, const std::string& pageToken = {});
[[nodiscard]] Answer<PermissionPage> parsePermissionPage(const Reply& reply);

} // namespace rowcast::google
