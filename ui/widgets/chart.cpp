#include "ui/widgets/chart.h"

#include "ui/theme/style_parts.h"
#include "ui/theme/text.h"
#include "ui/theme/tokens.h"
#include "ui/theme/type.h"
#include "ui/words.h"

#include <QLocale>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace rowcast::ui {

namespace {
constexpr int scaleWidth = 44; ///< figures left of the plots
constexpr int nowWidth = 104;  ///< current values right of them
constexpr double upperShare = 0.7;

QString rate(double perSecond) {
    return perSecond >= 0.05 && perSecond < 9.95 ? QLocale().toString(perSecond, 'f', 1)
                                                 : number(std::llround(perSecond));
}

/// The trailing mean over a sixtieth of the span: rows land a request at a time, and their rate is wanted.
std::vector<HistoryPoint> smoothed(std::vector<HistoryPoint> points, Millis window) {
    double sum = 0;
    std::size_t first = 0;
    const std::vector<HistoryPoint> raw = points;
    for (std::size_t at = 0; at < raw.size(); ++at) {
        sum += raw[at].rowsPerSecond;
        while (raw[at].at - raw[first].at >= window && first < at)
            sum -= raw[first++].rowsPerSecond;
        points[at].rowsPerSecond = std::max(0.0, sum / static_cast<double>(at - first + 1));
    }
    return points;
}
} // namespace

double axisTop(double value) {
    for (double decade = 1;; decade *= 10)
        for (const double step : {1.0, 2.0, 4.0})
            if (step * decade >= std::max(4.0, value)) return step * decade;
}

Chart::Chart(QWidget* parent) : QWidget(parent) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    setMaximumHeight(sizeHint().height());
}

QSize Chart::sizeHint() const {
    return {600, Sizes(font()).px(216)};
}

QSize Chart::minimumSizeHint() const {
    return {360, Sizes(font()).px(140)};
}

void Chart::show(std::vector<HistoryPoint> points, Millis span, WallTime now) {
    points_ = smoothed(std::move(points), span / 60);
    span_ = span;
    now_ = now;
    const HistoryPoint last = points_.empty() ? HistoryPoint{} : points_.back();
    setAccessibleName(tr("%1 rows a second, %2 waiting").arg(rate(last.rowsPerSecond), number(last.waiting)));
    update();
}

void Chart::setEvent(const std::optional<Event>& event) {
    if (event_ == event) return;
    event_ = event;
    update();
}

double Chart::xOf(WallTime at, const QRectF& area) const {
    const double share = 1 - static_cast<double>((now_ - at).count()) / static_cast<double>(span_.count());
    return area.left() + std::clamp(share, 0.0, 1.0) * area.width();
}

QPolygonF Chart::lineOf(const Plot& plot, bool waiting) const {
    QPolygonF line;
    for (const HistoryPoint& point : points_) {
        if (now_ - point.at > span_) continue;
        const double value = waiting ? static_cast<double>(point.waiting) : point.rowsPerSecond;
        line << QPointF(xOf(point.at, plot.area), plot.area.bottom() - value / plot.top * plot.area.height());
    }
    return line;
}

bool Chart::growing() const {
    if (points_.size() < 8) return false;
    const auto half = points_[points_.size() / 2].waiting;
    const auto quarter = points_[points_.size() * 3 / 4].waiting;
    const auto last = points_.back().waiting;
    return last > 50 && last > quarter && quarter > half;
}

void Chart::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const Sizes sizes(font());
    const double head = sizes.px(9);
    const double gap = sizes.px(22);
    const double heights = height() - head - gap - sizes.px(24);
    const double width = this->width() - scaleWidth - nowWidth;
    double most = 0;
    std::int64_t waiting = 0;
    for (const HistoryPoint& point : points_) {
        most = std::max(most, point.rowsPerSecond);
        waiting = std::max(waiting, point.waiting);
    }
    const double upperHeight = std::round(heights * upperShare);
    const Plot upper{{double(scaleWidth), head, width, upperHeight}, axisTop(most)};
    const Plot lower{{double(scaleWidth), head + upperHeight + gap, width, heights - upperHeight},
                     axisTop(static_cast<double>(waiting))};
    paintScale(&painter, upper, true);
    paintScale(&painter, lower, false);
    paintPlot(&painter, upper, false);
    paintPlot(&painter, lower, true);
    paintTimes(&painter, lower.area);
    paintEventLine(&painter, upper.area, lower.area);
}

