// The version step (core/sheets) stands on these: ids refused when they exist, whole batches or nothing,
// entries that move with their rows and columns, and how much room there is.
#include "core/google/live_findings.h"
#include "core/google/live_requests.h"
#include "core/google/sheets_get.h"
#include "core/google/sheets_search_metadata.h"

namespace rowcast::google {

namespace {

using namespace live;

QString number(std::int64_t n) {
    return QString::number(n);
}

Finding batchIsAtomic(LiveSheet& sheet) {
    const std::int32_t id = sheet.freshId();
    const auto refused =
        sheet.batch({createMetadata(id, "1", onSpreadsheet()), writeRow(999'999'999, 0, 0, {"x"})});
    if (sheet.hasEntry(id))
        return differs(QStringLiteral("the first request of a refused batch was applied"));
    return refusedAs(refused, Reason::NoSuchTab);
}

Finding idIsRefusedTwice(LiveSheet& sheet) {
    const std::int32_t id = sheet.freshId();
    const std::int32_t other = sheet.freshId();
    if (const auto made = sheet.batch({createMetadata(id, "1", onSpreadsheet())}); !made)
        return notAsked(made.error());
    const auto refused =
        sheet.batch({createMetadata(other, "1", onSpreadsheet()), createMetadata(id, "2", onSpreadsheet())});
    if (sheet.hasEntry(other)) return differs(QStringLiteral("the rest of the batch was applied"));
    return refusedAs(refused, Reason::MetadataIdExists);
}

Finding deletedIdIsFree(LiveSheet& sheet) {
    const std::int32_t id = sheet.freshId();
    if (const auto made = sheet.batch({createMetadata(id, "1", onSpreadsheet())}); !made)
        return notAsked(made.error());
    if (const auto gone = sheet.batch({deleteMetadata(id)}); !gone) return notAsked(gone.error());
    const auto again = sheet.batch({createMetadata(id, "2", onSpreadsheet())});
    const auto entry = sheet.entry(id);
    return foundIf(again && entry && entry->value == "2", outcomeOf(again));
}

/// As the version step does it, with the deletion first and last.
Finding stepsInEitherOrder(LiveSheet& sheet) {
    const std::int32_t even = sheet.freshId();
    const std::int32_t odd = sheet.freshId();
    if (const auto made = sheet.batch({createMetadata(even, "0", onSpreadsheet())}); !made)
        return notAsked(made.error());
    const auto deleteFirst = sheet.batch({deleteMetadata(even), createMetadata(odd, "1", onSpreadsheet())});
    const auto createFirst = sheet.batch({createMetadata(even, "2", onSpreadsheet()), deleteMetadata(odd)});
    const bool good = deleteFirst && createFirst && sheet.hasEntry(even) && !sheet.hasEntry(odd);
    return foundIf(good, QStringLiteral("delete first %1, create first %2")
                             .arg(outcomeOf(deleteFirst), outcomeOf(createFirst)));
}

Finding sameIdInOneBatch(LiveSheet& sheet) {
    const std::int32_t id = sheet.freshId();
    if (const auto made = sheet.batch({createMetadata(id, "1", onSpreadsheet())}); !made)
        return notAsked(made.error());
    const auto again = sheet.batch({createMetadata(id, "2", onSpreadsheet()), deleteMetadata(id)});
    const auto entry = sheet.entry(id);
    return foundIf(!again && entry && entry->value == "1", outcomeOf(again));
}

/// What is written by number is refused where its column has moved.
Finding pinHoldsItsPlace(LiveSheet& sheet) {
    const std::int32_t tab = sheet.tab();
    const std::int32_t id = sheet.freshId();
    const std::string place = onLine(tab, "COLUMNS", 2);
    if (const auto made = sheet.batch({createMetadata(id, "1", place)}); !made) return notAsked(made.error());
    const auto there = sheet.batch({deleteMetadata(id, place), createMetadata(id, "2", place)});
    const auto pinned = sheet.entry(id);
    if (!there || !pinned || pinned->value != "2") return differs(outcomeOf(there));
    if (const auto moved = sheet.batch({insertLine(tab, "COLUMNS", 0)}); !moved)
        return notAsked(moved.error());
    const auto gone = sheet.batch({deleteMetadata(id, place), createMetadata(id, "3", place)});
    const auto entry = sheet.entry(id);
    const bool good = !gone && entry && entry->value == "2" && entry->index == 3;
    return foundIf(good, QStringLiteral("once it moved: ") + outcomeOf(gone));
}

Finding deletingTheMissing(LiveSheet& sheet) {
    const std::int32_t id = sheet.freshId();
    const auto answer = sheet.batch({deleteMetadata(id)});
    return foundIf(!answer, outcomeOf(answer));
}

/// Fills 29,900 characters, then asks for more than is left.
Finding roomAt(LiveSheet& sheet, const std::string& location) {
    const std::int32_t first = sheet.freshId();
    const std::int32_t second = sheet.freshId();
    const std::int32_t third = sheet.freshId();
    const auto filled = sheet.batch({createMetadata(first, std::string(20'000, 'x'), location, "k"),
                                     createMetadata(second, std::string(9'898, 'x'), location, "k")});
    if (!filled) return differs(QStringLiteral("29,900 characters were ") + outcomeOf(filled));
    const auto refused = sheet.batch({createMetadata(third, std::string(200, 'x'), location, "k")});
    static_cast<void>(sheet.batch({deleteMetadata(first), deleteMetadata(second)}));
    if (refused) static_cast<void>(sheet.batch({deleteMetadata(third)}));
    return refusedAs(refused, Reason::MetadataStorageFull);
}

Finding roomOfATab(LiveSheet& sheet) {
    return roomAt(sheet, onTab(sheet.tab()));
}

/// The other probes' entries of a few characters are there too, so that it is full a little sooner.
Finding roomOfTheSpreadsheet(LiveSheet& sheet) {
    MetadataLookup all;
    all.place = Metadata::Place::Spreadsheet;
    if (const auto left = sheet.entries(all))
        for (const Metadata& entry : *left)
            static_cast<void>(sheet.batch({deleteMetadata(entry.id)}));
    return roomAt(sheet, onSpreadsheet());
}

Finding tagMovesWithItsColumn(LiveSheet& sheet) {
    const std::int32_t tab = sheet.tab();
    const std::int32_t id = sheet.freshId();
    if (const auto made = sheet.batch({createMetadata(id, "q", onLine(tab, "COLUMNS", 1))}); !made)
        return notAsked(made.error());
    const auto moved = sheet.batch({insertLine(tab, "COLUMNS", 0), moveColumn(tab, 2, 6)});
    const auto entry = sheet.entry(id);
    if (!moved || !entry) return differs(outcomeOf(moved));
    return foundIf(entry->index == 5,
                   QStringLiteral("column 1, one inserted before it, moved behind column 5: now %1")
                       .arg(number(entry->index)));
}

Finding tagGoesWithItsColumn(LiveSheet& sheet) {
    const std::int32_t tab = sheet.tab();
    const std::int32_t id = sheet.freshId();
    const auto gone =
        sheet.batch({createMetadata(id, "q", onLine(tab, "COLUMNS", 1)), deleteLine(tab, "COLUMNS", 1)});
    if (!gone) return notAsked(gone.error());
    return foundIf(!sheet.hasEntry(id), QStringLiteral("deleted with its column"));
}

Finding tagFollowsASort(LiveSheet& sheet) {
    const std::int32_t tab = sheet.tab();
    const std::int32_t id = sheet.freshId();
    const auto sorted = sheet.batch({appendRows(tab, {{"c"}, {"a"}, {"b"}}),
                                     createMetadata(id, "r", onLine(tab, "ROWS", 0)), sortRows(tab, 3)});
    if (!sorted) return notAsked(sorted.error());
    const auto entry = sheet.entry(id);
    if (!entry) return differs(QStringLiteral("the entry is gone"));
    return foundIf(entry->index == 2,
                   QStringLiteral("row 0 sorted to row 2: the entry is at %1").arg(number(entry->index)));
}

Finding tagFollowsAnInsert(LiveSheet& sheet) {
    const std::int32_t tab = sheet.tab();
    const std::int32_t id = sheet.freshId();
    const auto done =
        sheet.batch({createMetadata(id, "r", onLine(tab, "ROWS", 1)), insertLine(tab, "ROWS", 0)});
    if (!done) return notAsked(done.error());
    const auto entry = sheet.entry(id);
    if (!entry) return differs(QStringLiteral("the entry is gone"));
    return foundIf(
        entry->index == 2,
        QStringLiteral("row 1, one inserted above it: the entry is at %1").arg(number(entry->index)));
}

Finding searchEchoesItsFilters(LiveSheet& sheet) {
    MetadataLookup lookup;
    lookup.id = sheet.freshId();
    if (const auto made = sheet.batch({createMetadata(*lookup.id, "1", onSpreadsheet())}); !made)
        return notAsked(made.error());
    const auto reply = sheet.ask(sheetsSearchMetadata(sheet.id(), {lookup}));
    if (!reply) return notAsked(reply.error());
    return foundIf(reply->body.contains("\"dataFilters\""), QStringLiteral("asked by id"));
}

Finding cellsAreNotWrittenByTag(LiveSheet& sheet) {
    const std::int32_t tab = sheet.tab();
    const std::int32_t id = sheet.freshId();
    if (const auto made = sheet.batch({createMetadata(id, "r", onLine(tab, "ROWS", 0))}); !made)
        return notAsked(made.error());
    const auto answer = sheet.batch(
        {R"({"updateCells":{"fields":"userEnteredValue","dataFilter":{"developerMetadataLookup":{"metadataId":)" +
         std::to_string(id) + R"(}},"rows":[{"values":[{"userEnteredValue":{"stringValue":"x"}}]}]}})"});
    return foundIf(!answer, outcomeOf(answer));
}

Finding searchSeesAllTabs(LiveSheet& sheet) {
    const std::int32_t one = sheet.tab();
    const std::int32_t two = sheet.tab();
    const std::string key = "rc.all" + std::to_string(one);
    const auto made = sheet.batch({createMetadata(sheet.freshId(), "1", onTab(one), key),
                                   createMetadata(sheet.freshId(), "1", onLine(two, "COLUMNS", 3), key),
                                   createMetadata(sheet.freshId(), "1", onLine(two, "ROWS", 1), key),
                                   createMetadata(sheet.freshId(), "2", onLine(two, "ROWS", 1), key),
                                   createMetadata(sheet.freshId(), "1", onSpreadsheet(), key)});
    if (!made) return notAsked(made.error());
    MetadataLookup lookup;
    lookup.key = key;
    const auto found = sheet.entries(lookup);
    if (!found) return notAsked(found.error());
    return foundIf(found->size() == 5, QStringLiteral("%1 of 5 entries with one key").arg(found->size()));
}

Finding valuesByTag(LiveSheet& sheet) {
    const std::int32_t tab = sheet.tab();
    MetadataLookup tag;
    tag.id = sheet.freshId();
    const auto made = sheet.batch(
        {appendRows(tab, {{"=1", "b"}, {"d"}}), createMetadata(*tag.id, "r", onLine(tab, "ROWS", 0))});
    if (!made) return notAsked(made.error());
    const auto read = sheet.ask(sheetsValuesByTag(sheet.id(), {tag}, Major::Rows)).and_then(parseValuesByTag);
    if (!read || read->size() != 1 || read->front().block.lines.size() != 1)
        return differs(QStringLiteral("not one line came back"));
    const auto& cells = read->front().block.lines.front();
    const bool good = cells.size() == 2 && cells[0].text == "=1" && cells[1].text == "b";
    return foundIf(good, QStringLiteral("%1 cells came back").arg(cells.size()));
}

Finding replyShowsTheColumns(LiveSheet& sheet) {
    const std::int32_t tab = sheet.tab();
    const std::int32_t id = sheet.freshId();
    const std::string range = "t" + std::to_string(tab) + "!1:1";
    const auto done = sheet.batch(
        {createMetadata(id, "q", onLine(tab, "COLUMNS", 2)), appendRows(tab, {{"A", "B", "C"}})},
        R"(,"includeSpreadsheetInResponse":true,"responseIncludeGridData":true,"responseRanges":[")" + range +
            "\"]");
    if (!done) return notAsked(done.error());
    const Tab* seen = done->after ? done->after->tab(tab) : nullptr;
    const bool title = seen && !seen->blocks.empty() && !seen->blocks[0].rows.empty() &&
                       seen->blocks[0].rows[0].size() == 3 && seen->blocks[0].rows[0][2].text == "C";
    const bool tagged = seen && std::any_of(seen->metadata.begin(), seen->metadata.end(),
                                            [&](const Metadata& m) { return m.id == id && m.index == 2; });
    return foundIf(title && tagged, QStringLiteral("header row %1, column tags %2")
                                        .arg(title ? QStringLiteral("shown") : QStringLiteral("missing"),
                                             tagged ? QStringLiteral("shown") : QStringLiteral("missing")));
}

} // namespace

std::vector<Probe> metadataProbes() {
    return {
        {"batch-is-atomic", 'L', "One bad request takes the whole batch with it", batchIsAtomic},
        {"metadata-id-refused-twice", 'L', "A metadata id in use is refused, and the batch with it",
         idIsRefusedTwice},
        {"metadata-id-free-after-delete", '?', "An id deleted by an earlier batch may be created again",
         deletedIdIsFree},
        {"version-step-in-either-order", '?', "Deleting one id and creating another go into one batch",
         stepsInEitherOrder},
        {"metadata-create-before-delete", '?',
         "Creating an id is refused even if the same batch deletes it later", sameIdInOneBatch},
        {"metadata-pin", '?', "An id is deleted only at its place, and may be made again in that batch",
         pinHoldsItsPlace},
        {"metadata-delete-missing", '?', "Deleting an id that is not there is refused", deletingTheMissing},
        {"metadata-room-of-a-tab", 'L', "A tab has room for 30,000 characters of metadata", roomOfATab},
        {"metadata-room-of-the-spreadsheet", 'M', "The spreadsheet itself has 30,000 more",
         roomOfTheSpreadsheet},
        {"tag-moves-with-its-column", 'D', "A column's metadata stays with it when it moves",
         tagMovesWithItsColumn},
        {"tag-goes-with-its-column", 'D', "A column's metadata is deleted with it", tagGoesWithItsColumn},
        {"tag-follows-a-sort", 'L', "A row's metadata follows it through a sort", tagFollowsASort},
        {"tag-follows-an-insert", 'L', "A row's metadata moves down when a row is inserted above it",
         tagFollowsAnInsert},
        {"search-sees-all-tabs", 'L',
         "One search by key finds entries everywhere, and keys may repeat, on one row too",
         searchSeesAllTabs},
        {"search-echoes-its-filters", 'L', "Each match of a search says which filter found it",
         searchEchoesItsFilters},
        {"cells-not-by-tag", 'L', "updateCells takes no data filter", cellsAreNotWrittenByTag},
        {"values-by-tag", 'L', "Rows are read by their tag", valuesByTag},
        {"reply-shows-the-columns", '?', "A write's reply can show header row and column tags",
         replyShowsTheColumns},
    };
}

} // namespace rowcast::google
