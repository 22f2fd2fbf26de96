#include "ui/widgets/table_view.h"

#include "ui/theme/type.h"
#include "ui/widgets/table_delegate.h"
#include "ui/widgets/table_header.h"

#include <algorithm>

namespace rowcast::ui {

TableView::TableView(QWidget* parent) : QTableView(parent), delegate_(new TableDelegate(this)) {
    setFrameShape(QFrame::NoFrame);
    setShowGrid(false);
    setHorizontalHeader(new TableHeader(this));
    verticalHeader()->hide();
    setItemDelegate(delegate_);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setTabKeyNavigation(false);
    setMouseTracking(true);
    setWordWrap(false);
    setRowHeight(Sizes(font()).row);
}

void TableView::setRowHeight(int height) {
    verticalHeader()->setMinimumSectionSize(height);
    verticalHeader()->setDefaultSectionSize(height);
}

void TableView::fitRows(int most) {
    most_ = most;
    connect(model(), &QAbstractItemModel::rowsInserted, this, &TableView::refit);
    connect(model(), &QAbstractItemModel::rowsRemoved, this, &TableView::refit);
    connect(model(), &QAbstractItemModel::modelReset, this, &TableView::refit);
    refit();
}

void TableView::refit() {
    const int rows = std::min(model()->rowCount(), most_);
    const int header = horizontalHeader()->isHidden() ? 0 : horizontalHeader()->sizeHint().height();
    setFixedHeight(header + rows * verticalHeader()->defaultSectionSize());
    setVerticalScrollBarPolicy(model()->rowCount() > most_ ? Qt::ScrollBarAsNeeded : Qt::ScrollBarAlwaysOff);
}

} // namespace rowcast::ui
