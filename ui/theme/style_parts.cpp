#include "ui/theme/style_parts.h"

#include "ui/theme/type.h"

#include <QPainter>
#include <QVariant>
#include <QWidget>

#include <algorithm>

namespace rowcast::ui {

ButtonKind buttonKind(const QWidget* widget) {
    const QString kind = widget ? widget->property("kind").toString() : QString();
    if (kind == u"primary") return ButtonKind::Primary;
    if (kind == u"quiet") return ButtonKind::Quiet;
    if (kind == u"danger") return ButtonKind::Danger;
    if (kind == u"choice") return ButtonKind::Choice;
    if (kind == u"link") return ButtonKind::Link;
    return ButtonKind::Secondary;
}

namespace {
ButtonLook disabledLook(ButtonKind kind, const Tokens& t) {
    switch (kind) {
    case ButtonKind::Primary: return {t.neutTint, {}, t.disabled};
    case ButtonKind::Secondary: return {t.button, t.line, t.disabled};
    case ButtonKind::Danger: return {{}, t.line, t.disabled};
    default: return {{}, {}, t.disabled};
    }
}
} // namespace

ButtonLook buttonLook(ButtonKind kind, QStyle::State state, const Tokens& t) {
    if (!state.testFlag(QStyle::State_Enabled)) return disabledLook(kind, t);
    const bool over = state.testFlag(QStyle::State_MouseOver) || state.testFlag(QStyle::State_Sunken);
    switch (kind) {
    case ButtonKind::Primary: return {over ? t.accent.darker(112) : t.accent, {}, t.accentText};
    case ButtonKind::Secondary: return {over ? t.pressed : t.button, t.border, t.text};
    case ButtonKind::Quiet: return {over ? t.neutTint : QColor(), {}, t.text};
    case ButtonKind::Danger: return {over ? t.errTint : QColor(), t.err, t.err};
    case ButtonKind::Link: return {{}, {}, t.accentInk};
    case ButtonKind::Choice: break;
    }
    if (state.testFlag(QStyle::State_On)) return {t.sel, {}, t.accentInk};
    return {over ? t.hover : QColor(), {}, t.muted};
}

void paintSurface(QPainter* painter, const QRectF& rect, double radius, const QColor& fill,
                  const QColor& edge, double width) {
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(edge.isValid() ? QPen(edge, width) : QPen(Qt::NoPen));
    painter->setBrush(fill.isValid() ? QBrush(fill) : QBrush(Qt::NoBrush));
    const double inset = edge.isValid() ? width / 2 : 0;
    painter->drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), radius, radius);
    painter->restore();
}

void paintButton(QPainter* painter, const QRectF& rect, ButtonKind kind, QStyle::State state,
                 const Tokens& tokens) {
    const ButtonLook look = buttonLook(kind, state, tokens);
    paintSurface(painter, rect, controlRadius, look.fill, look.edge);
    if (state.testFlag(QStyle::State_HasFocus) && state.testFlag(QStyle::State_KeyboardFocusChange))
        paintFocus(painter, rect, kind, tokens);
}

void paintFocus(QPainter* painter, const QRectF& rect, ButtonKind kind, const Tokens& t) {
    if (kind == ButtonKind::Primary)
        paintSurface(painter, rect.adjusted(2, 2, -2, -2), controlRadius - 1, {}, t.accentText, 1.5);
    else
        paintSurface(painter, rect, controlRadius, {}, t.accentInk, 2);
}

void paintChevron(QPainter* painter, const QRectF& rect, Qt::ArrowType direction, const QColor& ink) {
    const QPointF c = QRectF(rect.toAlignedRect()).center();
    const double up = direction == Qt::UpArrow ? -2 : 2;
    QPolygonF line{{c.x() - 4, c.y() - up}, {c.x(), c.y() + up}, {c.x() + 4, c.y() - up}};
    if (direction == Qt::LeftArrow || direction == Qt::RightArrow) {
        const double side = direction == Qt::LeftArrow ? -2 : 2;
        line = {{c.x() - side, c.y() - 4}, {c.x() + side, c.y()}, {c.x() - side, c.y() + 4}};
    }
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(ink, 1.4, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter->drawPolyline(line);
    painter->restore();
}

void paintCheck(QPainter* painter, const QRectF& rect, QStyle::State state, bool radio, const Tokens& t) {
    const bool on = state.testFlag(QStyle::State_On);
    const bool part = state.testFlag(QStyle::State_NoChange);
    const bool enabled = state.testFlag(QStyle::State_Enabled);
    const double side = std::min(rect.width(), rect.height());
    const QRectF box(rect.center().x() - side / 2, rect.center().y() - side / 2, side, side);
    const QColor fill = on || part ? (enabled ? t.accent : t.neutTint) : t.input;
    paintSurface(painter, box, radio ? side / 2 : 3, fill,
                 on || part ? QColor()
                 : enabled  ? t.field
                            : t.line);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->translate(box.topLeft());
    painter->scale(side / 16, side / 16);
    const QColor glyph = enabled ? t.accentText : t.disabled;
    painter->setPen(QPen(glyph, 1.8, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    if (part)
        painter->drawLine(QPointF(4.5, 8), QPointF(11.5, 8));
    else if (on && radio)
        paintSurface(painter, {5, 5, 6, 6}, 3, glyph);
    else if (on)
        painter->drawPolyline(QPolygonF({{4, 8.2}, {6.8, 11}, {12, 5.2}}));
    painter->restore();
    if (state.testFlag(QStyle::State_HasFocus) && state.testFlag(QStyle::State_KeyboardFocusChange))
        paintSurface(painter, box.adjusted(-2, -2, 2, 2), radio ? side / 2 + 2 : 5, {}, t.accentInk, 2);
}

void paintGauge(QPainter* painter, const QRectF& rect, double filled, const Tokens& t) {
    paintSurface(painter, rect, rect.height() / 2, t.neutTint);
    if (filled <= 0) return;
    QRectF bar = rect;
    bar.setWidth(std::clamp(filled * rect.width(), rect.height(), rect.width()));
    paintSurface(painter, bar, rect.height() / 2, t.accent);
}

} // namespace rowcast::ui
