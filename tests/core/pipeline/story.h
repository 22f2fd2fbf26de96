#pragma once
/// Tells the engine a story in words and says in words what it did. One partition a number, topic "t".
///
///   assign 0@5 [none|committed N] [high N]    position 0@3 (after a seek)    revoke 0   lose 0
///   poll 0:1-5 | poll 0:1=a,2=b+a,3=bad,4=tomb,5=?      forms by letter; none: a; ? waits for its profile
///   ready | written [a] [reject I [left J]] | fail REMEDY [a] | saved | tick 2s | pause | resume | mend a
///   [choice] | mend all old 0:1-3 (records of the epoch before)    range 0 WANTED LOW HIGH    profiles
/// said(): "write a 0:1-3", "commit 0:6", "seek 0:3", "reject 0:3", "released 0", "hold reading", "read on",
///   "log 0 new|known #N", "leave a", "retried"; joined by " | ".

#include "core/pipeline/engine.h"

#include <QStringList>

namespace rowcast::pipeline {

class Story {
public:
    explicit Story(EngineConfig config = {}) : engine(std::move(config)) {}

    /// Tells the steps and returns what the engine did in them.
    QString tell(const QString& steps);

    Engine engine;
    Monotonic now{Millis{1'000'000}};
    std::size_t textBytes = 10; ///< of each row's answer

private:
    static TopicPartition partition(const QString& number) { return {"t", number.toInt()}; }

    void tellOne(QStringList words);

    void position(const QStringList& words);

    FormIndex form(const QString& name);

    void poll(const QString& what, Epoch epoch);

    void add(RecordBatch& batch, DecodedBatch& decoded, qint64 offset, const QString& kind);

    Batch takeBatch(QStringList& words);

    void written(QStringList words);

    void fail(QStringList words);

    static QString offsets(const std::vector<Row>& rows, const std::vector<TopicPartition>& partitions);

    void listen();

    std::vector<QString> forms_;
    std::vector<Batch> batches_;
    std::vector<Position> rejected_;
    QStringList said_;
    Epoch epoch_ = 0;
};

} // namespace rowcast::pipeline
