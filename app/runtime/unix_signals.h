#pragma once
/// SIGINT and SIGTERM as a Qt signal, so that an instance ends the polite way. One at a time; main thread.

#include <QObject>
#include <QSocketNotifier>

#include <memory>

namespace rowcast::app {

class UnixSignals : public QObject {
    Q_OBJECT
public:
    explicit UnixSignals(QObject* parent = nullptr);
    ~UnixSignals() override;

signals:
    /// The second one in a row means it: the program ends at once.
    void endRequested();

private:
    std::unique_ptr<QSocketNotifier> notifier_;
};

} // namespace rowcast::app
