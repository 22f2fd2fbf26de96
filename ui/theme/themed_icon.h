#pragma once
/// A Breeze icon for buttons and menus that takes its colour from the application's palette each time it is
/// painted, so that it follows a change of theme. Main thread.

#include <QIcon>

namespace rowcast::ui {

[[nodiscard]] QIcon themedIcon(const QString& name);

} // namespace rowcast::ui
