#pragma once
/// State by shape: one painter for the window, the tables and the tray. Drawn on a grid of 16, always beside
/// a word. Main thread.

#include "ui/theme/tokens.h"

#include <QRectF>

class QPainter;

namespace rowcast::ui {

enum class Mark { None, Delivering, Idle, Attention, Paused, Stopped, Tick, Ring, Dash, Plus, Info };

struct MarkColors {
    QColor ink;   ///< the shape
    QColor glyph; ///< what stands on it
};
[[nodiscard]] MarkColors markColors(Mark mark, const Tokens& tokens);
[[nodiscard]] MarkColors markColors(Mark mark, const TrayTokens& tokens);

/// Fits the mark into `rect`, which should be square.
void paintMark(QPainter* painter, Mark mark, const QRectF& rect, const MarkColors& colors);

} // namespace rowcast::ui
