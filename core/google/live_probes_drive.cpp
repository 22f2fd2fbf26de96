// The index of spreadsheets leans on Drive for two things only: that a new file shows up in lists in time,
// and what happens to copies and to files in the trash.
#include "core/google/live_findings.h"
#include "core/google/live_requests.h"
#include "core/google/sheets_get.h"
#include "core/google/sheets_search_metadata.h"

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

Finding copyCarriesMetadata(LiveSheet& sheet) {
    const std::string key = "rc.copy";
    const std::int32_t id = sheet.freshId();
    if (const auto made = sheet.batch({createMetadata(id, "original", onSpreadsheet(), key)}); !made)
        return notAsked(made.error());
    Call call = driveUpdate(sheet.file().id, {});
    call.verb = Verb::Post;
    call.path += "/copy";
    call.name = "drive.files.copy";
    const auto copy = sheet.ask(call).and_then(parseDriveFile);
    if (!copy) return notAsked(copy.error());
    sheet.alsoTrash(copy->id);
    MetadataLookup lookup;
    lookup.key = key;
    const auto found =
        sheet.ask(sheetsSearchMetadata(SpreadsheetId(copy->id), {lookup})).and_then(parseSearchMetadata);
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
    Call create = driveCreate({"Rowcast live check, second", kSpreadsheetType, sheet.folder(), {}});
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
        {"created-time-is-google-time", '?', "createdTime and the Date header come from one clock",
         clocksAgree},
        {"strangers-are-not-found", 'L', "An unknown id is 404 in Drive and Sheets", strangersAreNotFound},
        {"copy-carries-metadata", '?', "A copy of a spreadsheet carries its metadata, ids included",
         copyCarriesMetadata},
        {"trash-keeps-accepting", '?', "A spreadsheet in the trash accepts writes and is listed",
         trashedFileStaysWritable},
        {"own-ids-are-refused", 'M', "Ids made beforehand are refused for native spreadsheets",
         ownIdsAreRefused},
    };
}

} // namespace rowcast::google
