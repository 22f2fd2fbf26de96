#pragma once
/// The deciding core of the pipeline: which record is taken, whose rows leave next, what may be committed.
/// A plain value: inputs are calls, outputs are the actions of take(); no clock, no randomness, no QObject.
///
/// One rule for taking: per (form, partition) a cursor; a record is taken only at or above it, in offset
/// order, with nothing of that form skipped or dropped in between. Records of another epoch are ignored.

#include "core/model/command.h"
#include "core/model/pipeline_report.h"
#include "core/pipeline/engine_io.h"
#include "core/pipeline/engine_state.h"
#include "core/pipeline/readability.h"

#include <unordered_map>
#include <utility>

namespace rowcast::pipeline {

class Engine {
public:
    explicit Engine(EngineConfig config = {}) : config_(std::move(config)) {}

    /// The next free number: the first form is 0.
    FormIndex addForm(const FormId& id);
    [[nodiscard]] FormIndex forms() const { return static_cast<FormIndex>(forms_.size()); }
    [[nodiscard]] bool wants(const TopicPartition& partition, Epoch epoch) const;

    void accept(const RecordBatch& records, DecodedBatch decoded, Monotonic now);
    void position(const Positioned& positioned, Monotonic now);
    void revoke(const std::vector<TopicPartition>& partitions, Monotonic now);
    void lose(const std::vector<TopicPartition>& partitions, Monotonic now);
    void outOfRange(const TopicPartition& partition, std::int64_t wanted, std::int64_t low, std::int64_t high,
                    Monotonic now);
    void progress(const std::vector<PartitionProgress>& progress, Monotonic now);
    /// The sink has a token and a connection free.
    void ready(Monotonic now);
    void written(const BatchWritten& report, Monotonic now, WallTime wall);
    /// `random` in [0, 1), for the back-off.
    void failed(const BatchFailed& failure, Monotonic now, double random);
    void rejectedSaved(const std::vector<Position>& positions, Monotonic now);
    void setPaused(bool paused, Monotonic now);
    /// Unblocks a form (or all, and a stopped pipeline, if `form` is empty). False: nothing to mend that way.
    bool mend(const FormId& form, Choice choice, Monotonic now);
    /// A record's rows can be written by their ids: it has ids of its own, or is not read again from Kafka.
    [[nodiscard]] bool mayRetry(const Position& position, std::span<const DecodedRow> rows) const;
    /// Rows of rejected records, all of each record; Retried says which of these need be kept no longer.
    void retry(std::vector<RetriedRow> rows, Monotonic now);
    /// Its question map changed: its next batch leaves at once, with the rows that wait, or with none.
    void renewHeaders(const FormId& form, Monotonic now);
    /// Profiles changed: what waited for the admin's word is read again.
    void readWaiting(Monotonic now);
    /// Whatever is due by time; call at nextDue() at the latest.
    void tick(Monotonic now);
    [[nodiscard]] std::optional<Monotonic> nextDue() const;

