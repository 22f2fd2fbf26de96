#include "ui/widgets/chip.h"

#include "ui/theme/style_parts.h"
#include "ui/theme/text.h"
#include "ui/theme/type.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>

namespace rowcast::ui {

namespace {
struct Colors {
    QColor tint, ink;
};
Colors colorsOf(ChipTone tone, const Tokens& t) {
    switch (tone) {
    case ChipTone::Info: return {t.infoTint, t.accentInk};
    case ChipTone::Fine: return {t.okTint, t.ok};
    case ChipTone::Attention: return {t.attTint, t.att};
    case ChipTone::Trouble: return {t.errTint, t.err};
    case ChipTone::Neutral: break;
    }
    return {t.neutTint, t.muted};
}
} // namespace

double chipWidth(const QFont& base, const QString& text) {
    const double height = Sizes(base).px(20);
    return std::max(height + 2,
                    QFontMetricsF(weighted(smallFont(base), QFont::Medium)).horizontalAdvance(text) + 14);
}

void paintChip(QPainter* painter, const QRectF& room, const QFont& base, const QString& text, ChipTone tone,
               const Tokens& t) {
    const Colors colors = colorsOf(tone, t);
    const double height = Sizes(base).px(20);
    const QRectF chip(room.left(), qRound(room.center().y() - height / 2), chipWidth(base, text), height);
    paintSurface(painter, chip, height / 2, colors.tint);
    painter->setPen(colors.ink);
    drawLine(painter, chip, weighted(smallFont(base), QFont::Medium), text, Qt::AlignHCenter);
}

} // namespace rowcast::ui
