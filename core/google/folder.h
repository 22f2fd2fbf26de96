#pragma once
/// Finds the folder that the spreadsheets go into, by id, link or name, and makes it where there is none. The
/// flow runs on the session's thread; the rest is pure.

#include "core/google/drive_files.h"
#include "core/google/session.h"

#include <functional>

namespace rowcast::google {

/// The id in a folder's or file's link, or the text itself if it could be one; empty if it can only be a
/// name.
[[nodiscard]] std::string driveIdIn(const QString& text);

/// Of folders with one name: the oldest in which files may be made, else the oldest.
[[nodiscard]] const DriveFile* bestFolder(const std::vector<DriveFile>& found);

enum class IfMissing { Make, LeaveIt };
struct FolderFound {
    DriveFile folder; ///< without an id: there is none, and it was to be left so
    bool made = false;
    std::vector<DriveFile> others; ///< of the same name and as usable as it, by bestFolder()'s rule
    WallTime listedAt{};           ///< by Google's clock; unset where the folder was found by its id
};
/// `done` is called once, unless `context` is destroyed before.
void findFolder(Session& session, const QString& nameOrId, IfMissing ifMissing, QObject* context,
                std::function<void(Answer<FolderFound>)> done);

} // namespace rowcast::google
