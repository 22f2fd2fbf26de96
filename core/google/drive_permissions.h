#pragma once
/// Drive permissions: who may see or change a file or folder. Pure; any thread.

#include "core/google/call.h"
#include "core/model/sharing.h"

#include <string>

namespace rowcast::google {

[[nodiscard]] Call drivePermissionCreate(const std::string& file, const Share& share);
[[nodiscard]] Call drivePermissionUpdate(const std::string& file, const std::string& permission, Role role);
[[nodiscard]] Call drivePermissionDelete(const std::string& file, const std::string& permission);
/// The reply of create and update.
[[nodiscard]] Answer<Permission> parsePermission(const Reply& reply);

struct PermissionPage {
    Permissions permissions;
    std::string nextPageToken; ///< empty: that was all
};
[[nodiscard]] Call drivePermissionList(const std::string& file, const std::string& pageToken = {});
[[nodiscard]] Answer<PermissionPage> parsePermissionPage(const Reply& reply);

} // namespace rowcast::google
