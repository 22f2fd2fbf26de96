#include "app/desktop/window.h"

#include "app/desktop/connect_window.h"
#include "app/runtime/demo.h"
#include "app/runtime/instance.h"
#include "app/runtime/unix_signals.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QIcon>
#include <QMessageBox>
#include <QSettings>
#include <QSystemTrayIcon>

namespace rowcast::app {

namespace {

/// Of the demo in the window: one response every two seconds is what the eye can follow.
constexpr double kDemoRate = 0.5;

int refuse(const Error& error) {
    QMessageBox::critical(nullptr, QCoreApplication::translate("rowcast", "Rowcast cannot start"),
                          error.what);
    return printError(error);
}

int raiseOther(const QString& dataDir) {
    const auto raised = askInstance(dataDir, {{QStringLiteral("ask"), QStringLiteral("raise")}});
    return raised ? Done : printError(raised.error());
}

int show(const Invocation& invocation, const DeliveryConfig& config) {
    ui::Theme theme(qApp);
    ui::MainWindow window;
    Runtime runtime(config);
    UnixSignals unixSignals;
    connectWindow(window, runtime);
    QObject::connect(&unixSignals, &UnixSignals::endRequested, &runtime, &Runtime::stop);
    // Not quit(): it asks the window first, and closing the window means to go on in the tray.
    QObject::connect(&runtime, &Runtime::stopped, qApp, [] { QCoreApplication::exit(Done); });
    if (const auto started = runtime.start(); !started) return refuse(started.error());
    // Hidden only where the tray can bring it back.
    if (!invocation.tray || !QSystemTrayIcon::isSystemTrayAvailable()) window.show();
    return QApplication::exec();
}

Result<DeliveryConfig> configOf(const QString& dataDir) {
    return settings::SettingsFile(dataDir).load().map([&dataDir](const settings::Settings& settings) {
        return DeliveryConfig{dataDir, QStringLiteral("rowcast.db"), settings, {}, false};
    });
}

} // namespace

int runWindow(const Invocation& invocation) {
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, invocation.dataDir);
    QApplication::setWindowIcon(QIcon(QStringLiteral(":/icons/rowcast.svg")));
    const auto lock = InstanceLock::take(invocation.dataDir);
    if (!lock) return refuse(lock.error());
    if (!*lock) return raiseOther(invocation.dataDir);
    if (!invocation.demo) {
        const auto config = configOf(invocation.dataDir);
        return config ? show(invocation, *config) : refuse(config.error());
    }
    const auto demo = Demo::start(invocation.dataDir);
    if (!demo) return refuse(demo.error());
    (*demo)->send(0, kDemoRate);
    return show(invocation, (*demo)->config());
}

} // namespace rowcast::app
