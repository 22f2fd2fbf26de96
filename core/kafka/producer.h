#pragma once
/// Sends records, each answered once by reports(). Kafka thread (any thread with an event loop). Idempotent:
/// what the client repeats by itself is stored once.

#include "core/base/result.h"
#include "core/model/config.h"
#include "core/model/record.h"

#include <QObject>

#include <atomic>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace rowcast::kafka {

struct Outgoing {
    std::uint64_t id = 0; ///< comes back in the report
    std::string topic;
    std::string key;
    std::optional<std::string> value; ///< none: a tombstone
    std::vector<std::pair<std::string, std::string>> headers;
    std::optional<std::int32_t> partition; ///< none: by the key
};

struct Report {
    std::uint64_t id = 0;
    Position position; ///< where it stands, unless there is an error
    std::optional<Error> error;
};

class Producer : public QObject {
    Q_OBJECT
public:
    explicit Producer(QObject* parent = nullptr);
    ~Producer() override;

    /// FixSettings if the configuration is wrong; never waits for Kafka.
    [[nodiscard]] Result<> open(const KafkaConfig& config);
    /// Remedy::Wait: too much is under way, try again after the next reports(). Nothing was sent on an error.
    [[nodiscard]] Result<> send(const Outgoing& record);
    /// Sent and not yet reported.
    [[nodiscard]] std::size_t underWay() const { return underWay_; }

signals:
    void reports(const std::vector<rowcast::kafka::Report>& reports);
    /// Kafka cannot be reached or refuses us; what is under way is kept and tried again for five minutes.
    void failed(const rowcast::Error& error);

private:
    struct Handle;
    void wake();
    void look();

    std::unique_ptr<Handle> handle_;
    std::vector<Report> reports_; ///< filled by the delivery callback within look()
    std::vector<Error> errors_;
    std::atomic<bool> woken_ = false;
    std::size_t underWay_ = 0;
};

} // namespace rowcast::kafka
