#pragma once
/// A mark in a layout, beside the word that says the same. Main thread.

#include "ui/theme/marks.h"

#include <QWidget>

namespace rowcast::ui {

class MarkLabel : public QWidget {
    Q_OBJECT

public:
    explicit MarkLabel(int side, QWidget* parent = nullptr);
    void setMark(Mark mark);
    [[nodiscard]] Mark mark() const { return mark_; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Mark mark_ = Mark::None;
};

} // namespace rowcast::ui
