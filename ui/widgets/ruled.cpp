#include "ui/widgets/ruled.h"

#include "ui/theme/tokens.h"

#include <QPainter>

namespace rowcast::ui {

Ruled::Ruled(QWidget* parent, Rule rule) : QWidget(parent), rule_(rule) {}

void Ruled::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const Tokens& t = tokens(palette());
    painter.fillRect(QRect(0, height() - 1, width(), 1), rule_ == Rule::Row ? t.hair : t.line);
}

} // namespace rowcast::ui
