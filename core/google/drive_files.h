#pragma once
/// Drive files: create, get, list, update. Shared drives are always included. Pure; any thread.

#include "core/google/call.h"

#include <map>
#include <optional>
#include <string>

namespace rowcast::google {

inline constexpr char kSpreadsheetType[] = "application/vnd.google-apps.spreadsheet";
inline constexpr char kFolderType[] = "application/vnd.google-apps.folder";

struct DriveFile {
    std::string id;
    std::string name;
    std::string mimeType;
    std::map<std::string, std::string> properties; ///< public ones: every app that sees the file sees them
    std::vector<std::string> parents;
    bool trashed = false;
    WallTime createdTime{};
    std::string url;            ///< for people
    std::string driveId;        ///< of the shared drive; empty in My Drive
    bool canEdit = true;        ///< true where the reply does not say
    bool canAddChildren = true; ///< folders
    bool operator==(const DriveFile&) const = default;
};

struct NewFile {
    std::string name;
    std::string mimeType = kSpreadsheetType;
    std::string parent; ///< empty: the root of My Drive
    std::map<std::string, std::string> properties;
};
/// Sent once: an unknown outcome must be looked up by properties.
[[nodiscard]] Call driveCreate(const NewFile& file);
[[nodiscard]] Call driveGet(const std::string& id);
/// Changes only what is set.
struct FileChange {
    std::optional<std::string> name;
    std::optional<bool> trashed;
    std::map<std::string, std::string> properties; ///< added or replaced
};
[[nodiscard]] Call driveUpdate(const std::string& id, const FileChange& change);
/// The reply of create, get and update.
[[nodiscard]] Answer<DriveFile> parseDriveFile(const Reply& reply);

struct FileQuery {
    std::string q;                       ///< Drive's search language; see driveQuoted()
    std::string orderBy = "createdTime"; ///< oldest first
    std::string pageToken;
    std::string driveId;    ///< the shared drive to search (a folder's DriveFile::driveId); empty: My Drive
    bool allDrives = false; ///< without a driveId: search every shared drive too, which may be slow
};
struct FilePage {
    std::vector<DriveFile> files;
    std::string nextPageToken; ///< empty: that was all
    WallTime serverDate{};     ///< when the list was made, by Google's clock
};
[[nodiscard]] Call driveList(const FileQuery& query);
[[nodiscard]] Answer<FilePage> parseFilePage(const Reply& reply);

/// A text as a literal of Drive's search language: 'It\'s'.
[[nodiscard]] std::string driveQuoted(std::string_view text);
/// `properties has { key='…' and value='…' }`.
[[nodiscard]] std::string driveHasProperty(std::string_view key, std::string_view value);

} // namespace rowcast::google
