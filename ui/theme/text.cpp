#include "ui/theme/text.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>

namespace rowcast::ui {

namespace {
double widestDigit(const QFontMetricsF& metrics) {
    double widest = 0;
    for (char16_t digit = u'0'; digit <= u'9'; ++digit)
        widest = std::max(widest, metrics.horizontalAdvance(QChar(digit)));
    return widest;
}

bool asciiDigit(QChar c) {
    return c >= u'0' && c <= u'9';
}

/// Calls `part(text, width, digit)` for each digit and for each run of other characters.
template <class Part>
void eachPart(const QFontMetricsF& metrics, const QString& text, Part part) {
    const double cell = widestDigit(metrics);
    for (qsizetype at = 0; at < text.size();) {
        if (asciiDigit(text[at])) {
            part(text.mid(at, 1), cell, true);
            ++at;
            continue;
        }
        qsizetype end = at;
        while (end < text.size() && !asciiDigit(text[end]))
            ++end;
        const QString run = text.mid(at, end - at);
        part(run, metrics.horizontalAdvance(run), false);
        at = end;
    }
}
} // namespace

double figuresWidth(const QFont& font, const QString& text) {
    double width = 0;
    eachPart(QFontMetricsF(font), text, [&](const QString&, double w, bool) { width += w; });
    return width;
}

void drawFigures(QPainter* painter, double left, double baseline, const QFont& font, const QString& text) {
    const QFontMetricsF metrics(font);
    painter->setFont(font);
    double x = left;
    eachPart(metrics, text, [&](const QString& part, double width, bool digit) {
        const double indent = digit ? (width - metrics.horizontalAdvance(part)) / 2 : 0;
        painter->drawText(QPointF(x + indent, baseline), part);
        x += width;
    });
}

double baselineIn(const QRectF& rect, const QFont& font) {
    const QFontMetrics metrics(font);
    return rect.top() + qRound((rect.height() - metrics.height()) / 2) + metrics.ascent();
}

void drawLine(QPainter* painter, const QRectF& rect, const QFont& font, const QString& text,
              Qt::Alignment align) {
    const QFontMetricsF metrics(font);
    const QString cut = metrics.elidedText(text, Qt::ElideRight, rect.width());
    const double width = metrics.horizontalAdvance(cut);
    const bool right = align.testFlag(Qt::AlignRight) || text.isRightToLeft();
    const double x = right ? rect.right() - width : rect.left();
    painter->setFont(font);
    painter->drawText(
        QPointF(align.testFlag(Qt::AlignHCenter) ? rect.center().x() - width / 2 : x, baselineIn(rect, font)),
        cut);
}

} // namespace rowcast::ui
