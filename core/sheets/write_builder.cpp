#include "core/sheets/write_builder.h"

#include "core/google/sheets_get.h"
#include "core/sheets/cell_value.h"
#include "core/sheets/json_writer.h"

#include <algorithm>
#include <cmath>

// body := {"requests": [step…, addSheet…, appendDimension?, insertDimension?, tags…, header…, formats…,
// lines…,
//                       appendCells?],
//          "includeSpreadsheetInResponse": true, "responseRanges": [header row], "responseIncludeGridData":
//          true}
// Every sub-request ends with a comma that the next one needs; the last one is taken back.

namespace rowcast::sheets {

namespace {

constexpr std::string_view kView =
    "properties(title,timeZone),sheets(properties(sheetId,title,sheetType,gridProperties),"
    "data(startRow,startColumn,rowData.values.userEnteredValue,"
    "rowMetadata.developerMetadata,columnMetadata.developerMetadata))";

void location(JsonWriter& json, const Metadata& entry) {
    switch (entry.place) {
    case Metadata::Place::Spreadsheet: json.raw(R"({"spreadsheet":true})"); return;
    case Metadata::Place::Tab: json.raw(R"({"sheetId":)").number(entry.tab).raw("}"); return;
    case Metadata::Place::Row:
    case Metadata::Place::Column: break;
    }
    json.raw(R"({"dimensionRange":{"sheetId":)").number(entry.tab);
    json.raw(entry.place == Metadata::Place::Row ? R"(,"dimension":"ROWS","startIndex":)"
                                                 : R"(,"dimension":"COLUMNS","startIndex":)");
    json.number(entry.index).raw(R"(,"endIndex":)").number(entry.index + 1).raw("}}");
}

void lookup(JsonWriter& json, std::int32_t id) {
    json.raw(R"({"developerMetadataLookup":{"metadataId":)").number(std::int64_t{id}).raw("}}");
}

/// Deleted where it must stand and made there again. Where it does not stand, its id is still taken and
/// Google refuses the batch.
void unpin(JsonWriter& json, const Metadata& entry) {
    json.raw(R"({"deleteDeveloperMetadata":{"dataFilter":{"developerMetadataLookup":{"metadataId":)")
        .number(std::int64_t{entry.id})
        .raw(R"(,"locationMatchingStrategy":"EXACT_LOCATION","metadataLocation":)");
    location(json, entry);
    json.raw("}}}},");
}

void metadataOp(JsonWriter& json, const MetadataOp& op) {
    switch (op.kind) {
    case MetadataOp::Kind::Pin: unpin(json, op.entry); [[fallthrough]];
    case MetadataOp::Kind::Create:
        json.raw(R"({"createDeveloperMetadata":{"developerMetadata":{)");
        if (op.entry.id != 0) json.raw(R"("metadataId":)").number(std::int64_t{op.entry.id}).raw(",");
        json.raw(R"("metadataKey":)").text(op.entry.key).raw(R"(,"metadataValue":)").text(op.entry.value);
        json.raw(R"(,"visibility":"DOCUMENT","location":)");
        location(json, op.entry);
        json.raw("}}},");
        return;
    case MetadataOp::Kind::Update:
        json.raw(R"({"updateDeveloperMetadata":{"dataFilters":[)");
        lookup(json, op.entry.id);
        json.raw(R"(],"developerMetadata":{"metadataValue":)").text(op.entry.value);
        json.raw(R"(},"fields":"metadataValue"}},)");
        return;
    case MetadataOp::Kind::Delete:
        json.raw(R"({"deleteDeveloperMetadata":{"dataFilter":)");
        lookup(json, op.entry.id);
        json.raw("}},");
        return;
    }
}

std::string_view pattern(CellKind kind) {
    switch (kind) {
    case CellKind::Date: return R"({"type":"DATE","pattern":"yyyy-mm-dd"})";
    case CellKind::DateTime: return R"({"type":"DATE_TIME","pattern":"yyyy-mm-dd hh:mm:ss"})";
    case CellKind::Time: return R"({"type":"TIME","pattern":"hh:mm:ss"})";
    case CellKind::Duration: return R"({"type":"TIME","pattern":"[h]:mm:ss"})";
    default: return {};
    }
}

void grow(JsonWriter& json, const WritePlan& plan) {
    for (std::size_t i = 0; i < plan.addTabs.size(); ++i)
        json.raw(R"({"addSheet":{"properties":{"sheetId":)")
            .number(plan.addTabIds[i])
            .raw(R"(,"title":)")
            .text(plan.addTabs[i])
            .raw("}}},");
    if (plan.addColumns > 0)
        json.raw(R"({"appendDimension":{"sheetId":)")
            .number(plan.tab)
            .raw(R"(,"dimension":"COLUMNS","length":)")
            .number(plan.addColumns)
            .raw("}},");
    if (plan.insertColumns > 0) {
        json.raw(R"({"insertDimension":{"range":{"sheetId":)").number(plan.tab);
        json.raw(R"(,"dimension":"COLUMNS","startIndex":)").number(plan.insertAt);
        json.raw(R"(,"endIndex":)").number(plan.insertAt + plan.insertColumns);
        json.raw(plan.insertAtEnd ? R"(},"inheritFromBefore":true}},)" : R"(},"inheritFromBefore":false}},)");
    }
    if (!plan.timeZone.empty())
        json.raw(R"({"updateSpreadsheetProperties":{"properties":{"timeZone":)")
            .text(plan.timeZone)
            .raw(R"(},"fields":"timeZone"}},)");
}

void header(JsonWriter& json, const WritePlan& plan) {
    for (const auto& title : plan.titles) {
        json.raw(R"({"updateCells":{"start":{"sheetId":)")
            .number(plan.tab)
            .raw(R"(,"rowIndex":)")
            .number(plan.headerRow);
        json.raw(R"(,"columnIndex":)")
            .number(title.column)
            .raw(R"(},"rows":[{"values":[{"userEnteredValue":{"stringValue":)");
        json.text(title.text).raw(R"(},"userEnteredFormat":{"textFormat":{"bold":true}}}]}],)");
        json.raw(R"("fields":"userEnteredValue,userEnteredFormat.textFormat.bold"}},)");
    }
    if (plan.freezeHeader) {
        json.raw(R"({"updateSheetProperties":{"properties":{"sheetId":)")
            .number(plan.tab)
            .raw(R"(,"gridProperties":{"frozenRowCount":)");
        json.number(plan.headerRow + 1).raw(R"(}},"fields":"gridProperties.frozenRowCount"}},)");
    }
    for (const auto& format : plan.formats) {
        const std::string_view number = pattern(format.kind);
        if (number.empty() && !plan.insertAtEnd) continue;
        json.raw(R"({"repeatCell":{"range":{"sheetId":)")
            .number(plan.tab)
            .raw(R"(,"startRowIndex":)")
            .number(plan.headerRow + 1);
        json.raw(R"(,"startColumnIndex":)")
            .number(format.column)
            .raw(R"(,"endColumnIndex":)")
            .number(format.column + 1);
        json.raw(R"(},"cell":{)");
        if (!number.empty()) json.raw(R"("userEnteredFormat":{"numberFormat":)").raw(number).raw("}");
        json.raw(R"(},"fields":"userEnteredFormat.numberFormat"}},)"); // an inherited one goes
    }
}

/// Appends rows cell by cell in column order.
class RowWriter {
public:
    RowWriter(JsonWriter& json, const WritePlan& plan)
        : json_(json), plan_(plan), clock_(plan.zone), cells_(static_cast<std::size_t>(plan.layout.width)) {}

