#pragma once
/// The places of the side list, in their order, and what waits in each. Plain values; main thread.

#include <QString>

namespace rowcast::ui {

enum class Place { Overview, Questions, Activity, Google };

struct PlaceFace {
    QString name;
    QString icon;       ///< Breeze's name
    bool apart = false; ///< below the rule: what delivery rests on
};
[[nodiscard]] PlaceFace faceOf(Place place);

/// What waits in a place; 0 shows nothing.
struct PlaceCount {
    enum class Kind { Plain, NeedsYou, Stopped };
    int count = 0;
    Kind kind = Kind::Plain;
    bool operator==(const PlaceCount&) const = default;
};

} // namespace rowcast::ui
