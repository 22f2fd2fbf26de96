#include "ui/widgets/tile.h"

#include "ui/theme/style_parts.h"
#include "ui/theme/text.h"
#include "ui/theme/type.h"

#include <QPainter>
#include <QStyle>

namespace rowcast::ui {

namespace {
constexpr int gaugeHeight = 5;
}

Tile::Tile(const QString& name, QWidget* parent) : QAbstractButton(parent) {
    setText(name);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setCursor(Qt::PointingHandCursor);
}

void Tile::setPlain() {
    setFocusPolicy(Qt::NoFocus);
    setAttribute(Qt::WA_TransparentForMouseEvents);
    unsetCursor();
}

void Tile::show(const Content& content) {
    if (content_ == content) return;
    content_ = content;
    QStringList words{text(), content.figure};
    if (!content.unit.isEmpty()) words << content.unit;
    words << content.note;
    setAccessibleName(words.join(QLatin1Char(' ')));
    setToolTip(content.note);
    update();
}

QSize Tile::sizeHint() const {
    return {Sizes(font()).px(206), Sizes(font()).px(76)};
}

QSize Tile::minimumSizeHint() const {
    return {Sizes(font()).px(120), sizeHint().height()};
}

void Tile::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const Tokens& t = tokens(palette());
    const Sizes sizes(font());
    if (underMouse() && focusPolicy() != Qt::NoFocus) paintSurface(&painter, rect(), surfaceRadius, t.hover);
    if (hasFocus()) paintSurface(&painter, rect(), surfaceRadius, {}, t.accentInk, 2);
    const QRectF area = QRectF(rect()).adjusted(cellPadding, 0, -4, 0);
    painter.setPen(t.muted);
    drawLine(&painter, {area.left(), double(sizes.px(5)), area.width(), double(sizes.px(14))},
             weighted(smallFont(font()), QFont::Medium), text());
    paintFigure(&painter, {area.left(), double(sizes.px(21)), area.width(), double(sizes.px(32))});
    paintNote(&painter, {area.left(), double(sizes.px(57)), area.width(), double(sizes.px(14))});
}

void Tile::paintFigure(QPainter* painter, const QRectF& line) {
    const Tokens& t = tokens(palette());
    const QFont big = figureFont(font());
    const double baseline = baselineIn(line, big);
    double left = line.left();
    if (content_.danger != Mark::None) {
        const double side = Sizes(font()).mark + 2;
        paintMark(painter, content_.danger, {left, line.center().y() - side / 2, side, side},
                  markColors(content_.danger, t));
        left += side + 9;
    }
    painter->setPen(content_.danger == Mark::Stopped     ? t.err
                    : content_.danger == Mark::Attention ? t.att
                                                         : t.text);
    drawFigures(painter, left, baseline, big, content_.figure);
    left += figuresWidth(big, content_.figure) + 7;
    painter->setPen(t.muted);
    painter->setFont(font());
    painter->drawText(QPointF(left, baseline), content_.unit);
}

void Tile::paintNote(QPainter* painter, const QRectF& line) {
    const Tokens& t = tokens(palette());
    const QFont small = smallFont(font());
    QRectF room = line;
    const double words = QFontMetricsF(small).horizontalAdvance(content_.note);
    if (content_.gauge) {
        const double width = std::max(24.0, line.width() - words - 10);
        paintGauge(painter, {line.left(), line.center().y() - gaugeHeight / 2.0, width, gaugeHeight},
                   *content_.gauge, t);
        room.setLeft(line.left() + width + 10);
    }
    if (words > room.width()) return; // left out whole: the tooltip says it
    painter->setPen(t.muted);
    drawLine(painter, room, small, content_.note);
}

} // namespace rowcast::ui
