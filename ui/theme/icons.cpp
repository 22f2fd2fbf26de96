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
    QIcon icon;
    for (const int size : {16, 22, 24})
        icon.addFile(QStringLiteral(":/icons/rowcast-small.svg"), {size, size});
    for (const int size : {32, 48, 64, 128, 256})
        icon.addFile(QStringLiteral(":/icons/rowcast.svg"), {size, size});
    return icon;
}

} // namespace rowcast::ui
