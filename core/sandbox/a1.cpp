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

/// One end of a range: column and row from 0, either may be absent. Of R1C1 also the numbers as written.
struct End {
    std::optional<int> row, column;
    struct Written {
        int number = 0;
        bool relative = false;
    };
    std::optional<Written> rawRow, rawColumn;
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

/// One axis of R1C1: "R2" (from 1), "R[1]" (from A1), or the letter alone; false for what is none of them.
bool takeAxis(std::string_view& text, char letter, bool& named, std::optional<int>& index,
              std::optional<End::Written>& raw) {
    if (text.empty() || (text[0] & 0x5f) != letter) return true;
    text.remove_prefix(1);
    named = true;
    const bool relative = text.starts_with('[');
    if (!relative && (text.empty() || !isDigit(text[0]))) return true;
    if (relative) text.remove_prefix(1);
    const auto number = takeNumber(text);
    if (!number || (relative ? !text.starts_with(']') : *number < 1)) return false;
    if (relative) text.remove_prefix(1);
    raw = {*number, relative};
    index = relative ? *number : *number - 1;
    return true;
}

std::optional<End> r1c1End(std::string_view text) {
    End end;
    bool row = false, column = false;
    if (!takeAxis(text, 'R', row, end.row, end.rawRow) ||
        !takeAxis(text, 'C', column, end.column, end.rawColumn) || !text.empty() || !(row || column))
        return {};
    // A letter alone is A1's; an axis that is not named is open beside a number, else A1's too.
    const bool number = end.row || end.column;
    if (!end.row && (row || !number)) end.row = 0;
    if (!end.column && (column || !number)) end.column = 0;
    return end;
}

void order(std::optional<int> first, std::optional<int> last, std::optional<int>& low,
           std::optional<int>& high) {
    if (first && last && *last < *first) std::swap(first, last);
    low = first;
    if (last) high = *last + 1;
}

Area areaOf(const End& a, const End& b) {
    Area area;
    order(a.row, b.row, area.row0, area.row1);
    order(a.column, b.column, area.column0, area.column1);
    return area;
}

/// Seen live: of two numbers of one kind the first must not be one more than the second.
bool crossed(const std::optional<End::Written>& a, const std::optional<End::Written>& b) {
    return a && b && a->relative == b->relative && a->number == b->number + 1;
}

} // namespace

std::optional<Area> parseCells(std::string_view text) {
    const auto colon = text.find(':');
    const auto left = text.substr(0, colon);
    const auto right = colon == std::string_view::npos ? left : text.substr(colon + 1);
    if (const auto a = a1End(left), b = a1End(right); a && b) {
        // "A" or "5" alone is no range.
        if (colon != std::string_view::npos || (a->row && a->column)) return areaOf(*a, *b);
    }
    const auto a = r1c1End(left), b = r1c1End(right);
    if (!a || !b || crossed(a->rawRow, b->rawRow) || crossed(a->rawColumn, b->rawColumn)) return {};
    return areaOf(*a, *b);
}

std::string unquotedTitle(std::string_view title) {
    if (title.size() < 2 || !title.starts_with('\'') || !title.ends_with('\'')) return std::string(title);
    std::string out;
    for (std::size_t i = 1; i + 1 < title.size(); ++i) {
        out += title[i];
        if (title[i] == '\'' && title[i + 1] == '\'' && i + 2 < title.size()) ++i;
    }
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
    const auto cells = toA1(area);
    return quotedTitle(title) + (cells.empty() ? "" : "!" + cells);
}

std::string toA1(const Area& area) {
    const auto end = [](std::optional<int> column, std::optional<int> row) {
        return (column ? columnName(*column) : std::string()) +
               (row ? std::to_string(*row + 1) : std::string());
    };
    const auto less = [](std::optional<int> bound) { return bound ? std::optional(*bound - 1) : bound; };
    const auto first = end(area.column0, area.row0);
    const auto last = end(less(area.column1), less(area.row1));
    return first == last ? first : first + ':' + last;
}

} // namespace rowcast::sandbox
