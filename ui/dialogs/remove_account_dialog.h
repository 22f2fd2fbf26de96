#pragma once
/// Asks once before an account is signed out or its key forgotten. Modal; main thread.

#include "core/model/account_status.h"

class QWidget;

namespace rowcast::ui {

[[nodiscard]] bool askBeforeRemoving(QWidget* parent, const AccountStatus& account);

} // namespace rowcast::ui
