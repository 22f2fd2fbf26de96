#pragma once
/// Makes a button of a kind, with the name that tests find it by. Main thread.

#include <QPushButton>

namespace rowcast::ui {

/// `kind` as theme/style.h lists them; empty: secondary. Enter presses it only while it has the focus.
[[nodiscard]] QPushButton* makeButton(const QString& text, const QString& objectName, const QString& kind,
                                      QWidget* parent);

} // namespace rowcast::ui
