#pragma once
/// Rows a second and rows waiting over one time axis, two plots, the current values written at the lines'
/// ends; a dashed line where delivery stopped. At most 600 points, painted by ourselves. Main thread.

#include "core/model/status.h"

#include <QWidget>

namespace rowcast::ui {

class Chart : public QWidget {
    Q_OBJECT

public:
    struct Event {
        WallTime at{};
        QString words;
        bool operator==(const Event&) const = default;
    };

    explicit Chart(QWidget* parent = nullptr);

    /// `points` oldest first; the axis ends at `now`.
    void show(std::vector<HistoryPoint> points, Millis span, WallTime now);
    void setEvent(const std::optional<Event>& event);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    struct Plot {
        QRectF area;
        double top = 0; ///< value at the area's upper edge
    };
    [[nodiscard]] double xOf(WallTime at, const QRectF& area) const;
    [[nodiscard]] QPolygonF lineOf(const Plot& plot, bool waiting) const;
    [[nodiscard]] bool growing() const;
    void paintPlot(QPainter* painter, const Plot& plot, bool waiting) const;
    void paintScale(QPainter* painter, const Plot& plot, bool middle) const;
    void paintNow(QPainter* painter, const Plot& plot, const QPointF& end, bool waiting) const;
    void paintTimes(QPainter* painter, const QRectF& area) const;
    void paintEventLine(QPainter* painter, const QRectF& upper, const QRectF& lower) const;

    std::vector<HistoryPoint> points_;
    Millis span_{std::chrono::minutes(10)};
    WallTime now_{};
    std::optional<Event> event_;
};

/// The least of 1, 2, 4 × 10ⁿ (at least 4) that is not below `value`: halves of it are whole numbers.
[[nodiscard]] double axisTop(double value);

} // namespace rowcast::ui
