#include "core/transform/time_format.h"

#include <QDateTime>

#include <array>
#include <charconv>

namespace rowcast::transform {

namespace {

constexpr double dayMillis = 86'400'000.0;
constexpr double serialOfEpoch = 25569; // 1970-01-01 counted from 1899-12-30

class Scanner {
public:
    explicit Scanner(std::string_view text) : rest_(text) {}
    [[nodiscard]] bool done() const { return rest_.empty(); }
    [[nodiscard]] char peek() const { return rest_.empty() ? '\0' : rest_.front(); }
    bool eat(char c) {
        if (peek() != c || rest_.empty()) return false;
        rest_.remove_prefix(1);
        return true;
    }
    /// `least` to `most` digits.
    bool digits(int& value, std::size_t least, std::size_t most) {
        std::size_t count = 0;
        value = 0;
        while (count < most && count < rest_.size() && rest_[count] >= '0' && rest_[count] <= '9')
            value = value * 10 + (rest_[count++] - '0');
        rest_.remove_prefix(count);
        return count >= least;
    }
    /// ".123456", cut to milliseconds.
    bool fraction(int& millis) {
        int scale = 100;
        bool any = false;
        for (; peek() >= '0' && peek() <= '9'; rest_.remove_prefix(1), any = true) {
            millis += (peek() - '0') * scale;
            scale /= 10;
        }
        return any;
    }
    bool word(std::string_view word) {
        if (rest_.size() < word.size()) return false;
        for (std::size_t i = 0; i < word.size(); ++i)
            if ((rest_[i] | 0x20) != (word[i] | 0x20)) return false;
        rest_.remove_prefix(word.size());
        return true;
    }

private:
    std::string_view rest_;
};

bool valid(const Civil& civil) {
    return (!civil.hasDate || QDate::isValid(civil.year, civil.month, civil.day)) && civil.hour < 24 &&
           civil.minute < 60 && civil.second < 61;
}

bool clock(Scanner& scan, Civil& civil) {
    if (!scan.digits(civil.hour, 1, 2) || !scan.eat(':') || !scan.digits(civil.minute, 2, 2)) return false;
    if (scan.eat(':') && !scan.digits(civil.second, 2, 2)) return false;
    if ((scan.eat('.') || scan.eat(',')) && !scan.fraction(civil.millisecond)) return false;
    civil.hasTime = true;
    return true;
}

bool halfDay(Scanner& scan, Civil& civil) {
    const bool pm = scan.word("pm");
    if (!pm && !scan.word("am")) return false;
    if (civil.hour < 1 || civil.hour > 12) return false;
    civil.hour = civil.hour % 12 + (pm ? 12 : 0);
    return true;
}

bool zone(Scanner& scan, Civil& civil) {
    if (scan.eat('Z') || scan.eat('z')) {
        civil.offsetSeconds = 0;
        return true;
    }
    const bool west = scan.peek() == '-';
    if (!west && scan.peek() != '+') return false;
    scan.eat(scan.peek());
    int hours = 0;
    int minutes = 0;
    if (!scan.digits(hours, 2, 2)) return false;
    scan.eat(':');
    if (!scan.done() && !scan.digits(minutes, 2, 2)) return false;
    civil.offsetSeconds = (west ? -1 : 1) * (hours * 3600 + minutes * 60);
    return true;
}

std::optional<Civil> finished(const Scanner& scan, const Civil& civil) {
    if (!scan.done() || !valid(civil)) return {};
    return civil;
}

bool monthName(Scanner& scan, int& month) {
    static constexpr std::array names{"jan", "feb", "mar", "apr", "may", "jun",
                                      "jul", "aug", "sep", "oct", "nov", "dec"};
    for (std::size_t i = 0; i < names.size(); ++i)
        if (scan.word(names[i])) {
            month = static_cast<int>(i) + 1;
            return true;
        }
    return false;
}

/// One run of the same letter in a pattern.
bool field(Scanner& scan, char letter, std::size_t width, Civil& civil) {
    const std::size_t least = width >= 2 ? width : 1;
    switch (letter) {
    case 'y': civil.hasDate = true; return scan.digits(civil.year, 4, 4);
    case 'M': return width == 3 ? monthName(scan, civil.month) : scan.digits(civil.month, least, 2);
    case 'd': return scan.digits(civil.day, least, 2);
    case 'H':
    case 'h': civil.hasTime = true; return scan.digits(civil.hour, least, 2);
    case 'm': return scan.digits(civil.minute, least, 2);
    case 's': return scan.digits(civil.second, least, 2);
    case 'z': return scan.fraction(civil.millisecond);
    default: return halfDay(scan, civil);
    }
}

std::optional<std::int64_t> wholeNumber(std::string_view text) {
    double value = 0;
    const char* end = text.data() + text.size();
    const auto parsed = std::from_chars(text.data(), end, value);
    if (text.empty() || parsed.ec != std::errc{} || parsed.ptr != end || value < -1e15 || value > 1e15)
        return {};
    return static_cast<std::int64_t>(value * 1000);
}

} // namespace

std::optional<TimeFormat> TimeFormat::parse(std::string_view format, std::string_view zoneName) {
    TimeFormat out;
    if (format == "rfc3339")
        out.kind = Kind::Rfc3339;
    else if (format == "epoch_s")
        out.kind = Kind::EpochSeconds;
    else if (format == "epoch_ms")
        out.kind = Kind::EpochMillis;
    else if (format.find_first_of("yMdHhms") != std::string_view::npos)
        out.kind = Kind::Pattern;
    else
        return {};
    out.pattern = format;
    if (zoneName.empty()) return out;
    out.zone = zoneName == "UTC"
                   ? QTimeZone::utc()
                   : QTimeZone(QByteArray(zoneName.data(), static_cast<qsizetype>(zoneName.size())));
    if (!out.zone.isValid()) return {};
    return out;
}

std::optional<Civil> parseIso(std::string_view text) {
    Scanner scan(text);
    Civil civil;
    if (!scan.digits(civil.year, 4, 4) || !scan.eat('-') || !scan.digits(civil.month, 2, 2) ||
        !scan.eat('-') || !scan.digits(civil.day, 2, 2))
        return {};
    civil.hasDate = true;
    if (scan.done()) return finished(scan, civil);
    if (!scan.eat('T') && !scan.eat('t') && !scan.eat(' ')) return {};
    if (!clock(scan, civil)) return {};
    if (!scan.done()) {
        scan.eat(' ');
        if (!zone(scan, civil)) return {};
    }
    return finished(scan, civil);
}

std::optional<Civil> parseClock(std::string_view text) {
    Scanner scan(text);
    Civil civil;
    if (!clock(scan, civil)) return {};
    scan.eat(' ');
    if (!scan.done() && !halfDay(scan, civil) && !zone(scan, civil)) return {};
    return finished(scan, civil);
}

std::optional<Civil> parsePattern(std::string_view text, std::string_view pattern) {
    Scanner scan(text);
    Civil civil;
    while (!pattern.empty()) {
        const char letter = pattern.front();
        std::size_t width = 1;
        while (width < pattern.size() && pattern[width] == letter)
            ++width;
        if (pattern.starts_with("AP")) {
            if (!field(scan, 'A', 2, civil)) return {};
            width = 2;
        } else if (std::string_view("yMdHhmsz").find(letter) != std::string_view::npos) {
            if (!field(scan, letter, width, civil)) return {};
        } else {
            width = 1;
            if (!scan.eat(letter)) return {};
        }
        pattern.remove_prefix(width);
    }
    return finished(scan, civil);
}

std::int64_t utcMillis(const Civil& civil) {
    using namespace std::chrono;
    const sys_days day = year{civil.year} / month{static_cast<unsigned>(civil.month)} /
                         std::chrono::day{static_cast<unsigned>(civil.day)};
    return duration_cast<milliseconds>(day.time_since_epoch()).count() + civil.hour * 3'600'000LL +
           civil.minute * 60'000LL + civil.second * 1000LL + civil.millisecond;
}

std::optional<WallTime> parseInstant(std::string_view text, const TimeFormat& format,
                                     const QTimeZone& fallback) {
    const auto at = [](std::int64_t millis) { return WallTime{Millis{millis}}; };
    if (format.kind == TimeFormat::Kind::EpochSeconds || format.kind == TimeFormat::Kind::EpochMillis) {
        const auto thousandths = wholeNumber(text);
        if (!thousandths) return {};
        return at(format.kind == TimeFormat::Kind::EpochSeconds ? *thousandths : *thousandths / 1000);
    }
    const auto civil =
        format.kind == TimeFormat::Kind::Rfc3339 ? parseIso(text) : parsePattern(text, format.pattern);
    if (!civil || !civil->hasDate) return {};
    const std::int64_t utc = utcMillis(*civil);
    if (civil->offsetSeconds) return at(utc - *civil->offsetSeconds * 1000LL);
    const QTimeZone& zone = format.zone.isValid() ? format.zone : fallback;
    if (!zone.isValid()) return at(utc);
    const QDateTime local(QDate(civil->year, civil->month, civil->day),
                          QTime(civil->hour, civil->minute, std::min(civil->second, 59), civil->millisecond),
                          zone);
    return at(local.toMSecsSinceEpoch());
}

double Zone::serial(WallTime instant) {
    const std::int64_t millis = instant.time_since_epoch().count();
    const std::int64_t quarter = millis / 900'000;
    if (quarter != quarterHour_) {
        offset_ = zone_.isValid() ? zone_.offsetFromUtc(QDateTime::fromMSecsSinceEpoch(millis, Qt::UTC)) *
                                        std::int64_t{1000}
                                  : 0;
        quarterHour_ = quarter;
    }
    return serialOfEpoch + static_cast<double>(millis + offset_) / dayMillis;
}

double civilSerial(const Civil& civil) {
    if (!civil.hasDate)
        return static_cast<double>(civil.hour * 3'600'000LL + civil.minute * 60'000LL +
                                   civil.second * 1000LL + civil.millisecond) /
               dayMillis;
    return serialOfEpoch + static_cast<double>(utcMillis(civil)) / dayMillis;
}

} // namespace rowcast::transform
