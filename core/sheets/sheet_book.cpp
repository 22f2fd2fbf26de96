#include "core/sheets/sheet_book.h"

#include "core/sheets/rings.h"

#include <algorithm>

namespace rowcast::sheets {

std::optional<std::int64_t> SheetBook::watermark(const std::string& partition) const {
    const auto found = marks().find(partition);
    if (found == marks().end()) return {};
    return found->second;
}

Result<> SheetBook::learn(const std::vector<Metadata>& entries) {
    std::optional<StateEntry> read;
    ColumnsEntry readColumns;
    bool there = false;
    for (const Metadata& entry : entries) {
        if (entry.key == kStateKey) {
            auto parsed = parseState(entry.value);
            if (!parsed) return tl::unexpected(parsed.error());
            if (read || entry.id != stateId(parsed->version))
                return fail(
                    Remedy::Stop,
                    QStringLiteral("This spreadsheet holds two notes about what Rowcast wrote, so something "
                                   "else wrote them. Use another spreadsheet."),
                    QString::fromStdString(entry.value), {Choice::PickAnother});
            read = std::move(*parsed);
        } else if (entry.key == kColumnsKey && entry.id == kColumnsId) {
            auto parsed = parseColumns(entry.value);
            if (!parsed) return tl::unexpected(parsed.error());
            readColumns = std::move(*parsed);
            there = true;
        }
    }
    if ((read ? read->version : 0) != version()) {
        view.reset();
        idsKnown = false;
        ids.clear();
        contents.clear();
        rowTags.reset();
    }
    state = std::move(read);
    columns = std::move(readColumns);
    columnsEntryThere = there;
    stateRead = true;
    return {};
}

WritePlan SheetBook::plan(std::map<std::string, std::int64_t> next, const SpreadsheetId& sealTo) const {
    StateEntry after;
    after.version = version() + 1;
    after.sheet = startOf(sheet);
    after.form = form;
    after.sealedTo = sealTo.empty() && state ? state->sealedTo : sealTo;
    after.next = std::move(next);
    WritePlan plan;
    plan.sheet = sheet;
    plan.version = after.version;
    plan.step = versionStep(version(), formatState(after));
    plan.stateAfter = std::move(after);
    if (view) {
        plan.tab = view->tab;
        plan.tabTitle = view->tabTitle;
        plan.headerRow = std::max<std::int64_t>(view->headerRow, 0);
        plan.zone = view->timeZone;
    }
    for (const std::int32_t id : rowTags.value_or(std::vector<std::int32_t>())) {
        MetadataOp op;
        op.kind = MetadataOp::Kind::Delete;
        op.entry.id = id;
        plan.tags.push_back(std::move(op));
    }
    return plan;
}

void SheetBook::tagsRead(const RowsRead& read) {
    rowTags = read.rowTags;
    rowTagged = !read.rowTags.empty();
}

void SheetBook::written(const WritePlan& plan, const SheetView& seen, Monotonic now) {
    const bool first = !state;
    state = plan.stateAfter;
    stateRead = true;
    if (plan.columnsAfter) {
        columns = *plan.columnsAfter;
        columnsEntryThere = true;
    }
    if (!plan.tabTitle.empty()) {
        // A header row that moved meanwhile is looked for by its tag before the next write.
        if (seen.headerRow >= 0)
            view = seen;
        else
            view.reset();
        viewAt = now;
    }
    if (first) inherited.clear();
    const bool tags = std::any_of(plan.tags.begin(), plan.tags.end(), [](const MetadataOp& op) {
        return op.kind == MetadataOp::Kind::Create && op.entry.key == kRowKey;
    });
    if (tags)
        rowTags.reset(); // Google gives them their ids
    else if (rowTags)
        rowTags->clear();
    rowTagged = tags || (rowTagged && !rowTags);
    for (const std::uint32_t row : plan.rows)
        if (idsKnown) ids.insert(plan.batch->rows[row].responseId);
}

} // namespace rowcast::sheets
