#pragma once
/// Breeze icons by name in the theme's colours (Qt does not follow Breeze's colour sheet), and our own
/// application icon. Main thread.

#include <QIcon>
#include <QRectF>

class QPainter;

namespace rowcast::ui {

/// Draws the named icon in one colour; nothing if no icon theme has it.
void paintIcon(QPainter* painter, const QRectF& rect, const QString& name, const QColor& color);

/// The application icon: three lines of dots that become bars, two thicker ones at 24 px and below.
[[nodiscard]] QIcon applicationIcon();

} // namespace rowcast::ui
