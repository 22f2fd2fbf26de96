#include "core/sheets/wire.h"

#include "core/google/sheets_get.h"

#include <QString>

#include <algorithm>

namespace rowcast::sheets {

namespace {

std::string textOf(const Value& value) {
    switch (value.kind) {
    case Value::Kind::Empty: return {};
    case Value::Kind::Number: return QString::number(value.number, 'g', 15).toStdString();
    case Value::Kind::Boolean: return value.number != 0 ? "TRUE" : "FALSE";
    default: return value.text;
    }
}

/// The cells of a row, from the first column on; none if no block holds it.
const std::vector<Value>* rowAt(const google::Tab& tab, std::int64_t row) {
    for (const google::GridBlock& block : tab.blocks) {
        const std::int64_t at = row - block.startRow;
        if (at >= 0 && at < static_cast<std::int64_t>(block.rows.size()))
            return &block.rows[static_cast<std::size_t>(at)];
    }
    return nullptr;
}

const Metadata* headerTagOf(const google::Tab& tab) {
    for (const Metadata& entry : tab.metadata)
        if (entry.key == kHeaderKey && entry.place == Metadata::Place::Row) return &entry;
    return nullptr;
}

} // namespace

SheetView viewFrom(const google::Spreadsheet& spreadsheet, const google::Tab& tab) {
    SheetView view;
    view.timeZone = spreadsheet.timeZone;
    view.tab = tab.id;
    view.tabTitle = tab.title;
    view.gridRows = tab.rows;
    view.gridColumns = tab.columns;
    if (const Metadata* header = headerTagOf(tab)) {
        view.headerRow = header->index;
        view.headerTag = header->id;
    }
    const auto column = [&](std::int64_t index) -> SheetView::Column& {
        if (index >= static_cast<std::int64_t>(view.columns.size()))
            view.columns.resize(static_cast<std::size_t>(index) + 1);
        return view.columns[static_cast<std::size_t>(index)];
    };
    for (const Metadata& entry : tab.metadata)
        if (entry.key == kColumnKey && entry.place == Metadata::Place::Column && entry.index >= 0) {
            column(entry.index).tag = entry.value;
            column(entry.index).tagId = entry.id;
        }
    const auto* titles = rowAt(tab, view.headerRow >= 0 ? view.headerRow : 0);
    for (std::size_t i = 0; titles != nullptr && i < titles->size(); ++i)
        if ((*titles)[i].kind != Value::Kind::Empty)
            column(static_cast<std::int64_t>(i)).title = textOf((*titles)[i]);
    return view;
}

RowsRead rowsFrom(const google::Spreadsheet& spreadsheet, const google::Tab& tab) {
    RowsRead read;
    read.view = viewFrom(spreadsheet, tab);
    for (const google::GridBlock& block : tab.blocks)
        for (std::size_t i = 0; i < block.rows.size(); ++i) {
            RowsRead::Row row;
            row.number = block.startRow + static_cast<std::int64_t>(i);
            if (row.number == read.view.headerRow) continue;
            row.cells = block.rows[i];
            for (const Metadata& entry : tab.metadata)
                if (entry.key == kRowKey && entry.place == Metadata::Place::Row && entry.index == row.number)
                    row.tags.emplace_back(entry.id, entry.value);
            read.rows.push_back(std::move(row));
        }
    return read;
}

IdsRead idsFrom(const std::vector<Value>& column) {
    IdsRead read;
    read.ids.reserve(column.size());
    for (const Value& value : column)
        read.ids.push_back(textOf(value));
    return read;
}

Outcome outcomeOf(const google::Failure& failure) {
    using google::Reason;
    if (failure.mayHaveApplied) return Unknown{failure.error};
    switch (failure.reason) {
    case Reason::RateLimited:
    case Reason::Unavailable:
    case Reason::Network:
    case Reason::TimedOut:
    case Reason::Garbled:
    case Reason::Cancelled: return Unknown{failure.error};
    case Reason::MetadataIdExists:
    case Reason::MetadataIdMissing: return Refused{Refused::Why::VersionTaken, failure.error};
    case Reason::CellLimit: return Refused{Refused::Why::CellLimit, failure.error};
    case Reason::CellTooLong: return Refused{Refused::Why::Row, failure.error};
    case Reason::NoSuchTab:
    case Reason::OutsideGrid: return Refused{Refused::Why::Place, failure.error};
    case Reason::NotFound: return Refused{Refused::Why::Gone, failure.error};
    case Reason::InvalidRequest:
        if (failure.requestKind == u"appendCells") return Refused{Refused::Why::Row, failure.error};
        break;
    default: break;
    }
    return Refused{Refused::Why::Other, failure.error};
}

std::string rowRange(const SheetView& view, std::int64_t first, std::int64_t last) {
    const std::string from = std::to_string(first + 1);
    std::string range = google::quotedTab(view.tabTitle) + '!';
    if (last >= 0) return range + from + ':' + std::to_string(last + 1);
    return range + 'A' + from + ':' + google::columnLetters(std::max<std::int64_t>(view.gridColumns, 1) - 1);
}

} // namespace rowcast::sheets
