#include "tests/sim/virtual_google.h"

#include "core/sheets/cell_value.h"

#include <algorithm>

namespace rowcast::sim {

namespace {

constexpr std::size_t kGridColumns = 6; // few, so that the grid must be widened

sheets::Value text(std::string_view content) {
    return {sheets::Value::Kind::Text, 0, std::string(content)};
}

std::size_t headerIndex(const VirtualFile& file, const VirtualTab& tab) {
    for (const auto& [id, entry] : file.metadata)
        if (entry.metadata.key == sheets::kHeaderKey)
            for (std::size_t row = 0; row < tab.rows.size(); ++row)
                if (tab.rows[row].uid == entry.anchor) return row;
    return tab.rows.size();
}

} // namespace

VirtualTab* VirtualFile::tab(std::int64_t tabId) {
    const auto found = std::ranges::find(tabs, tabId, &VirtualTab::id);
    return found == tabs.end() ? nullptr : &*found;
}
const VirtualTab* VirtualFile::tab(std::int64_t tabId) const {
    const auto found = std::ranges::find(tabs, tabId, &VirtualTab::id);
    return found == tabs.end() ? nullptr : &*found;
}

std::vector<std::uint64_t> VirtualGoogle::freshUids(std::size_t count) {
    std::vector<std::uint64_t> uids(count);
    for (std::uint64_t& uid : uids)
        uid = ++lastUid_;
    return uids;
}

SpreadsheetId VirtualGoogle::create(const std::string& name, const std::string& folder,
                                    std::map<std::string, std::string> properties, WallTime created,
                                    WallTime listedFrom) {
    VirtualFile file;
    file.id = SpreadsheetId("sheet-" + std::to_string(files_.size() + 1));
    file.name = name;
    file.folder = folder;
    file.properties = std::move(properties);
    file.created = created;
    file.listedFrom = listedFrom;
    file.tabs.push_back({0, "Sheet1", freshUids(kGridColumns), {}});
    const SpreadsheetId id = file.id;
    files_.emplace(id.value, std::move(file));
    return id;
}

std::vector<const VirtualFile*> VirtualGoogle::list(WallTime now, std::mt19937_64& random) const {
    std::vector<const VirtualFile*> shown;
    for (const auto& [id, file] : files_)
        if (file.listedFrom <= now || random() % 4 == 0) shown.push_back(&file);
    std::ranges::stable_sort(shown, {}, [](const VirtualFile* file) { return file->created; });
    return shown;
}

VirtualFile* VirtualGoogle::find(const SpreadsheetId& id) {
    const auto found = files_.find(id.value);
    return found == files_.end() ? nullptr : &found->second;
}
const VirtualFile* VirtualGoogle::find(const SpreadsheetId& id) const {
    const auto found = files_.find(id.value);
    return found == files_.end() ? nullptr : &found->second;
}

void VirtualGoogle::ensureRow(VirtualTab& tab, std::int64_t row) {
    while (static_cast<std::int64_t>(tab.rows.size()) <= row)
        tab.rows.push_back({++lastUid_, {}});
}

std::optional<Refusal> VirtualGoogle::apply(VirtualFile& file, const sheets::MetadataOp& op) {
    using Place = sheets::Metadata::Place;
    if (op.kind == sheets::MetadataOp::Kind::Pin) return pin(file, op);
    const auto present = file.metadata.find(op.entry.id);
    if (op.kind == sheets::MetadataOp::Kind::Delete) {
        if (present == file.metadata.end()) return Refusal::IdMissing;
        file.metadata.erase(present);
        return {};
    }
    if (op.kind == sheets::MetadataOp::Kind::Update) {
        if (present == file.metadata.end()) return Refusal::IdMissing;
        present->second.metadata.value = op.entry.value;
        return {};
    }
    if (op.entry.id != 0 && present != file.metadata.end()) return Refusal::IdExists;
    VirtualFile::Entry entry{op.entry, 0};
    if (entry.metadata.id == 0) entry.metadata.id = ++lastId_;
    VirtualTab* tab = file.tab(op.entry.tab);
    if (op.entry.place != Place::Spreadsheet && !tab) return Refusal::Gone;
    if (op.entry.place == Place::Column) {
        if (op.entry.index >= static_cast<std::int64_t>(tab->columns.size())) return Refusal::TooWide;
        entry.anchor = tab->columns[static_cast<std::size_t>(op.entry.index)];
    }
    if (op.entry.place == Place::Row) {
        ensureRow(*tab, op.entry.index);
        entry.anchor = tab->rows[static_cast<std::size_t>(op.entry.index)].uid;
    }
    file.metadata.emplace(entry.metadata.id, entry);
    return {};
}

/// Where the entry does not stand its id is still taken.
std::optional<Refusal> VirtualGoogle::pin(VirtualFile& file, const sheets::MetadataOp& op) const {
    const auto present = file.metadata.find(op.entry.id);
    const VirtualTab* tab = file.tab(op.entry.tab);
    if (present == file.metadata.end() || !tab) return Refusal::IdMissing;
    const auto at = static_cast<std::size_t>(op.entry.index);
    const bool row = op.entry.place == sheets::Metadata::Place::Row;
    if (at >= (row ? tab->rows.size() : tab->columns.size())) return Refusal::TooWide;
    if (!ignorePins && present->second.anchor != (row ? tab->rows[at].uid : tab->columns[at]))
        return Refusal::IdExists;
    present->second.metadata.value = op.entry.value;
    return {};
}

std::optional<Refusal> VirtualGoogle::widen(VirtualTab& tab, const sheets::WritePlan& plan) {
    for (const std::uint64_t uid : freshUids(static_cast<std::size_t>(plan.addColumns)))
        tab.columns.push_back(uid);
    if (plan.insertColumns == 0) return {};
    const auto size = static_cast<std::int64_t>(tab.columns.size());
    if (plan.insertAt > size || (plan.insertAt == size && !plan.insertAtEnd)) return Refusal::TooWide;
    const auto fresh = freshUids(static_cast<std::size_t>(plan.insertColumns));
    tab.columns.insert(tab.columns.begin() + plan.insertAt, fresh.begin(), fresh.end());
    return {};
}

void VirtualGoogle::put(VirtualTab& tab, const sheets::WritePlan::Line& line) {
    VirtualTab::Row& row = tab.rows.at(static_cast<std::size_t>(line.row));
    for (std::size_t column = 0; column < line.values.size() && column < tab.columns.size(); ++column) {
        const sheets::Value& value = line.values[column];
        if (value.kind == sheets::Value::Kind::Empty) continue;
        if (value.kind == sheets::Value::Kind::Text && value.text.empty())
            row.cells.erase(tab.columns[column]);
        else
            row.cells[tab.columns[column]] = value;
    }
}

std::optional<Refusal> VirtualGoogle::append(VirtualFile& file, const sheets::WritePlan& plan) {
    if (plan.rows.empty()) return {};
    VirtualTab& tab = *file.tab(plan.tab);
    std::size_t last = tab.rows.size();
    while (last > 0 && tab.rows[last - 1].cells.empty())
        --last;
    if (static_cast<std::int64_t>(last + plan.rows.size()) > rowLimit_ && last > 1) return Refusal::CellLimit;
    tab.rows.resize(last);
    for (const std::uint32_t index : plan.rows) {
        const Row& row = plan.batch->rows[index];
        if (row.responseId.ends_with(kRefusedContent)) return Refusal::Content;
        VirtualTab::Row written{++lastUid_, {}};
        const auto put = [&](std::int64_t column, sheets::Value value) {
            if (column < 0 || value.kind == sheets::Value::Kind::Empty) return true;
            if (column >= static_cast<std::int64_t>(tab.columns.size())) return false;
            written.cells[tab.columns[static_cast<std::size_t>(column)]] = std::move(value);
            return true;
        };
        if (row.submittedAt != WallTime{} &&
            !put(plan.layout.submitted,
                 {sheets::Value::Kind::Number, sheets::SerialClock(plan.zone).serial(row.submittedAt), {}}))
            return Refusal::TooWide;
        if (!put(plan.layout.responseId, text(row.responseId))) return Refusal::TooWide;
        for (const Cell& cell : row.cells)
            if (!put(plan.layout.questions[cell.question], sheets::valueOf(cell))) return Refusal::TooWide;
        tab.rows.push_back(std::move(written));
    }
    return {};
}

std::optional<Refusal> VirtualGoogle::apply(const sheets::WritePlan& plan) {
    VirtualFile* target = find(plan.sheet);
    if (!target) return Refusal::Gone;
    VirtualFile file = *target;
    for (const sheets::MetadataOp& op : plan.step) {
        const auto refusal = apply(file, op);
        if (refusal && !ignoreVersionStep) return refusal;
    }
    for (std::size_t i = 0; i < plan.addTabs.size(); ++i) {
        if (file.tab(plan.addTabIds[i])) return Refusal::IdExists;
        file.tabs.push_back({plan.addTabIds[i], plan.addTabs[i], freshUids(kGridColumns), {}});
    }
    VirtualTab* tab = file.tab(plan.tab);
    const bool needsTab = !plan.rows.empty() || !plan.titles.empty() || !plan.lines.empty() ||
                          plan.addColumns + plan.insertColumns > 0;
    if (needsTab && !tab) return Refusal::Gone;
    if (tab)
        if (const auto refusal = widen(*tab, plan)) return refusal;
    for (const sheets::MetadataOp& op : plan.tags)
        if (const auto refusal = apply(file, op)) return refusal;
    for (const auto& title : plan.titles) {
        if (title.column >= static_cast<std::int64_t>(tab->columns.size())) return Refusal::TooWide;
        ensureRow(*tab, plan.headerRow);
        tab->rows[static_cast<std::size_t>(plan.headerRow)]
            .cells[tab->columns[static_cast<std::size_t>(title.column)]] = text(title.text);
    }
    for (const auto& line : plan.lines)
        put(*tab, line);
    if (const auto refusal = append(file, plan)) return refusal;
    for (const sheets::ListedForm& line : plan.listed)
        file.listed.push_back(line.title);
    *target = std::move(file);
    return {};
}

std::vector<sheets::Metadata> VirtualGoogle::search(const SpreadsheetId& id, const std::string& key) const {
    std::vector<sheets::Metadata> found;
    const VirtualFile* file = find(id);
    if (!file) return found;
    for (const auto& [metadataId, entry] : file->metadata) {
        if (entry.metadata.key != key) continue;
        sheets::Metadata shown = entry.metadata;
        if (const VirtualTab* tab = file->tab(shown.tab)) {
            if (shown.place == sheets::Metadata::Place::Column)
                shown.index = std::ranges::find(tab->columns, entry.anchor) - tab->columns.begin();
            if (shown.place == sheets::Metadata::Place::Row)
                shown.index =
                    std::ranges::find(tab->rows, entry.anchor, &VirtualTab::Row::uid) - tab->rows.begin();
        }
        found.push_back(shown);
    }
    return found;
}

sheets::SheetView VirtualGoogle::view(const SpreadsheetId& id, std::int64_t tabId) const {
    sheets::SheetView view;
    const VirtualFile* file = find(id);
    const VirtualTab* tab = file ? file->tab(tabId) : nullptr;
    if (!tab) return view;
    view.timeZone = "Etc/UTC";
    view.tab = tab->id;
    view.tabTitle = tab->title;
    view.gridRows = std::max<std::int64_t>(1000, static_cast<std::int64_t>(tab->rows.size()));
    view.gridColumns = static_cast<std::int64_t>(tab->columns.size());
    const std::size_t header = headerIndex(*file, *tab);
    if (header < tab->rows.size()) view.headerRow = static_cast<std::int64_t>(header);
    for (const sheets::Metadata& tag : search(id, sheets::kHeaderKey))
        view.headerTag = tag.id;
    const std::size_t titles = header < tab->rows.size() ? header : 0;
    for (std::size_t i = 0; i < tab->columns.size(); ++i) {
        sheets::SheetView::Column column;
        for (const auto& [metadataId, entry] : file->metadata)
            if (entry.metadata.key == sheets::kColumnKey && entry.anchor == tab->columns[i]) {
                column.tagId = metadataId;
                column.tag = entry.metadata.value;
            }
        if (titles < tab->rows.size())
            if (const auto cell = tab->rows[titles].cells.find(tab->columns[i]);
                cell != tab->rows[titles].cells.end())
                column.title = cell->second.text;
        view.columns.push_back(std::move(column));
    }
    while (!view.columns.empty() && view.columns.back().tag.empty() && view.columns.back().title.empty())
        view.columns.pop_back();
    return view;
}

std::vector<std::string> VirtualGoogle::column(const SpreadsheetId& id, std::int64_t tabId,
                                               std::int64_t index) const {
    std::vector<std::string> texts;
    const VirtualFile* file = find(id);
    const VirtualTab* tab = file ? file->tab(tabId) : nullptr;
    if (!tab || index < 0 || index >= static_cast<std::int64_t>(tab->columns.size())) return texts;
    for (const VirtualTab::Row& row : tab->rows) {
        const auto cell = row.cells.find(tab->columns[static_cast<std::size_t>(index)]);
        texts.push_back(cell == row.cells.end() ? std::string() : cell->second.text);
    }
    return texts;
}

sheets::RowsRead::Row VirtualGoogle::row(const SpreadsheetId& id, std::int64_t tabId,
                                         std::size_t number) const {
    sheets::RowsRead::Row shown;
    shown.number = static_cast<std::int64_t>(number);
    const VirtualFile& file = *find(id);
    const VirtualTab& tab = *file.tab(tabId);
    const VirtualTab::Row& row = tab.rows[number];
    for (const auto& [metadataId, entry] : file.metadata)
        if (entry.metadata.key == sheets::kRowKey && entry.anchor == row.uid)
            shown.tags.emplace_back(metadataId, entry.metadata.value);
    for (const std::uint64_t column : tab.columns) {
        const auto cell = row.cells.find(column);
        shown.cells.push_back(cell == row.cells.end() ? sheets::Value{} : cell->second);
    }
    while (!shown.cells.empty() && shown.cells.back().kind == sheets::Value::Kind::Empty)
        shown.cells.pop_back();
    return shown;
}

void VirtualGoogle::swapColumns(const SpreadsheetId& id, std::size_t a, std::size_t b) {
    std::vector<std::uint64_t>& columns = find(id)->tabs.front().columns;
    std::swap(columns.at(a), columns.at(b));
}

void VirtualGoogle::insertColumn(const SpreadsheetId& id, std::size_t at) {
    std::vector<std::uint64_t>& columns = find(id)->tabs.front().columns;
    columns.insert(columns.begin() + static_cast<std::ptrdiff_t>(at), ++lastUid_);
}

void VirtualGoogle::insertRowAboveHeader(const SpreadsheetId& id) {
    std::vector<VirtualTab::Row>& rows = find(id)->tabs.front().rows;
    rows.insert(rows.begin(), {++lastUid_, {}});
}

void VirtualGoogle::rotateRows(const SpreadsheetId& id) {
    VirtualFile& file = *find(id);
    std::vector<VirtualTab::Row>& rows = file.tabs.front().rows;
    const std::size_t first = headerIndex(file, file.tabs.front()) + 1;
    if (first + 1 < rows.size())
        std::rotate(rows.begin() + static_cast<std::ptrdiff_t>(first), rows.end() - 1, rows.end());
}

void VirtualGoogle::deleteRow(const SpreadsheetId& id, std::size_t number) {
    VirtualFile& file = *find(id);
    std::vector<VirtualTab::Row>& rows = file.tabs.front().rows;
    const VirtualTab::Row row = rows.at(number);
    for (const auto& [column, cell] : row.cells)
        deleted_.insert(cell.text);
    std::erase_if(file.metadata, [&](const auto& entry) { return entry.second.anchor == row.uid; });
    rows.erase(rows.begin() + static_cast<std::ptrdiff_t>(number));
}

void VirtualGoogle::insertOwnColumn(const SpreadsheetId& id, std::size_t at, const std::string& note) {
    insertColumn(id, at);
    rename(id, at, note);
    own_.insert(note);
    VirtualFile& file = *find(id);
    VirtualTab& tab = file.tabs.front();
    if (headerIndex(file, tab) + 1 >= tab.rows.size()) return;
    tab.rows.back().cells[tab.columns.at(at)] = text(note + " too");
    own_.insert(note + " too");
}

void VirtualGoogle::titleLastColumn(const SpreadsheetId& id, const std::string& note) {
    const std::size_t last = find(id)->tabs.front().columns.size() - 1;
    const sheets::SheetView seen = view(id, find(id)->tabs.front().id);
    if (seen.columns.size() > last || seen.headerRow < 0) return;
    rename(id, last, note);
    own_.insert(note);
}

void VirtualGoogle::rename(const SpreadsheetId& id, std::size_t column, const std::string& title) {
    VirtualFile& file = *find(id);
    VirtualTab& tab = file.tabs.front();
    const std::size_t header = headerIndex(file, tab);
    if (header < tab.rows.size()) tab.rows[header].cells[tab.columns.at(column)] = text(title);
}

} // namespace rowcast::sim
