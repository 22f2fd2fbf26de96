#pragma once
/// Numbers as people see them: General, and the patterns of NumberFormat that sheets commonly use. Pure; any
/// thread.

#include "core/sandbox/json.h"

#include <string>

namespace rowcast::sandbox {

/// `format`: NumberFormat, or null for General ("0.1", "1.5E+20", at most ten digits behind the point).
[[nodiscard]] std::string formatNumber(double number, const Json& format);
/// Whether a NumberFormat shows a date or time.
[[nodiscard]] bool showsDate(const Json& format);

/// Days since 1899-12-30, Google's serial number.
[[nodiscard]] double serialOf(int year, int month, int day);
struct Civil {
    int year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, weekday = 0, millisecond = 0;
};
[[nodiscard]] Civil civilOf(double serial);

} // namespace rowcast::sandbox
