#include "app/desktop/window.h"
#include "app/runtime/command_line.h"

#include <QApplication>
#include <QFile>

namespace {

/// Whether a window can be shown here. Qt ends the program when it cannot, so this is asked before.
bool hasDisplay() {
#ifdef Q_OS_UNIX
    return qEnvironmentVariableIsSet("DISPLAY") || qEnvironmentVariableIsSet("WAYLAND_DISPLAY") ||
           qEnvironmentVariableIsSet("QT_QPA_PLATFORM");
#else
    return true;
#endif
}

} // namespace

int main(int argc, char** argv) {
    using namespace rowcast;
    int exitCode = 0;
    const auto invocation = app::parseCommandLine(app::wordsOf(argc, argv), exitCode);
    if (!invocation) return exitCode;
    QCoreApplication::setApplicationName(QStringLiteral("rowcast"));
    QCoreApplication::setOrganizationName(QStringLiteral("rowcast"));
    QCoreApplication::setApplicationVersion(QStringLiteral(ROWCAST_VERSION));
    if (invocation->verb.isEmpty() && !invocation->headless && hasDisplay()) {
        QApplication application(argc, argv);
        return app::runWindow(*invocation);
    }
    QCoreApplication application(argc, argv);
    return app::runVerb(*invocation);
}
