#include "core/sandbox/shift.h"

#include "core/sandbox/json.h"

namespace rowcast::sandbox {

std::optional<int> Shift::point(int index) const {
    const int count = to - from;
    switch (kind) {
    case Kind::Insert: return index >= from ? index + count : index;
    case Kind::Delete:
        if (index >= from && index < to) return {};
        return index >= to ? index - count : index;
    case Kind::Move:
        if (index >= from && index < to) return index + (before > to ? before - to : before - from);
        if (index >= to && index < before) return index - count;
        if (index >= before && index < from) return index + count;
        return index;
    }
    return index;
}

std::optional<std::pair<int, int>> Shift::span(int first, int end) const {
    const int count = to - from;
    switch (kind) {
    case Kind::Insert:
        return std::pair(first >= from ? first + count : first, end > from ? end + count : end);
    case Kind::Delete: {
        const auto clip = [&](int bound) {
            return bound <= from ? bound : bound >= to ? bound - count : from;
        };
        if (clip(first) >= clip(end)) return {};
        return std::pair(clip(first), clip(end));
    }
    case Kind::Move:
        // A range moves as a whole when all of it moves; else its ends stay with their neighbours.
        if (first >= from && end <= to) return std::pair(*point(first), *point(end - 1) + 1);
        if (to <= first && before >= end) return std::pair(first - count, end - count);
        if (from >= end && before <= first) return std::pair(first + count, end + count);
        return std::pair(first, end);
    }
    return std::pair(first, end);
}

bool shiftRange(Json& range, const Shift& shift) {
    const bool rows = shift.dimension == Dimension::Rows;
    const auto* first = rows ? "startRowIndex" : "startColumnIndex";
    const auto* end = rows ? "endRowIndex" : "endColumnIndex";
    if (!range.has(first) && !range.has(end)) return true;
    const bool open = !range.has(end);
    const int last = open ? 1 << 30 : range[end].asInt();
    const auto moved = shift.span(range[first].asInt(), last);
    if (!moved) return false;
    range.set(first, moved->first);
    if (!open) range.set(end, moved->second);
    return true;
}

Area areaOf(const Json& gridRange) {
    const auto bound = [&](const char* key) {
        const auto* value = gridRange.find(key);
        return value ? std::optional(value->asInt()) : std::nullopt;
    };
    return {bound("startRowIndex"), bound("endRowIndex"), bound("startColumnIndex"), bound("endColumnIndex")};
}

Json toGridRange(int sheetId, const Area& area) {
    Json out = Json::object();
    if (sheetId != 0) out.set("sheetId", sheetId);
    const auto put = [&](const char* key, std::optional<int> bound) {
        if (bound) out.set(key, *bound);
    };
    put("startRowIndex", area.row0);
    put("endRowIndex", area.row1);
    put("startColumnIndex", area.column0);
    put("endColumnIndex", area.column1);
    return out;
}

Box boxOf(const Json& gridRange) {
    const auto area = areaOf(gridRange);
    return {area.row0.value_or(0), area.row1.value_or(0), area.column0.value_or(0), area.column1.value_or(0)};
}

Area toArea(const Box& box) {
    return {box.row0, box.row1, box.column0, box.column1};
}

} // namespace rowcast::sandbox
