#pragma once
/// How the parts of a control are painted, for the style and for the delegates that draw buttons in rows.
/// Pure painting; main thread.

#include "ui/theme/tokens.h"

#include <QStyle>

class QPainter;
class QWidget;

namespace rowcast::ui {

enum class ButtonKind { Primary, Secondary, Quiet, Danger, Choice, Link };
[[nodiscard]] ButtonKind buttonKind(const QWidget* widget);

struct ButtonLook {
    QColor fill, edge, ink;
};
[[nodiscard]] ButtonLook buttonLook(ButtonKind kind, QStyle::State state, const Tokens& tokens);

void paintSurface(QPainter* painter, const QRectF& rect, double radius, const QColor& fill,
                  const QColor& edge = {}, double width = 1);
void paintButton(QPainter* painter, const QRectF& rect, ButtonKind kind, QStyle::State state,
                 const Tokens& tokens);
/// The ring inside the edge that shows keyboard focus.
void paintFocus(QPainter* painter, const QRectF& rect, ButtonKind kind, const Tokens& tokens);
/// A chevron, 8 × 4 on the 16-px line, centred in `rect`.
void paintChevron(QPainter* painter, const QRectF& rect, Qt::ArrowType direction, const QColor& ink);
void paintCheck(QPainter* painter, const QRectF& rect, QStyle::State state, bool radio, const Tokens& tokens);
/// Rounded groove with its filled part: quota, room left, progress.
void paintGauge(QPainter* painter, const QRectF& rect, double filled, const Tokens& tokens);

} // namespace rowcast::ui
