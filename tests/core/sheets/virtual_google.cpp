#include "tests/core/sheets/virtual_google.h"

#include <algorithm>

namespace rowcast::sheets::test {

Value VirtualSheet::at(std::size_t row, std::size_t column) const {
    return row < rows.size() && column < rows[row].size() ? rows[row][column] : Value();
}

void VirtualSheet::put(std::size_t row, std::size_t column, Value value) {
    if (rows.size() <= row) rows.resize(row + 1);
    if (rows[row].size() <= column) rows[row].resize(column + 1);
    rows[row][column] = std::move(value);
}

std::vector<const Metadata*> VirtualSheet::entries(std::initializer_list<std::string_view> keys) const {
    std::vector<const Metadata*> found;
    for (const auto& [key, entry] : meta)
        if (std::find(keys.begin(), keys.end(), entry.key) != keys.end()) found.push_back(&entry);
    return found;
}

std::int64_t VirtualSheet::headerRow() const {
    for (const Metadata* entry : entries({kHeaderKey}))
        return entry->index;
    return -1;
}

SheetView VirtualSheet::view() const {
    SheetView view;
    view.timeZone = "UTC";
    view.tabTitle = "Sheet1";
    view.gridRows = std::max<std::int64_t>(1000, static_cast<std::int64_t>(rows.size()));
    view.gridColumns = columns;
    for (const Metadata* entry : entries({kHeaderKey})) {
        view.headerRow = entry->index;
        view.headerTag = entry->id;
    }
    const auto column = [&](std::size_t i) -> SheetView::Column& {
        if (view.columns.size() <= i) view.columns.resize(i + 1);
        return view.columns[i];
    };
    for (const Metadata* entry : entries({kColumnKey})) {
        column(static_cast<std::size_t>(entry->index)).tag = entry->value;
        column(static_cast<std::size_t>(entry->index)).tagId = entry->id;
    }
    const std::size_t header = view.headerRow < 0 ? 0 : static_cast<std::size_t>(view.headerRow);
    for (std::size_t i = 0; header < rows.size() && i < rows[header].size(); ++i)
        if (!rows[header][i].text.empty()) column(i).title = rows[header][i].text;
    return view;
}

void VirtualSheet::swapColumns(std::int64_t a, std::int64_t b) {
    for (auto& row : rows) {
        row.resize(std::max(row.size(), static_cast<std::size_t>(std::max(a, b) + 1)));
        std::swap(row[static_cast<std::size_t>(a)], row[static_cast<std::size_t>(b)]);
    }
    for (auto& [key, entry] : meta)
        if (entry.place == Metadata::Place::Column)
            entry.index = entry.index == a ? b : entry.index == b ? a : entry.index;
}

void VirtualSheet::deleteColumn(std::int64_t column) {
    for (auto& row : rows)
        if (static_cast<std::int64_t>(row.size()) > column) row.erase(row.begin() + column);
    std::erase_if(meta, [&](const auto& e) {
        return e.second.place == Metadata::Place::Column && e.second.index == column;
    });
    for (auto& [key, entry] : meta)
        if (entry.place == Metadata::Place::Column && entry.index > column) --entry.index;
    --columns;
}

void VirtualSheet::insertColumn(std::int64_t column) {
    for (auto& row : rows)
        if (static_cast<std::int64_t>(row.size()) > column) row.insert(row.begin() + column, Value());
    for (auto& [key, entry] : meta)
        if (entry.place == Metadata::Place::Column && entry.index >= column) ++entry.index;
    ++columns;
}

void VirtualSheet::insertRow(std::int64_t at) {
    rows.insert(rows.begin() + at, std::vector<Value>());
    for (auto& [key, entry] : meta)
        if (entry.place == Metadata::Place::Row && entry.index >= at) ++entry.index;
}

void VirtualSheet::deleteRow(std::int64_t at) {
    rows.erase(rows.begin() + at);
    std::erase_if(
        meta, [&](const auto& e) { return e.second.place == Metadata::Place::Row && e.second.index == at; });
    for (auto& [key, entry] : meta)
        if (entry.place == Metadata::Place::Row && entry.index > at) --entry.index;
}

void VirtualSheet::sortRows() {
    const std::int64_t first = headerRow() + 1;
    const std::int64_t last = static_cast<std::int64_t>(rows.size()) - 1;
    std::reverse(rows.begin() + first, rows.end());
    for (auto& [key, entry] : meta)
        if (entry.place == Metadata::Place::Row && entry.index >= first)
            entry.index = first + last - entry.index;
}

VirtualSheet& VirtualGoogle::make(std::string title, std::string form, bool index) {
    VirtualSheet sheet;
    sheet.id = SpreadsheetId{"sheet-" + std::to_string(sheets.size() + 1) + "-of-the-folder"};
    sheet.title = std::move(title);
    sheet.form = std::move(form);
    sheet.index = index;
    sheet.created = now;
    sheets.push_back(std::move(sheet));
    return sheets.back();
}

VirtualSheet* VirtualGoogle::find(const SpreadsheetId& id) {
    for (VirtualSheet& sheet : sheets)
        if (sheet.id == id && !sheet.gone) return &sheet;
    return nullptr;
}

Outcome VirtualGoogle::operator()(const ReadState& ask) {
    return metadata<StateRead>(ask.sheet, {kStateKey, kColumnsKey});
}

Outcome VirtualGoogle::operator()(const ReadClaims& ask) {
    return metadata<ClaimsRead>(ask.index, {kClaimKey});
}

Outcome VirtualGoogle::operator()(const ReadColumns& ask) {
    ++reads;
    const VirtualSheet* sheet = find(ask.sheet);
    if (sheet == nullptr) return gone();
    return ColumnsRead{sheet->view()};
}

Outcome VirtualGoogle::operator()(const ReadIds& ask) {
    ++reads;
    const VirtualSheet* sheet = find(ask.sheet);
    if (sheet == nullptr) return gone();
    std::int64_t column = ask.column;
    for (const Metadata* entry : sheet->entries({kColumnKey}))
        if (entry->value == ask.tag) column = entry->index;
    IdsRead read;
    for (std::size_t row = 0; column >= 0 && row < sheet->rows.size(); ++row)
        read.ids.push_back(sheet->at(row, static_cast<std::size_t>(column)).text);
    return read;
}

Outcome VirtualGoogle::operator()(const ReadRows& ask) {
    ++reads;
    const VirtualSheet* sheet = find(ask.sheet);
    if (sheet == nullptr) return gone();
    RowsRead read{sheet->view(), {}, {}};
    for (const auto& range : ask.ranges)
        for (std::int64_t i = range.first;
             i < static_cast<std::int64_t>(sheet->rows.size()) && (range.last < 0 || i <= range.last); ++i)
            read.rows.push_back(rowOf(*sheet, i));
    return read;
}

Outcome VirtualGoogle::operator()(const ReadTagged& ask, const std::function<void()>& between) {
    ++reads;
    const VirtualSheet* sheet = find(ask.sheet);
    if (sheet == nullptr) return gone();
    RowsRead read;
    std::vector<std::int64_t> numbers;
    for (const Metadata* entry : sheet->entries({kRowKey})) {
        numbers.push_back(entry->index);
        read.rowTags.push_back(entry->id);
    }
    if (between) between();
    read.view = sheet->view();
    for (const std::int64_t number : numbers)
        read.rows.push_back(rowOf(*sheet, number));
    return read;
}

Outcome VirtualGoogle::operator()(const Write& ask) {
    ++writes;
    VirtualSheet* sheet = find(ask.plan.sheet);
    if (sheet == nullptr) return gone();
    VirtualSheet after = *sheet;
    if (auto refused = apply(after, ask.plan)) return *refused;
    *sheet = std::move(after);
    return Written{sheet->view()};
}

Outcome VirtualGoogle::operator()(const CheckFile& ask) {
    const VirtualSheet* sheet = find(ask.sheet);
    if (sheet == nullptr) return gone();
    return FileChecked{sheet->trashed, sheet->index || !sheet->form.empty()};
}

Outcome VirtualGoogle::operator()(const FindFiles& ask) {
    FilesFound found;
    for (const bool ours : {true, false})
        for (const VirtualSheet& sheet : sheets) {
            if (sheet.trashed || sheet.gone || sheet.index) continue;
            if (ours ? sheet.form == ask.form.value : sheet.form.empty() && sheet.title == ask.title)
                found.files.push_back(sheet.id);
        }
    return found;
}

Outcome VirtualGoogle::operator()(const CreateFile& ask) {
    return FileCreated{make(ask.title, ask.form.value).id};
}

Outcome VirtualGoogle::operator()(const TrashFile& ask) {
    if (VirtualSheet* sheet = find(ask.sheet)) sheet->trashed = ask.trashed;
    return Done{};
}

Outcome VirtualGoogle::operator()(const ListIndexes&) {
    IndexesListed listed;
    listed.at = now;
    for (const VirtualSheet& sheet : sheets)
        if (sheet.index && !sheet.gone) listed.indexes.push_back({sheet.id, sheet.created, sheet.trashed});
    std::ranges::stable_sort(listed.indexes, {}, &IndexesListed::Index::created);
    return listed;
}

Outcome VirtualGoogle::operator()(const CreateIndex&) {
    return FileCreated{make("Rowcast index", {}, true).id};
}

Outcome VirtualGoogle::operator()(const Wait& ask) {
    now += ask.about;
    return WokeUp{};
}

Outcome VirtualGoogle::gone() {
    return Refused{Refused::Why::Gone, {Remedy::PickFile, QStringLiteral("gone"), {}, {}, {}}};
}

Refused VirtualGoogle::no(Refused::Why why) {
    return {why, {Remedy::FixSettings, QStringLiteral("refused"), {}, {}, {}}};
}

RowsRead::Row VirtualGoogle::rowOf(const VirtualSheet& sheet, std::int64_t number) {
    RowsRead::Row row;
    row.number = number;
    if (number < static_cast<std::int64_t>(sheet.rows.size()))
        row.cells = sheet.rows[static_cast<std::size_t>(number)];
    for (const Metadata* entry : sheet.entries({kRowKey}))
        if (entry->index == number) row.tags.emplace_back(entry->id, entry->value);
    return row;
}

bool VirtualGoogle::change(VirtualSheet& sheet, const MetadataOp& op) {
    if (op.kind == MetadataOp::Kind::Delete) return sheet.meta.erase(op.entry.id) > 0;
    if (op.kind == MetadataOp::Kind::Update || op.kind == MetadataOp::Kind::Pin) {
        const auto found = sheet.meta.find(op.entry.id);
        if (found == sheet.meta.end()) return false;
        if (op.kind == MetadataOp::Kind::Pin && found->second.index != op.entry.index) return false;
        found->second.value = op.entry.value;
        return true;
    }
    Metadata entry = op.entry;
    if (entry.id == 0) entry.id = ++nextId_;
    return sheet.meta.emplace(entry.id, entry).second;
}

std::optional<Outcome> VirtualGoogle::apply(VirtualSheet& sheet, const WritePlan& plan) {
    for (const MetadataOp& op : plan.step)
        if (!change(sheet, op)) return no(Refused::Why::VersionTaken);
    sheet.columns += plan.addColumns;
    if (plan.insertColumns > 0 && plan.insertAt + (plan.insertAtEnd ? 0 : 1) > sheet.columns)
        return no(Refused::Why::Place);
    for (std::int64_t i = 0; i < plan.insertColumns; ++i)
        sheet.insertColumn(plan.insertAt);
    for (const MetadataOp& op : plan.tags)
        if (!change(sheet, op)) return no(Refused::Why::VersionTaken);
    for (const auto& title : plan.titles) {
        Value text;
        text.kind = Value::Kind::Text;
        text.text = title.text;
        sheet.put(static_cast<std::size_t>(plan.headerRow), static_cast<std::size_t>(title.column), text);
    }
    for (const WritePlan::Line& line : plan.lines)
        for (std::size_t i = 0; i < line.values.size(); ++i) {
            const Value& value = line.values[i];
            if (value.kind == Value::Kind::Empty) continue;
            const bool clears = value.kind == Value::Kind::Text && value.text.empty();
            sheet.put(static_cast<std::size_t>(line.row), i, clears ? Value() : value);
        }
    if (!plan.rows.empty() &&
        (sheet.rows.size() + plan.rows.size()) * static_cast<std::size_t>(sheet.columns) > cellLimit)
        return no(Refused::Why::CellLimit);
    for (const std::uint32_t index : plan.rows)
        if (!append(sheet, plan, plan.batch->rows[index])) return no(Refused::Why::Row);
    return {};
}

bool VirtualGoogle::append(VirtualSheet& sheet, const WritePlan& plan, const Row& row) const {
    const std::size_t at = sheet.rows.size();
    const auto put = [&](std::int64_t column, const Value& value) {
        if (column >= 0 && value.kind != Value::Kind::Empty)
            sheet.put(at, static_cast<std::size_t>(column), value);
    };
    if (row.submittedAt != WallTime{})
        put(plan.layout.submitted, {Value::Kind::Number, SerialClock(plan.zone).serial(row.submittedAt), {}});
    put(plan.layout.responseId, valueOf({0, CellKind::Text, 0, row.responseId}));
    for (const Cell& cell : row.cells) {
        if (!poison.empty() && cell.text == poison) return false;
        put(plan.layout.questions[cell.question], valueOf(cell));
    }
    return true;
}

} // namespace rowcast::sheets::test
