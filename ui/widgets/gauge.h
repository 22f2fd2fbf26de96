#pragma once
/// A rounded groove with its filled part, beside the words that say the same. Main thread.

#include <QWidget>

namespace rowcast::ui {

class Gauge : public QWidget {
    Q_OBJECT

public:
    explicit Gauge(QWidget* parent = nullptr);
    /// From 0 to 1.
    void setFilled(double filled);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    double filled_ = 0;
};

} // namespace rowcast::ui
