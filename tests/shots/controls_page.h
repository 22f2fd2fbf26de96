#pragma once
/// Every control at rest, focused and disabled, every mark and chip, every token: the page that the style is
/// judged by. Main thread.

#include <QWidget>

namespace rowcast::shots {

class ControlsPage : public QWidget {
    Q_OBJECT

public:
    ControlsPage();

protected:
    void paintEvent(QPaintEvent* event) override;
};

} // namespace rowcast::shots
