#pragma once
/// Everything around the program inside the program: an embedded Kafka that the form simulator fills with
/// responses of three forms, and a local Google. Main thread; its parts have threads of their own.

#include "app/runtime/delivery.h"
#include "core/base/worker_thread.h"
#include "core/intake/simulator.h"
#include "core/kafka/embedded_broker.h"
#include "core/kafka/producer.h"
#include "core/sandbox/local_google.h"

#include <QObject>

#include <memory>

namespace rowcast::app {

class Demo : public QObject {
    Q_OBJECT
public:
    /// What earlier demos left in `dataDir` is removed: their Kafka and their sheets went with them.
    [[nodiscard]] static Result<std::unique_ptr<Demo>> start(const QString& dataDir);
    ~Demo() override;

    /// How Rowcast is set to deliver from this Kafka into this Google.
    [[nodiscard]] const DeliveryConfig& config() const { return config_; }
    /// The local Google's page, where people see the sheets.
    [[nodiscard]] QString pageUrl() const;
    /// Sends `count` responses (0: without end), `rate` a second.
    void send(std::int64_t count, double rate);

signals:
    /// All that was to be sent stands in Kafka.
    void sent();

private:
    Demo() = default;
    [[nodiscard]] Result<> prepare(const QString& dataDir);
    [[nodiscard]] Result<> saveTitles() const;

    std::unique_ptr<kafka::EmbeddedBroker> broker_;
    std::unique_ptr<sandbox::LocalGoogle> google_;
    DeliveryConfig config_;
    std::unique_ptr<WorkerThread> sending_; ///< ends before the broker that it speaks to
};

/// Demo without a window: sends, delivers, says where the sheets are; the exit code.
[[nodiscard]] int runHeadlessDemo(const QString& dataDir);

} // namespace rowcast::app
