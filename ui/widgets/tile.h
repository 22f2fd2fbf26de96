#pragma once
/// One number of the Overview: small name, figure, small note. The whole tile clicks to where the number is
/// explained; without a connection to `clicked` it is `setPlain`. Main thread.

#include "ui/theme/marks.h"

#include <QAbstractButton>

#include <optional>

namespace rowcast::ui {

class Tile : public QAbstractButton {
    Q_OBJECT

public:
    struct Content {
        QString figure;
        QString unit; ///< muted, after the figure
        QString note;
        Mark danger = Mark::None;      ///< a mark before the figure, which then takes the mark's ink
        std::optional<double> gauge{}; ///< filled part, drawn before the note
        bool operator==(const Content&) const = default;
    };

    explicit Tile(const QString& name, QWidget* parent = nullptr);
    /// Takes no focus and no clicks: there is nowhere to go.
    void setPlain();
    void show(const Content& content);
    [[nodiscard]] const Content& content() const { return content_; }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void paintFigure(QPainter* painter, const QRectF& line);
    void paintNote(QPainter* painter, const QRectF& line);

    Content content_;
};

} // namespace rowcast::ui
