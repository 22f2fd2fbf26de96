#pragma once
/// A short word or number on a tint, as delegates draw it. Pure painting; main thread.

#include "ui/theme/tokens.h"

#include <QFont>
#include <QRectF>
#include <QString>

class QPainter;

namespace rowcast::ui {

enum class ChipTone { Neutral, Info, Fine, Attention, Trouble };

[[nodiscard]] double chipWidth(const QFont& base, const QString& text);
/// Left in `room`, vertically centred.
void paintChip(QPainter* painter, const QRectF& room, const QFont& base, const QString& text, ChipTone tone,
               const Tokens& tokens);

} // namespace rowcast::ui
