#pragma once
/// What a preflight found, line by line, for window and command line. Plain values; any thread.

#include "core/base/error.h"

#include <QString>

#include <optional>
#include <vector>

namespace rowcast {

struct CheckLine {
    enum class State { Ok, Problem, NotAsked };
    QString id;    ///< "network", "clock", "token" …
    QString title; ///< for people
    State state = State::NotAsked;
    QString value;              ///< what was seen, one phrase
    std::optional<Error> error; ///< of a Problem: what to do
    bool operator==(const CheckLine&) const = default;
};

/// Lines in the order in which they depend on each other.
using CheckReport = std::vector<CheckLine>;

} // namespace rowcast
