#pragma once
/// The program with its window: one instance a data dir, the window and tray connected to the runtime. Main
/// thread; a QApplication exists.

#include "app/runtime/command_line.h"

namespace rowcast::app {

/// Runs until people quit; the exit code. A second start brings the first one's window to the front.
[[nodiscard]] int runWindow(const Invocation& invocation);

} // namespace rowcast::app
