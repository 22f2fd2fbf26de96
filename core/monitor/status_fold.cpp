#include "core/monitor/status_fold.h"

#include "core/monitor/state_sentence.h"

#include <QDateTime>

#include <algorithm>

namespace rowcast::monitor {

using namespace std::chrono_literals;

void StatusFold::report(const PipelineReport& report, WallTime now, Monotonic tick) {
    newDay(now);
    for (const Millis latency : report.latencies)
        latency_.add(latency, tick);
    report_ = report;
    report_.latencies.clear();
    noteProblems(now);
}

void StatusFold::sheet(const FormSheet& sheet) {
    if (!sheet.form.empty()) sheets_.insert_or_assign(sheet.form, sheet);
}

void StatusFold::progress(const std::vector<PartitionProgress>& partitions, bool caughtUp) {
    partitions_ = partitions;
    caughtUp_ = caughtUp;
    progressed_ = true;
}

void StatusFold::problem(const QString& id, const Error& error) {
    if (error.what.isEmpty())
        owners_.erase(id);
    else
        owners_.insert_or_assign(id, error);
}

void StatusFold::second(WallTime now) {
    newDay(now);
    noteProblems(now);
    history_.tick(now, report_.rows, std::max(report_.waiting, lag()));
    shown_ = std::make_shared<History>(history_.history());
}

Status StatusFold::status(WallTime now, Monotonic tick) const {
    Status status;
    status.pipeline = identity_.pipeline;
    status.demo = identity_.demo;
    status.activity = activity(now);
    status.forms = forms();
    status.problems = problems();
    status.kafka = {
        identity_.servers, identity_.group, connected_, static_cast<int>(partitions_.size()), lag(),
        caughtUp_};
    status.google = google_;
    status.waiting = report_.waiting;
    status.delivered = report_.rows;
    status.deliveredToday = report_.rows - rowsBefore_;
    status.updated = report_.updated;
    status.updatedToday = report_.updated - updatedBefore_;
    status.duplicates = report_.duplicates;
    status.deleted = report_.deleted;
    status.rejected = rejected_;
    status.rejectedToday = report_.rejected - rejectedBefore_;
    status.tombstones = report_.tombstones;
    status.ignored = report_.ignored;
    status.idOnly = report_.idOnly;
    status.latencyP50 = latency_.percentile(0.5, tick);
    status.latencyP99 = latency_.percentile(0.99, tick);
    status.lastRow = report_.lastRow;
    status.oldestWaiting = report_.oldestWaiting;
    status.history = shown_;
    status.at = now;
    status.sentence = describe(status);
    return status;
}

Activity StatusFold::activity(WallTime now) const {
    if (report_.stopped) return Activity::Stopped;
    if (report_.paused) return Activity::Paused;
    if (!progressed_) return Activity::Starting;
    const bool waits = report_.waiting > 0 || lag() > 0;
    if (waits && report_.oldestWaiting && now - *report_.oldestWaiting > 1min) return Activity::CatchingUp;
    const bool quiet = !report_.lastRow || now - *report_.lastRow > 1min;
    return !waits && quiet ? Activity::Idle : Activity::Delivering;
}

std::vector<FormStatus> StatusFold::forms() const {
    std::map<FormId, FormStatus> all;
    for (const auto& [form, sheet] : sheets_) {
        FormStatus& status = all[form];
        status.title = form.text();
        status.url = sheet.url;
        status.rows = sheet.rows;
    }
    for (const FormFlow& flow : report_.forms) {
        FormStatus& status = all[flow.form];
        status.title = flow.title.isEmpty() ? flow.form.text() : flow.title;
        status.waiting = flow.waiting;
        status.newest = flow.newest;
        if (flow.blocked) status.blocked = offering(*flow.blocked);
        status.rejected = flow.rejected;
        status.untitled = flow.untitledQuestions;
        status.unparsed = flow.unparsed;
    }
    std::vector<FormStatus> forms;
    for (auto& [form, status] : all) {
        status.form = form;
        forms.push_back(std::move(status));
    }
    std::stable_sort(forms.begin(), forms.end(), [](const FormStatus& a, const FormStatus& b) {
        if (a.blocked.has_value() != b.blocked.has_value()) return a.blocked.has_value();
        return a.newest > b.newest;
    });
    return forms;
}

/// A fresh spreadsheet is offered only where the account can make one.
Error StatusFold::offering(Error error) const {
    if (!google_.mayCreate) std::erase(error.choices, Choice::Rebuild);
    return error;
}

std::map<QString, Problem> StatusFold::problemsNow() const {
    std::map<QString, Problem> all;
    for (const auto& [id, error] : owners_)
        all[id] = {id, {}, offering(error), {}};
    for (const PipelineProblem& problem : report_.problems)
        all[problem.id] = {problem.id, {}, offering(problem.error), {}};
    if (report_.stopped)
        all[QStringLiteral("pipeline")] = {QStringLiteral("pipeline"), {}, *report_.stopped, {}};
    for (const FormFlow& flow : report_.forms) {
        if (!flow.blocked) continue;
        const QString id = QStringLiteral("form:") + flow.form.text();
        all[id] = {id, flow.form, offering(*flow.blocked), {}};
    }
    return all;
}

std::vector<Problem> StatusFold::problems() const {
    std::vector<Problem> problems;
    for (auto& [id, problem] : problemsNow()) {
        problems.push_back(problem);
        const auto known = since_.find(id);
        if (known != since_.end()) problems.back().since = known->second;
    }
    std::stable_sort(problems.begin(), problems.end(), [](const Problem& a, const Problem& b) {
        if (a.form.empty() != b.form.empty()) return a.form.empty();
        return a.since < b.since;
    });
    return problems;
}

void StatusFold::noteProblems(WallTime now) {
    const std::map<QString, Problem> current = problemsNow();
    std::erase_if(since_, [&current](const auto& known) { return !current.contains(known.first); });
    for (const auto& [id, problem] : current)
        since_.try_emplace(id, now);
}

std::int64_t StatusFold::lag() const {
    std::int64_t lag = 0;
    for (const PartitionProgress& partition : partitions_)
        lag += std::max<std::int64_t>(0, partition.high -
                                             std::max(partition.low, partition.committed.value_or(0)));
    return lag;
}

void StatusFold::newDay(WallTime now) {
    const std::int64_t day =
        QDateTime::fromMSecsSinceEpoch(now.time_since_epoch().count()).date().toJulianDay();
    if (day_ != 0 && day != day_) {
        rowsBefore_ = report_.rows;
        updatedBefore_ = report_.updated;
        rejectedBefore_ = report_.rejected;
    }
    day_ = day;
}

} // namespace rowcast::monitor
