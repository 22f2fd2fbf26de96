#include "ui/theme/type.h"

#include <QFontDatabase>
#include <QFontMetrics>

namespace rowcast::ui {

namespace {
QFont grown(QFont font, double points) {
    font.setPointSizeF(font.pointSizeF() + points);
    return font;
}
} // namespace

QFont smallFont(const QFont& base) {
    return grown(base, -1);
}

QFont titleFont(const QFont& base) {
    return weighted(grown(base, 3), QFont::DemiBold);
}

QFont figureFont(const QFont& base) {
    return weighted(grown(base, 8), QFont::Medium);
}

QFont monoFont(const QFont& base) {
    QFont mono = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    mono.setPointSizeF(base.pointSizeF() - 0.75);
    return mono;
}

QFont weighted(QFont base, QFont::Weight weight) {
    base.setWeight(weight);
    return base;
}

Sizes::Sizes(const QFont& base) : text(QFontMetrics(base).height()), scale_(text / 16.0) {
    button = text + px(14);
    rowButton = text + px(9);
    place = text + px(16);
    stateBar = text + px(32);
    foot = text + px(12);
    header = text + px(12);
    row = text + px(16);
    actionRow = text + px(24);
    mark = text;
}

} // namespace rowcast::ui
