#include "ui/widgets/table_header.h"

#include "ui/theme/style_parts.h"
#include "ui/theme/text.h"
#include "ui/theme/tokens.h"
#include "ui/theme/type.h"
#include "ui/widgets/roles.h"

#include <QPainter>

namespace rowcast::ui {

TableHeader::TableHeader(QWidget* parent) : QHeaderView(Qt::Horizontal, parent) {
    setMinimumSectionSize(24);
    setSectionsClickable(false);
    setHighlightSections(false);
}

QSize TableHeader::sizeHint() const {
    return {0, Sizes(font()).header};
}

void TableHeader::paintSection(QPainter* painter, const QRect& rect, int section) const {
    const Tokens& t = tokens(palette());
    painter->fillRect(rect, t.content);
    const bool first = visualIndex(section) == 0;
    const bool last = visualIndex(section) == count() - 1;
    painter->fillRect(QRect(rect.left() + (first ? cellPadding : 0), rect.bottom(),
                            rect.width() - (first ? cellPadding : 0) - (last ? cellPadding : 0), 1),
                      t.line);
    const auto align = static_cast<Qt::Alignment>(
        model()->headerData(section, orientation(), Qt::TextAlignmentRole).toInt());
    painter->setPen(t.muted);
    const bool figures = model()->headerData(section, orientation(), FiguresRole).toBool();
    const QRectF room = QRectF(rect).adjusted(cellPadding, 0, figures ? -2 * cellPadding : -cellPadding, 0);
    const QFont font = weighted(smallFont(this->font()), QFont::Medium);
    const QString name = model()->headerData(section, orientation(), Qt::DisplayRole).toString();
    drawLine(painter, room, font, name, align);
    if (!isSortIndicatorShown() || sortIndicatorSection() != section) return;
    const double end = align.testFlag(Qt::AlignRight)
                           ? room.right()
                           : room.left() + QFontMetricsF(font).horizontalAdvance(name);
    paintChevron(painter, QRectF(end + 4, rect.top(), 12, rect.height()),
                 sortIndicatorOrder() == Qt::AscendingOrder ? Qt::DownArrow : Qt::UpArrow, t.muted);
}

} // namespace rowcast::ui
