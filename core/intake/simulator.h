#pragma once
/// Sends generated records in time. The thread it lives on; `send` says what becomes of a record.

#include "core/intake/generator.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <functional>

namespace rowcast::intake {

/// Where records come from; none: there are no more.
using Source = std::function<std::optional<Produced>()>;
/// False: not taken, offered again a little later.
using Send = std::function<bool(const Produced&)>;

/// From a generator, each submitted now; at most `count` (0: without end).
[[nodiscard]] Source generated(Plan plan, std::int64_t count);
/// A file's records, over and over up to `count` (0: once).
[[nodiscard]] Source listed(std::vector<Produced> records, std::int64_t count);

class Simulator : public QObject {
    Q_OBJECT
public:
    /// `rate` in records a second; 0: as fast as they are taken.
    Simulator(Source source, double rate, Send send, QObject* parent = nullptr);

    [[nodiscard]] std::int64_t sent() const { return sent_; }

public slots:
    void start();
    void stop();

signals:
    /// The source has no more, and all was taken.
    void finished();

private:
    void tick();

    Source source_;
    double rate_;
    Send send_;
    QTimer timer_;
    QElapsedTimer since_;
    std::int64_t sentBefore_ = 0; ///< at the last start()
    std::int64_t sent_ = 0;
    std::optional<Produced> waiting_; ///< not taken yet
};

} // namespace rowcast::intake
