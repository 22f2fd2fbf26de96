#include "core/sheets/sheets_sink.h"

#include "core/google/sheets_get.h"
#include "core/google/sheets_values.h"
#include "core/sheets/wire.h"

#include <algorithm>

namespace rowcast::sheets {

namespace {

constexpr int kMostRows = 500;      ///< of a page
constexpr std::int64_t kSlack = 50; ///< rows that people may have deleted or inserted

std::vector<QString> texts(const std::vector<Value>& line) {
    std::vector<QString> cells;
    for (const Value& value : line)
        cells.push_back(QString::fromStdString(value.text));
    return cells;
}

QueryPage failedPage(quint64 id, const Error& error) {
    QueryPage page;
    page.id = id;
    page.error = error;
    return page;
}

} // namespace

/// The newest rows as people see them: where the header stands, then the rows from about where the newest
/// begin.
void SheetsSink::query(const Query& query) {
    const auto& wanted = std::get<SheetRows>(query.kind);
    const FormSheet sheet = formOf(wanted.form).sheet;
    if (sheet.spreadsheet.empty()) {
        emit answered(
            failedPage(query.id, {Remedy::Wait, tr("This form has no spreadsheet yet."), {}, {}, {}}));
        return;
    }
    courier_->carry(
        ReadColumns{sheet.spreadsheet, {}, std::int64_t{-1}}, [this, query, sheet](const Outcome& outcome) {
            const auto* columns = std::get_if<ColumnsRead>(&outcome);
            if (columns != nullptr) return answerRows(query, sheet, columns->view);
            const auto* refused = std::get_if<Refused>(&outcome);
            emit answered(
                failedPage(query.id, refused != nullptr ? refused->error : std::get<Unknown>(outcome).error));
        });
}

void SheetsSink::answerRows(const Query& query, const FormSheet& sheet, const SheetView& view) {
    const int newest = std::clamp(std::get<SheetRows>(query.kind).newest, 1, kMostRows);
    const std::int64_t first = std::max<std::int64_t>(view.headerRow, 0) + 1;
    const std::int64_t from =
        std::clamp(first + sheet.rows - newest - kSlack, first, std::max(first, view.gridRows - 1));
    const auto call = google::sheetsValuesGet(sheet.spreadsheet, rowRange(view, from, -1),
                                              google::Major::Rows, google::Render::Formatted);
    session_.send(call, this, [this, query, view, from, newest](const google::Answer<google::Reply>& answer) {
        const auto block = answer.and_then(google::parseValuesGet);
        if (!block) {
            emit answered(failedPage(query.id, block.error().error));
            return;
        }
        QueryPage page;
        page.id = query.id;
        for (const SheetView::Column& column : view.columns)
            page.header.push_back(QString::fromStdString(column.title));
        const auto& lines = block->lines;
        const std::size_t skip = lines.size() > static_cast<std::size_t>(newest)
                                     ? lines.size() - static_cast<std::size_t>(newest)
                                     : 0;
        page.firstRow = from + static_cast<std::int64_t>(skip) + 1;
        for (std::size_t i = skip; i < lines.size(); ++i)
            page.rows.push_back(texts(lines[i]));
        emit answered(page);
    });
}

} // namespace rowcast::sheets