    void write(const Row& row) {
        std::fill(cells_.begin(), cells_.end(), nullptr);
        std::int64_t last = std::max(plan_.layout.submitted, plan_.layout.responseId);
        for (const Cell& cell : row.cells) {
            if (cell.question >= plan_.layout.questions.size()) continue;
            const std::int64_t column = plan_.layout.questions[cell.question];
            if (column < 0) continue;
            cells_[static_cast<std::size_t>(column)] = &cell;
            last = std::max(last, column);
        }
        json_.raw(R"({"values":[)");
        for (std::int64_t column = 0; column <= last; ++column) {
            if (column > 0) json_.raw(",");
            if (column == plan_.layout.submitted)
                submitted(row.submittedAt);
            else if (column == plan_.layout.responseId)
                text(row.responseId);
            else
                value(cells_[static_cast<std::size_t>(column)]);
        }
        json_.raw("]},");
    }

private:
    void submitted(WallTime at) {
        if (at == WallTime{})
            json_.raw("{}");
        else
            number(clock_.serial(at));
    }
    void value(const Cell* cell) {
        if (cell == nullptr)
            json_.raw("{}");
        else if (cell->kind == CellKind::Text || cell->kind == CellKind::Link)
            text(cell->text);
        else if (!std::isfinite(cell->number))
            text(valueOf(*cell).text);
        else if (cell->kind == CellKind::Boolean)
            json_.raw(cell->number != 0 ? R"({"userEnteredValue":{"boolValue":true}})"
                                        : R"({"userEnteredValue":{"boolValue":false}})");
        else
            number(cell->number);
    }
    void text(std::string_view content) {
        if (content.empty()) return void(json_.raw("{}"));
        json_.raw(R"({"userEnteredValue":{"stringValue":)");
        if (mustCut(content))
            json_.text(cutText(content));
        else
            json_.text(content);
        json_.raw("}}");
    }
    void number(double value) { json_.raw(R"({"userEnteredValue":{"numberValue":)").number(value).raw("}}"); }