    [[nodiscard]] std::vector<Action> take() { return std::exchange(actions_, {}); }
    /// But for titles. Moves the latencies out.
    [[nodiscard]] PipelineReport report();
    [[nodiscard]] const Pending& pending() const { return pending_; }
    [[nodiscard]] std::optional<Error> blocked(const FormId& form) const;

private:
    // engine.cpp
    void takeRecord(PartitionIndex partition, Stay& stay, const Record& record, const DecodedRecord& reading,
                    DecodedBatch& decoded, Monotonic now);
    void takeRows(PartitionIndex partition, Stay& stay, const Record& record, std::span<DecodedRow> rows,
                  bool fresh, Monotonic now);
    void refuse(PartitionIndex partition, Stay& stay, const Record& record, const Fault& fault);
    void refuseRows(PartitionIndex partition, Stay& stay, const Record& record,
                    const std::map<FormIndex, Error>& refused);
    [[nodiscard]] bool mustWait(FormIndex form) const;
    void passOver(PartitionIndex partition, Stay& stay, std::int64_t from, std::int64_t to);
    void stop(const std::string& topic);
    void dispatch(Monotonic now);
    [[nodiscard]] std::optional<FormIndex> nextForm() const;
    [[nodiscard]] std::optional<Monotonic> gathersUntil(FormIndex form, Monotonic now) const;
    void send(FormIndex form, std::vector<Row> rows, bool outOfOrder);
    void steerDemand();
    // engine_forms.cpp
    [[nodiscard]] std::optional<FormIndex> find(const FormId& id) const;
    [[nodiscard]] std::optional<InFlight> answered(FormIndex form, std::uint64_t batch);
    void confirm(FormIndex form, const InFlight& sent, const BatchWritten& report, WallTime wall);
    void count(FormIndex form, const BatchWritten& report, WallTime wall);
    void block(FormIndex form, const Error& error, std::optional<Monotonic> until);
    void drop(FormIndex form);
    void unblock(FormIndex form);
    bool mendAll(Choice choice);
    // engine_retry.cpp
    [[nodiscard]] bool dispatchRetries();
    void retryWritten(const InFlight& sent, const BatchWritten& report);
    // engine_partitions.cpp
    [[nodiscard]] PartitionIndex indexOf(const TopicPartition& partition);
    [[nodiscard]] Stay* stayOf(const TopicPartition& partition);
    [[nodiscard]] const TopicPartition& nameOf(PartitionIndex partition) const {
        return (*partitions_)[partition];
    }
    [[nodiscard]] static Cursor& cursorOf(Stay& stay, FormIndex form);
    void begin(PartitionIndex partition, const Positioned& positioned);
    void readOn(PartitionIndex partition, Stay& stay, const Positioned& positioned);
    static void hold(Stay& stay, FormIndex form, std::int64_t offset);
    void readAgain(Stay& stay, std::int64_t offset);
    void seekIfNeeded(PartitionIndex partition);
    void freeze(PartitionIndex partition, Stay& stay);
    [[nodiscard]] bool resumeLogs(Choice choice);
    [[nodiscard]] bool answerLog(FormIndex form, Choice choice);
    void retentionRanPast(PartitionIndex partition, Stay& stay, std::int64_t wanted, std::int64_t low);
    void commitWhatIsClosed(Monotonic now);
    [[nodiscard]] std::optional<CommitOffset> due(PartitionIndex partition, Stay& stay) const;
    [[nodiscard]] bool busy(PartitionIndex partition, const Stay& stay) const;
    void finishReleases(Monotonic now);
    void end(PartitionIndex partition);
    void settle(Monotonic now);
    [[nodiscard]] int logNumber(const std::string& topic) const;

    EngineConfig config_;
    std::vector<Action> actions_;
    std::vector<FormState> forms_;
    std::unordered_map<FormId, FormIndex> formIndex_;
    std::shared_ptr<const std::vector<TopicPartition>> partitions_ =
        std::make_shared<std::vector<TopicPartition>>();
    std::unordered_map<TopicPartition, PartitionIndex> partitionIndex_;
    std::vector<std::optional<Stay>> stays_; ///< by PartitionIndex
    Pending pending_;
    std::map<Position, std::size_t> retrying_; ///< rows of the record that are not yet confirmed
    std::size_t inFlightBytes_ = 0;
    std::uint64_t lastBatch_ = 0;
    std::uint32_t lastStay_ = 0;
    bool sinkReady_ = false;
    bool paused_ = false;
    std::optional<Monotonic> gatherUntil_; ///< a small batch waits for more
    bool full_ = false;                    ///< more waits than may
    bool demandPaused_ = false;            ///< as last said
    std::optional<Error> stopped_;
    std::map<std::string, Readability> readability_;
    std::optional<Monotonic> lastCommit_;
    bool commitDue_ = false;
    std::map<QString, PipelineProblem> problems_;
    PipelineReport totals_; ///< counts, last row and latencies
};

} // namespace rowcast::pipeline
