#include "ui/models/sheet_model.h"

#include "ui/widgets/roles.h"
#include "ui/words.h"

#include <algorithm>

namespace rowcast::ui {

namespace {
int widest(const QueryPage& page) {
    std::size_t columns = page.header.size();
    for (const auto& row : page.rows)
        columns = std::max(columns, row.size());
    return static_cast<int>(columns);
}
} // namespace

QString columnLetters(int column) {
    QString letters;
    for (int left = column + 1; left > 0; left = (left - 1) / 26)
        letters.prepend(QChar(u'A' + (left - 1) % 26));
    return letters;
}

void SheetModel::show(const QueryPage& page) {
    const int columns = widest(page);
    if (columns == columns_ && page.rows.size() == page_.rows.size()) {
        page_ = page; // the view keeps its place: only what stands in the cells is new
        if (columns == 0) return;
        emit dataChanged(index(0, 0), index(rowCount() - 1, columns_ - 1));
        emit headerDataChanged(Qt::Vertical, 0, rowCount() - 1);
        return;
    }
    beginResetModel();
    page_ = page;
    columns_ = columns;
    endResetModel();
}

void SheetModel::clear() {
    show({});
}

int SheetModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() || columns_ == 0 ? 0 : static_cast<int>(page_.rows.size()) + 1;
}

int SheetModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : columns_;
}

QVariant SheetModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid()) return {};
    if (role == StrongRole) return index.row() == 0;
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole) return {};
    const auto& cells =
        index.row() == 0 ? page_.header : page_.rows[static_cast<std::size_t>(index.row()) - 1];
    const auto column = static_cast<std::size_t>(index.column());
    return column < cells.size() ? cells[column] : QString();
}

QVariant SheetModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (role != Qt::DisplayRole) return {};
    if (orientation == Qt::Horizontal) return columnLetters(section);
    return section == 0 ? QStringLiteral("1") : number(page_.firstRow + section - 1);
}

} // namespace rowcast::ui
