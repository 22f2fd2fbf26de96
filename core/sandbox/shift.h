#pragma once
/// What inserting, deleting or moving rows or columns does to anything that stands at them. Pure; any thread.

#include "core/sandbox/a1.h"

#include <functional>
#include <optional>
#include <utility>

namespace rowcast::sandbox {

class Json;

enum class Dimension { Rows, Columns };

struct Shift {
    enum class Kind { Insert, Delete, Move };
    Kind kind = Kind::Insert;
    Dimension dimension = Dimension::Rows;
    int from = 0, to = 0; ///< end exclusive; of an Insert: where, and where the inserted ones end
    int before = 0;       ///< of a Move

    /// Where the row or column at `index` is afterwards; nothing when it was deleted.
    [[nodiscard]] std::optional<int> point(int index) const;
    /// The same for [first, end): grows with an insertion inside it, shrinks with deletions.
    [[nodiscard]] std::optional<std::pair<int, int>> span(int first, int end) const;
};

/// Shifts a GridRange in place; false when nothing is left of it.
[[nodiscard]] bool shiftRange(Json& range, const Shift& shift);

[[nodiscard]] Area areaOf(const Json& gridRange);
/// Google leaves a sheetId of 0 out of ranges.
[[nodiscard]] Json toGridRange(int sheetId, const Area& area);
[[nodiscard]] Area toArea(const Box& box);
/// A GridRange whose bounds are all set, as merges are.
[[nodiscard]] Box boxOf(const Json& gridRange);

} // namespace rowcast::sandbox
