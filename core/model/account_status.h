#pragma once
/// The Google accounts of the pipeline as people see them, without any secret. Plain values; any thread.

#include "core/base/error.h"
#include "core/base/time.h"

#include <QString>
#include <QUrl>

#include <optional>

namespace rowcast {

struct AccountStatus {
    enum class Kind { Person, ServiceAccount };
    Kind kind = Kind::Person;
    QString email;
    QString actsFor;               ///< the person of domain-wide delegation; empty: itself
    bool owner = false;            ///< owns new spreadsheets; the others only write faster
    bool fromEnvironment = false;  ///< GOOGLE_APPLICATION_CREDENTIALS: not ours to remove
    std::optional<WallTime> since; ///< signed in or added
    std::optional<WallTime> ends;  ///< when Google ends this sign-in, where that is known
    int writesLastMinute = 0;
    int writesPerMinute = 60;
    std::optional<Error> problem;
    bool operator==(const AccountStatus&) const = default;
};

/// A consent that waits for the browser.
struct ConsentStatus {
    QUrl url;             ///< to be opened in the person's browser
    bool picking = false; ///< files are picked; else an account signs in
    WallTime since{};
    bool operator==(const ConsentStatus&) const = default;
};

} // namespace rowcast
