#pragma once
/// Values in words, as every panel and the tray say them. Pure; main thread (reads the system locale and
/// zone).

#include "core/base/counted.h"
#include "core/model/status.h"
#include "ui/theme/marks.h"

#include <QString>

namespace rowcast::ui {

[[nodiscard]] QString number(std::int64_t value);
/// "2 s ago", "14 min ago", "3 h ago", then the date.
[[nodiscard]] QString ago(WallTime then, WallTime now);
/// Local "14:06" on the day of `now`, with the date on others.
[[nodiscard]] QString clock(WallTime at, WallTime now);
/// "Mon 23 Nov 2026, 14:12 IST (UTC+05:30)".
[[nodiscard]] QString dateAndZone(WallTime at);
/// "Mon 23 Nov 2026, 09:12"; the foot says which zone.
[[nodiscard]] QString dateAndTime(WallTime at);
/// "Mon 30 Nov".
[[nodiscard]] QString day(WallTime at);
/// Exact UTC, for tooltips.
[[nodiscard]] QString exactUtc(WallTime at);
/// "0.6" of 612 ms, "14" of 14,200 ms.
[[nodiscard]] QString seconds(Millis duration);

/// What the remedy's button says; a verb.
[[nodiscard]] QString label(Choice choice);
/// The same, but nobody signs in "again" who never did.
[[nodiscard]] QString label(Choice choice, const GoogleStatus& google);

/// The mark beside the state sentence.
[[nodiscard]] Mark stateMark(const Status& status);
/// The tray's mark: as above, but what needs a person shows there too.
[[nodiscard]] Mark trayMark(const Status& status);

} // namespace rowcast::ui
