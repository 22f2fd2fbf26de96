#include "ui/widgets/table_header.h"

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
    drawLine(painter, QRectF(rect).adjusted(cellPadding, 0, figures ? -2 * cellPadding : -cellPadding, 0),
             weighted(smallFont(font()), QFont::Medium),
             model()->headerData(section, orientation(), Qt::DisplayRole).toString(), align);
}

} // namespace rowcast::ui
