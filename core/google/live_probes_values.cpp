// What the fact sheet says of reads, values.* and limits: Rowcast leans on little of it, but who mends
// Rowcast does.
#include "core/google/live_findings.h"
#include "core/google/live_requests.h"
#include "core/google/sheets_get.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace rowcast::google {

namespace {

using namespace live;

/// Quoted: t7 alone is a cell.
std::string nameOf(std::int32_t tab) {
    return "'t" + std::to_string(tab) + "'";
}

/// A call of values.*, which nothing else of Rowcast sends. `rest` follows "values".
Call valuesCall(const LiveSheet& sheet, Verb verb, const std::string& rest, const QByteArray& body = {}) {
    Call call;
    call.verb = verb;
    call.path = "/v4/spreadsheets/" + QByteArray::fromStdString(sheet.id().value) + "/values" +
                QByteArray::fromStdString(rest);
    call.body = body;
    call.quota = verb == Verb::Get ? Quota::SheetsRead : Quota::SheetsWrite;
    call.name = "values";
    call.spreadsheet = sheet.id();
    return call;
}

Call entered(const LiveSheet& sheet, const std::string& range, const char* option, const QByteArray& rows) {
    Call call = valuesCall(sheet, Verb::Put, "/" + range, "{\"values\":" + rows + "}");
    call.query = {{"valueInputOption", option}};
    return call;
}

Call appended(const LiveSheet& sheet, const std::string& range, const QByteArray& rows) {
    Call call = valuesCall(sheet, Verb::Post, "/" + range + ":append", "{\"values\":" + rows + "}");
    call.query = {{"valueInputOption", "RAW"}};
    return call;
}

QJsonObject objectIn(const Answer<Reply>& answer) {
    return answer ? QJsonDocument::fromJson(answer->body).object() : QJsonObject();
}

Finding valuesBatchIsAtomic(LiveSheet& sheet) {
    const std::int32_t tab = sheet.tab();
    const QByteArray body = "{\"valueInputOption\":\"RAW\",\"data\":[{\"range\":\"" +
                            QByteArray::fromStdString(nameOf(tab)) +
                            "!A1\",\"values\":[[\"x\"]]},{\"range\":\"NoSuchTab!A1\",\"values\":[[\"y\"]]}]}";
    const auto answer = sheet.ask(valuesCall(sheet, Verb::Post, ":batchUpdate", body));
    return foundIf(!answer && sheet.rows(tab).empty(), outcomeOf(answer));
}

Finding maskKeepsFormats(LiveSheet& sheet) {
    const std::int32_t tab = sheet.tab();
    const auto done = sheet.batch({colourRows(tab, 0, 1), writeRow(tab, 0, 0, {"x"})});
    if (!done) return notAsked(done.error());
    const auto seen = sheet.ask(
        sheetsGet(sheet.id(), {nameOf(tab) + "!A1"}, "sheets.data.rowData.values.userEnteredFormat"));
    if (!seen) return notAsked(seen.error());
    return foundIf(seen->body.contains("backgroundColor"),
                   QStringLiteral("coloured, then written with the mask userEnteredValue"));
}

Finding rawKeepsText(LiveSheet& sheet) {
    const std::int32_t tab = sheet.tab();
    const QByteArray rows = R"([["0123456","=1+1","2026-01-31"]])";
    const auto raw = sheet.ask(entered(sheet, nameOf(tab) + "!A1:C1", "RAW", rows));
    const auto typed = sheet.ask(entered(sheet, nameOf(tab) + "!A2:C2", "USER_ENTERED", rows));
    if (!raw) return notAsked(raw.error());
    if (!typed) return notAsked(typed.error());
    const auto seen = sheet.ask(
        sheetsGet(sheet.id(), {nameOf(tab) + "!A1:C2"}, "sheets.data.rowData.values.userEnteredValue"));
    if (!seen) return notAsked(seen.error());
    const auto count = [&](const char* kind) { return static_cast<int>(seen->body.count(kind)); };
    return foundIf(count("stringValue") == 3 && count("numberValue") == 2 && count("formulaValue") == 1,
                   QStringLiteral("0123456, =1+1 and 2026-01-31: %1 texts, %2 numbers, %3 formula")
                       .arg(count("stringValue"))
                       .arg(count("numberValue"))
                       .arg(count("formulaValue")));
}

Finding appendFindsTheLastBlock(LiveSheet& sheet) {
    const std::int32_t tab = sheet.tab();
    const QByteArray rows = R"([["a","","c"]])";
    const auto first = sheet.ask(appended(sheet, nameOf(tab), rows));
    const auto second = sheet.ask(appended(sheet, nameOf(tab), rows));
    if (!first) return notAsked(first.error());
    if (!second) return notAsked(second.error());
    const QString where = objectIn(second).value(u"updates").toObject().value(u"updatedRange").toString();
    const bool noTable = !objectIn(first).contains(u"tableRange");
    return foundIf(noTable && where.endsWith(u"!C2:E2"), QStringLiteral("the second row went to ") + where);
}

Finding appendAtACellStaysInItsColumn(LiveSheet& sheet) {
    const std::int32_t tab = sheet.tab();
    const QByteArray rows = R"([["a","","c"]])";
    const auto first = sheet.ask(appended(sheet, nameOf(tab) + "!A1", rows));
    const auto second = sheet.ask(appended(sheet, nameOf(tab) + "!A1", rows));
    if (!first) return notAsked(first.error());
    if (!second) return notAsked(second.error());
    const QString where = objectIn(second).value(u"updates").toObject().value(u"updatedRange").toString();
    return foundIf(where.endsWith(u"!A2:C2"), QStringLiteral("the second row went to ") + where);
}

/// People saw rows overwritten; Rowcast writes with appendCells, and under a version.
Finding valueAppendsAtOnceBothStand(LiveSheet& sheet) {
    const std::int32_t tab = sheet.tab();
    for (int i = 0; i < 3; ++i) {
        const Call one = appended(sheet, nameOf(tab) + "!A1", R"([["one"]])");
        for (const auto& answer : sheet.askTogether({one, one}))
            if (!answer) return notAsked(answer.error());
    }
    const auto rows = sheet.rows(tab);
    return foundIf(rows.size() == 6, QStringLiteral("%1 of 6 rows stand").arg(rows.size()));
}

Finding nothingIsLeftOut(LiveSheet& sheet) {
    const auto answer = sheet.ask(valuesCall(sheet, Verb::Get, "/" + nameOf(sheet.tab())));
    if (!answer) return notAsked(answer.error());
    return foundIf(!objectIn(answer).contains(u"values"),
                   QStringLiteral("fields of an empty read: ") + objectIn(answer).keys().join(u", "));
}

Finding writesStayInTheGrid(LiveSheet& sheet) {
    const std::int32_t tab = sheet.tab(10, 5);
    return refusedAs(sheet.ask(entered(sheet, nameOf(tab) + "!ZZ100", "RAW", R"([["x"]])")),
                     Reason::OutsideGrid);
}

Finding readsStayInTheGrid(LiveSheet& sheet) {
    const std::int32_t tab = sheet.tab(10, 5);
    const auto outside = sheet.ask(valuesCall(sheet, Verb::Get, "/" + nameOf(tab) + "!ZZ100:ZZ200"));
    return refusedAs(outside, Reason::OutsideGrid);
}

Finding tabsMustExist(LiveSheet& sheet) {
    return refusedAs(sheet.ask(valuesCall(sheet, Verb::Get, "/NoSuchTab!A1")), Reason::NoSuchTab);
}

Finding appendNamesTheMissingTab(LiveSheet& sheet) {
    return refusedAs(sheet.batch({appendRows(sheet.freshId(), {{"x"}})}), Reason::NoSuchTab);
}

Finding rangesAreEchoed(LiveSheet& sheet) {
    const std::int32_t plain = sheet.freshId();
    const auto made =
        sheet.batch({addTab(plain, "plain", 5, 5), addTab(sheet.freshId(), "with space", 5, 5),
                     addTab(sheet.freshId(), "평가", 5, 5), addTab(sheet.freshId(), "\U0001F389", 5, 5)});
    if (!made) return notAsked(made.error());
    const auto range = [&sheet](const QByteArray& name) {
        const auto answer = sheet.ask(
            valuesCall(sheet, Verb::Get, "/" + (name + "!D4").toPercentEncoding("!").toStdString()));
        return objectIn(answer).value(u"range").toString();
    };
    const QString bare = range("plain");
    const QString quoted = range("'with space'");
    const QString hangul = range("'평가'");
    const QString emoji = range("'\U0001F389'");
    const bool good = bare == u"plain!D4" && quoted == u"'with space'!D4" && hangul == u"'평가'!D4" &&
                      emoji == u"'\U0001F389'!D4";
    return foundIf(good, QStringList{bare, quoted, hangul, emoji}.join(QStringLiteral(", ")));
}

Finding chosenTabIdHolds(LiveSheet& sheet) {
    const std::int32_t tab = sheet.tab();
    const auto again = sheet.batch({addTab(tab, "the same id", 5, 5)});
    return foundIf(tab != 0 && !again, QStringLiteral("the id again is ") + outcomeOf(again));
}

Finding longValuesFit(LiveSheet& sheet) {
    const std::int32_t tab = sheet.tab();
    const auto fits = sheet.batch({createMetadata(sheet.freshId(), std::string(20'000, 'v'), onTab(tab))});
    const auto large = sheet.batch({createMetadata(sheet.freshId(), std::string(100'000, 'v'), onTab(tab))});
    return foundIf(fits && !large,
                   QStringLiteral("20,000 characters %1; 100,000 %2").arg(outcomeOf(fits), outcomeOf(large)));
}

Finding updateOfMissingMetadataMakesNone(LiveSheet& sheet) {
    const std::int32_t id = sheet.freshId();
    const std::string request =
        R"({"updateDeveloperMetadata":{"dataFilters":[{"developerMetadataLookup":{"metadataId":)" +
        std::to_string(id) + R"(}}],"developerMetadata":{"metadataValue":"2"},"fields":"metadataValue"}})";
    const auto answer = sheet.batch({request});
    return foundIf(!sheet.hasEntry(id), outcomeOf(answer));
}

} // namespace

std::vector<Probe> valueProbes() {
    return {
        {"values-batch-is-atomic", 'L', "One bad range takes a whole values:batchUpdate with it",
         valuesBatchIsAtomic},
        {"mask-keeps-formats", 'L', "Writing with the mask userEnteredValue keeps a cell's format",
         maskKeepsFormats},
        {"raw-keeps-text", 'L', "RAW keeps text, USER_ENTERED reads it as a person's typing", rawKeepsText},
        {"values-append-trap", 'R', "values.append follows the last block, an empty cell leads it aside",
         appendFindsTheLastBlock},
        {"values-append-at-a-cell", 'R', "values.append to A1 stays in column A",
         appendAtACellStaysInItsColumn},
        {"values-appends-at-once", 'Q', "Two values.append sent at once both stand",
         valueAppendsAtOnceBothStand},
        {"empty-reads", 'R', "A read of nothing has no field values", nothingIsLeftOut},
        {"writes-stay-in-the-grid", 'L', "A value written outside the grid is refused", writesStayInTheGrid},
        {"reads-stay-in-the-grid", 'L', "A read outside the grid is refused", readsStayInTheGrid},
        {"tabs-must-exist", 'L', "A range on a tab that is not there is refused", tabsMustExist},
        {"append-needs-its-tab", 'L', "appendCells to a tab that is not there is refused",
         appendNamesTheMissingTab},
        {"ranges-are-echoed", 'R', "A range is echoed, its tab quoted only where needed", rangesAreEchoed},
        {"chosen-tab-id", 'L', "A tab's id may be chosen, once", chosenTabIdHolds},
        {"metadata-long-values", 'L', "A metadata value of 20,000 characters is accepted, of 100,000 refused",
         longValuesFit},
        {"metadata-update-missing", '?', "Updating an id that is not there makes none",
         updateOfMissingMetadataMakesNone},
    };
}

} // namespace rowcast::google
