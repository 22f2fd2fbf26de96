#pragma once
/// The version of a spreadsheet as a compare-and-set: 93 marks in rings of 31, 32 and 33, and one state entry
/// that changes its id with every version. Pure; any thread.

#include "core/sheets/metadata.h"

#include <array>
#include <string>
#include <vector>

namespace rowcast::sheets {

inline constexpr std::array<int, 3> kRings{31, 32, 33};

/// The fixed id of a mark.
[[nodiscard]] std::int32_t ringMark(int ring, int place);
/// The id that the state entry has at `version`.
[[nodiscard]] std::int32_t stateId(std::int64_t version);

/// What every write carries: from `from` (0: the spreadsheet has no state yet) to from + 1, with `state` as
/// the entry's new value. Google refuses the whole batch at any other version: an id to be created exists.
/// Only ids that version `from` vouches for are deleted.
[[nodiscard]] std::vector<MetadataOp> versionStep(std::int64_t from, const std::string& state);

} // namespace rowcast::sheets
