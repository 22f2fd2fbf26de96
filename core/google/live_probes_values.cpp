// What the fact sheet says of reads, values.* and limits: Rowcast leans on little of it, but who mends
// Rowcast does.
#include "core/google/drive_permissions.h"
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
    const auto done = sheet.batch({colourRow(tab, 0), writeRow(tab, 0, 0, {"x"})});
    if (!done) return notAsked(done.error());
    const auto seen = sheet.ask(
        sheetsGet(sheet.id(), {nameOf(tab) + "!A1"}, "sheets.data.rowData.values.userEnteredFormat"));
    if (!seen) return notAsked(seen.error());
    return foundIf(seen->body.contains("backgroundColor"),
                   QStringLiteral("coloured, then written with the mask userEnteredValue"));
}

Finding rawKeepsText(LiveSheet& sheet) {
    const std::int32_t tab = sheet.tab();
    const QByteArray rows = R"([["0123456","=1+1"]])";
    const auto raw = sheet.ask(entered(sheet, nameOf(tab) + "!A1:B1", "RAW", rows));
    const auto typed = sheet.ask(entered(sheet, nameOf(tab) + "!A2:B2", "USER_ENTERED", rows));
    if (!raw) return notAsked(raw.error());
    if (!typed) return notAsked(typed.error());
    const auto seen = sheet.rows(tab, Render::Formula);
    if (seen.size() != 2 || seen[0].size() != 2 || seen[1].size() != 2)
        return differs(QStringLiteral("cells are missing"));
    return foundIf(seen[0][0].text == "0123456" && seen[1][0].kind == Value::Kind::Number,
                   QStringLiteral("RAW keeps 0123456, USER_ENTERED makes it a number"));
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
    const std::int32_t spaced = sheet.freshId();
    const auto made = sheet.batch({addTab(plain, "plain", 5, 5), addTab(spaced, "with space", 5, 5)});
    if (!made) return notAsked(made.error());
    const auto range = [&sheet](const QByteArray& name) {
        const auto answer = sheet.ask(
            valuesCall(sheet, Verb::Get, "/" + (name + "!D4").toPercentEncoding("!").toStdString()));
        return objectIn(answer).value(u"range").toString();
    };
    const QString bare = range("plain");
    const QString quoted = range("'with space'");
    return foundIf(bare == u"plain!D4" && quoted == u"'with space'!D4", bare + QStringLiteral(", ") + quoted);
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

Finding strangersCannotBeSharedWithQuietly(LiveSheet& sheet) {
    const Share nobody{"nobody@rowcast.invalid", false, Role::Reader, false, {}};
    return refusedAs(sheet.ask(drivePermissionCreate(sheet.file().id, nobody)), Reason::InvalidSharing);
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
        {"share-with-nobody", 'L', "An address without a Google account is refused unless mail is sent",
         strangersCannotBeSharedWithQuietly},
    };
}

} // namespace rowcast::google
