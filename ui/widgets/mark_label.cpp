#include "ui/widgets/mark_label.h"

#include <QPainter>

namespace rowcast::ui {

MarkLabel::MarkLabel(int side, QWidget* parent) : QWidget(parent) {
    setFixedSize(side, side);
}

void MarkLabel::setMark(Mark mark) {
    if (mark_ == mark) return;
    mark_ = mark;
    update();
}

void MarkLabel::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    paintMark(&painter, mark_, rect(), markColors(mark_, tokens(palette())));
}

} // namespace rowcast::ui
