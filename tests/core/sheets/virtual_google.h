#pragma once
/// A folder of spreadsheets that plays Google for the machines, without JSON: all of a write or nothing, ids
/// that exist are refused, tags move with their columns and rows. For tests; one thread.

#include "core/sheets/cell_value.h"
#include "core/sheets/protocol.h"

#include <algorithm>
#include <map>
#include <string>
#include <vector>

namespace rowcast::sheets::test {

struct VirtualSheet {
    SpreadsheetId id;
    std::string title;
    std::string form; ///< property; empty: a person made it
    bool index = false;
    bool trashed = false;
    bool gone = false;
    WallTime created{};
    std::map<std::int32_t, Metadata> meta;
    std::vector<std::vector<Value>> rows; ///< from row 0
    std::int64_t columns = 26;

    [[nodiscard]] Value at(std::size_t row, std::size_t column) const {
        return row < rows.size() && column < rows[row].size() ? rows[row][column] : Value();
    }
    void put(std::size_t row, std::size_t column, Value value) {
        if (rows.size() <= row) rows.resize(row + 1);
        if (rows[row].size() <= column) rows[row].resize(column + 1);
        rows[row][column] = std::move(value);
    }
    [[nodiscard]] std::vector<const Metadata*> entries(std::initializer_list<std::string_view> keys) const {
        std::vector<const Metadata*> found;
        for (const auto& [key, entry] : meta)
            if (std::find(keys.begin(), keys.end(), entry.key) != keys.end()) found.push_back(&entry);
        return found;
    }
    [[nodiscard]] std::int64_t headerRow() const {
        for (const Metadata* entry : entries({kHeaderKey}))
            return entry->index;
        return -1;
    }
    [[nodiscard]] SheetView view() const {
        SheetView view;
        view.timeZone = "UTC";
        view.tabTitle = "Sheet1";
        view.gridRows = std::max<std::int64_t>(1000, static_cast<std::int64_t>(rows.size()));
        view.gridColumns = columns;
        view.headerRow = headerRow();
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

    // What people do
    void swapColumns(std::int64_t a, std::int64_t b) {
        for (auto& row : rows) {
            row.resize(std::max(row.size(), static_cast<std::size_t>(std::max(a, b) + 1)));
            std::swap(row[static_cast<std::size_t>(a)], row[static_cast<std::size_t>(b)]);
        }
        for (auto& [key, entry] : meta)
            if (entry.place == Metadata::Place::Column)
                entry.index = entry.index == a ? b : entry.index == b ? a : entry.index;
    }
    void deleteColumn(std::int64_t column) {
        for (auto& row : rows)
            if (static_cast<std::int64_t>(row.size()) > column) row.erase(row.begin() + column);
        std::erase_if(meta, [&](const auto& e) {
            return e.second.place == Metadata::Place::Column && e.second.index == column;
        });
        for (auto& [key, entry] : meta)
            if (entry.place == Metadata::Place::Column && entry.index > column) --entry.index;
        --columns;
    }
    void insertColumn(std::int64_t column) {
        for (auto& row : rows)
            if (static_cast<std::int64_t>(row.size()) > column) row.insert(row.begin() + column, Value());
        for (auto& [key, entry] : meta)
            if (entry.place == Metadata::Place::Column && entry.index >= column) ++entry.index;
        ++columns;
    }
    void insertRow(std::int64_t at) {
        rows.insert(rows.begin() + at, std::vector<Value>());
        for (auto& [key, entry] : meta)
            if (entry.place == Metadata::Place::Row && entry.index >= at) ++entry.index;
    }
    /// Turns the rows below the header upside down, tags with them.
    void sortRows() {
        const std::int64_t first = headerRow() + 1;
        const std::int64_t last = static_cast<std::int64_t>(rows.size()) - 1;
        std::reverse(rows.begin() + first, rows.end());
        for (auto& [key, entry] : meta)
            if (entry.place == Metadata::Place::Row && entry.index >= first)
                entry.index = first + last - entry.index;
    }
};

class VirtualGoogle {
public:
    std::vector<VirtualSheet> sheets;
    WallTime now{Millis{1'800'000'000'000}};
    int reads = 0;
    int writes = 0;
    std::size_t cellLimit = 10'000'000; ///< enforced when rows are appended
    std::string poison;                 ///< a row with this text is refused

