#include "ui/widgets/gauge.h"

#include "ui/theme/style_parts.h"
#include "ui/theme/type.h"

#include <QPainter>

namespace rowcast::ui {

namespace {
constexpr int thickness = 6;
}

Gauge::Gauge(QWidget* parent) : QWidget(parent) {
    setFixedSize(Sizes(font()).px(160), Sizes(font()).text);
}

void Gauge::setFilled(double filled) {
    if (filled_ == filled) return;
    filled_ = filled;
    update();
}

void Gauge::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    paintGauge(&painter, {0, (height() - thickness) / 2.0, double(width()), thickness}, filled_,
               tokens(palette()));
}

} // namespace rowcast::ui
