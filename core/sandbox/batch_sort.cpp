// sortRange, findReplace.

#include "core/sandbox/batch.h"

#include <algorithm>
#include <numeric>
#include <regex>

namespace rowcast::sandbox {

namespace {

/// Numbers before text before booleans; blanks come last whichever the order.
int rank(const Cell& cell) {
    switch (cell.kind()) {
    case Cell::Kind::Number: return 0;
    case Cell::Kind::Bool: return 2;
    case Cell::Kind::Empty: return 3;
    default: return 1;
    }
}

std::string lowered(std::string_view text) {
    std::string out(text);
    std::ranges::transform(out, out.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; });
    return out;
}

int compare(const Cell& a, const Cell& b, bool descending) {
    const int x = rank(a), y = rank(b);
    if (x == 3 || y == 3) return x - y;
    int order = x - y;
    if (order == 0 && x == 1)
        order = lowered(a.text()).compare(lowered(b.text()));
    else if (order == 0)
        order = a.number() < b.number() ? -1 : int(a.number() > b.number());
    return descending ? -order : order;
}

/// Order the rows of `box` would stand in: element i is the row that comes to box.row0 + i.
std::vector<int> sortedRows(const Sheet& sheet, const Box& box, const Json& specs) {
    std::vector<int> order(std::size_t(box.rows()));
    std::iota(order.begin(), order.end(), box.row0);
    // Seen live: a hidden row stays where it is, the others are sorted into the places between.
    auto shown = order;
    std::erase_if(shown, [&](int row) {
        const auto it = sheet.rowProperties.find(row);
        return it != sheet.rowProperties.end() && it->second["hiddenByUser"].asBool();
    });
    auto sorted = shown;
    std::ranges::stable_sort(sorted, [&](int a, int b) {
        for (const auto& spec : specs.items()) {
            const int column = spec["dimensionIndex"].asInt();
            const int result = compare(sheet.grid.cell(a, column), sheet.grid.cell(b, column),
                                       spec["sortOrder"].asString() == "DESCENDING");
            if (result != 0) return result < 0;
        }
        return false;
    });
    for (std::size_t i = 0; i < shown.size(); ++i)
        order[std::size_t(shown[i] - box.row0)] = sorted[i];
    return order;
}

/// What a sort refuses, in the words seen live.
Answer<void> checkSort(Draft& draft, const Sheet& sheet, const Box& box, const Json& specs) {
    for (const auto& spec : specs.items()) {
        const int column = spec["dimensionIndex"].asInt();
        if (column < box.column0 || column >= box.column1)
            return refuse("Sort column index " + std::to_string(column) + " is not in the sort range.");
    }
    for (const auto& merge : sheet.merges) {
        const auto merged = boxOf(merge);
        if (merged.rows() > 1 && merged.intersects(box))
            return refuse("You can't sort a range containing vertical merges. There is a vertical merge at " +
                          toA1(toArea(merged)));
    }
    return draft.book.checkProtection(sheet, box);
}

Answer<> sortRange(Draft& draft, const Json& request) {
    const auto* sorted = draft.book.sheet(request["range"]["sheetId"].asInt());
    if (sorted && request["range"]["startRowIndex"].asInt() >= sorted->rows)
        return refuse("range.startRowIndex is larger than current grid size (" +
                      std::to_string(sorted->rows) + ")");
    const auto place = draft.box(request["range"]);
    if (!place) return tl::unexpected(place.error());
    auto* const sheet = place->first;
    auto box = place->second;
    if (auto free = checkSort(draft, *sheet, box, request["sortSpecs"]); !free)
        return tl::unexpected(free.error());
    box.row1 = std::min(box.row1, std::max(sheet->grid.storedRows(), box.row0));
    const auto order = sortedRows(*sheet, box, request["sortSpecs"]);
    const auto taken = [&](int row) {
        const auto& cells = sheet->grid.row(row);
        Row part;
        for (int c = box.column0; c < std::min(box.column1, int(cells.size())); ++c)
            part.push_back(cells[std::size_t(c)]);
        return part;
    };
    std::vector<Row> parts;
    for (const int row : order)
        parts.push_back(taken(row));
    int widest = 0;
    for (int row = box.row0; row < box.row1; ++row)
        widest = std::max(widest, int(sheet->grid.row(row).size()));
    for (std::size_t i = 0; i < parts.size(); ++i) {
        auto& cells = sheet->grid.editRow(box.row0 + int(i));
        const int end = std::min(box.column1, std::max(widest, box.column0));
        if (int(cells.size()) < end) cells.resize(std::size_t(end));
        for (int c = box.column0; c < end; ++c) {
            const auto at = std::size_t(c - box.column0);
            cells[std::size_t(c)] = at < parts[i].size() ? parts[i][at] : Cell();
        }
    }
    // Row metadata goes with its row where the whole row moved.
    if (box.column0 == 0 && box.column1 >= std::min(widest, sheet->columns))
        draft.book.metadata.sortRows(sheet->id, box.row0, order);
    return Json::object();
}

struct Replaced {
    int values = 0, formulas = 0, rows = 0, sheets = 0, occurrences = 0;
};

class Replacer {
public:
    explicit Replacer(const Json& request)
        : m_request(request), m_matchCase(request["matchCase"].asBool()),
          m_entire(request["matchEntireCell"].asBool()), m_formulas(request["includeFormulas"].asBool()) {
        auto pattern = request["find"].asString();
        if (!request["searchByRegex"].asBool())
            pattern = std::regex_replace(pattern, std::regex(R"([-[\]{}()*+?.,\^$|#\s])"), R"(\$&)");
        m_pattern = std::regex(pattern, m_matchCase ? std::regex::ECMAScript
                                                    : std::regex::ECMAScript | std::regex::icase);
    }
    /// The text with every match replaced, counting them.
    std::string replaced(const std::string& text, int& count) const {
        if (m_entire && !std::regex_match(text, m_pattern)) return text;
        for (std::sregex_iterator it(text.begin(), text.end(), m_pattern), end; it != end; ++it)
            count += it->str().empty() ? 0 : 1;
        const auto flags = m_request["searchByRegex"].asBool() ? std::regex_constants::format_default
                                                               : std::regex_constants::format_sed;
        auto with = m_request["replacement"].asString();
        if (!m_request["searchByRegex"].asBool()) // sed format: only \ and & are special
            with = std::regex_replace(with, std::regex(R"([\\&])"), R"(\$&)",
                                      std::regex_constants::format_default);
        return std::regex_replace(text, m_pattern, with, flags);
    }
    [[nodiscard]] bool formulas() const { return m_formulas; }

private:
    const Json& m_request;
    bool m_matchCase, m_entire, m_formulas;
    std::regex m_pattern;
};

void setTyped(Cell& cell, const std::string& text) {
    if (cell.kind() == Cell::Kind::Formula) return cell.setText(text, Cell::Kind::Formula);
    double number = 0;
    const bool whole = cell.kind() == Cell::Kind::Number && !text.empty() &&
                       text.find_first_not_of("0123456789.-") == std::string::npos;
    if (whole) {
        number = std::strtod(text.c_str(), nullptr);
        return cell.setNumber(number);
    }
    text.empty() ? cell.setEmpty() : cell.setText(text);
}

Answer<void> replaceIn(Draft& draft, Sheet& sheet, const Box& box, const Replacer& replacer,
                       Replaced& total) {
    bool any = false;
    for (int row = box.row0; row < std::min(box.row1, sheet.grid.storedRows()); ++row) {
        bool inRow = false;
        for (int column = box.column0; column < std::min(box.column1, int(sheet.grid.row(row).size()));
             ++column) {
            const auto& cell = sheet.grid.cell(row, column);
            const bool formula = cell.kind() == Cell::Kind::Formula;
            if (!cell.hasValue() || (formula && !replacer.formulas())) continue;
            int count = 0;
            const auto text = replacer.replaced(shownText(draft.book, cell), count);
            if (count == 0) continue;
            if (auto free = draft.book.checkProtection(sheet, {row, row + 1, column, column + 1}); !free)
                return free;
            setTyped(sheet.grid.edit(row, column), text);
            total.occurrences += count;
            (formula ? total.formulas : total.values) += 1;
            inRow = any = true;
        }
        total.rows += inRow;
    }
    total.sheets += any;
    return {};
}

/// Where a findReplace looks.
Answer<std::vector<std::pair<Sheet*, Box>>> scopeOf(Draft& draft, const Json& request) {
    std::vector<std::pair<Sheet*, Box>> out;
    if (request.has("range")) {
        const auto place = draft.box(request["range"]);
        if (!place) return tl::unexpected(place.error());
        out.push_back(*place);
    } else if (request.has("sheetId")) {
        const auto sheet = draft.grid(request["sheetId"].asInt());
        if (!sheet) return tl::unexpected(sheet.error());
        out.emplace_back(*sheet, (*sheet)->whole());
    } else if (request["allSheets"].asBool()) {
        for (auto& sheet : draft.book.sheets)
            out.emplace_back(&sheet, sheet.whole());
    } else {
        return refuse("Must specify range, sheetId or allSheets.");
    }
    return out;
}

Answer<> findReplace(Draft& draft, const Json& request) {
    if (request["find"].asString().empty()) return refuse("find must be specified");
    Replaced total;
    try {
        const Replacer replacer(request);
        const auto scope = scopeOf(draft, request);
        if (!scope) return tl::unexpected(scope.error());
        for (const auto& [sheet, box] : *scope) {
            if (auto replaced = replaceIn(draft, *sheet, box, replacer, total); !replaced)
                return tl::unexpected(replaced.error());
        }
    } catch (const std::regex_error&) {
        return refuse("Invalid regular expression: " + request["find"].asString());
    }
    Json reply = Json::object();
    const auto put = [&](const char* key, int count) {
        if (count > 0) reply.set(key, count);
    };
    put("valuesChanged", total.values);
    put("formulasChanged", total.formulas);
    put("rowsChanged", total.rows);
    put("sheetsChanged", total.sheets);
    put("occurrencesChanged", total.occurrences);
    return Json::object({{"findReplace", reply}});
}

} // namespace

void addSortKinds(std::map<std::string, RequestKind, std::less<>>& kinds) {
    kinds["sortRange"] = sortRange;
    kinds["findReplace"] = findReplace;
}

} // namespace rowcast::sandbox
