#pragma once
/// A Kafka cluster inside this process (librdkafka's mock cluster), for the demo and for tests. Loopback
/// only; made and destroyed on one thread, used by clients of any. It keeps only the newest 5 MiB of a
/// partition, silently: whoever needs every record paces the producer or spreads it over partitions.

#include "core/base/result.h"

#include <QString>

#include <memory>
#include <string>

namespace rowcast::kafka {

class EmbeddedBroker {
public:
    /// What a broker can be told to refuse; numbers of Kafka's protocol.
    enum class Request { Produce = 0, Fetch = 1, Metadata = 3, OffsetCommit = 8, Heartbeat = 12 };

    [[nodiscard]] static Result<std::unique_ptr<EmbeddedBroker>> start(int brokers = 1);
    ~EmbeddedBroker();
    EmbeddedBroker(const EmbeddedBroker&) = delete;
    EmbeddedBroker& operator=(const EmbeddedBroker&) = delete;

    [[nodiscard]] QString servers() const;
    [[nodiscard]] Result<> createTopic(const std::string& name, int partitions);

    /// The next `times` requests of this kind are answered with Kafka's error `code`.
    void refuse(Request request, int code, int times);
    /// All brokers hang up and accept no connection, until they are up again.
    void setReachable(bool reachable);

private:
    EmbeddedBroker();
    struct Cluster;
    std::unique_ptr<Cluster> cluster_;
};

} // namespace rowcast::kafka
