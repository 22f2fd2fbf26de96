// number   := [sign] ["$"] digits with "," every three ["." digits] [("e"|"E") [sign] digits] ["%"]
// date     := m/d/yyyy | m/d/yy | yyyy-mm-dd | yyyy/mm/dd | m-d-yyyy | "Jan 2, 2020" | "2 Jan 2020"
// time     := h:mm[:ss] [am|pm] ; date-time := date " " time
// A leading apostrophe makes text of anything; "=" and a further character make a formula.

#include "core/sandbox/user_entered.h"

#include "core/sandbox/number_format.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cmath>
#include <string>
#include <vector>

namespace rowcast::sandbox {

namespace {

struct Parsed {
    double number = 0;
    std::string type, pattern; ///< empty: no format implied
};

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t'))
        text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t'))
        text.remove_suffix(1);
    return text;
}

bool isDigit(char c) {
    return c >= '0' && c <= '9';
}

/// Digits with separating commas in threes; the commas are removed.
bool plainDigits(std::string_view text, std::string& out, bool& grouped) {
    const auto whole = text.substr(0, text.find_first_of(".eE"));
    if (whole.find(',') != std::string_view::npos) {
        grouped = true;
        std::size_t run = 0;
        bool first = true;
        for (std::size_t i = 0; i <= whole.size(); ++i) {
            if (i < whole.size() && whole[i] != ',') {
                ++run;
                continue;
            }
            if (run == 0 || run > 3 || (!first && run != 3)) return false;
            first = false;
            run = 0;
        }
    }
    for (const char c : text) {
        if (c != ',') out += c;
    }
    return true;
}

std::optional<Parsed> number(std::string_view text) {
    Parsed out;
    bool negative = false;
    if (text.starts_with('(') && text.ends_with(')') && text.size() > 2) {
        negative = true;
        text = text.substr(1, text.size() - 2);
    }
    const auto sign = [&] {
        if (text.starts_with('-') || text.starts_with('+')) {
            negative = negative || text[0] == '-';
            text.remove_prefix(1);
        }
    };
    sign();
    const bool currency = text.starts_with('$');
    if (currency) {
        text.remove_prefix(1);
        sign();
    }
    const bool percent = text.ends_with('%');
    if (percent) text = trimmed(text.substr(0, text.size() - 1));
    if (text.empty() || !(isDigit(text[0]) || (text[0] == '.' && text.size() > 1))) return {};
    std::string digits;
    bool grouped = false;
    if (!plainDigits(text, digits, grouped)) return {};
    const bool exponent = digits.find_first_of("eE") != std::string::npos;
    const auto* end = digits.data() + digits.size();
    if (digits.ends_with('.')) --end;
    const auto [stop, error] = std::from_chars(digits.data(), end, out.number);
    if (stop != end || error != std::errc() || !std::isfinite(out.number)) return {};
    const bool fraction = digits.find('.') != std::string::npos;
    if (percent) {
        out.number /= 100;
        out.type = "PERCENT";
        out.pattern = fraction ? "0.00%" : "0%";
    } else if (currency) {
        out.type = "CURRENCY";
        out.pattern = fraction ? "\"$\"#,##0.00" : "\"$\"#,##0";
    } else if (exponent) {
        out.type = "SCIENTIFIC";
        out.pattern = "0.00E+00";
    } else if (grouped) {
        out.type = "NUMBER";
        out.pattern = fraction ? "#,##0.00" : "#,##0";
    }
    if (negative) out.number = -out.number;
    return out;
}

std::optional<int> whole(std::string_view text, std::size_t longest) {
    if (text.empty() || text.size() > longest || !std::ranges::all_of(text, isDigit)) return {};
    int out = 0;
    std::from_chars(text.data(), text.data() + text.size(), out);
    return out;
}

std::vector<std::string_view> split(std::string_view text, char by) {
    std::vector<std::string_view> out;
    for (;;) {
        const auto at = text.find(by);
        out.push_back(text.substr(0, at));
        if (at == std::string_view::npos) return out;
        text.remove_prefix(at + 1);
    }
}

std::optional<double> day(int year, int month, int dayOfMonth) {
    const std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(unsigned(month)),
                                           std::chrono::day(unsigned(dayOfMonth))};
    if (month < 1 || dayOfMonth < 1 || !date.ok() || year < 1) return {};
    return serialOf(year, month, dayOfMonth);
}

int fullYear(std::string_view text, int year) {
    return text.size() > 2 ? year : year < 30 ? 2000 + year : 1900 + year;
}

