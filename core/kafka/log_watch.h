#pragma once
/// Asks Kafka how far logs reach and how far the group has committed, since those calls wait for answers. A
/// thread of its own; each call gives up after 3 s and says so in its answer. Wait: the group is being shared
/// out anew.

#include "core/base/error.h"
#include "core/kafka/handles.h"
#include "core/model/record.h"

#include <QObject>
#include <QStringList>
#include <QTimer>

#include <optional>
#include <regex>
#include <vector>

namespace rowcast::kafka {

/// The answer to locate(): where the group and the logs stand; epoch unset, offset = where to start.
struct Located {
    std::vector<TopicPartition> asked;
    std::vector<Positioned> found; ///< as many as asked, in their order, unless there is an error
    std::optional<Error> error;
};

/// Once a second.
struct Measured {
    QString clusterId;                  ///< empty: Kafka did not answer
    std::vector<PartitionProgress> all; ///< every partition of all topics
    bool caughtUp = false;
    std::optional<Error> trouble; ///< no answer, or a topic is missing or not for us
};

class LogWatch : public QObject {
    Q_OBJECT
public:
    LogWatch(Client client, const QString& group, const QStringList& topics);

public slots:
    void begin();
    /// Also says that the group has let us in, before which it answers nothing.
    void locate(const std::vector<rowcast::TopicPartition>& partitions);
    /// librdkafka 2.0.2's fetcher sleeps up to a second whenever its queue was full; any request to the
    /// broker wakes it. So while a backlog is read, each leader is asked something every 20 ms.
    void setCatchingUp(bool on);

signals:
    void located(const rowcast::kafka::Located& answer);
    void measured(const rowcast::kafka::Measured& measured);

private:
    void measure();
    void nudge();
    [[nodiscard]] std::optional<Error> refreshTopics();
    [[nodiscard]] std::optional<Error> readMetadata(rd_kafka_topic_t* only);
    [[nodiscard]] std::optional<Error> addTopic(const rd_kafka_metadata_topic_t& topic);
    [[nodiscard]] std::optional<Error> stand(const std::vector<TopicPartition>& partitions,
                                             std::vector<PartitionProgress>& out) const;

    Client client_;
    QString group_;
    QStringList topics_;
    std::optional<std::regex> pattern_;
    QTimer second_;
    QTimer nudge_;
    bool joined_ = false;
    int untilRefresh_ = 0; ///< measurements before topics are looked up again
    QString clusterId_;
    std::vector<TopicPartition> partitions_; ///< of all topics
    PartitionList leaders_;                  ///< one partition of each leader
};

} // namespace rowcast::kafka
