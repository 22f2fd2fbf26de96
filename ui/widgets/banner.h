#pragma once
/// A notice about the panel below it: tint, mark, bold half sentence, rest, one button; further deeds as
/// links. Main thread.

#include "ui/theme/marks.h"

#include <QWidget>

class QHBoxLayout;
class QLabel;
class QPushButton;

namespace rowcast::ui {

class MarkLabel;

class Banner : public QWidget {
    Q_OBJECT

public:
    enum class Tone { Info, Attention };

    explicit Banner(QWidget* parent = nullptr);

    /// Without a text for it, there is no button.
    void tell(Tone tone, const QString& bold, const QString& rest, const QString& button);
    /// A further deed before the button, as a link.
    [[nodiscard]] QPushButton* addLink(const QString& text, const QString& objectName);

signals:
    void pressed();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QHBoxLayout* row_;
    MarkLabel* mark_;
    QLabel* bold_;
    QLabel* rest_;
    QPushButton* button_;
    Tone tone_ = Tone::Info;
};

} // namespace rowcast::ui
