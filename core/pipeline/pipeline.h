#pragma once
/// Takes records in, hands batches to a sink, and says what may be committed. Delivery thread. The only one
/// that decides; it decides in Engine, and here only clocks, timers and signals are added.

#include "core/model/activity_note.h"
#include "core/pipeline/engine.h"
#include "core/transform/specimens.h"
#include "core/transform/transformer.h"

#include <QObject>
#include <QTimer>

#include <unordered_map>

namespace rowcast::pipeline {

struct PipelineConfig {
    EngineConfig engine;
    transform::TransformOptions transform;
    transform::ProfileSet profiles = transform::ProfileSet::builtIn();
};

class Pipeline : public QObject {
    Q_OBJECT
public:
    explicit Pipeline(PipelineConfig config, QObject* parent = nullptr);

    /// How records are read now, and what is known of forms.
    [[nodiscard]] const transform::Transformer& reading() const { return transformer_; }
    /// The newest records of each topic.
    [[nodiscard]] const transform::Specimens& specimens() const { return specimens_; }
    /// Shapes that no profile knows, by topic.
    [[nodiscard]] const std::map<std::string, transform::UnknownShape>& unknown() const {
        return transformer_.unknown();
    }

    /// What responses have told of forms, whatever their maps say.
    [[nodiscard]] std::vector<FormQuestions> memory() const;
    /// What an earlier run knew, before anything else is said.
    void remember(const std::vector<FormQuestions>& forms, const std::vector<KeptRecord>& newest);

public slots:
    // from the consumer
    void accept(const std::vector<rowcast::RecordBatch>& batches);
    void position(const std::vector<rowcast::Positioned>& positions);
    void revoke(const std::vector<rowcast::TopicPartition>& partitions);
    void lose(const std::vector<rowcast::TopicPartition>& partitions);
    void outOfRange(const rowcast::TopicPartition& partition, qint64 wanted, qint64 low, qint64 high);
    void progress(const std::vector<rowcast::PartitionProgress>& progress, bool caughtUp);
    // from the sink
    void next();
    void written(const rowcast::BatchWritten& report);
    void failed(const rowcast::BatchFailed& failure);
    void mendedBySink(const rowcast::CommandResult& result);
    // from the store
    void rejectedSaved(const std::vector<rowcast::Position>& positions);
    // from people
    /// As the store keeps it.
    void setMap(const rowcast::QuestionMap& map);
    /// The same, and the form's headers follow at once.
    void changeMap(const rowcast::QuestionMap& map);
    void setPaused(bool paused);
    void mend(quint64 command, const rowcast::Mend& mend);
    /// Reads rejected records once more; those that are rows now are written by their ids. Answered by
    /// mended().
    void retry(quint64 command, const std::vector<rowcast::RejectedRecord>& records);
    /// Replaces the profiles; what waited for one is read again.
    void setProfiles(const rowcast::transform::ProfileSet& profiles);

signals:
    void writeRequested(const rowcast::Batch& batch);
    void logStarted(const rowcast::LogStart& start);
    void rejected(const std::vector<rowcast::RejectedRecord>& records);
    /// These rejected records need be kept no longer.
    void retried(const std::vector<rowcast::Position>& positions);
    void commitRequested(const std::vector<rowcast::CommitOffset>& offsets);
    void demandChanged(bool paused);
    void seekRequested(const rowcast::TopicPartition& partition, qint64 offset);
    void released(const std::vector<rowcast::TopicPartition>& partitions);
    void formReleased(const rowcast::FormId& form);
    void changed(const rowcast::PipelineReport& report);
    /// The structure of a form changed; its rows keep flowing.
    void noted(const rowcast::ActivityNote& note);
    void mendForSink(quint64 command, const rowcast::Mend& mend);
    void mended(const rowcast::CommandResult& result);

private:
    void flush();
    void perform(Action& action);
    void addNewForms();
    void report();

    Engine engine_;
    transform::Transformer transformer_;
    transform::Specimens specimens_;
    QTimer wake_;   ///< the engine's next due time
    QTimer report_; ///< at most ten reports a second
    std::unordered_map<quint64, FormId> sinkMends_;
    bool flushing_ = false;
};

} // namespace rowcast::pipeline
