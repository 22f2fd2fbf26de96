#pragma once
/// Records that no form product should send, and that come all the same. Pure; any thread.

#include "core/intake/dice.h"
#include "core/intake/response.h"

#include <array>
#include <optional>
#include <string>

namespace rowcast::intake {

enum class Broken {
    NotJson,
    CutShort,
    NoForm,
    EmptyValue,
    BadUtf8,
    DeepNesting,
    DuplicateKeys,
    Tombstone, ///< not wrong: it is skipped and counted
};
inline constexpr std::array kEveryBroken{Broken::NotJson,       Broken::CutShort, Broken::NoForm,
                                         Broken::EmptyValue,    Broken::BadUtf8,  Broken::DeepNesting,
                                         Broken::DuplicateKeys, Broken::Tombstone};

/// The value of a record that would have been `response`; none: a tombstone.
[[nodiscard]] std::optional<std::string> brokenValue(Broken how, const Response& response, Shape shape);

} // namespace rowcast::intake
