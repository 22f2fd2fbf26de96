#pragma once
/// A button with further deeds behind its chevron; Down opens them from the keyboard. Main thread.

#include <QToolButton>

namespace rowcast::ui {

class MenuButton : public QToolButton {
    Q_OBJECT

public:
    explicit MenuButton(QWidget* parent = nullptr);

protected:
    void keyPressEvent(QKeyEvent* event) override;
};

} // namespace rowcast::ui
