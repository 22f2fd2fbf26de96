#include "ui/widgets/sheet_preview.h"

#include "ui/theme/text.h"
#include "ui/theme/tokens.h"
#include "ui/theme/type.h"
#include "ui/widgets/roles.h"

#include <QHeaderView>
#include <QPainter>
#include <QScrollBar>
#include <QStyledItemDelegate>

#include <algorithm>

namespace rowcast::ui {

namespace {
constexpr int padding = 8;
constexpr int narrowest = 64;
constexpr int gap = 26; ///< stands for columns that are left out
constexpr int widest = 220;

int gridHeight(const QFont& font) {
    return Sizes(font).text + 10;
}

class CellDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override {
        const Tokens& t = tokens(option.palette);
        const QRectF rect(option.rect);
        const bool header = index.data(StrongRole).toBool();
        const bool wanted = index.data(WantedRole).toBool();
        if (wanted) painter->fillRect(rect, t.attTint);
        if (option.state.testFlag(QStyle::State_Selected)) painter->fillRect(rect, t.sel);
        painter->fillRect(QRectF(rect.right() - 1, rect.top(), 1, rect.height()), t.line);
        painter->fillRect(QRectF(rect.left(), rect.bottom() - (header ? 2 : 1), rect.width(), header ? 2 : 1),
                          header ? t.border : t.line);
        painter->setPen(header && wanted ? t.att : t.text);
        const QFont font = !header  ? option.font
                           : wanted ? monoFont(option.font)
                                    : weighted(option.font, QFont::DemiBold);
        drawLine(painter, rect.adjusted(padding, 0, -padding, 0), font,
                 index.data(Qt::DisplayRole).toString().simplified());
        if (option.state.testFlag(QStyle::State_HasFocus)) {
            painter->setPen(QPen(t.accentInk, 2));
            painter->drawRect(rect.adjusted(1, 1, -2, -2));
        }
    }
};

class EdgeHeader : public QHeaderView {
public:
    using QHeaderView::QHeaderView;

protected:
    void paintSection(QPainter* painter, const QRect& rect, int section) const override {
        const Tokens& t = tokens(palette());
        painter->fillRect(rect, t.raised);
        painter->fillRect(QRect(rect.right(), rect.top(), 1, rect.height()), t.line);
        painter->fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), t.line);
        if (orientation() == Qt::Horizontal)
            painter->fillRect(QRect(rect.left(), rect.top(), rect.width(), 1), t.line);
        painter->setPen(t.muted);
        const QString text = model()->headerData(section, orientation(), Qt::DisplayRole).toString();
        const QFont font = smallFont(this->font());
        if (orientation() == Qt::Horizontal)
            drawLine(painter, rect, font, text, Qt::AlignHCenter);
        else
            drawFigures(painter, rect.right() - 9 - figuresWidth(font, text), baselineIn(rect, font), font,
                        text);
    }
};
} // namespace

SheetPreview::SheetPreview(QWidget* parent) : QTableView(parent) {
    setFrameShape(QFrame::NoFrame);
    setShowGrid(false);
    setItemDelegate(new CellDelegate(this));
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setHorizontalHeader(new EdgeHeader(Qt::Horizontal, this));
    setVerticalHeader(new EdgeHeader(Qt::Vertical, this));
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    setTabKeyNavigation(false);
    setCornerButtonEnabled(false);
    const int height = gridHeight(font());
    horizontalHeader()->setFixedHeight(height);
    horizontalHeader()->setMinimumSectionSize(gap);
    verticalHeader()->setFixedWidth(Sizes(font()).px(64));
    verticalHeader()->setMinimumSectionSize(height);
    verticalHeader()->setDefaultSectionSize(height);
}

void SheetPreview::setModel(QAbstractItemModel* model) {
    QTableView::setModel(model);
    connect(model, &QAbstractItemModel::dataChanged, this, &SheetPreview::fitColumns);
    connect(model, &QAbstractItemModel::modelReset, this, &SheetPreview::fitAnew);
}

void SheetPreview::setRowsShown(int rows) {
    setFixedHeight((rows + 1) * gridHeight(font()) + horizontalScrollBar()->sizeHint().height());
}

void SheetPreview::fitAnew() {
    for (int column = 0; column < model()->columnCount(); ++column)
        setColumnWidth(column,
                       model()->headerData(column, Qt::Horizontal).toString().isEmpty() ? gap : narrowest);
    fitColumns();
}

void SheetPreview::fitColumns() {
    const QFontMetrics strong(weighted(font(), QFont::DemiBold));
    const QFontMetrics body(font());
    for (int column = 0; column < model()->columnCount(); ++column) {
        int width = columnWidth(column);
        for (int row = 0; row < model()->rowCount(); ++row) {
            const QString text = model()->index(row, column).data().toString().simplified();
            const QFontMetrics& metrics = row == 0 ? strong : body;
            width = std::max(width, metrics.horizontalAdvance(text) + 2 * padding + 2);
        }
        setColumnWidth(column, std::min(width, widest));
    }
}

void SheetPreview::paintEvent(QPaintEvent* event) {
    QTableView::paintEvent(event);
    if (model() && model()->rowCount() > 0) return;
    QPainter painter(viewport());
    painter.setPen(tokens(palette()).muted);
    drawLine(&painter, QRectF(viewport()->rect()).adjusted(padding, 0, 0, 0), font(),
             tr("The rows appear here as soon as the first one stands in the sheet."));
}

} // namespace rowcast::ui