void Chart::paintScale(QPainter* painter, const Plot& plot, bool middle) const {
    const Tokens& t = tokens(palette());
    const QFont small = smallFont(font());
    const int steps = middle ? 2 : 1;
    for (int step = 0; step <= steps; ++step) {
        const double y = std::round(plot.area.bottom() - plot.area.height() * step / steps);
        painter->fillRect(QRectF(plot.area.left(), y, plot.area.width(), 1), t.hair);
        const QString figure = number(std::llround(plot.top * step / steps));
        painter->setPen(t.muted);
        drawFigures(painter, plot.area.left() - 10 - figuresWidth(small, figure),
                    baselineIn({0, y - 10, 1, 20}, small), small, figure);
    }
}

void Chart::paintPlot(QPainter* painter, const Plot& plot, bool waiting) const {
    const QPolygonF line = lineOf(plot, waiting);
    const QPointF end = line.isEmpty() ? plot.area.bottomRight() : line.last();
    const Tokens& t = tokens(palette());
    const bool amber = waiting && growing();
    const QColor ink = !waiting ? t.accentInk : amber ? t.att : t.muted;
    if (line.size() > 1) {
        QPolygonF under = line;
        under << QPointF(line.last().x(), plot.area.bottom())
              << QPointF(line.first().x(), plot.area.bottom());
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(Qt::NoPen);
        painter->setBrush(!waiting ? t.chartFill : amber ? t.attTint : t.neutTint);
        painter->drawPolygon(under);
        painter->setBrush(Qt::NoBrush);
        painter->setPen(QPen(ink, 1.6, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter->drawPolyline(line);
    }
    paintSurface(painter, {end.x() - 4, end.y() - 4, 8, 8}, 4, ink, t.content, 1);
    paintNow(painter, plot, end, waiting);
}

void Chart::paintNow(QPainter* painter, const Plot& plot, const QPointF& end, bool waiting) const {
    const Tokens& t = tokens(palette());
    const Sizes sizes(font());
    const HistoryPoint last = points_.empty() ? HistoryPoint{} : points_.back();
    const double block = sizes.text + sizes.px(16);
    const double top =
        std::clamp(end.y() - block / 2, plot.area.top() - 4, plot.area.bottom() - block + sizes.px(2));
    const double left = plot.area.right() + 14;
    painter->setPen(t.text);
    drawFigures(painter, left, baselineIn({left, top, 1, double(sizes.text)}, font()),
                weighted(font(), QFont::DemiBold), waiting ? number(last.waiting) : rate(last.rowsPerSecond));
    painter->setPen(t.muted);
    drawLine(painter, {left, top + sizes.text, nowWidth - 14.0, double(sizes.px(16))}, smallFont(font()),
             waiting ? tr("waiting") : tr("rows a second"));
}

void Chart::paintTimes(QPainter* painter, const QRectF& area) const {
    const Tokens& t = tokens(palette());
    const QFont small = smallFont(font());
    const QFontMetricsF metrics(small);
    const double baseline = area.bottom() + 4 + metrics.ascent();
    painter->setPen(t.muted);
    const QString end = tr("now");
    painter->setFont(small);
    painter->drawText(QPointF(area.right() - metrics.horizontalAdvance(end), baseline), end);
    const int steps = 5;
    for (int step = 0; step < steps; ++step) {
        const QString time = clock(now_ - span_ + span_ * step / steps, now_ - span_ + span_ * step / steps);
        const double x = area.left() + area.width() * step / steps;
        const double width = metrics.horizontalAdvance(time);
        painter->drawText(QPointF(step == 0 ? x : x - width / 2, baseline), time);
    }
}

void Chart::paintEventLine(QPainter* painter, const QRectF& upper, const QRectF& lower) const {
    if (!event_ || now_ - event_->at > span_ || event_->at > now_) return;
    const Tokens& t = tokens(palette());
    const double x = std::round(xOf(event_->at, upper)) + 0.5;
    painter->setRenderHint(QPainter::Antialiasing, false);
    QPen pen(t.err, 1.5);
    pen.setDashPattern({4, 2.7});
    painter->setPen(pen);
    painter->drawLine(QPointF(x, upper.top()), QPointF(x, lower.bottom()));
    const QFont font = weighted(smallFont(this->font()), QFont::Medium);
    const QString words = QStringLiteral("%1 %2").arg(clock(event_->at, event_->at), event_->words);
    const double width = QFontMetricsF(font).horizontalAdvance(words);
    const bool left = x + 8 + width > upper.right();
    drawLine(painter, QRectF(left ? x - 8 - width : x + 8, upper.top() - 2, width + 1, 16), font, words);
}

} // namespace rowcast::ui
