#pragma once
/// Shares a file or folder with people and groups so that it is as asked, however often it is asked: what
/// stands is left alone. One change at a time, since Drive does not support concurrent permission changes on
/// one file. The flow runs on the session's thread; planning is pure.

#include "core/google/drive_permissions.h"
#include "core/google/session.h"

#include <functional>

namespace rowcast::google {

/// What must be sent so that every share of `wanted` holds with `existing` permissions. A right is never
/// lowered: who may do more already keeps it.
[[nodiscard]] std::vector<Call> planSharing(const std::string& file, const std::vector<Permission>& existing,
                                            const std::vector<Share>& wanted);

/// All permissions, over all pages.
void listPermissions(Session& session, const std::string& file, QObject* context,
                     std::function<void(Answer<std::vector<Permission>>)> done);
/// `done` gets the permissions as they are afterwards. The first refusal ends it.
void shareFile(Session& session, const std::string& file, std::vector<Share> wanted, QObject* context,
               std::function<void(Answer<std::vector<Permission>>)> done);
/// Lets the session's further accounts write into a file that its owner made. `done` is called in any case: a
/// helper that is not let in costs speed only, since the owner steps in for it.
void shareWithHelpers(Session& session, const std::string& file, QObject* context,
                      std::function<void()> done);
/// Takes a right away; one that is gone already counts as taken.
void unshareFile(Session& session, const std::string& file, const std::string& permission, QObject* context,
                 std::function<void(Answer<std::vector<Permission>>)> done);

} // namespace rowcast::google
