// What the index of spreadsheets leans on: that a new file shows up in lists in time, and what happens to
// copies and to files in the trash.
#include "core/google/live_findings.h"
#include "core/google/live_requests.h"
#include "core/google/sheets_get.h"
#include "core/google/sheets_search_metadata.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace rowcast::google {

namespace {

using namespace live;

Finding getIsStrong(LiveSheet& sheet) {
    const auto file = sheet.ask(driveGet(sheet.file().id)).and_then(parseDriveFile);
    return foundIf(file && file->properties == sheet.file().properties, outcomeOf(file));
}

Finding listShowsInTime(LiveSheet& sheet) {
    const std::string& mark = sheet.file().properties.at("rowcastCheck");
    FileQuery query;
    query.q = driveHasProperty("rowcastCheck", mark);
    query.driveId = sheet.file().driveId;
    const Monotonic start = monotonicNow();
    while (monotonicNow() - start < Millis{120'000}) {
        const auto page = sheet.ask(driveList(query)).and_then(parseFilePage);
        if (!page) return notAsked(page.error());
        if (!page->files.empty()) {
            const auto seconds =
                std::chrono::duration_cast<std::chrono::seconds>(page->serverDate - sheet.madeAt());
            return holds(QStringLiteral("listed by its property %1 s after it was made, at most")
                             .arg(seconds.count()));
        }
        sheet.pause(Millis{2000});
    }
    return differs(QStringLiteral("not listed within 120 s"));
}

Finding listShowsByParentAtOnce(LiveSheet& sheet) {
    NewFile second;
    second.name = "Rowcast live check, second";
    second.parent = sheet.options().folder;
    const auto made = sheet.ask(driveCreate(second)).and_then(parseDriveFile);
    if (!made) return notAsked(made.error());
    sheet.alsoTrash(made->id);
    FileQuery query;
    query.q = driveQuoted(second.parent.empty() ? "root" : second.parent) +
              " in parents and mimeType = " + driveQuoted(kSpreadsheetType);
    query.orderBy = "createdTime desc";
    query.driveId = sheet.file().driveId;
    const auto page = sheet.ask(driveList(query)).and_then(parseFilePage);
    if (!page) return notAsked(page.error());
    const bool there = std::any_of(page->files.begin(), page->files.end(),
                                   [&](const DriveFile& file) { return file.id == made->id; });
    return foundIf(there, there ? QStringLiteral("listed by folder and type right after it was made")
                                : QStringLiteral("not listed right after it was made"));
}

Finding clocksAgree(LiveSheet& sheet) {
    const Millis apart = std::chrono::abs(sheet.madeAt() - sheet.file().createdTime);
    return foundIf(apart < Millis{30'000}, QStringLiteral("createdTime and Date header are %1 s apart")
                                               .arg(static_cast<double>(apart.count()) / 1000));
}

Finding strangersAreNotFound(LiveSheet& sheet) {
    const auto drive = sheet.ask(driveGet("rowcast-no-such-file-0000000000"));
    const auto sheets =
        sheet.ask(sheetsGet(SpreadsheetId("rowcast-no-such-file-0000000000"), {}, "spreadsheetId"));
    const bool good = !drive && drive.error().reason == Reason::NotFound && !sheets &&
                      sheets.error().reason == Reason::NotFound;
    return foundIf(good, QStringLiteral("Drive %1; Sheets %2").arg(outcomeOf(drive), outcomeOf(sheets)));
}

Answer<DriveFile> copyOf(LiveSheet& sheet) {
    Call call = driveUpdate(sheet.file().id, {});
    call.verb = Verb::Post;
    call.path += "/copy";
    call.name = "drive.files.copy";
    const auto copy = sheet.ask(call).and_then(parseDriveFile);
    if (copy) sheet.alsoTrash(copy->id);
    return copy;
}

/// A copy of the spreadsheet, and the metadata of this key in it.
Answer<std::vector<Metadata>> metadataOfACopy(LiveSheet& sheet, const std::string& key, SpreadsheetId& id) {
    return copyOf(sheet).and_then([&](const DriveFile& copy) {
        MetadataLookup lookup;
        lookup.key = key;
        id = SpreadsheetId(copy.id);
        return sheet.ask(sheetsSearchMetadata(id, {lookup})).and_then(parseSearchMetadata);
    });
}

/// Tab 0 must never be assumed in a copy; what its metadata says of its tabs must be true.
Finding copyPointsAtItsOwnTabs(LiveSheet& sheet) {
    const std::string key = "rc.copied.tab";
    const std::int32_t tab = sheet.tab();
    if (const auto made = sheet.batch({createMetadata(sheet.freshId(), "q", onLine(tab, "COLUMNS", 1), key)});
        !made)
        return notAsked(made.error());
    SpreadsheetId copy;
    const auto found = metadataOfACopy(sheet, key, copy);
    if (!found) return notAsked(found.error());
    if (found->empty()) return differs(QStringLiteral("the copy has none of it"));
    const auto seen = sheet.ask(sheetsGet(copy, {}, "sheets.properties")).and_then(parseSheetsGet);
    if (!seen) return notAsked(seen.error());
    const Tab* its = seen->tab(found->front().tab);
    return foundIf(its && its->title == "t" + std::to_string(tab),
                   its && its->id == tab
                       ? QStringLiteral("the copy's tabs kept their ids")
                       : QStringLiteral("the tab %1 is %2 in the copy").arg(tab).arg(found->front().tab));
}

Finding copiedTabIsItsOwn(LiveSheet& sheet) {
    const std::string key = "rc.copied";
    const std::int32_t tab = sheet.tab();
    const std::int32_t id = sheet.freshId();
    if (const auto made = sheet.batch({createMetadata(id, "q", onLine(tab, "COLUMNS", 1), key)}); !made)
        return notAsked(made.error());
    Call call = sheet.batchCall({});
    call.path = "/v4/spreadsheets/" + QByteArray::fromStdString(sheet.id().value) + "/sheets/" +
                QByteArray::number(tab) + ":copyTo";
    call.body = "{\"destinationSpreadsheetId\":\"" + QByteArray::fromStdString(sheet.id().value) + "\"}";
    call.name = "sheets.copyTo";
    const auto reply = sheet.ask(call);
    if (!reply) return notAsked(reply.error());
    const int twin = QJsonDocument::fromJson(reply->body).object().value(u"sheetId").toInt();
    MetadataLookup lookup;
    lookup.key = key;
    const auto found = sheet.entries(lookup);
    if (!found) return notAsked(found.error());
    const bool stays = std::any_of(found->begin(), found->end(),
                                   [&](const Metadata& m) { return m.id == id && m.tab == tab; });
    return foundIf(twin != tab && stays && found->size() <= 2,
                   QStringLiteral("the copy of tab %1 is %2, with %3 of its metadata")
                       .arg(tab)
                       .arg(twin)
                       .arg(found->size() > 1 ? QStringLiteral("a copy") : QStringLiteral("none")));
}

Finding copyCarriesMetadata(LiveSheet& sheet) {
    const std::string key = "rc.copy";
    const std::int32_t id = sheet.freshId();
    if (const auto made = sheet.batch({createMetadata(id, "original", onSpreadsheet(), key)}); !made)
        return notAsked(made.error());
    SpreadsheetId copy;
    const auto found = metadataOfACopy(sheet, key, copy);
    if (!found) return notAsked(found.error());
    const bool same = found->size() == 1 && found->front().id == id && found->front().value == "original";
    return foundIf(same, found->empty()
                             ? QStringLiteral("the copy has none of it")
                             : QStringLiteral("the copy has it under id %1").arg(found->front().id));
}

Finding trashedFileStaysWritable(LiveSheet& sheet) {
    FileChange change;
    change.trashed = true;
    if (const auto gone = sheet.ask(driveUpdate(sheet.file().id, change)); !gone)
        return notAsked(gone.error());
    const std::int32_t id = sheet.freshId();
    const auto write = sheet.batch({createMetadata(id, "1", onSpreadsheet())});
    FileQuery query;
    query.q = driveHasProperty("rowcastCheck", sheet.file().properties.at("rowcastCheck"));
    query.driveId = sheet.file().driveId;
    const auto listed = sheet.ask(driveList(query)).and_then(parseFilePage);
    change.trashed = false;
    if (const auto back = sheet.ask(driveUpdate(sheet.file().id, change)); !back)
        return notAsked(back.error());
    const bool kept = sheet.hasEntry(id);
    const bool shown = listed && !listed->files.empty();
    return foundIf(write && kept && shown,
                   QStringLiteral("a write to it was %1, lists %2 it")
                       .arg(outcomeOf(write), shown ? QStringLiteral("show") : QStringLiteral("leave out")));
}

Finding ownIdsAreRefused(LiveSheet& sheet) {
    Call ids = driveGet("generateIds");
    ids.query = {{"count", "1"}, {"fields", "ids"}};
    ids.name = "drive.files.generateIds";
    const auto reply = sheet.ask(ids);
    if (!reply) return notAsked(reply.error());
    const QByteArray body = reply->body.simplified();
    const qsizetype from = body.indexOf('"', body.indexOf('[')) + 1;
    Call create = driveCreate({"Rowcast live check, second", kSpreadsheetType, sheet.options().folder, {}});
    create.body.insert(1, "\"id\":\"" + body.mid(from, body.indexOf('"', from) - from) + "\",");
    const auto answer = sheet.ask(create).and_then(parseDriveFile);
    if (answer) sheet.alsoTrash(answer->id);
    return foundIf(!answer, outcomeOf(answer));
}

} // namespace

std::vector<Probe> driveProbes() {
    return {
        {"get-after-create", 'Q', "A file just made can be read by its id", getIsStrong},
        {"list-after-create", 'Q', "A new file is listed by its properties within 120 s", listShowsInTime},
        {"list-by-parent-at-once", 'Q', "A new file is listed by folder and type at once",
         listShowsByParentAtOnce},
        {"created-time-is-google-time", '?', "createdTime and the Date header come from one clock",
         clocksAgree},
        {"strangers-are-not-found", 'L', "An unknown id is 404 in Drive and Sheets", strangersAreNotFound},
        {"copy-carries-metadata", '?', "A copy of a spreadsheet carries its metadata, ids included",
         copyCarriesMetadata},
        {"copy-points-at-its-own-tabs", 'L',
         "In a copy, metadata names the copy's own tabs, whatever their ids", copyPointsAtItsOwnTabs},
        {"copied-tab-is-its-own", '?',
         "A copied tab has an id of its own, and the original keeps its metadata", copiedTabIsItsOwn},
        {"trash-keeps-accepting", '?', "A spreadsheet in the trash accepts writes and is listed",
         trashedFileStaysWritable},
        {"own-ids-are-refused", 'M', "Ids made beforehand are refused for native spreadsheets",
         ownIdsAreRefused},
    };
}

} // namespace rowcast::google
