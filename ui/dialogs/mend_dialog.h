#pragma once
/// Asks what a remedy still needs before it is sent: the other sheet's link, or a clear yes where it cannot
/// be undone. Modal; main thread.

#include "core/base/error.h"

#include <optional>

class QWidget;

namespace rowcast::ui {

/// The remedy's argument (mostly empty); nothing if the person thought better of it.
[[nodiscard]] std::optional<QString> askBeforeMending(QWidget* parent, Choice choice, const QString& form);

} // namespace rowcast::ui