std::optional<int> monthNamed(std::string_view word) {
    static constexpr std::array kNames = {"january",   "february", "march",    "april",
                                          "may",       "june",     "july",     "august",
                                          "september", "october",  "november", "december"};
    std::string lower(word);
    std::ranges::transform(lower, lower.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; });
    for (std::size_t i = 0; i < kNames.size(); ++i) {
        const std::string_view name = kNames[i];
        if (lower == name || (lower.size() == 3 && name.starts_with(lower))) return int(i) + 1;
    }
    return {};
}

std::optional<Parsed> date(std::string_view text) {
    const auto made = [](std::optional<double> serial, const char* pattern) -> std::optional<Parsed> {
        if (!serial) return {};
        return Parsed{*serial, "DATE", pattern};
    };
    for (const char by : {'/', '-'}) {
        const auto parts = split(text, by);
        if (parts.size() != 3 || std::ranges::any_of(parts, [](auto p) { return !whole(p, 4); })) continue;
        const int a = *whole(parts[0], 4), b = *whole(parts[1], 4), c = *whole(parts[2], 4);
        if (parts[0].size() == 4) return made(day(a, b, c), by == '-' ? "yyyy-mm-dd" : "yyyy/mm/dd");
        if (parts[0].size() > 2 || parts[1].size() > 2) return {};
        return made(day(fullYear(parts[2], c), a, b), by == '-' ? "m-d-yyyy" : "m/d/yyyy");
    }
    auto words = split(text, ' ');
    if (words.size() == 3 && words[1].ends_with(',')) words[1].remove_suffix(1);
    if (words.size() == 3) {
        if (const auto month = monthNamed(words[0]); month && whole(words[1], 2) && whole(words[2], 4))
            return made(day(*whole(words[2], 4), *month, *whole(words[1], 2)), "mmm d, yyyy");
        if (const auto month = monthNamed(words[1]); month && whole(words[0], 2) && whole(words[2], 4))
            return made(day(*whole(words[2], 4), *month, *whole(words[0], 2)), "d mmm yyyy");
    }
    return {};
}

std::optional<Parsed> time(std::string_view text) {
    bool afternoon = false, twelve = false;
    for (const auto* suffix : {"am", "pm", "AM", "PM"}) {
        if (text.ends_with(suffix)) {
            twelve = true;
            afternoon = suffix[0] == 'p' || suffix[0] == 'P';
            text = trimmed(text.substr(0, text.size() - 2));
            break;
        }
    }
    const auto parts = split(text, ':');
    if (parts.size() < 2 || parts.size() > 3) return {};
    const auto hours = whole(parts[0], 4), minutes = whole(parts[1], 2);
    const auto seconds = parts.size() == 3 ? whole(parts[2], 2) : std::optional(0);
    if (!hours || !minutes || !seconds || parts[1].size() != 2 || *minutes > 59 || *seconds > 59 ||
        (twelve && (*hours < 1 || *hours > 12)))
        return {};
    const int hour = twelve ? *hours % 12 + (afternoon ? 12 : 0) : *hours;
    std::string pattern = twelve ? "h:mm am/pm" : "h:mm";
    if (parts.size() == 3) pattern = twelve ? "h:mm:ss am/pm" : "h:mm:ss";
    return Parsed{(hour * 3600 + *minutes * 60 + *seconds) / 86400.0, "TIME", pattern};
}

std::optional<Parsed> dateOrTime(std::string_view text) {
    if (auto found = date(text)) return found;
    if (auto found = time(text)) return found;
    // The space before the time: "1/2/2020 3:04 PM" has one more.
    for (auto space = text.find(' '); space != std::string_view::npos; space = text.find(' ', space + 1)) {
        const auto first = date(text.substr(0, space));
        const auto second = time(trimmed(text.substr(space + 1)));
        if (first && second)
            return Parsed{first->number + second->number, "DATE_TIME",
                          first->pattern + " " + second->pattern};
    }
    return {};
}

} // namespace

Entered enter(std::string_view raw) {
    Entered out;
    if (raw.empty()) return out;
    if (raw.starts_with('\'')) {
        out.cell.setText(raw.substr(1));
        return out;
    }
    if (raw.starts_with('=') && raw.size() > 1) {
        out.cell.setText(raw, Cell::Kind::Formula);
        return out;
    }
    const auto text = trimmed(raw);
    std::string upper(text);
    std::ranges::transform(upper, upper.begin(),
                           [](char c) { return c >= 'a' && c <= 'z' ? char(c - 32) : c; });
    if (upper == "TRUE" || upper == "FALSE") {
        out.cell.setBool(upper == "TRUE");
        return out;
    }
    auto parsed = number(text);
    if (!parsed) parsed = dateOrTime(text);
    if (!parsed) {
        out.cell.setText(raw);
        return out;
    }
    out.cell.setNumber(parsed->number);
    if (!parsed->type.empty())
        out.numberFormat = Json::object({{"type", parsed->type}, {"pattern", parsed->pattern}});
    return out;
}

} // namespace rowcast::sandbox
