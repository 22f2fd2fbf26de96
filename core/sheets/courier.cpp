#include "core/sheets/courier.h"

#include "core/google/sheets_batch_update.h"
#include "core/google/sheets_get.h"
#include "core/google/sheets_search_metadata.h"
#include "core/google/sheets_values.h"
#include "core/sheets/wire.h"
#include "core/sheets/write_builder.h"

#include <QRandomGenerator>
#include <QTimer>

namespace rowcast::sheets {

namespace {

Outcome garbledReply() {
    return Unknown{{Remedy::Retry, QStringLiteral("Google's answer lacked what was asked for."), {}, {}, {}}};
}

const google::Tab* tabOf(const google::Spreadsheet& spreadsheet, std::optional<std::int64_t> wanted) {
    if (wanted)
        if (const google::Tab* tab = spreadsheet.tab(*wanted)) return tab;
    for (const google::Tab& tab : spreadsheet.tabs)
        if (tab.grid) return &tab;
    return nullptr;
}

} // namespace

Courier::Courier(google::Session& session, QString folder, std::vector<Share> shareNew, double patience,
                 QObject* parent)
    : QObject(parent), session_(session), folder_(std::move(folder)), shareNew_(std::move(shareNew)),
      patience_(patience), again_(this) {
    again_.setSingleShot(true);
    connect(&again_, &QTimer::timeout, this, &Courier::shareUnsettled);
}

void Courier::send(const google::Call& call, const Answer& done, Found found) {
    session_.send(call, this, [done, found = std::move(found)](const google::Answer<google::Reply>& answer) {
        if (answer)
            found(*answer);
        else
            done(outcomeOf(answer.error()));
    });
}

void Courier::search(const SpreadsheetId& sheet, const std::string& key, const Answer& done,
                     std::function<void(const std::vector<Metadata>&)> found) {
    google::MetadataLookup lookup;
    lookup.key = key;
    std::vector<google::MetadataLookup> lookups{lookup};
    if (key == kStateKey) {
        lookup.key = kColumnsKey;
        lookups.push_back(lookup);
    }
    send(google::sheetsSearchMetadata(sheet, lookups), done,
         [done, found = std::move(found)](const google::Reply& reply) {
             const auto entries = google::parseSearchMetadata(reply);
             if (entries)
                 found(*entries);
             else
                 done(outcomeOf(entries.error()));
         });
}

void Courier::grid(const SpreadsheetId& sheet, const std::vector<std::string>& ranges, const Answer& done,
                   std::function<void(const google::Spreadsheet&)> found) {
    send(google::sheetsGet(sheet, ranges, viewFields()), done,
         [done, found = std::move(found)](const google::Reply& reply) {
             const auto spreadsheet = google::parseSheetsGet(reply);
             if (spreadsheet)
                 found(*spreadsheet);
             else
                 done(outcomeOf(spreadsheet.error()));
         });
}

void Courier::carry(const ReadState& ask, const Answer& done) {
    search(ask.sheet, kStateKey, done,
           [done](const std::vector<Metadata>& entries) { done(StateRead{entries}); });
}

void Courier::carry(const ReadClaims& ask, const Answer& done) {
    search(ask.index, kClaimKey, done,
           [done](const std::vector<Metadata>& entries) { done(ClaimsRead{entries}); });
}

void Courier::carry(const ReadColumns& ask, const Answer& done) {
    const std::string range = ask.known
                                  ? rowRange(*ask.known, std::max<std::int64_t>(ask.known->headerRow, 0),
                                             std::max<std::int64_t>(ask.known->headerRow, 0))
                                  : std::string("1:1");
    grid(ask.sheet, {range}, done, [this, ask, done](const google::Spreadsheet& spreadsheet) {
        const auto wanted = ask.known ? std::optional(ask.known->tab) : ask.tab;
        const google::Tab* tab = tabOf(spreadsheet, wanted);
        if (tab == nullptr) return done(garbledReply());
        const SheetView view = viewFrom(spreadsheet, *tab);
        const bool ours = ask.known ? ask.known->headerRow >= 0 : ask.tab.has_value();
        if (ours && (view.headerRow < 0 || (wanted && view.tab != *wanted)))
            findHeader(ask, view, done);
        else
            done(ColumnsRead{view});
    });
}

/// People moved the header row or our tab: the header's tag tells where it is.
void Courier::findHeader(const ReadColumns& ask, const SheetView& seen, const Answer& done) {
    search(ask.sheet, kHeaderKey, done, [this, ask, seen, done](const std::vector<Metadata>& entries) {
        const Metadata* header = nullptr;
        for (const Metadata& entry : entries)
            if (header == nullptr || (ask.tab && entry.tab == *ask.tab)) header = &entry;
        if (header == nullptr) return done(ColumnsRead{seen});
        const auto call = google::sheetsGet(ask.sheet, {}, "sheets.properties(sheetId,title)");
        send(call, done, [this, ask, done, entry = *header](const google::Reply& reply) {
            const auto titles = google::parseSheetsGet(reply);
            const google::Tab* tab = titles ? titles->tab(entry.tab) : nullptr;
            if (tab == nullptr) return done(garbledReply());
            SheetView place;
            place.tabTitle = tab->title;
            grid(ask.sheet, {rowRange(place, entry.index, entry.index)}, done,
                 [done, id = entry.tab](const google::Spreadsheet& spreadsheet) {
                     const google::Tab* found = spreadsheet.tab(id);
                     if (found == nullptr)
                         done(garbledReply());
                     else
                         done(ColumnsRead{viewFrom(spreadsheet, *found)});
                 });
        });
    });
}

void Courier::carry(const ReadIds& ask, const Answer& done) {
    if (ask.column >= 0) {
        const std::string letters = google::columnLetters(ask.column);
        const std::string range = google::quotedTab(ask.tabTitle) + '!' + letters + ':' + letters;
        return send(google::sheetsValuesGet(ask.sheet, range, google::Major::Columns), done,
                    [done](const google::Reply& reply) {
                        const auto block = google::parseValuesGet(reply);
                        if (!block)
                            done(outcomeOf(block.error()));
                        else
                            done(block->lines.empty() ? IdsRead{} : idsFrom(block->lines.front()));
                    });
    }
    google::MetadataLookup lookup;
    lookup.key = kColumnKey;
    lookup.value = ask.tag;
    if (!ask.tabTitle.empty()) lookup.tab = ask.tab;
    send(google::sheetsValuesByTag(ask.sheet, {lookup}, google::Major::Columns), done,
         [done](const google::Reply& reply) {
             const auto blocks = google::parseValuesByTag(reply);
             if (!blocks)
                 done(outcomeOf(blocks.error()));
             else if (blocks->empty() || blocks->front().block.lines.empty())
                 done(IdsRead{});
             else
                 done(idsFrom(blocks->front().block.lines.front()));
         });
}

void Courier::carry(const ReadRows& ask, const Answer& done) {
    std::vector<std::string> ranges;
    if (ask.view.headerRow >= 0) ranges.push_back(rowRange(ask.view, ask.view.headerRow, ask.view.headerRow));
    for (const ReadRows::Range& range : ask.ranges)
        ranges.push_back(rowRange(ask.view, range.first, range.last));
    grid(ask.sheet, ranges, done, [done, id = ask.view.tab](const google::Spreadsheet& spreadsheet) {
        const google::Tab* tab = spreadsheet.tab(id);
        if (tab == nullptr)
            done(Refused{Refused::Why::Place,
                         {Remedy::Retry, QStringLiteral("The tab is gone."), {}, {}, {}}});
        else
            done(rowsFrom(spreadsheet, *tab));
    });
}

void Courier::carry(const ReadTagged& ask, const Answer& done) {
    search(ask.sheet, kRowKey, done, [this, ask, done](const std::vector<Metadata>& entries) {
        ReadRows rows{ask.sheet, ask.view, {}};
        std::vector<std::int32_t> tags;
        for (const Metadata& entry : entries) {
            tags.push_back(entry.id);
            if (entry.tab == ask.view.tab && entry.place == Metadata::Place::Row &&
                rows.ranges.size() < ask.view.rangesAtOnce())
                rows.ranges.push_back({entry.index, entry.index});
        }
        if (rows.ranges.empty()) return done(RowsRead{ask.view, {}, std::move(tags)});
        carry(rows, [done, tags = std::move(tags)](const Outcome& outcome) {
            const auto* read = std::get_if<RowsRead>(&outcome);
            if (read == nullptr) return done(outcome);
            RowsRead tagged = *read;
            tagged.rowTags = tags;
            done(tagged);
        });
    });
}

void Courier::carry(const Write& ask, const Answer& done, bool reserved) {
    const bool shows = !ask.plan.tabTitle.empty();
    google::Call call =
        google::sheetsBatchUpdate(ask.plan.sheet, encode(ask.plan), shows ? replyFields() : "spreadsheetId");
    call.reserved = reserved;
    send(call, done, [done, shows, id = ask.plan.tab](const google::Reply& reply) {
        if (!shows) return done(Written{});
        const auto updated = google::parseBatchUpdated(reply);
        if (!updated) return done(outcomeOf(updated.error()));
        const google::Tab* tab = updated->after ? updated->after->tab(id) : nullptr;
        if (tab == nullptr) return done(garbledReply());
        done(Written{viewFrom(*updated->after, *tab)});
    });
}

void Courier::carry(const Wait& ask, const Answer& done) {
    const double factor = patience_ * (0.5 + QRandomGenerator::global()->generateDouble());
    const std::chrono::milliseconds wait(
        static_cast<qint64>(static_cast<double>(ask.about.count()) * factor));
    QTimer::singleShot(wait, this, [done] { done(WokeUp{}); });
}

} // namespace rowcast::sheets
