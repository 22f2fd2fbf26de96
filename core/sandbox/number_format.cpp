// Patterns, as in Google's "Date and number formats":
//   number  := ["$" or text] digits of "#", "0", "," ["." digits] ["%"] ["E+00"], quoted or escaped text
//   anywhere;
//              positive ";" negative ";" zero
//   date    := yyyy yy mmmm mmm mm m dddd ddd dd d hh h mm (after h or before s) ss .00 am/pm a/p, text
//   between

#include "core/sandbox/number_format.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <chrono>
#include <cmath>
#include <cstdio>

namespace rowcast::sandbox {

namespace {

std::string print(const char* format, int width, double number) {
    std::array<char, 400> text{};
    const int size = std::snprintf(text.data(), text.size(), format, width, number);
    return {text.data(), std::size_t(std::clamp(size, 0, int(text.size()) - 1))};
}

std::string withoutTrailingZeros(std::string text) {
    if (text.find('.') == std::string::npos) return text;
    while (text.ends_with('0'))
        text.pop_back();
    if (text.ends_with('.')) text.pop_back();
    return text;
}

std::string general(double number) {
    const double size = std::abs(number);
    if (number == 0) return "0";
    if (size >= 1e15 || size < 1e-9) {
        auto text = print("%.*E", 5, number);
        const auto e = text.find('E');
        return withoutTrailingZeros(text.substr(0, e)) + text.substr(e);
    }
    // About ten significant digits behind the point, whole numbers in full.
    const int whole = size < 1 ? 0 : int(std::floor(std::log10(size))) + 1;
    const int places = whole >= 10 ? 0 : size < 1 ? 10 : 10 - whole;
    if (std::trunc(number) == number) return print("%.*f", 0, number);
    return withoutTrailingZeros(print("%.*f", std::max(places, whole >= 10 ? 15 - whole : places), number));
}

std::string grouped(std::string digits) {
    for (auto at = int(digits.size()) - 3; at > 0; at -= 3)
        digits.insert(std::size_t(at), ",");
    return digits;
}

/// One section of a number pattern.
std::string numeric(double number, std::string_view pattern) {
    std::string before, after, body;
    bool inBody = false;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        const char c = pattern[i];
        if (c == '"') {
            const auto end = std::min(pattern.find('"', i + 1), pattern.size());
            (inBody ? after : before) += pattern.substr(i + 1, end - i - 1);
            i = end;
        } else if (c == '\\' && i + 1 < pattern.size()) {
            (inBody ? after : before) += pattern[++i];
        } else if (c == '[') { // [$€], [Red]
            const auto end = std::min(pattern.find(']', i), pattern.size());
            auto inner = pattern.substr(i + 1, end - i - 1);
            if (inner.starts_with('$')) (inBody ? after : before) += inner.substr(1, inner.find('-') - 1);
            i = end;
        } else if (c == '_' || c == '*') {
            ++i;
        } else if (std::string_view("0#?.,").find(c) != std::string_view::npos) {
            inBody = true;
            body += c;
        } else if (c == 'E' && i + 1 < pattern.size() && (pattern[i + 1] == '+' || pattern[i + 1] == '-')) {
            body += 'E';
            ++i;
            while (i + 1 < pattern.size() && pattern[i + 1] == '0')
                ++i;
        } else {
            if (c == '%') number *= 100;
            (inBody ? after : before) += c;
        }
    }
    const bool scientific = body.ends_with('E');
    if (scientific) body.pop_back();
    const auto point = body.find('.');
    const auto fraction = point == std::string::npos ? std::string() : body.substr(point + 1);
    const auto whole = body.substr(0, point);
    const auto required = int(std::ranges::count(fraction, '0'));
    const auto most = int(fraction.size());
    const bool negative = number < 0;
    auto text = print(scientific ? "%.*E" : "%.*f", most, std::abs(number));
    std::string exponent;
    if (const auto e = text.find('E'); e != std::string::npos) {
        exponent = text.substr(e);
        text.resize(e);
    }
    if (const auto dot = text.find('.'); dot != std::string::npos) {
        while (int(text.size() - dot) - 1 > required && text.ends_with('0'))
            text.pop_back();
        if (text.ends_with('.') && required == 0) text.pop_back();
    }
    const auto dot = std::min(text.find('.'), text.size());
    auto left = text.substr(0, dot);
    const auto least = std::size_t(std::ranges::count(whole, '0'));
    if (left == "0" && least == 0 && !whole.empty()) left.clear();
    if (left.size() < least) left.insert(0, least - left.size(), '0');
    if (whole.find(',') != std::string::npos) left = grouped(left);
    return (negative ? "-" : "") + before + left + text.substr(dot) + exponent + after;
}

constexpr std::array kMonths = {"January", "February", "March",     "April",   "May",      "June",
                                "July",    "August",   "September", "October", "November", "December"};
constexpr std::array kDays = {"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"};

std::string padded(int number, std::size_t width) {
    auto text = std::to_string(number);
    if (text.size() < width) text.insert(0, width - text.size(), '0');
    return text;
}

/// A run of one letter of a date pattern.
std::string datePart(const Civil& when, char letter, std::size_t run, bool minutes, bool twelve) {
    switch (letter) {
    case 'y': return run > 2 ? padded(when.year, 4) : padded(when.year % 100, 2);
    case 'm':
        if (minutes) return padded(when.minute, run);
        if (run >= 3)
            return std::string(kMonths[std::size_t(when.month - 1)])
                .substr(0, run == 3 ? 3 : std::string::npos);
        return padded(when.month, run);
    case 'd':
        if (run >= 3)
            return std::string(kDays[std::size_t(when.weekday)]).substr(0, run == 3 ? 3 : std::string::npos);
        return padded(when.day, run);
    case 'h': return padded(twelve ? (when.hour + 11) % 12 + 1 : when.hour, run);
    case 's': return padded(when.second, run);
    default: return {};
    }
}

std::string dated(double serial, std::string_view pattern) {
    std::string lower(pattern);
    std::ranges::transform(lower, lower.begin(), [](unsigned char c) { return char(std::tolower(c)); });
    const bool twelve = lower.find("am/pm") != std::string::npos || lower.find("a/p") != std::string::npos;
    const auto when = civilOf(serial);
    std::string out;
    bool afterHour = false;
    for (std::size_t i = 0; i < lower.size();) {
        const char c = lower[i];
        if (lower.compare(i, 5, "am/pm") == 0) {
            out += when.hour < 12 ? "AM" : "PM";
            i += 5;
            continue;
        }
        if (c == '"' || c == '\\') {
            const auto end = c == '"' ? std::min(lower.find('"', i + 1), lower.size()) : i + 2;
            out += pattern.substr(i + 1, end - i - 1);
            i = c == '"' ? end + 1 : end;
            continue;
        }
        if (std::string_view("ymdhs").find(c) == std::string_view::npos) {
            out += pattern[i++];
            continue;
        }
        const auto end = std::min(lower.find_first_not_of(c, i), lower.size());
        const auto next = lower.find_first_of("ymdhs", end);
        const bool beforeSeconds = next != std::string::npos && lower[next] == 's';
        out += datePart(when, c, end - i, c == 'm' && (afterHour || beforeSeconds), twelve);
        afterHour = c == 'h';
        i = end;
    }
    return out;
}

std::string defaultPattern(const std::string& type) {
    if (type == "NUMBER") return "#,##0.00";
    if (type == "PERCENT") return "0.00%";
    if (type == "CURRENCY") return "\"$\"#,##0.00";
    if (type == "DATE") return "m/d/yyyy";
    if (type == "TIME") return "h:mm:ss am/pm";
    if (type == "DATE_TIME") return "m/d/yyyy h:mm:ss";
    if (type == "SCIENTIFIC") return "0.00E+00";
    return {};
}

} // namespace

