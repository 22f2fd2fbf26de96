#pragma once
/// drive.about: whose Drive this is and whether there is room in it. Pure; any thread.

#include "core/google/call.h"

#include <optional>

namespace rowcast::google {

[[nodiscard]] Call driveAbout();

struct DriveAbout {
    QString email;
    std::optional<std::int64_t> limitBytes; ///< none: unlimited; 0: an account that owns no files
    std::int64_t usedBytes = 0;
};
[[nodiscard]] Answer<DriveAbout> parseDriveAbout(const Reply& reply);

} // namespace rowcast::google
