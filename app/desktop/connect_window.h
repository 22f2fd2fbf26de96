#pragma once
/// The window's ties to the runtime: status and answers in, commands and queries out. Main thread.

#include "app/runtime/runtime.h"
#include "ui/main_window.h"

namespace rowcast::app {

inline void connectWindow(ui::MainWindow& window, Runtime& runtime) {
    QObject::connect(&runtime, &Runtime::statusChanged, &window,
                     qOverload<const Status&>(&ui::MainWindow::show));
    QObject::connect(&runtime, &Runtime::answered, &window, &ui::MainWindow::answered);
    QObject::connect(&runtime, &Runtime::done, &window, &ui::MainWindow::done);
    QObject::connect(&runtime, &Runtime::raiseRequested, &window, &ui::MainWindow::raiseWindow);
    QObject::connect(&window, &ui::MainWindow::command, &runtime, &Runtime::command);
    QObject::connect(&window, &ui::MainWindow::query, &runtime, &Runtime::query);
}

} // namespace rowcast::app
