#pragma once
/// Folds what each owner last said into one Status. Pure: `now` is an argument; one thread.

#include "core/model/pipeline_report.h"
#include "core/model/record.h"
#include "core/model/row.h"
#include "core/model/status.h"
#include "core/monitor/history.h"
#include "core/monitor/latency.h"

#include <map>

namespace rowcast::monitor {

/// What does not change while a pipeline runs.
struct Identity {
    QString pipeline;
    QString servers;
    QString group;
    bool demo = false;
};

class StatusFold {
public:
    explicit StatusFold(Identity identity) : identity_(std::move(identity)) {}

    void report(const PipelineReport& report, WallTime now, Monotonic tick);
    /// One without a form is the folder's index.
    void sheet(const FormSheet& sheet);
    void kafka(bool connected) { connected_ = connected; }
    void progress(const std::vector<PartitionProgress>& partitions, bool caughtUp);
    void google(const GoogleStatus& google) { google_ = google; }
    void rejectedKept(std::int64_t count) { rejected_ = count; }
    /// "kafka", "google", "file:store": an empty `what` says that it is over.
    void problem(const QString& id, const Error& error);
    /// Once a second: history.
    void second(WallTime now);

    [[nodiscard]] Status status(WallTime now, Monotonic tick) const;

private:
    [[nodiscard]] Activity activity(WallTime now) const;
    [[nodiscard]] std::vector<FormStatus> forms() const;
    [[nodiscard]] std::vector<Problem> problems() const;
    [[nodiscard]] std::map<QString, Problem> problemsNow() const;
    [[nodiscard]] Error offering(Error error) const;
    [[nodiscard]] std::int64_t lag() const;
    void noteProblems(WallTime now);
    void newDay(WallTime now);

    Identity identity_;
    PipelineReport report_;
    std::map<FormId, FormSheet> sheets_;
    std::vector<PartitionProgress> partitions_;
    std::map<QString, Error> owners_;   ///< problems said by an owner, by id
    std::map<QString, WallTime> since_; ///< of all problems
    GoogleStatus google_;
    HistoryKeeper history_;
    LatencyWindow latency_;
    std::shared_ptr<const History> shown_ = std::make_shared<History>();
    std::int64_t rejected_ = 0;
    std::int64_t day_ = 0; ///< Julian day that the counts of today belong to
    std::int64_t rowsBefore_ = 0;
    std::int64_t updatedBefore_ = 0;
    std::int64_t rejectedBefore_ = 0;
    bool connected_ = false;
    bool caughtUp_ = false;
    bool progressed_ = false; ///< Kafka has said how the partitions stand
};

} // namespace rowcast::monitor
