#pragma once
/// Files, folders and shared drives: who sees what, what lists answer. Pure; one thread at a time.

#include "core/base/time.h"
#include "core/sandbox/accounts.h"
#include "core/sandbox/api_error.h"

#include <map>
#include <string>
#include <vector>

namespace rowcast::sandbox {

inline constexpr std::string_view kSpreadsheetType = "application/vnd.google-apps.spreadsheet";
inline constexpr std::string_view kFolderType = "application/vnd.google-apps.folder";
inline constexpr std::string_view kFormType = "application/vnd.google-apps.form";

enum class Role { None, Reader, Commenter, Writer, FileOrganizer, Organizer, Owner };
[[nodiscard]] Role roleFrom(std::string_view word);
[[nodiscard]] std::string_view wordOf(Role role);

struct Permission {
    std::string id{}, type{}, email{}, domain{};
    Role role = Role::Reader;
    bool pendingOwner = false, discoverable = false; ///< the second of "anyone" and domains
    bool operator==(const Permission&) const = default;
};

struct File {
    std::string id, name, mimeType, parent, driveId, owner, description;
    bool trashed = false, starred = false; ///< trashed itself; see DriveFiles::trashed
    Json properties, appProperties;
    WallTime created, modified, listedFrom;
    std::vector<Permission> permissions;
    std::set<std::string, std::less<>> apps; ///< `appUser`s who may touch it under drive.file
    std::int64_t version = 1;
    std::int64_t number = 0; ///< order of creation
};

struct SharedDrive {
    std::string id, name;
    WallTime created;
    std::vector<Permission> members;
};

class DriveFiles {
public:
    explicit DriveFiles(Accounts& accounts) : m_accounts(accounts) {}

    [[nodiscard]] std::string freshId();
    /// The user's own "My Drive" folder.
    File& root(const std::string& email, WallTime now);
    /// `parent` empty = the owner's root. In a shared drive nobody owns it.
    File& add(File file, WallTime now);
    SharedDrive& addDrive(const std::string& name, const std::string& member, WallTime now);
    void remove(const std::string& id);

    [[nodiscard]] File* find(std::string_view id);
    [[nodiscard]] const File* find(std::string_view id) const;
    [[nodiscard]] SharedDrive* drive(std::string_view id);
    [[nodiscard]] const std::map<std::string, File, std::less<>>& all() const { return m_files; }
    [[nodiscard]] const std::map<std::string, SharedDrive, std::less<>>& drives() const { return m_drives; }

    /// The strongest role by own, inherited and shared-drive permissions.
    [[nodiscard]] Role roleOf(const File& file, const std::string& email) const;
    /// Own permissions and those that come from above.
    [[nodiscard]] std::vector<Permission> permissionsOf(const File& file) const;
    [[nodiscard]] bool trashed(const File& file) const; ///< itself or a folder above

    /// Adds it, or raises the role of the same address; the stored one.
    Permission& share(File& file, Permission permission);
    [[nodiscard]] std::string permissionId(const Permission& permission);

private:
    Accounts& m_accounts;
    std::map<std::string, File, std::less<>> m_files;
    std::map<std::string, SharedDrive, std::less<>> m_drives;
    std::map<std::string, std::string, std::less<>> m_roots;
    std::int64_t m_number = 0;
};

/// A File resource with every field the sandbox knows; `email`: who asks.
[[nodiscard]] Json fileJson(const DriveFiles& files, Accounts& accounts, const File& file,
                            const std::string& email);
/// What Drive answers of a file without `fields`.
[[nodiscard]] Json defaultFileFields(const Json& file);
[[nodiscard]] Json permissionJson(Accounts& accounts, const Permission& permission, bool onDrive);
[[nodiscard]] std::string rfc3339(WallTime time);

} // namespace rowcast::sandbox
