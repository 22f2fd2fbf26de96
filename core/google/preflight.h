#pragma once
/// Checks line by line whether we can write: network, clock, token, scopes, APIs, folder, quota. Makes
/// nothing and changes nothing. The flow runs on the session's thread; judging is pure.

#include "core/google/drive_about.h"
#include "core/google/folder.h"
#include "core/google/session.h"
#include "core/model/check.h"

#include <functional>

namespace rowcast::google {

/// What the settings want written where.
struct PreflightWish {
    QString folder;
    /// The account makes spreadsheets in the folder; else each form's is named by the admin.
    bool mayCreate = true;
    std::vector<SpreadsheetId> named;
};

/// What was asked and answered.
struct PreflightFacts {
    QString account;
    Answer<DriveAbout> about;
    std::optional<Failure> sheets; ///< of a read of a spreadsheet that cannot exist; none: not asked
    std::optional<Answer<FolderFound>> folder; ///< none: not asked
    PreflightWish wish;
    std::vector<Answer<DriveFile>> named; ///< one for each of wish.named, unless the account may create
    Millis clockDifference{};
    Usage usage;
    Millis answeredIn{}; ///< the first call, a token for it included
};
[[nodiscard]] CheckReport judgePreflight(const PreflightFacts& facts);

void runPreflight(Session& session, const PreflightWish& wish, QObject* context,
                  std::function<void(CheckReport)> done);

/// True if no line is a problem; what is only to be known soon (Remedy::Wait) is none.
[[nodiscard]] bool isGood(const CheckReport& report);

} // namespace rowcast::google
