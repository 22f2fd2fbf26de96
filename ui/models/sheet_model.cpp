#include "ui/models/sheet_model.h"

#include "ui/widgets/roles.h"
#include "ui/words.h"

#include <algorithm>

namespace rowcast::ui {

namespace {
const QString gap = QStringLiteral("…");

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

std::vector<int> SheetModel::chosen(int columns) const {
    std::vector<int> out;
    const int last = columns - 1;
    for (int column = 0; column < columns; ++column) {
        const bool wanted = most_ == 0 || columns <= most_ || column < most_ / 2 || column >= last - 1 ||
                            (focus_ >= 0 && std::abs(column - focus_) <= 1);
        if (wanted)
            out.push_back(column);
        else if (out.back() >= 0)
            out.push_back(-1);
    }
    return out;
}

void SheetModel::show(const QueryPage& page) {
    std::vector<int> columns = chosen(widest(page));
    if (columns == shown_ && page.rows.size() == page_.rows.size()) {
        page_ = page; // the view keeps its place: only what stands in the cells is new
        if (columns.empty()) return;
        emit dataChanged(index(0, 0), index(rowCount() - 1, lastColumn()));
        emit headerDataChanged(Qt::Vertical, 0, rowCount() - 1);
        return;
    }
    beginResetModel();
    page_ = page;
    shown_ = std::move(columns);
    endResetModel();
}

void SheetModel::choose() {
    std::vector<int> columns = chosen(widest(page_));
    if (columns == shown_) return;
    beginResetModel();
    shown_ = std::move(columns);
    endResetModel();
}

void SheetModel::setMostColumns(int most) {
    most_ = most;
    choose();
}

void SheetModel::setFocus(int column) {
    focus_ = column;
    choose();
}

int SheetModel::sectionOf(int column) const {
    const auto found = std::find(shown_.begin(), shown_.end(), column);
    return found == shown_.end() ? -1 : static_cast<int>(found - shown_.begin());
}

void SheetModel::setUnnamed(const QStringList& headers) {
    unnamed_ = {headers.begin(), headers.end()};
    if (!shown_.empty()) emit dataChanged(index(0, 0), index(rowCount() - 1, lastColumn()), {WantedRole});
}

void SheetModel::clear() {
    show({});
}

int SheetModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() || shown_.empty() ? 0 : static_cast<int>(page_.rows.size()) + 1;
}

int SheetModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(shown_.size());
}

QVariant SheetModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid()) return {};
    if (role == StrongRole) return index.row() == 0;
    const int shown = shown_[static_cast<std::size_t>(index.column())];
    const auto column = static_cast<std::size_t>(std::max(shown, 0));
    if (role == WantedRole)
        return shown >= 0 && column < page_.header.size() && unnamed_.contains(page_.header[column]);
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole) return {};
    if (shown < 0) return index.row() == 0 ? gap : QString();
    const auto& cells =
        index.row() == 0 ? page_.header : page_.rows[static_cast<std::size_t>(index.row()) - 1];
    return column < cells.size() ? cells[column] : QString();
}

QVariant SheetModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (role != Qt::DisplayRole) return {};
    if (orientation == Qt::Vertical) return section == 0 ? u"1"_qs : number(page_.firstRow + section - 1);
    const int column = shown_[static_cast<std::size_t>(section)];
    return column < 0 ? QString() : columnLetters(column);
}

} // namespace rowcast::ui
