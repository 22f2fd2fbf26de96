#include "ui/widgets/muted_label.h"

#include "ui/theme/text.h"
#include "ui/theme/tokens.h"

#include <QPainter>

namespace rowcast::ui {

MutedLabel::MutedLabel(QWidget* parent) : QLabel(parent) {}

QSize MutedLabel::minimumSizeHint() const {
    return {0, QLabel::minimumSizeHint().height()};
}

void MutedLabel::paintEvent(QPaintEvent*) {
    if (QFontMetricsF(font()).horizontalAdvance(text()) > width() + 1) return;
    QPainter painter(this);
    painter.setPen(tokens(palette()).muted);
    drawLine(&painter, rect(), font(), text(), alignment());
}

} // namespace rowcast::ui
