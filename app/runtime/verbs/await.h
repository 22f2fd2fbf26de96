#pragma once
/// How a verb waits for what is answered by the event loop. Main thread of a verb.

#include <QEventLoop>
#include <QTimer>

#include <chrono>

namespace rowcast::app {

/// A locked keychain waits for a person to unlock it.
inline constexpr std::chrono::seconds kKeychainPatience{60};

/// Runs `loop` until somebody quits it or patience ends.
inline void await(QEventLoop& loop, std::chrono::seconds patience) {
    QTimer::singleShot(patience, &loop, &QEventLoop::quit);
    loop.exec();
}

} // namespace rowcast::app
