#include "ui/theme/themed_icon.h"

#include "ui/theme/icons.h"
#include "ui/theme/tokens.h"

#include <QApplication>
#include <QIconEngine>
#include <QPainter>

namespace rowcast::ui {

namespace {
class ThemedIconEngine : public QIconEngine {
public:
    explicit ThemedIconEngine(const QString& name) : name_(name) {}

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State) override {
        const Tokens& t = tokens(QApplication::palette());
        paintIcon(painter, rect, name_, mode == QIcon::Disabled ? t.disabled : t.muted);
    }
    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override {
        QPixmap pixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paint(&painter, QRect(QPoint(), size), mode, state);
        return pixmap;
    }
    [[nodiscard]] QIconEngine* clone() const override { return new ThemedIconEngine(name_); }

private:
    QString name_;
};
} // namespace

QIcon themedIcon(const QString& name) {
    return QIcon(new ThemedIconEngine(name));
}

} // namespace rowcast::ui
