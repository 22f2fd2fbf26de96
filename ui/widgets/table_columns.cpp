#include "ui/widgets/table_columns.h"

#include "ui/models/clipboard_cells.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QMenu>
#include <QSettings>
#include <QTableView>

#include <algorithm>
#include <utility>

namespace rowcast::ui {

TableColumns::TableColumns(QTableView* table, int stretch, int textRole)
    : QObject(table), table_(table), stretch_(stretch), textRole_(textRole), menu_(new QMenu(table)) {
    menu_->setObjectName(QStringLiteral("columnsMenu"));
    QHeaderView* header = table->horizontalHeader();
    header->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(header, &QWidget::customContextMenuRequested, this,
            [this, header](const QPoint& at) { menu_->popup(header->mapToGlobal(at)); });
    connect(header, &QHeaderView::sectionResized, this, &TableColumns::resized);
    auto* columns = new QAction(tr("C&olumns"), table);
    columns->setObjectName(QStringLiteral("columnsAction"));
    columns->setMenu(menu_);
    connect(menu_, &QMenu::aboutToShow, this, [this] { static_cast<void>(menu()); });
    auto* copy = new QAction(tr("Copy as CS&V"), table);
    copy->setObjectName(QStringLiteral("copyCsv"));
    connect(copy, &QAction::triggered, this, [this] { QGuiApplication::clipboard()->setText(csv()); });
    table->addActions({copy, columns});
}

QString TableColumns::key(const char* what) const {
    return QStringLiteral("tables/%1/%2").arg(table_->objectName(), QLatin1String(what));
}

void TableColumns::fit(const std::vector<std::pair<int, int>>& usual) {
    usual_ = usual;
    QHeaderView* header = table_->horizontalHeader();
    if (!std::exchange(read_, true)) {
        const QSettings settings;
        widths_ = settings.value(key("widths")).toMap();
        const QStringList left = settings.value(key("left")).toStringList();
        for (const QString& column : left)
            if (column.toInt() != stretch_) table_->setColumnHidden(column.toInt(), true);
    }
    fitting_ = true;
    header->setSectionResizeMode(QHeaderView::Interactive);
    header->setSectionResizeMode(stretch_, QHeaderView::Stretch);
    // A width chosen in a wide window must leave room for the others in a narrow one.
    const int most = std::max(table_->viewport()->width() / 2, header->minimumSectionSize());
    for (const auto& [column, width] : usual)
        table_->setColumnWidth(column, std::min(widths_.value(QString::number(column), width).toInt(), most));
    fitting_ = false;
}

void TableColumns::resized(int column, int before, int now) {
    if (fitting_ || !read_ || column == stretch_ || before == 0 || now == 0) return;
    widths_[QString::number(column)] = now;
    keep();
}

QMenu* TableColumns::menu() {
    menu_->clear();
    const QAbstractItemModel* model = table_->model();
    for (int column = 0; model && column < model->columnCount(); ++column) {
        QAction* action = menu_->addAction(model->headerData(column, Qt::Horizontal).toString());
        action->setCheckable(true);
        action->setChecked(!table_->isColumnHidden(column));
        action->setEnabled(column != stretch_);
        connect(action, &QAction::triggered, this, [this, column](bool shown) { show(column, shown); });
    }
    menu_->addSeparator();
    connect(menu_->addAction(tr("&Usual widths")), &QAction::triggered, this, &TableColumns::forgetWidths);
    return menu_;
}

void TableColumns::show(int column, bool shown) {
    fitting_ = true; // the others are resized by it, not by a person
    table_->setColumnHidden(column, !shown);
    fitting_ = false;
    keep();
    fit(usual_);
}

void TableColumns::forgetWidths() {
    widths_.clear();
    keep();
    fit(usual_);
}

void TableColumns::keep() const {
    QStringList left;
    for (int column = 0; table_->model() && column < table_->model()->columnCount(); ++column)
        if (table_->isColumnHidden(column)) left << QString::number(column);
    QSettings settings;
    settings.setValue(key("widths"), widths_);
    settings.setValue(key("left"), left);
}

QString TableColumns::csv() const {
    const QAbstractItemModel* model = table_->model();
    std::vector<int> columns;
    QStringList names;
    for (int column = 0; column < model->columnCount(); ++column) {
        if (table_->isColumnHidden(column)) continue;
        columns.push_back(column);
        names << model->headerData(column, Qt::Horizontal).toString();
    }
    QModelIndexList selected = table_->selectionModel()->selectedRows();
    std::sort(selected.begin(), selected.end());
    if (selected.isEmpty())
        for (int row = 0; row < model->rowCount(); ++row)
            selected << model->index(row, 0);
    CellRows rows{names};
    for (const QModelIndex& row : std::as_const(selected)) {
        QStringList cells;
        for (const int column : columns) {
            const QModelIndex cell = row.siblingAtColumn(column);
            const QVariant text = cell.data(textRole_);
            cells << (text.isValid() ? text : cell.data()).toString();
        }
        rows.push_back(cells);
    }
    return csvText(rows);
}

} // namespace rowcast::ui
