#pragma once
/// An instance without a window: says in lines what happens, ends on SIGINT, SIGTERM, Quit or when all is
/// delivered. Main thread.

#include "app/runtime/caught_up.h"
#include "app/runtime/runtime.h"
#include "app/runtime/unix_signals.h"

#include <QElapsedTimer>

namespace rowcast::app {

class Headless : public QObject {
    Q_OBJECT
public:
    Headless(const DeliveryConfig& config, bool untilCaughtUp);

    /// Runs until it is over; the exit code.
    [[nodiscard]] int exec();
    /// From now on it is over as soon as `rows` rows stand in their sheets.
    void endWhenDelivered(std::int64_t rows) { wantedRows_ = rows; }

private:
    void show(const Status& status);
    void say(const Status& status);
    void end(int exitCode);

    Runtime runtime_;
    UnixSignals signals_;
    CaughtUpWatch watch_;
    Status status_;
    QElapsedTimer said_;
    QString headline_;
    std::optional<std::int64_t> wantedRows_;
    bool untilCaughtUp_;
    bool ending_ = false;
    int exitCode_ = 0;
};

/// What an instance without a window needs, from the settings in `dataDir` and the environment; an error if
/// something is missing that only a person can give.
[[nodiscard]] Result<DeliveryConfig> headlessConfig(const QString& dataDir);

} // namespace rowcast::app
