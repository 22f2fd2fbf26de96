#pragma once
/// Asks once before the program ends with something unsaved. Main thread.

#include <QStringList>

class QWidget;

namespace rowcast::ui {

/// `unsaved`: what would be lost, a sentence each. True: quit without it.
[[nodiscard]] bool askBeforeQuitting(QWidget* parent, const QStringList& unsaved);

} // namespace rowcast::ui
