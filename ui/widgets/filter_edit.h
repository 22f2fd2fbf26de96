#pragma once
/// The box that filters a table while one types; Esc empties it. Main thread.

#include <QLineEdit>

namespace rowcast::ui {

class FilterEdit : public QLineEdit {
    Q_OBJECT

public:
    explicit FilterEdit(QWidget* parent = nullptr);

protected:
    bool event(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
};

} // namespace rowcast::ui