    VirtualSheet& make(std::string title, std::string form, bool index = false) {
        VirtualSheet sheet;
        sheet.id = SpreadsheetId{"sheet-" + std::to_string(sheets.size() + 1) + "-of-the-folder"};
        sheet.title = std::move(title);
        sheet.form = std::move(form);
        sheet.index = index;
        sheet.created = now;
        sheets.push_back(std::move(sheet));
        return sheets.back();
    }
    [[nodiscard]] VirtualSheet* find(const SpreadsheetId& id) {
        for (VirtualSheet& sheet : sheets)
            if (sheet.id == id && !sheet.gone) return &sheet;
        return nullptr;
    }

    [[nodiscard]] Outcome operator()(const ReadState& ask) {
        return metadata<StateRead>(ask.sheet, {kStateKey, kColumnsKey});
    }
    [[nodiscard]] Outcome operator()(const ReadClaims& ask) {
        return metadata<ClaimsRead>(ask.index, {kClaimKey});
    }
    [[nodiscard]] Outcome operator()(const ReadColumns& ask) {
        ++reads;
        const VirtualSheet* sheet = find(ask.sheet);
        if (sheet == nullptr) return gone();
        return ColumnsRead{sheet->view()};
    }
    [[nodiscard]] Outcome operator()(const ReadIds& ask) {
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
    [[nodiscard]] Outcome operator()(const ReadRows& ask) {
        ++reads;
        const VirtualSheet* sheet = find(ask.sheet);
        if (sheet == nullptr) return gone();
        RowsRead read{sheet->view(), {}};
        for (const auto& range : ask.ranges)
            for (std::int64_t i = range.first;
                 i < static_cast<std::int64_t>(sheet->rows.size()) && (range.last < 0 || i <= range.last);
                 ++i)
                read.rows.push_back(rowOf(*sheet, i));
        return read;
    }
    [[nodiscard]] Outcome operator()(const ReadTagged& ask) {
        ++reads;
        const VirtualSheet* sheet = find(ask.sheet);
        if (sheet == nullptr) return gone();
        RowsRead read{sheet->view(), {}};
        for (const Metadata* entry : sheet->entries({kRowKey}))
            read.rows.push_back(rowOf(*sheet, entry->index));
        return read;
    }
    [[nodiscard]] Outcome operator()(const WriteTagged& ask) {
        ++writes;
        VirtualSheet* sheet = find(ask.sheet);
        if (sheet == nullptr) return gone();
        for (const auto& line : ask.lines) {
            const auto tag = sheet->meta.find(line.tagId);
            if (tag == sheet->meta.end()) continue;
            for (std::size_t i = 0; i < line.values.size(); ++i) {
                const Value& value = line.values[i];
                if (value.kind == Value::Kind::Empty) continue;
                const bool clears = value.kind == Value::Kind::Text && value.text.empty();
                sheet->put(static_cast<std::size_t>(tag->second.index), i, clears ? Value() : value);
            }
        }
        return Done{};
    }
    [[nodiscard]] Outcome operator()(const Write& ask) {
        ++writes;
        VirtualSheet* sheet = find(ask.plan.sheet);
        if (sheet == nullptr) return gone();
        VirtualSheet after = *sheet;
        if (auto refused = apply(after, ask.plan)) return *refused;
        *sheet = std::move(after);
        return Written{sheet->view()};
    }
    [[nodiscard]] Outcome operator()(const CheckFile& ask) {
        const VirtualSheet* sheet = find(ask.sheet);
        if (sheet == nullptr) return gone();
        return FileChecked{sheet->trashed, sheet->index || !sheet->form.empty()};
    }
    [[nodiscard]] Outcome operator()(const FindFiles& ask) {
        FilesFound found;
        for (const bool ours : {true, false})
            for (const VirtualSheet& sheet : sheets) {
                if (sheet.trashed || sheet.gone || sheet.index) continue;
                if (ours ? sheet.form == ask.form.value : sheet.form.empty() && sheet.title == ask.title)
                    found.files.push_back(sheet.id);
            }
        return found;
    }
    [[nodiscard]] Outcome operator()(const CreateFile& ask) {
        return FileCreated{make(ask.title, ask.form.value).id};
    }
    [[nodiscard]] Outcome operator()(const TrashFile& ask) {
        if (VirtualSheet* sheet = find(ask.sheet)) sheet->trashed = ask.trashed;
        return Done{};
    }
    [[nodiscard]] Outcome operator()(const ListIndexes&) {
        IndexesListed listed;
        listed.at = now;
        for (const VirtualSheet& sheet : sheets)
            if (sheet.index && !sheet.gone)
                listed.indexes.push_back({sheet.id, sheet.created, sheet.trashed});
        return listed;
    }
    [[nodiscard]] Outcome operator()(const CreateIndex&) {
        return FileCreated{make("Rowcast index", {}, true).id};
    }
    [[nodiscard]] Outcome operator()(const Wait& ask) {
        now += ask.about;
        return WokeUp{};
    }

private:
    [[nodiscard]] static Outcome gone() {
        return Refused{Refused::Why::Gone, {Remedy::PickFile, QStringLiteral("gone"), {}, {}, {}}};
    }
    [[nodiscard]] static Refused no(Refused::Why why) {
        return {why, {Remedy::FixSettings, QStringLiteral("refused"), {}, {}, {}}};
    }
    template <class Read>
    [[nodiscard]] Outcome metadata(const SpreadsheetId& id, std::initializer_list<std::string_view> keys) {
        ++reads;
        const VirtualSheet* sheet = find(id);
        if (sheet == nullptr) return gone();
        Read read;
        for (const Metadata* entry : sheet->entries(keys))
            read.entries.push_back(*entry);
        return read;
    }
    [[nodiscard]] static RowsRead::Row rowOf(const VirtualSheet& sheet, std::int64_t number) {
        RowsRead::Row row;
        row.number = number;
        if (number < static_cast<std::int64_t>(sheet.rows.size()))
            row.cells = sheet.rows[static_cast<std::size_t>(number)];
        for (const Metadata* entry : sheet.entries({kRowKey}))
            if (entry->index == number) row.tags.emplace_back(entry->id, entry->value);
        return row;
    }
    [[nodiscard]] bool change(VirtualSheet& sheet, const MetadataOp& op) {
        if (op.kind == MetadataOp::Kind::Delete) return sheet.meta.erase(op.entry.id) > 0;
        if (op.kind == MetadataOp::Kind::Update) {
            const auto found = sheet.meta.find(op.entry.id);
            if (found == sheet.meta.end()) return false;
            found->second.value = op.entry.value;
            return true;
        }
        Metadata entry = op.entry;
        if (entry.id == 0) entry.id = ++nextId_;
        return sheet.meta.emplace(entry.id, entry).second;
    }
    [[nodiscard]] std::optional<Outcome> apply(VirtualSheet& sheet, const WritePlan& plan) {
        for (const MetadataOp& op : plan.step)
            if (!change(sheet, op)) return no(Refused::Why::VersionTaken);
        sheet.columns += plan.addColumns;
        for (const MetadataOp& op : plan.tags)
            if (!change(sheet, op)) return no(Refused::Why::VersionTaken);
        for (const auto& title : plan.titles) {
            Value text;
            text.kind = Value::Kind::Text;
            text.text = title.text;
            sheet.put(static_cast<std::size_t>(plan.headerRow), static_cast<std::size_t>(title.column), text);
        }
        if (!plan.rows.empty() &&
            (sheet.rows.size() + plan.rows.size()) * static_cast<std::size_t>(sheet.columns) > cellLimit)
            return no(Refused::Why::CellLimit);
        for (const std::uint32_t index : plan.rows)
            if (!append(sheet, plan, plan.batch->rows[index])) return no(Refused::Why::Row);
        return {};
    }
    [[nodiscard]] bool append(VirtualSheet& sheet, const WritePlan& plan, const Row& row) const {
        const std::size_t at = sheet.rows.size();
        const auto put = [&](std::int64_t column, const Value& value) {
            if (column >= 0 && value.kind != Value::Kind::Empty)
                sheet.put(at, static_cast<std::size_t>(column), value);
        };
        put(plan.layout.responseId, valueOf({0, CellKind::Text, 0, row.responseId}));
        for (const Cell& cell : row.cells) {
            if (!poison.empty() && cell.text == poison) return false;
            put(plan.layout.questions[cell.question], valueOf(cell));
        }
        return true;
    }

    std::int32_t nextId_ = 1000;
};

} // namespace rowcast::sheets::test
