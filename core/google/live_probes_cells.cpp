// Rows are written by appendCells: where they land, what stays text, what is refused.
#include "core/google/live_findings.h"
#include "core/google/live_requests.h"
#include "core/google/sheets_get.h"

#include <functional>

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

/// Two rows, with something below the first that is not to count as data.
Finding secondAppendFollows(LiveSheet& sheet, const std::function<std::string(std::int32_t)>& noise,
                            const QString& what) {
    const std::int32_t tab = sheet.tab();
    const auto done = sheet.batch({appendRows(tab, {{"one"}}), noise(tab)});
    if (!done) return notAsked(done.error());
    const auto appended = sheet.batch({appendRows(tab, {{"two"}})});
    if (!appended) return notAsked(appended.error());
    const auto rows = sheet.rows(tab);
    return foundIf(rows.size() == 2,
                   QStringLiteral("%1, the second append is in row %2").arg(what).arg(rows.size()));
}

Finding formatsDoNotPushAppends(LiveSheet& sheet) {
    return secondAppendFollows(
        sheet, [](std::int32_t tab) { return colourRows(tab, 50, 51); },
        QStringLiteral("row 51 is coloured"));
}

Finding validationsDoNotPushAppends(LiveSheet& sheet) {
    return secondAppendFollows(
        sheet, [](std::int32_t tab) { return validateRows(tab, 0, 51); },
        QStringLiteral("51 rows are validated"));
}

Finding emptyTextsDoNotPushAppends(LiveSheet& sheet) {
    return secondAppendFollows(
        sheet, [](std::int32_t tab) { return writeRow(tab, 50, 0, {""}); },
        QStringLiteral("row 51 got an empty text"));
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

Finding onlyFormulaValueIsAFormula(LiveSheet& sheet) {
    const std::int32_t tab = sheet.tab();
    const std::string formula =
        R"({"updateCells":{"fields":"userEnteredValue","start":{"sheetId":)" + std::to_string(tab) +
        R"(,"rowIndex":1,"columnIndex":0},"rows":[{"values":[{"userEnteredValue":{"formulaValue":"=1+1"}}]}]}})";
    const auto done = sheet.batch({writeRow(tab, 0, 0, {"=1+1"}), formula});
    if (!done) return notAsked(done.error());
    const auto entered = [&](const char* cell) {
        const auto seen = sheet.ask(sheetsGet(sheet.id(), {"'t" + std::to_string(tab) + "'!" + cell},
                                              "sheets.data.rowData.values.userEnteredValue"));
        return seen ? seen->body : QByteArray();
    };
    return foundIf(entered("A1").contains("stringValue") && entered("A2").contains("formulaValue"),
                   QStringLiteral("=1+1 as stringValue and as formulaValue"));
}

Finding starResetsFormats(LiveSheet& sheet) {
    const std::int32_t tab = sheet.tab();
    const auto done = sheet.batch({colourRows(tab, 0, 1), writeRow(tab, 0, 0, {"x"}, "*")});
    if (!done) return notAsked(done.error());
    const auto seen = sheet.ask(sheetsGet(sheet.id(), {"'t" + std::to_string(tab) + "'!A1"},
                                          "sheets.data.rowData.values.userEnteredFormat"));
    if (!seen) return notAsked(seen.error());
    return foundIf(!seen->body.contains("backgroundColor"),
                   QStringLiteral("coloured, then written with the mask *"));
}

Finding rangesMayEndOutside(LiveSheet& sheet) {
    const std::int32_t tab = sheet.tab(10, 5);
    const auto done = sheet.batch({colourRows(tab, 8, 20)});
    const auto seen = sheet.ask(sheetsGet(sheet.id(), {}, "sheets.properties")).and_then(parseSheetsGet);
    if (!seen || !seen->tab(tab)) return notAsked(seen ? Failure{} : seen.error());
    return foundIf(done && seen->tab(tab)->rows == 10,
                   QStringLiteral("rows 9 to 20 of 10 coloured: %1, %2 rows after")
                       .arg(outcomeOf(done))
                       .arg(seen->tab(tab)->rows));
}

Finding columnLimit(LiveSheet& sheet) {
    const std::int32_t tab = sheet.freshId();
    const auto fits = sheet.batch({addTab(tab, "wide", 1, 18'278)});
    const auto more = sheet.batch({appendColumns(tab, 1)});
    if (fits) static_cast<void>(sheet.batch({deleteTab(tab)}));
    return foundIf(fits && !more,
                   QStringLiteral("18,278 %1; one more %2").arg(outcomeOf(fits), outcomeOf(more)));
}

/// Three times two, since a race may be won by luck.
Finding appendsAtOnceBothStand(LiveSheet& sheet) {
    const std::int32_t tab = sheet.tab();
    for (int i = 0; i < 3; ++i) {
        const Call one = sheet.batchCall({appendRows(tab, {{"one"}})});
        for (const auto& answer : sheet.askTogether({one, one}))
            if (!answer) return notAsked(answer.error());
    }
    const auto rows = sheet.rows(tab);
    return foundIf(rows.size() == 6, QStringLiteral("%1 of 6 rows stand").arg(rows.size()));
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
        {"append-below-all-columns", 'L',
         "appendCells goes below the last row with data in any column, from column A",
         appendsBelowAllColumns},
        {"append-ignores-formats", 'Q', "Formats alone do not push appends down", formatsDoNotPushAppends},
        {"append-ignores-validations", 'Q', "Validations alone do not push appends down",
         validationsDoNotPushAppends},
        {"append-ignores-empty-texts", 'Q', "Empty texts do not push appends down",
         emptyTextsDoNotPushAppends},
        {"appends-at-once", '?', "Two appendCells sent at once both stand", appendsAtOnceBothStand},
        {"formula-value", 'L', "Only formulaValue makes a formula", onlyFormulaValueIsAFormula},
        {"star-resets-formats", 'L', "Writing with the mask * resets a cell's format", starResetsFormats},
        {"ranges-may-end-outside", 'L',
         "A range that ends outside the grid is taken, and the grid does not grow", rangesMayEndOutside},
        {"limit-of-18278-columns", '?', "A tab has 18,278 columns (ZZZ) at most", columnLimit},
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
