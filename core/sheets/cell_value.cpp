#include "core/sheets/cell_value.h"

#include <QDateTime>

#include <cmath>

namespace rowcast::sheets {

namespace {

/// UTF-16 units of the character that starts with this byte; continuation bytes count nothing.
std::size_t units(char byte) {
    const auto b = static_cast<unsigned char>(byte);
    if ((b & 0xC0U) == 0x80U) return 0;
    return b >= 0xF0U ? 2 : 1;
}

std::size_t length(std::string_view text) {
    std::size_t count = 0;
    for (const char byte : text)
        count += units(byte);
    return count;
}

Value text(std::string_view content) {
    Value value;
    if (content.empty()) return value;
    value.kind = Value::Kind::Text;
    value.text = mustCut(content) ? cutText(content) : std::string(content);
    return value;
}

} // namespace

bool mustCut(std::string_view text) {
    return text.size() > kCellLimit && length(text) > kCellLimit;
}

std::string cutText(std::string_view text) {
    const std::string mark = "… [cut by Rowcast: " + std::to_string(length(text)) + " characters]";
    const std::size_t room = kCellLimit - length(mark);
    std::size_t count = 0;
    std::size_t end = 0;
    while (end < text.size() && count + units(text[end]) <= room)
        count += units(text[end++]);
    return std::string(text.substr(0, end)) + mark;
}

Value valueOf(const Cell& cell) {
    if (cell.kind == CellKind::Text || cell.kind == CellKind::Link) return text(cell.text);
    if (!std::isfinite(cell.number))
        return text(cell.text.empty() ? std::string_view("not a number") : cell.text);
    Value value;
    value.kind = cell.kind == CellKind::Boolean ? Value::Kind::Boolean : Value::Kind::Number;
    value.number = cell.number;
    return value;
}

SerialClock::SerialClock(const std::string& zone) : zone_(QByteArray::fromStdString(zone)) {
    if (!zone_.isValid()) zone_ = QTimeZone::utc();
}

double SerialClock::serial(WallTime at) {
    constexpr std::int64_t quarterMs = 15LL * 60 * 1000;
    constexpr std::int64_t dayMs = 24LL * 60 * 60 * 1000;
    constexpr std::int64_t epochDays = 25'569; // 1970-01-01
    const std::int64_t ms = at.time_since_epoch().count();
    if (const std::int64_t quarter = ms / quarterMs; quarter != quarter_) {
        quarter_ = quarter;
        offset_ = 1000LL * zone_.offsetFromUtc(QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC));
    }
    return static_cast<double>(ms + offset_) / static_cast<double>(dayMs) + static_cast<double>(epochDays);
}

} // namespace rowcast::sheets
