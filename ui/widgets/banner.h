#pragma once
/// A notice about the panel below it: tint, mark, bold half sentence, rest, one button. Main thread.

#include "ui/theme/marks.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace rowcast::ui {

class MarkLabel;

class Banner : public QWidget {
    Q_OBJECT

public:
    enum class Tone { Info, Attention };

    explicit Banner(QWidget* parent = nullptr);

    void tell(Tone tone, const QString& bold, const QString& rest, const QString& button);

signals:
    void pressed();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    MarkLabel* mark_;
    QLabel* bold_;
    QLabel* rest_;
    QPushButton* button_;
    Tone tone_ = Tone::Info;
};

} // namespace rowcast::ui
