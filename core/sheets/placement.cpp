#include "core/sheets/placement.h"

#include "core/sheets/cell_value.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <set>

namespace rowcast::sheets {

namespace {

bool same(const Value& a, const Value& b) {
    if (a.kind != b.kind) return false;
    if (a.kind == Value::Kind::Number)
        return std::abs(a.number - b.number) <= 1e-9 * std::max(1.0, std::abs(a.number));
    return a.number == b.number && a.text == b.text;
}

std::string keyAt(const SheetView& view, std::size_t column) {
    return column < view.columns.size() ? view.columns[column].tag.substr(0, 8) : std::string();
}

std::optional<std::size_t> columnOf(const SheetView& view, const std::string& key) {
    for (std::size_t i = 0; i < view.columns.size(); ++i)
        if (keyAt(view, i) == key) return i;
    return {};
}

const ExpectedCell* expectedAt(const SheetView& view, std::size_t column,
                               const std::vector<ExpectedCell>& expected) {
    const std::string key = keyAt(view, column);
    for (const ExpectedCell& cell : expected)
        if (!key.empty() && cell.key == key) return &cell;
    return nullptr;
}

/// Half a millisecond in days: times of submission differ by more or not at all.
constexpr double kSameTime = 0.5 / 86'400'000;

const std::string& submittedKey() {
    static const std::string key = questionKey(submittedQuestion());
    return key;
}

/// Seconds between two submissions count, unlike those between two answers that are dates.
bool shows(const Value& cell, const ExpectedCell& expected) {
    if (expected.key != submittedKey()) return same(cell, expected.value);
    return cell.kind == Value::Kind::Number && std::abs(cell.number - expected.value.number) < kSameTime;
}

std::optional<double> timeIn(const SheetView& view, const std::vector<Value>& cells) {
    const auto column = columnOf(view, submittedKey());
    if (!column || *column >= cells.size() || cells[*column].kind != Value::Kind::Number) return {};
    return cells[*column].number;
}

std::optional<double> timeOf(const std::vector<ExpectedCell>& expected) {
    for (const ExpectedCell& cell : expected)
        if (cell.key == submittedKey()) return cell.value.number;
    return {};
}

/// The columns of questions that are left out of the sheet: what stands there stays.
std::set<std::string> leftOut(const QuestionList& questions) {
    std::set<std::string> keys;
    for (const Question& question : questions)
        if (!question.shown) keys.insert(questionKey(question.id));
    return keys;
}

bool holds(const std::vector<Value>& cells, std::size_t column, const Value& value) {
    return column < cells.size() && same(cells[column], value);
}

/// The column that holds `value` though it is not what belongs there.
std::optional<std::size_t> strayPlace(const SheetView& view, const std::vector<Value>& cells,
                                      const std::vector<ExpectedCell>& expected, const Value& value) {
    for (std::size_t i = 0; i < cells.size(); ++i) {
        if (!same(cells[i], value)) continue;
        const ExpectedCell* own = expectedAt(view, i, expected);
        if (own == nullptr || !same(own->value, value)) return i;
    }
    return {};
}

/// Values whose own column lacks them while another holds them.
std::vector<const ExpectedCell*> strays(const SheetView& view, const std::vector<Value>& cells,
                                        const std::vector<ExpectedCell>& expected) {
    std::vector<const ExpectedCell*> found;
    for (const ExpectedCell& cell : expected) {
        const auto column = columnOf(view, cell.key);
        if (column && !holds(cells, *column, cell.value) && strayPlace(view, cells, expected, cell.value))
            found.push_back(&cell);
    }
    return found;
}

} // namespace

std::vector<ExpectedCell> expectedCells(const Row& row, const QuestionList& questions,
                                        const std::string& zone) {
    std::vector<ExpectedCell> expected;
    const auto add = [&](const QuestionId& id, Value value) {
        if (value.kind != Value::Kind::Empty) expected.push_back({questionKey(id), std::move(value)});
    };
    if (row.submittedAt != WallTime{}) {
        Value at;
        at.kind = Value::Kind::Number;
        at.number = SerialClock(zone).serial(row.submittedAt);
        add(submittedQuestion(), at);
    }
    add(responseIdQuestion(), valueOf(Cell{0, CellKind::Text, 0, row.responseId}));
    for (const Cell& cell : row.cells)
        if (cell.question < questions.size() && questions[cell.question].shown)
            add(questions[cell.question].id, valueOf(cell));
    return expected;
}

bool isMisplaced(const SheetView& view, const std::vector<Value>& cells,
                 const std::vector<ExpectedCell>& expected) {
    return !strays(view, cells, expected).empty();
}

std::vector<Value> repairedCells(const SheetView& view, const std::vector<Value>& cells,
                                 const std::vector<ExpectedCell>& expected) {
    const auto moved = strays(view, cells, expected);
    std::vector<Value> repaired(std::max(view.columns.size(), cells.size()));
    for (std::size_t i = 0; i < repaired.size(); ++i) {
        if (const ExpectedCell* own = expectedAt(view, i, expected)) {
            if (!holds(cells, i, own->value)) repaired[i] = own->value;
        } else if (std::any_of(moved.begin(), moved.end(),
                               [&](const ExpectedCell* cell) { return holds(cells, i, cell->value); })) {
            repaired[i].kind = Value::Kind::Text;
        }
    }
    return repaired;
}

void clearCopies(std::vector<Value>& repaired, const SheetView& view, const std::vector<Value>& cells,
                 const std::vector<ExpectedCell>& expected, const std::vector<Value>& wrote,
                 const std::vector<Value>& before) {
    const auto count = [](const std::vector<Value>& row, const Value& value) {
        return std::count_if(row.begin(), row.end(), [&](const Value& each) { return same(each, value); });
    };
    for (const Value& value : wrote) {
        if (value.kind == Value::Kind::Empty || (value.kind == Value::Kind::Text && value.text.empty()))
            continue;
        // In its own columns it belongs; each further one that was not there before is a copy of ours.
        auto surplus = count(cells, value) - std::max<std::ptrdiff_t>(1, count(before, value));
        for (std::size_t i = 0; i < cells.size() && surplus > 0; ++i) {
            const ExpectedCell* own = expectedAt(view, i, expected);
            if (!same(cells[i], value) || (own != nullptr && same(own->value, value))) continue;
            if (repaired.size() <= i) repaired.resize(i + 1);
            if (repaired[i].kind == Value::Kind::Empty) repaired[i].kind = Value::Kind::Text;
            --surplus;
        }
    }
}

bool resembles(const std::vector<Value>& cells, const std::vector<ExpectedCell>& expected) {
    const auto standing = std::count_if(expected.begin(), expected.end(), [&](const ExpectedCell& cell) {
        return std::any_of(cells.begin(), cells.end(),
                           [&](const Value& value) { return same(value, cell.value); });
    });
    return 2 * standing >= static_cast<std::ptrdiff_t>(expected.size());
}

bool isThisSubmission(const SheetView& view, const std::vector<Value>& cells,
                      const std::vector<ExpectedCell>& expected) {
    const bool whole = std::all_of(expected.begin(), expected.end(), [&](const ExpectedCell& cell) {
        return std::any_of(cells.begin(), cells.end(),
                           [&](const Value& value) { return shows(value, cell); });
    });
    if (whole) return true;
    const auto here = timeIn(view, cells);
    const auto wanted = timeOf(expected);
    return here && wanted && std::abs(*here - *wanted) < kSameTime && resembles(cells, expected);
}

Standing standingOf(const SheetView& view, const std::vector<Value>& cells,
                    const std::vector<ExpectedCell>& expected, const QuestionList& questions) {
    const auto here = timeIn(view, cells);
    const auto wanted = timeOf(expected);
    if (here && wanted && *wanted < *here - kSameTime) return Standing::Newer;
    const auto edited = editedCells(view, cells, expected, questions);
    const bool same = std::all_of(edited.begin(), edited.end(),
                                  [](const Value& value) { return value.kind == Value::Kind::Empty; });
    return same ? Standing::Same : Standing::Older;
}

std::vector<Value> editedCells(const SheetView& view, const std::vector<Value>& cells,
                               const std::vector<ExpectedCell>& expected, const QuestionList& questions) {
    const std::set<std::string> left = leftOut(questions);
    std::vector<Value> edited(std::max(view.columns.size(), cells.size()));
    for (std::size_t i = 0; i < edited.size(); ++i) {
        const std::string key = keyAt(view, i);
        const bool empty = i >= cells.size() || cells[i].kind == Value::Kind::Empty;
        if (const ExpectedCell* own = expectedAt(view, i, expected)) {
            if (empty || !shows(cells[i], *own)) edited[i] = own->value;
        } else if (!key.empty() && !empty && key != submittedKey() && !left.contains(key)) {
            edited[i].kind = Value::Kind::Text; // no longer answered
        }
    }
    return edited;
}

std::string_view idOf(const SheetView& view, const std::vector<Value>& cells) {
    static const std::string key = questionKey(responseIdQuestion());
    const auto column = columnOf(view, key);
    if (!column || *column >= cells.size() || cells[*column].kind != Value::Kind::Text) return {};
    return cells[*column].text;
}

bool holdsText(const std::vector<Value>& cells, std::string_view text) {
    return std::any_of(cells.begin(), cells.end(), [&](const Value& value) {
        return value.kind == Value::Kind::Text && value.text == text;
    });
}

} // namespace rowcast::sheets
