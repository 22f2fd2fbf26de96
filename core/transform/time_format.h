#pragma once
/// Times as form products write them, and the spreadsheet's serial numbers. Pure; any thread. Independent of
/// the locale; a time without a zone is never guessed: the format names one.

#include "core/base/time.h"

#include <QTimeZone>

#include <optional>
#include <string>
#include <string_view>

namespace rowcast::transform {

/// A calendar time, with the zone offset that was written beside it, if any.
struct Civil {
    int year = 1970, month = 1, day = 1, hour = 0, minute = 0, second = 0, millisecond = 0;
    bool hasDate = false, hasTime = false;
    std::optional<int> offsetSeconds; ///< east of Greenwich
};

struct TimeFormat {
    enum class Kind { Rfc3339, EpochSeconds, EpochMillis, Pattern };
    Kind kind = Kind::Rfc3339;
    std::string pattern; ///< yyyy MM M dd d HH H hh h mm ss AP MMM; all else itself
    QTimeZone zone;      ///< for what is written without one; invalid: the spreadsheet's

    /// None: not a format.
    [[nodiscard]] static std::optional<TimeFormat> parse(std::string_view format, std::string_view zone);
};

/// "2026-02-03T08:15:30.120Z", "2026-02-03 08:15", "2026-02-03"; zone optional, also as "+03". None: not such
/// a text.
[[nodiscard]] std::optional<Civil> parseIso(std::string_view text);
/// "HH:MM", "HH:MM:SS", optionally with fraction and AM or PM.
[[nodiscard]] std::optional<Civil> parseClock(std::string_view text);
[[nodiscard]] std::optional<Civil> parsePattern(std::string_view text, std::string_view pattern);

/// Milliseconds since 1970 of the calendar time, taken as UTC.
[[nodiscard]] std::int64_t utcMillis(const Civil& civil);
/// The instant that the text names by the format; `fallback` is the zone if neither names one.
[[nodiscard]] std::optional<WallTime> parseInstant(std::string_view text, const TimeFormat& format,
                                                   const QTimeZone& fallback);

/// A spreadsheet's zone with its last offset remembered.
class Zone {
public:
    explicit Zone(const QTimeZone& zone) : zone_(zone) {}
    /// Days since 1899-12-30 of the instant as a clock in the zone shows it.
    [[nodiscard]] double serial(WallTime instant);
    [[nodiscard]] const QTimeZone& zone() const { return zone_; }

private:
    QTimeZone zone_;
    std::int64_t quarterHour_ = INT64_MIN; ///< of the remembered offset: offsets change on its border at most
    std::int64_t offset_ = 0;
};
/// Days since 1899-12-30 of what the calendar says.
[[nodiscard]] double civilSerial(const Civil& civil);

} // namespace rowcast::transform