    JsonWriter& json_;
    const WritePlan& plan_;
    SerialClock clock_;
    std::vector<const Cell*> cells_;
};

void cell(JsonWriter& json, const Value& value) {
    json.raw("{");
    if (value.kind == Value::Kind::Number)
        json.raw(R"("userEnteredValue":{"numberValue":)").number(value.number).raw("}");
    else if (value.kind == Value::Kind::Boolean)
        json.raw(value.number != 0 ? R"("userEnteredValue":{"boolValue":true})"
                                   : R"("userEnteredValue":{"boolValue":false})");
    else if (!value.text.empty())
        json.raw(R"("userEnteredValue":{"stringValue":)").text(value.text).raw("}");
    json.raw("}");
}

/// Cells side by side go in one request.
void lines(JsonWriter& json, const WritePlan& plan) {
    for (const WritePlan::Line& line : plan.lines)
        for (std::size_t i = 0; i < line.values.size(); ++i) {
            if (line.values[i].kind == Value::Kind::Empty) continue;
            json.raw(R"({"updateCells":{"start":{"sheetId":)").number(plan.tab);
            json.raw(R"(,"rowIndex":)").number(line.row);
            json.raw(R"(,"columnIndex":)").number(static_cast<std::int64_t>(i));
            json.raw(R"(},"rows":[{"values":[)");
            for (; i < line.values.size() && line.values[i].kind != Value::Kind::Empty; ++i) {
                cell(json, line.values[i]);
                json.raw(",");
            }
            json.dropLast().raw(R"(]}],"fields":"userEnteredValue"}},)");
        }
}

void rows(JsonWriter& json, const WritePlan& plan) {
    if (plan.rows.empty()) return;
    json.raw(R"({"appendCells":{"sheetId":)").number(plan.tab).raw(R"(,"rows":[)");
    RowWriter writer(json, plan);
    for (const std::uint32_t index : plan.rows)
        writer.write(plan.batch->rows[index]);
    json.dropLast().raw(R"(],"fields":"userEnteredValue"}},)");
}

void listed(JsonWriter& json, const WritePlan& plan) {
    if (plan.listed.empty()) return;
    json.raw(R"({"appendCells":{"sheetId":)").number(plan.tab).raw(R"(,"rows":[)");
    for (const ListedForm& form : plan.listed) {
        json.raw(R"({"values":[{"userEnteredValue":{"stringValue":)").text(form.title);
        json.raw(R"(}},{"userEnteredValue":{"stringValue":)").text(form.url);
        json.raw(R"(}},{"userEnteredValue":{"numberValue":)").number(form.rows);
        json.raw(R"(}},{"userEnteredValue":{"stringValue":)").text(form.state).raw("}}]},");
    }
    json.dropLast().raw(R"(],"fields":"userEnteredValue"}},)");
}

} // namespace

QByteArray encode(const WritePlan& plan) {
    JsonWriter json(static_cast<qsizetype>(16'384 + 1024 * plan.rows.size()));
    json.raw(R"({"requests":[)");
    for (const MetadataOp& op : plan.step)
        metadataOp(json, op);
    grow(json, plan);
    for (const MetadataOp& op : plan.tags)
        metadataOp(json, op);
    header(json, plan);
    lines(json, plan);
    rows(json, plan);
    listed(json, plan);
    json.dropLast().raw("]");
    if (!plan.tabTitle.empty()) {
        const std::string row = std::to_string(plan.headerRow + 1);
        json.raw(R"(,"includeSpreadsheetInResponse":true,"responseIncludeGridData":true,"responseRanges":[)");
        json.text(google::quotedTab(plan.tabTitle) + '!' + row + ':' + row).raw("]");
    }
    json.raw("}");
    return json.take();
}

QByteArray viewFields() {
    return {kView.data(), static_cast<qsizetype>(kView.size())};
}

QByteArray replyFields() {
    return "spreadsheetId,updatedSpreadsheet(" + viewFields() + ")";
}

} // namespace rowcast::sheets
