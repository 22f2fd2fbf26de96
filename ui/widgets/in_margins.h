#pragma once
/// A widget as a row of its own between a page's margins. Main thread.

#include <QHBoxLayout>

namespace rowcast::ui {

[[nodiscard]] inline QHBoxLayout* inMargins(QWidget* widget, int left, int right) {
    auto* row = new QHBoxLayout; // the layout that it is added to owns it
    row->setContentsMargins(left, 0, right, 0);
    row->addWidget(widget);
    return row;
}
[[nodiscard]] inline QHBoxLayout* inMargins(QWidget* widget, int margin) {
    return inMargins(widget, margin, margin);
}

} // namespace rowcast::ui
