#include "ui/theme/marks.h"

#include <QPainter>
#include <QPainterPath>

namespace rowcast::ui {

namespace {
QPen roundPen(const QColor& color, double width) {
    return {color, width, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin};
}

void disc(QPainter* p, const MarkColors& c) {
    p->setPen(Qt::NoPen);
    p->setBrush(c.ink);
    p->drawEllipse(QPointF(8, 8), 7.5, 7.5);
    p->setPen(roundPen(c.glyph, 1.9));
    p->setBrush(Qt::NoBrush);
    p->drawLine(QPointF(8, 3.7), QPointF(8, 8.8));
    p->drawPolyline(QPolygonF({{5.4, 6.6}, {8, 9.2}, {10.6, 6.6}}));
    p->drawLine(QPointF(5, 12), QPointF(11, 12));
}

void ring(QPainter* p, const QColor& ink, double radius, double width) {
    p->setPen(QPen(ink, width));
    p->setBrush(Qt::NoBrush);
    p->drawEllipse(QPointF(8, 8), radius, radius);
}

void idle(QPainter* p, const MarkColors& c) {
    ring(p, c.ink, 6, 2);
    p->setPen(Qt::NoPen);
    p->setBrush(c.ink);
    p->drawEllipse(QPointF(8, 8), 1.8, 1.8);
}

void triangle(QPainter* p, const MarkColors& c) {
    p->setPen(roundPen(c.ink, 2.2));
    p->setBrush(c.ink);
    p->drawPolygon(QPolygonF({{8, 1.6}, {14.7, 14}, {1.3, 14}}));
    p->setPen(Qt::NoPen);
    p->setBrush(c.glyph);
    p->drawRoundedRect(QRectF(7, 4.6, 2, 5.7), 1, 1);
    p->drawEllipse(QPointF(8, 12), 1.15, 1.15);
}

void bars(QPainter* p, const MarkColors& c) {
    p->setPen(Qt::NoPen);
    p->setBrush(c.ink);
    p->drawRoundedRect(QRectF(3, 2, 4, 12), 1, 1);
    p->drawRoundedRect(QRectF(9, 2, 4, 12), 1, 1);
}

void square(QPainter* p, const MarkColors& c) {
    p->setPen(Qt::NoPen);
    p->setBrush(c.ink);
    p->drawRoundedRect(QRectF(1.25, 1.25, 13.5, 13.5), 2.5, 2.5);
    p->setPen(roundPen(c.glyph, 2.1));
    p->drawLine(QPointF(5.4, 5.4), QPointF(10.6, 10.6));
    p->drawLine(QPointF(10.6, 5.4), QPointF(5.4, 10.6));
}

void strokes(QPainter* p, Mark mark, const QColor& ink) {
    p->setPen(roundPen(ink, 1.9));
    p->setBrush(Qt::NoBrush);
    if (mark == Mark::Tick) p->drawPolyline(QPolygonF({{2.8, 8.5}, {6.2, 11.9}, {13.2, 4.3}}));
    if (mark == Mark::Dash || mark == Mark::Plus) p->drawLine(QPointF(3.5, 8), QPointF(12.5, 8));
    if (mark == Mark::Plus) p->drawLine(QPointF(8, 3.5), QPointF(8, 12.5));
}

void info(QPainter* p, const QColor& ink) {
    ring(p, ink, 5.75, 1.2);
    p->setPen(Qt::NoPen);
    p->setBrush(ink);
    p->drawRoundedRect(QRectF(7.3, 7, 1.4, 4.2), 0.7, 0.7);
    p->drawEllipse(QPointF(8, 5.2), 0.9, 0.9);
}
} // namespace

MarkColors markColors(Mark mark, const Tokens& t) {
    switch (mark) {
    case Mark::Delivering: return {t.ok, t.content};
    case Mark::Attention: return {t.attFill, t.attGlyph};
    case Mark::Stopped: return {t.err, t.content};
    case Mark::Tick: return {t.ok, t.content};
    case Mark::Plus:
    case Mark::Info: return {t.accentInk, t.content};
    default: return {t.muted, t.content};
    }
}

MarkColors markColors(Mark mark, const TrayTokens& t) {
    switch (mark) {
    case Mark::Delivering: return {t.ok, t.glyph};
    case Mark::Attention: return {t.att, t.glyph};
    case Mark::Stopped: return {t.err, t.glyph};
    default: return {t.neutral, t.glyph};
    }
}

void paintMark(QPainter* p, Mark mark, const QRectF& rect, const MarkColors& c) {
    p->save();
    p->setRenderHint(QPainter::Antialiasing);
    p->translate(rect.topLeft());
    p->scale(rect.width() / 16, rect.height() / 16);
    switch (mark) {
    case Mark::None: break;
    case Mark::Delivering: disc(p, c); break;
    case Mark::Idle: idle(p, c); break;
    case Mark::Attention: triangle(p, c); break;
    case Mark::Paused: bars(p, c); break;
    case Mark::Stopped: square(p, c); break;
    case Mark::Ring: ring(p, c.ink, 5.2, 1.5); break;
    case Mark::Info: info(p, c.ink); break;
    case Mark::Tick:
    case Mark::Dash:
    case Mark::Plus: strokes(p, mark, c.ink); break;
    }
    p->restore();
}

} // namespace rowcast::ui
