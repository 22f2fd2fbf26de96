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

bool resembles(const std::vector<Value>& cells, const std::vector<ExpectedCell>& expected) {
    const auto standing = std::count_if(expected.begin(), expected.end(), [&](const ExpectedCell& cell) {
        return std::any_of(cells.begin(), cells.end(),
                           [&](const Value& value) { return same(value, cell.value); });
    });
    return 2 * standing >= static_cast<std::ptrdiff_t>(expected.size());
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

} // namespace rowcast::sheets
