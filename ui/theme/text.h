#pragma once
/// Text as tables and tiles draw it: figures in columns, all scripts on one baseline, right-to-left answers
/// at the right. Pure painting; main thread.

#include <QFont>
#include <QRectF>
#include <QString>

class QPainter;

namespace rowcast::ui {

/// Width of `text` when each digit takes the width of the widest one.
[[nodiscard]] double figuresWidth(const QFont& font, const QString& text);
/// Draws `text` from `left` on `baseline`, each digit centred in the width of the widest one: Qt 6.4 has no
/// font features, and in a proportional font live numbers would shake.
void drawFigures(QPainter* painter, double left, double baseline, const QFont& font, const QString& text);

/// The baseline that centres the base font in `rect`. Fallback fonts for other scripts are taller and would
/// be lifted by Qt::AlignVCenter.
[[nodiscard]] double baselineIn(const QRectF& rect, const QFont& font);
/// Draws one line, cut at its end with "…" if it does not fit; right-to-left text stands at the right edge.
void drawLine(QPainter* painter, const QRectF& rect, const QFont& font, const QString& text,
              Qt::Alignment align = Qt::AlignLeft);

} // namespace rowcast::ui