bool showsDate(const Json& format) {
    const auto& type = format["type"].asString();
    return type == "DATE" || type == "TIME" || type == "DATE_TIME";
}

double serialOf(int year, int month, int day) {
    using namespace std::chrono;
    const auto days =
        sys_days(std::chrono::year(year) / month / day) - sys_days(std::chrono::year(1899) / 12 / 30);
    return double(days.count());
}

Civil civilOf(double serial) {
    using namespace std::chrono;
    const auto ms = std::llround(serial * 86'400'000.0);
    const auto days = ms >= 0 ? ms / 86'400'000 : -((86'399'999 - ms) / 86'400'000);
    const auto rest = ms - days * 86'400'000;
    const sys_days date = sys_days(std::chrono::year(1899) / 12 / 30) + std::chrono::days(days);
    const year_month_day ymd(date);
    return {int(ymd.year()),
            int(unsigned(ymd.month())),
            int(unsigned(ymd.day())),
            int(rest / 3'600'000),
            int(rest / 60'000 % 60),
            int(rest / 1000 % 60),
            int(weekday(date).c_encoding()),
            int(rest % 1000)};
}

std::string formatNumber(double number, const Json& format) {
    const auto& type = format["type"].asString();
    auto pattern = format["pattern"].asString();
    if (pattern.empty()) pattern = defaultPattern(type);
    if (pattern.empty() || type == "TEXT" || pattern == "@" || pattern == "General") return general(number);
    if (showsDate(format)) return dated(number, pattern);
    if (const auto semicolon = pattern.find(';'); semicolon != std::string::npos) {
        if (number < 0)
            return numeric(-number, std::string_view(pattern).substr(
                                        semicolon + 1, pattern.find(';', semicolon + 1) - semicolon - 1));
        pattern.resize(semicolon);
    }
    return numeric(number, pattern);
}

} // namespace rowcast::sandbox
