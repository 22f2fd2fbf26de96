#pragma once
/// One line of the log of what happened and was decided: shown by the window, kept by the store for 90 days.
/// Plain value; any thread.

#include "core/base/time.h"
#include "core/model/ids.h"

#include <QString>

namespace rowcast {

struct ActivityNote {
    WallTime at{};
    QString kind;   ///< what it is about: "form", "map", "profile", "problem", "start"
    FormId form;    ///< empty: no form in particular
    QString what;   ///< one sentence
    QString detail; ///< for experts; empty: nothing more
    bool operator==(const ActivityNote&) const = default;
};

} // namespace rowcast
