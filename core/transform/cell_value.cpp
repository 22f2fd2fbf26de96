#include "core/transform/cell_value.h"

#include <array>
#include <charconv>
#include <cmath>

namespace rowcast::transform {

namespace {

constexpr double secondsOfDay = 86'400;

std::string_view trimmed(std::string_view text) {
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

std::optional<double> plainNumber(std::string_view text) {
    if (text.starts_with('+')) text.remove_prefix(1);
    double value = 0;
    const char* end = text.data() + text.size();
    const auto parsed = std::from_chars(text.data(), end, value);
    if (text.empty() || parsed.ec != std::errc{} || parsed.ptr != end || !std::isfinite(value)) return {};
    return value;
}

std::optional<double> yesNo(std::string_view text) {
    static constexpr std::array yes{"true", "yes", "1", "on"};
    static constexpr std::array no{"false", "no", "0", "off"};
    std::string lower(text);
    for (char& c : lower)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    for (std::size_t i = 0; i < yes.size(); ++i) {
        if (lower == yes[i]) return 1;
        if (lower == no[i]) return 0;
    }
    return {};
}

/// "1:02:03", "PT1H2M3S" or seconds, as a fraction of a day.
std::optional<double> duration(std::string_view text) {
    if (const auto seconds = plainNumber(text)) return *seconds / secondsOfDay;
    double total = 0;
    if (text.starts_with('P')) {
        text.remove_prefix(1);
        bool time = false;
        while (!text.empty()) {
            if (text.front() == 'T') {
                time = true;
                text.remove_prefix(1);
                continue;
            }
            const std::size_t digits = text.find_first_not_of("0123456789.");
            const auto value = plainNumber(text.substr(0, digits));
            if (!value || digits == std::string_view::npos) return {};
            const char unit = text[digits];
            const double seconds = unit == 'D' && !time  ? secondsOfDay
                                   : unit == 'H' && time ? 3600
                                   : unit == 'M' && time ? 60
                                   : unit == 'S' && time ? 1
                                                         : 0;
            if (seconds == 0) return {};
            total += *value * seconds;
            text.remove_prefix(digits + 1);
        }
        return total / secondsOfDay;
    }
    int parts = 0;
    for (;; ++parts) {
        const std::size_t colon = text.find(':');
        const auto value = plainNumber(text.substr(0, colon));
        if (!value || *value < 0 || parts > 2) return {};
        total = total * 60 + *value;
        if (colon == std::string_view::npos) break;
        text.remove_prefix(colon + 1);
    }
    if (parts == 1) total *= 60; // hours and minutes
    return total / secondsOfDay;
}

std::optional<double> instant(CellKind kind, std::string_view text, const TimeFormat* format, Zone& zone) {
    std::optional<Civil> civil;
    if (format && format->kind != TimeFormat::Kind::Rfc3339) {
        if (format->kind != TimeFormat::Kind::Pattern) {
            const auto at = parseInstant(text, *format, zone.zone());
            if (!at) return {};
            const double serial = zone.serial(*at);
            return kind == CellKind::Date   ? std::floor(serial)
                   : kind == CellKind::Time ? serial - std::floor(serial)
                                            : serial;
        }
        civil = parsePattern(text, format->pattern);
    } else {
        civil = kind == CellKind::Time ? parseClock(text) : parseIso(text);
    }
    if (!civil && kind == CellKind::Time) civil = parseIso(text);
    if (!civil || (kind != CellKind::Time && !civil->hasDate) || (kind == CellKind::Time && !civil->hasTime))
        return {};
    double serial = civilSerial(*civil);
    // A date keeps its day as written, and a clock its hour: only an instant is moved to the spreadsheet's
    // zone.
    if (kind == CellKind::DateTime && civil->offsetSeconds)
        serial = zone.serial(WallTime{Millis{utcMillis(*civil) - *civil->offsetSeconds * 1000LL}});
    if (kind == CellKind::Date) return std::floor(serial);
    if (kind == CellKind::Time) return serial - std::floor(serial);
    return serial;
}

bool isLink(std::string_view text) {
    return (text.starts_with("https://") || text.starts_with("http://")) &&
           text.find_first_of(" \t\r\n\"") == std::string_view::npos;
}

struct Entity {
    std::string_view name;
    std::string_view text;
};
constexpr std::array entities{Entity{"amp", "&"},   Entity{"lt", "<"},   Entity{"gt", ">"},
                              Entity{"quot", "\""}, Entity{"apos", "'"}, Entity{"nbsp", " "}};

std::optional<std::string> entity(std::string_view name) {
    for (const Entity& each : entities)
        if (each.name == name) return std::string(each.text);
    if (!name.starts_with('#')) return {};
    name.remove_prefix(1);
    const bool hex = name.starts_with('x') || name.starts_with('X');
    if (hex) name.remove_prefix(1);
    std::uint32_t code = 0;
    const char* end = name.data() + name.size();
    const auto parsed = std::from_chars(name.data(), end, code, hex ? 16 : 10);
    if (name.empty() || parsed.ec != std::errc{} || parsed.ptr != end || code == 0 || code > 0x10FFFF ||
        (code >= 0xD800 && code < 0xE000))
        return {};
    const auto point = static_cast<char32_t>(code);
    return QString::fromUcs4(&point, 1).toStdString();
}

} // namespace

std::optional<double> parseAs(CellKind kind, std::string_view text, const TimeFormat* format, Zone& zone) {
    text = trimmed(text);
    switch (kind) {
    case CellKind::Text: return {};
    case CellKind::Number: return plainNumber(text);
    case CellKind::Boolean: return yesNo(text);
    case CellKind::Duration: return duration(text);
    case CellKind::Link: return isLink(text) ? std::optional(0.0) : std::nullopt;
    default: return instant(kind, text, format, zone);
    }
}

std::optional<double> numberAs(CellKind kind, double number, const TimeFormat* format, Zone& zone) {
    switch (kind) {
    case CellKind::Number: return number;
    case CellKind::Boolean: return number == 0 || number == 1 ? std::optional(number) : std::nullopt;
    case CellKind::Duration: return number / secondsOfDay;
    case CellKind::Date:
    case CellKind::DateTime:
    case CellKind::Time: {
        TimeFormat epoch;
        // Seconds reach the year 5138 below 1e11; milliseconds pass 1973 there.
        epoch.kind = format ? format->kind
                            : (std::abs(number) < 1e11 ? TimeFormat::Kind::EpochSeconds
                                                       : TimeFormat::Kind::EpochMillis);
        return instant(kind, numberText(number), &epoch, zone);
    }
    default: return {};
    }
}

std::string numberText(double number) {
    std::array<char, 32> buffer{};
    char* const last = buffer.data() + buffer.size();
    const double size = std::abs(number);
    std::to_chars_result end{};
    if (size < 1e15 && std::floor(number) == number)
        end = std::to_chars(buffer.data(), last, static_cast<std::int64_t>(number));
    else if (size >= 1e-6 && size < 1e15)
        end = std::to_chars(buffer.data(), last, number, std::chars_format::fixed);
    else
        end = std::to_chars(buffer.data(), last, number);
    return {buffer.data(), end.ptr};
}

std::string withoutHtml(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char next = i + 1 < text.size() ? text[i + 1] : '\0';
        const bool letter = (next >= 'a' && next <= 'z') || (next >= 'A' && next <= 'Z') || next == '/';
        if (const std::size_t close = text[i] == '<' && letter ? text.find('>', i) : std::string_view::npos;
            close != std::string_view::npos) {
            const bool last = trimmed(text.substr(close + 1)).empty();
            if ((text.substr(i + 1, 2) == "br" || text.substr(i + 1, 2) == "BR") && !out.empty() && !last &&
                out.back() != '\n')
                out += '\n'; // <br />
            i = close;
            continue;
        }
        if (text[i] == '&') {
            const std::size_t end = text.substr(0, i + 12).find(';', i);
            const auto decoded =
                end == std::string_view::npos ? std::nullopt : entity(text.substr(i + 1, end - i - 1));
            if (decoded) {
                out += *decoded;
                i = end;
                continue;
            }
        }
        out += text[i];
    }
    return out;
}

} // namespace rowcast::transform
