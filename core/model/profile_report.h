#pragma once
/// Profiles as people see them, and what one would make of the newest records. Answers Profiles and
/// TryProfile. Plain values; any thread.

#include "core/base/error.h"
#include "core/model/ids.h"

#include <QString>

#include <optional>
#include <vector>

namespace rowcast {

struct ProfileInfo {
    QString name; ///< of its file, without .json
    QString title;
    int version = 1;
    bool own = false; ///< the admin's, in the data dir; it may bear a built-in one's name and goes before it
    QString text;     ///< its JSON
    std::optional<Error> error; ///< why it is not used
    bool operator==(const ProfileInfo&) const = default;
};

/// How a profile reads the newest records (at most 200 a topic), beside how they are read now. Nothing is
/// written.
struct ProfileReport {
    struct Counts {
        int responses = 0;
        int idOnly = 0;
        int ignored = 0;
        int unknown = 0; ///< no profile knows them
        int rejected = 0;
        bool operator==(const Counts&) const = default;
    };
    struct Change {
        Position position;
        QString before; ///< "crop-survey, r-9f21b1: 12 answers", or why not
        QString after;
        bool operator==(const Change&) const = default;
    };
    std::optional<Error> error; ///< of the profile's text; the rest is empty then
    int line = 0;               ///< of the error, from 1; 0: none
    int column = 0;
    int records = 0;
    Counts now;
    Counts then;
    std::vector<Change> changes; ///< newest first, at most 200
    bool operator==(const ProfileReport&) const = default;
};

} // namespace rowcast
