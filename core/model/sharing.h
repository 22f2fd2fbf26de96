#pragma once
/// Who may see or change a file or folder in Drive. Plain values; any thread.

#include <cstdint>
#include <string>
#include <vector>

namespace rowcast {

enum class Role : std::uint8_t { Reader, Commenter, Writer, Organizer, Owner };

/// A right that stands.
struct Permission {
    std::string id;
    std::string type; ///< user, group, domain, anyone
    Role role = Role::Reader;
    std::string email;
    std::string name;       ///< for people
    bool inherited = false; ///< from the folder or shared drive: cannot be removed here
    bool operator==(const Permission&) const = default;
};

/// A right that is asked for.
struct Share {
    std::string email;
    bool group = false;
    Role role = Role::Reader;
    bool notify = false; ///< Google sends an e-mail
    std::string message; ///< in that e-mail
    bool operator==(const Share&) const = default;
};

using Permissions = std::vector<Permission>;

} // namespace rowcast
