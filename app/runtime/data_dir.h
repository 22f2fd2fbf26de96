#pragma once
/// Where all state lives, unless --data-dir names another place. Pure but for the environment; any thread.

#include <QString>

namespace rowcast::app {

[[nodiscard]] QString standardDataDir();

} // namespace rowcast::app
