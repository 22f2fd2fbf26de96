// The program where it is built without a window.
#include "app/runtime/command_line.h"

#include <QCoreApplication>

int main(int argc, char** argv) {
    using namespace rowcast;
    int exitCode = 0;
    const auto invocation = app::parseCommandLine(app::wordsOf(argc, argv), exitCode);
    if (!invocation) return exitCode;
    QCoreApplication application(argc, argv);
    return app::runVerb(*invocation);
}
