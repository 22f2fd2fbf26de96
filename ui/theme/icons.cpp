#include "ui/theme/icons.h"

#include <QPainter>

namespace rowcast::ui {

void paintIcon(QPainter* painter, const QRectF& rect, const QString& name, const QColor& color) {
    const double ratio = painter->device()->devicePixelRatioF();
    const QSize size = rect.size().toSize();
    QPixmap pixmap = QIcon::fromTheme(name).pixmap(size, ratio);
    if (pixmap.isNull()) return;
    QPainter tint(&pixmap);
    tint.setCompositionMode(QPainter::CompositionMode_SourceIn);
    tint.fillRect(QRectF(QPointF(), pixmap.deviceIndependentSize()), color);
    tint.end();
    painter->drawPixmap(rect.topLeft(), pixmap);
}

QIcon applicationIcon() {
    const QIcon large(QStringLiteral(":/icons/rowcast.svg"));
    const QIcon small(QStringLiteral(":/icons/rowcast-small.svg"));
    QIcon icon; // of pixmaps: Qt's SVG engine would keep one drawing for all sizes
    for (const int side : {16, 22, 24})
        icon.addPixmap(small.pixmap(QSize(side, side), 1.0));
    for (const int side : {32, 48, 64, 128, 256})
        icon.addPixmap(large.pixmap(QSize(side, side), 1.0));
    return icon;
}

} // namespace rowcast::ui
