// Rows are written by appendCells: where they land, what stays text, what is refused.
#include "core/google/live_findings.h"
#include "core/google/live_requests.h"

namespace rowcast::google {

namespace {

using namespace live;

Finding firstTabIsAsExpected(LiveSheet& sheet) {
    const Tab& tab = sheet.firstTab();
    return foundIf(tab.rows == 1000 && tab.columns == 26 && tab.id == 0,
                   QStringLiteral("%1 x %2, sheetId %3").arg(tab.rows).arg(tab.columns).arg(tab.id));
}

Finding textStaysText(LiveSheet& sheet) {
    const std::int32_t tab = sheet.tab();
    const auto done = sheet.batch({appendRows(tab, {{"=1+1", "007", "2026-01-01", "TRUE"}})});
    if (!done) return notAsked(done.error());
    const auto rows = sheet.rows(tab);
    if (rows.size() != 1 || rows[0].size() != 4)
        return differs(QStringLiteral("not one row of four cells came back"));
    for (const Value& cell : rows[0])
        if (cell.kind != Value::Kind::Text) return differs(QStringLiteral("a text became something else"));
    return foundIf(rows[0][0].text == "=1+1" && rows[0][1].text == "007",
                   QStringLiteral("as it was written"));
}

Finding appendsBelowAllColumns(LiveSheet& sheet) {
    const std::int32_t tab = sheet.tab(30, 12);
    const auto done = sheet.batch({writeRow(tab, 10, 9, {"seed"}), appendRows(tab, {{"new"}})});
    if (!done) return notAsked(done.error());
    const auto rows = sheet.rows(tab);
    const bool good = rows.size() == 12 && !rows[11].empty() && rows[11][0].text == "new";
    return foundIf(good, QStringLiteral("something in J11, the append is in row %1").arg(rows.size()));
}

Finding formatsDoNotPushAppends(LiveSheet& sheet) {
    const std::int32_t tab = sheet.tab();
    const auto done = sheet.batch({appendRows(tab, {{"one"}}), colourRow(tab, 50)});
    if (!done) return notAsked(done.error());
    const auto appended = sheet.batch({appendRows(tab, {{"two"}})});
    if (!appended) return notAsked(appended.error());
    const auto rows = sheet.rows(tab);
    return foundIf(rows.size() == 2,
                   QStringLiteral("row 51 coloured, the second append is in row %1").arg(rows.size()));
}

Finding fullGridGrows(LiveSheet& sheet) {
    const std::int32_t tab = sheet.tab(2, 2);
    const auto done = sheet.batch({appendRows(tab, {{"1"}, {"2"}, {"3"}, {"4"}})});
    return foundIf(done && sheet.rows(tab).size() == 4,
                   QStringLiteral("four rows into a grid of two: ") + outcomeOf(done));
}

Finding wideRowIsRefused(LiveSheet& sheet) {
    const std::int32_t tab = sheet.tab(5, 2);
    const auto refused = sheet.batch({appendRows(tab, {{"1", "2", "3"}})});
    const auto widened = sheet.batch({appendColumns(tab, 1), appendRows(tab, {{"1", "2", "3"}})});
    return foundIf(!refused && widened,
                   QStringLiteral("three cells into two columns %1; with appendDimension before %2")
                       .arg(outcomeOf(refused), outcomeOf(widened)));
}

Finding cellHolds50000(LiveSheet& sheet) {
    const std::int32_t tab = sheet.tab();
    const auto full = sheet.batch({appendRows(tab, {{std::string(50'000, 'x')}})});
    if (!full) return differs(QStringLiteral("50,000 characters ") + outcomeOf(full));
    return refusedAs(sheet.batch({appendRows(tab, {{std::string(50'001, 'x')}})}), Reason::CellTooLong);
}

Finding cellLimit(LiveSheet& sheet) {
    const std::int32_t tab = sheet.freshId();
    const auto answer = sheet.batch({addTab(tab, "too large", 1'000'000, 10)});
    if (answer) static_cast<void>(sheet.batch({deleteTab(tab)}));
    return refusedAs(answer, Reason::CellLimit);
}

Finding tabTitlesAreUnique(LiveSheet& sheet) {
    const std::int32_t tab = sheet.tab();
    const auto answer = sheet.batch({addTab(sheet.freshId(), "t" + std::to_string(tab), 5, 5)});
    return foundIf(!answer, outcomeOf(answer));
}

Finding largeRequest(LiveSheet& sheet) {
    const std::int32_t tab = sheet.tab();
    const std::vector<std::vector<std::string>> rows(400,
                                                     std::vector<std::string>(10, std::string(2'000, 'x')));
    const auto answer = sheet.batch({appendRows(tab, rows)});
    static_cast<void>(sheet.batch({deleteTab(tab)}));
    return foundIf(answer.has_value(), QStringLiteral("8 MB in one request: ") + outcomeOf(answer));
}

Finding trailingBlanksAreCut(LiveSheet& sheet) {
    const std::int32_t tab = sheet.tab();
    const auto done = sheet.batch({writeRow(tab, 0, 1, {"b"}), writeRow(tab, 2, 0, {"c"})});
    if (!done) return notAsked(done.error());
    const auto rows = sheet.rows(tab);
    const bool good =
        rows.size() == 3 && rows[0].size() == 2 && rows[0][0].kind == Value::Kind::Empty && rows[1].empty();
    return foundIf(good, QStringLiteral("%1 rows came back").arg(rows.size()));
}

} // namespace

std::vector<Probe> cellProbes() {
    return {
        {"first-tab", 'R', "A new spreadsheet has one tab of 1000 x 26 with sheetId 0", firstTabIsAsExpected},
        {"text-stays-text", 'L', "A stringValue is stored as it is, formulas and leading zeros too",
         textStaysText},
        {"append-below-all-columns", 'L', "appendCells goes below the last row with data in any column",
         appendsBelowAllColumns},
        {"append-ignores-formats", 'Q', "Formats alone do not push appends down", formatsDoNotPushAppends},
        {"append-grows-the-grid", 'L', "appendCells adds rows to a full grid", fullGridGrows},
        {"append-refuses-wide-rows", 'L',
         "A row wider than the grid is refused; appendDimension in the same batch helps", wideRowIsRefused},
        {"cell-of-50000", 'Q', "A cell holds 50,000 characters and no more", cellHolds50000},
        {"limit-of-10000000-cells", 'Q', "A spreadsheet holds 10,000,000 cells and no more", cellLimit},
        {"tab-titles-are-unique", 'L', "A second tab of the same title is refused", tabTitlesAreUnique},
        {"request-of-8-mb", 'L', "A request of 8 MB is accepted", largeRequest},
        {"trailing-blanks-are-cut", 'R', "Reads leave out trailing empty cells and rows",
         trailingBlanksAreCut},
    };
}

} // namespace rowcast::google
