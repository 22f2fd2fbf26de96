#pragma once
/// Reads the topics as one member of a consumer group and commits only what it is told to. Lives on the kafka
/// thread; errors are said by failed(), in words, while it keeps trying. Call stop() and wait for stopped()
/// before deleting it, so that the group learns at once.

#include "core/base/error.h"
#include "core/model/config.h"
#include "core/model/record.h"

#include <QObject>
#include <QTimer>

#include <atomic>
#include <map>
#include <memory>
#include <set>
#include <vector>

namespace rowcast {
class WorkerThread;
}

namespace rowcast::kafka {

class GroupClient;
class LogWatch;
class PartitionBook;
struct Located;
struct Measured;
struct Taken;

class Consumer : public QObject {
    Q_OBJECT
public:
    explicit Consumer(QObject* parent = nullptr);
    ~Consumer() override;

public slots:
    void start(const rowcast::KafkaConfig& config);
    /// Leaves the group the polite way: revoked() → release() → stopped().
    void stop();
    void commit(const std::vector<rowcast::CommitOffset>& offsets);
    /// Records stop at once: polling stops, and after a second the partitions are paused and polling goes on.
    /// They stay ours.
    void setPaused(bool paused);
    /// Reads on from `offset`: positioned() with a fresh epoch, then its records. A partition that is not
    /// ours (any more) is ignored.
    void seek(const rowcast::TopicPartition& partition, qint64 offset);
    /// The answer to revoked(): nothing of these partitions is wanted any more.
    void release(const std::vector<rowcast::TopicPartition>& partitions);

signals:
    /// At most 1000 records in one signal, by partition. A receiver that holds on to the owners of more than
    /// `KafkaConfig::prefetchBytes` stops the flow until it lets go.
    void received(const std::vector<rowcast::RecordBatch>& batches);
    void positioned(const std::vector<rowcast::Positioned>& partitions);
    /// Going to another member: commit, then release(). After 15 s they go unasked. No record follows.
    void revoked(const std::vector<rowcast::TopicPartition>& partitions);
    /// Already another member's: nothing of them can be committed.
    void lost(const std::vector<rowcast::TopicPartition>& partitions);
    /// Kafka no longer (or not yet) has offset `wanted`. Nothing of the partition is read until seek().
    void outOfRange(const rowcast::TopicPartition& partition, qint64 wanted, qint64 low, qint64 high);
    /// About once a second. `caughtUp`: the group has committed the end of every partition of all topics.
    void progress(const std::vector<rowcast::PartitionProgress>& partitions, bool caughtUp);
    /// Connected also says that an earlier failed() is over.
    void connectionChanged(bool connected, const QString& clusterId);
    /// Each error once until it changes or is over. The consumer keeps trying; Remedy::Stop: it cannot go on.
    void failed(const rowcast::Error& error);
    void stopped();

private:
    void wake();
    void look();
    [[nodiscard]] bool unwanted();
    void hold(bool on);
    void handle(Taken& taken);
    template <class Question>
    void ask(const Question& question);
    void setCatchingUp(bool on);
    void assigned(std::vector<TopicPartition> partitions);
    void askWhere();
    void located(const Located& answer);
    void askRange(const Position& where);
    void rangeKnown(const TopicPartition& partition, qint64 wanted, const Located& answer);
    void leave(const std::vector<TopicPartition>& partitions, bool alreadyLost);
    void finishLeaving();
    void measured(const Measured& measured);
    void report(const Error& error);
    void close();

    std::unique_ptr<PartitionBook> book_;
    std::unique_ptr<GroupClient> client_;
    std::unique_ptr<WorkerThread> watchThread_;
    LogWatch* watch_ = nullptr;             ///< owned by watchThread_
    std::atomic<bool> woken_ = false;       ///< a look() waits in our event queue
    QTimer idle_;                           ///< polls when nothing wakes us
    QTimer congested_;                      ///< looks again whether receivers let go
    QTimer patience_;                       ///< with records that nobody wants, until partitions are paused
    QTimer leaving_;                        ///< the 15 s for release()
    std::vector<TopicPartition> arriving_;  ///< assigned by the group, start not known yet
    std::vector<TopicPartition> departing_; ///< the group waits for our word to take these
    std::set<TopicPartition> unreleased_;   ///< of those, not released yet
    std::map<std::vector<TopicPartition>, qint64>
        ranges_; ///< out of range at this offset, log's ends asked for
    std::int64_t prefetchBytes_ = 0;
    bool paused_ = false; ///< the pipeline's wish
    bool held_ = false;   ///< paused in the client, since nobody has wanted records for long
    bool catchingUp_ = false;
    bool stopping_ = false;
    bool connected_ = false;
    Error lastError_; ///< said and not over
};

} // namespace rowcast::kafka
