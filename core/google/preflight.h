#pragma once
/// Checks line by line whether we can write: network, clock, token, scopes, APIs, folder, quota. Makes
/// nothing and changes nothing. The flow runs on the session's thread; judging is pure.

#include "core/google/drive_about.h"
#include "core/google/folder.h"
#include "core/google/session.h"
#include "core/model/check.h"

#include <functional>

namespace rowcast::google {

/// What was asked and answered.
struct PreflightFacts {
    QString account;
    Answer<DriveAbout> about;
    std::optional<Failure> sheets; ///< of a read of a spreadsheet that cannot exist; none: not asked
    std::optional<Answer<FolderFound>> folder; ///< none: not asked
    QString folderName;
    Millis clockDifference{};
    Usage usage;
};
[[nodiscard]] CheckReport judgePreflight(const PreflightFacts& facts);

void runPreflight(Session& session, const QString& folder, QObject* context,
                  std::function<void(CheckReport)> done);

/// True if no line is a problem; what is only to be known soon (Remedy::Wait) is none.
[[nodiscard]] bool isGood(const CheckReport& report);

} // namespace rowcast::google
