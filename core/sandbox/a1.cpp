#include "core/sandbox/a1.h"

#include <algorithm>

namespace rowcast::sandbox {

namespace {

constexpr int kLongest = 100'000'000;

bool isLetter(char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}
bool isDigit(char c) {
    return c >= '0' && c <= '9';
}

/// One end of a range: column and row from 0, either may be absent.
struct End {
    std::optional<int> row, column;
};

void skipDollar(std::string_view& text) {
    if (text.starts_with('$')) text.remove_prefix(1);
}

std::optional<int> takeNumber(std::string_view& text) {
    long number = 0;
    std::size_t digits = 0;
    while (digits < text.size() && isDigit(text[digits]) && number < kLongest)
        number = number * 10 + (text[digits++] - '0');
    if (digits == 0 || (digits < text.size() && isDigit(text[digits]))) return {};
    text.remove_prefix(digits);
    return int(number);
}

std::optional<End> a1End(std::string_view text) {
    End end;
    skipDollar(text);
    long column = 0;
    std::size_t letters = 0;
    while (letters < text.size() && isLetter(text[letters]) && column < kLongest)
        column = column * 26 + ((text[letters++] & 0x5f) - 'A' + 1);
    text.remove_prefix(letters);
    if (letters > 3) return {};
    if (letters > 0) end.column = int(column) - 1;
    skipDollar(text);
    if (!text.empty()) {
        const auto row = takeNumber(text);
        if (!row || *row < 1) return {};
        end.row = *row - 1;
    }
    if (!text.empty() || (!end.row && !end.column)) return {};
    return end;
}

/// "R1C1", "R2", "C3".
std::optional<End> r1c1End(std::string_view text) {
    End end;
    const auto take = [&](char letter, std::optional<int>& into) {
        if (text.empty() || (text[0] & 0x5f) != letter) return true;
        text.remove_prefix(1);
        const auto number = takeNumber(text);
        if (!number || *number < 1) return false;
        into = *number - 1;
        return true;
    };
    if (!take('R', end.row) || !take('C', end.column) || !text.empty() || !end.row || !end.column) return {};
    return end;
}

Area areaOf(const End& a, const End& b) {
    Area area;
    const auto order = [](std::optional<int> x, std::optional<int> y, std::optional<int>& low,
                          std::optional<int>& high) {
        if (x && y) {
            low = std::min(*x, *y);
            high = std::max(*x, *y) + 1;
        } else if (x) {
            low = x;
        } else if (y) {
            low = y;
        }
    };
    order(a.row, b.row, area.row0, area.row1);
    order(a.column, b.column, area.column0, area.column1);
    return area;
}

} // namespace

std::optional<Area> parseCells(std::string_view text) {
    for (auto* const parse : {&a1End, &r1c1End}) {
        const auto colon = text.find(':');
        const auto first = parse(text.substr(0, colon));
        if (!first) continue;
        if (colon == std::string_view::npos) {
            // One cell; "A" or "5" alone is no range.
            if (first->row && first->column) return areaOf(*first, *first);
            continue;
        }
        const auto second = parse(text.substr(colon + 1));
        if (second) return areaOf(*first, *second);
    }
    return {};
}

std::optional<ParsedRange> parseRange(std::string_view text) {
    if (text.empty()) return {};
    ParsedRange out;
    std::string_view cells;
    if (text.starts_with('\'')) {
        std::string title;
        std::size_t i = 1;
        for (;; ++i) {
            if (i >= text.size()) return {};
            if (text[i] == '\'') {
                if (i + 1 >= text.size() || text[i + 1] != '\'') break;
                ++i;
            }
            title += text[i];
        }
        out.sheet = title;
        cells = text.substr(i + 1);
        if (cells.empty()) return out;
        if (!cells.starts_with('!')) return {};
        cells.remove_prefix(1);
    } else if (const auto bang = text.rfind('!'); bang != std::string_view::npos) {
        out.sheet = std::string(text.substr(0, bang));
        cells = text.substr(bang + 1);
        if (out.sheet->empty()) return {};
    } else {
        out.area = parseCells(text);
        if (!out.area) out.sheet = std::string(text);
        return out;
    }
    out.area = parseCells(cells);
    if (!out.area) return {};
    return out;
}

std::string columnName(int column) {
    std::string name;
    for (++column; column > 0; column = (column - 1) / 26)
        name.insert(name.begin(), char('A' + (column - 1) % 26));
    return name;
}

std::string quotedTitle(std::string_view title) {
    const bool plain = !title.empty() && !isDigit(title[0]) && std::ranges::all_of(title, [](char c) {
        return isLetter(c) || isDigit(c) || c == '_';
    }) && !parseCells(title);
    if (plain) return std::string(title);
    std::string out = "'";
    for (const char c : title) {
        out += c;
        if (c == '\'') out += c;
    }
    return out + "'";
}

std::string toA1(std::string_view title, const Box& box) {
    return toA1(title, Area{box.row0, box.row1, box.column0, box.column1});
}

std::string toA1(std::string_view title, const Area& area) {
    const auto end = [](std::optional<int> column, std::optional<int> row) {
        return (column ? columnName(*column) : std::string()) +
               (row ? std::to_string(*row + 1) : std::string());
    };
    const auto less = [](std::optional<int> bound) { return bound ? std::optional(*bound - 1) : bound; };
    const auto first = end(area.column0, area.row0);
    const auto last = end(less(area.column1), less(area.row1));
    std::string out = quotedTitle(title);
    if (first.empty() && last.empty()) return out;
    out += '!' + first;
    const bool cell = area.row0 && area.column0 && first == last;
    return cell ? out : out + ':' + last;
}

} // namespace rowcast::sandbox
