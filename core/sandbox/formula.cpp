// reference := ["$"] letters{1,3} ["$"] digits, with neither a letter, digit, "_" or "." before it nor one of
// them or "(" after it. Texts ("…") and tabs' names ('…') are left alone.

#include "core/sandbox/formula.h"

#include "core/sandbox/a1.h"

#include <algorithm>
#include <regex>

namespace rowcast::sandbox {

namespace {

bool inName(char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '.' || c == '$';
}

/// The word as a reference that moved, or as it was.
std::string moved(const std::string& word, int rows, int columns) {
    static const std::regex kReference(R"((\$?)([A-Za-z]{1,3})(\$?)([1-9][0-9]{0,7}))");
    std::smatch part;
    if (!std::regex_match(word, part, kReference)) return word;
    const auto cell = parseCells(part.str(2) + part.str(4));
    const int row = *cell->row0 + (part.length(3) > 0 ? 0 : rows);
    const int column = *cell->column0 + (part.length(1) > 0 ? 0 : columns);
    if (row < 0 || column < 0) return "#REF!";
    return part.str(1) + columnName(column) + part.str(3) + std::to_string(row + 1);
}

} // namespace

std::string movedFormula(std::string_view formula, int rows, int columns) {
    std::string out;
    for (std::size_t i = 0; i < formula.size();) {
        const char c = formula[i];
        auto end = i + 1;
        if (c == '"' || c == '\'') {
            end = std::min(formula.find(c, end), formula.size() - 1) + 1;
            out += formula.substr(i, end - i);
        } else if (inName(c)) {
            end = std::size_t(std::find_if_not(formula.begin() + std::ptrdiff_t(i), formula.end(), inName) -
                              formula.begin());
            const std::string word(formula.substr(i, end - i));
            const bool call = end < formula.size() && (formula[end] == '(' || formula[end] == '!');
            out += call ? word : moved(word, rows, columns);
        } else {
            out += c;
        }
        i = end;
    }
    return out;
}

} // namespace rowcast::sandbox
