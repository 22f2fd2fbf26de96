// Forms: answers of the sink, blocking with back-off, mending, and the report.
#include "core/base/log.h"
#include "core/pipeline/engine.h"

#include <algorithm>

namespace rowcast::pipeline {

std::optional<FormIndex> Engine::find(const FormId& id) const {
    const auto found = formIndex_.find(id);
    if (found == formIndex_.end()) return {};
    return found->second;
}

std::optional<Error> Engine::blocked(const FormId& form) const {
    const auto index = find(form);
    if (!index || !forms_[*index].block) return {};
    return forms_[*index].block->error;
}

std::optional<InFlight> Engine::answered(FormIndex form, std::uint64_t batch) {
    std::optional<InFlight>& inFlight = forms_[form].inFlight;
    if (!inFlight || inFlight->id != batch) return {};
    inFlightBytes_ -= inFlight->bytes;
    return std::exchange(inFlight, std::nullopt);
}

void Engine::written(const BatchWritten& report, Monotonic now, WallTime wall) {
    const auto form = find(report.form);
    if (!form) return;
    const auto sent = answered(*form, report.batch);
    if (!sent) return;
    if (sent->retries.empty())
        confirm(*form, *sent, report, wall);
    else
        retryWritten(*sent, report);
    count(*form, report, wall);
    forms_[*form].backoff.reset();
    settle(now);
}

void Engine::confirm(FormIndex form, const InFlight& sent, const BatchWritten& report, WallTime wall) {
    std::vector<const Error*> refused(sent.rows.size(), nullptr);
    for (const BatchWritten::Rejection& rejection : report.rejected)
        if (rejection.row < refused.size()) refused[rejection.row] = &rejection.error;
    const std::size_t stride = sent.rows.size() / 64 + 1; // enough for percentiles
    const std::size_t settled = report.leftFrom.value_or(static_cast<std::uint32_t>(sent.rows.size()));
    for (std::size_t i = 0; i < std::min(settled, sent.rows.size()); ++i) {
        const InFlight::Sent& row = sent.rows[i];
        std::optional<Stay>& stay = stays_[row.partition];
        if (!stay || stay->number != row.stay) continue;
        if (refused[i]) {
            stay->rejectOnRead[row.offset].insert_or_assign(form, *refused[i]);
            continue;
        }
        stay->ledger.close(form, row.offset);
        if (i % stride == 0) totals_.latencies.push_back(std::max(wall - row.produced, Millis{0}));
    }
    commitDue_ = true;
    if (report.leftFrom) drop(form);
    if (report.rejected.empty()) return;
    for (PartitionIndex partition = 0; partition < stays_.size(); ++partition)
        seekIfNeeded(partition);
}

void Engine::count(FormIndex form, const BatchWritten& report, WallTime wall) {
    FormFlow& counts = forms_[form].counts;
    counts.rows += report.appended;
    counts.updated += report.updated;
    counts.deleted += report.deleted;
    counts.duplicates += report.duplicates;
    counts.found += report.found;
    counts.cut += report.cut;
    totals_.rows += report.appended;
    totals_.updated += report.updated;
    totals_.duplicates += report.duplicates;
    totals_.deleted += report.deleted;
    if (report.appended + report.updated > 0) totals_.lastRow = wall;
}

void Engine::failed(const BatchFailed& failure, Monotonic now, double random) {
    const auto form = find(failure.form);
    if (!form) return;
    const auto sent = answered(*form, failure.batch);
    if (!sent) return;
    std::optional<Monotonic> until;
    if (failure.error.remedy == Remedy::Retry)
        until =
            now + std::max(forms_[*form].backoff.next(random), failure.error.retryAfter.value_or(Millis{0}));
    else if (failure.error.remedy == Remedy::Wait)
        until = now + failure.error.retryAfter.value_or(Millis{60'000});
    FormState& state = forms_[*form];
    if (sent->rows.empty()) state.headersDue = true;
    state.retries.insert(state.retries.begin(), sent->retries.begin(), sent->retries.end());
    state.heldRows = static_cast<std::int64_t>(sent->rows.size());
    state.heldSince.reset();
    for (const InFlight::Sent& row : sent->rows)
        state.heldSince = std::min(state.heldSince.value_or(row.produced), row.produced);
    block(*form, failure.error, until);
    settle(now);
}

void Engine::block(FormIndex form, const Error& error, std::optional<Monotonic> until) {
    FormState& state = forms_[form];
    qCWarning(lcPipeline) << "form" << state.id.text() << "blocked:" << error.what << error.detail;
    state.block = Block{error, until};
    state.heldRows += static_cast<std::int64_t>(pending_.rows(form));
    if (const auto oldest = pending_.oldest(form))
        state.heldSince = std::min(state.heldSince.value_or(*oldest), *oldest);
    drop(form);
}

/// Its rows are forgotten; what is open must be read again.
void Engine::drop(FormIndex form) {
    pending_.dropForm(form);
    for (std::optional<Stay>& stay : stays_)
        if (stay)
            if (const auto lowest = stay->ledger.lowestOpen(form)) hold(*stay, form, *lowest);
}

void Engine::unblock(FormIndex form) {
    FormState& state = forms_[form];
    if (!state.block) return;
    state.block.reset();
    state.heldRows = 0;
    state.heldSince.reset();
    for (PartitionIndex partition = 0; partition < stays_.size(); ++partition)
        if (stays_[partition] && stays_[partition]->ledger.held(form)) seekIfNeeded(partition);
}

bool Engine::mend(const FormId& form, Choice choice, Monotonic now) {
    bool done = false;
    if (form.empty()) {
        done = mendAll(choice);
    } else if (const auto index = find(form); index && forms_[*index].block) {
        const bool aboutLog = choice == Choice::NewLog || choice == Choice::ResumeAtWatermark;
        done = !aboutLog || answerLog(*index, choice);
        if (done) unblock(*index);
    }
    settle(now);
    return done;
}

bool Engine::mendAll(Choice choice) {
    if (choice == Choice::NewLog || choice == Choice::ResumeAtWatermark) return resumeLogs(choice);
    bool done = stopped_.has_value();
    stopped_.reset();
    if (done) readability_.clear();
    for (FormIndex form = 0; form < forms_.size(); ++form) {
        done = done || forms_[form].block;
        unblock(form);
    }
    done = std::erase_if(problems_, [](const auto& each) { return each.first.startsWith(u"lost:"); }) > 0 ||
           done;
    for (PartitionIndex partition = 0; partition < stays_.size(); ++partition)
        seekIfNeeded(partition);
    return done;
}

void Engine::readWaiting(Monotonic now) {
    for (PartitionIndex partition = 0; partition < stays_.size(); ++partition) {
        if (!stays_[partition] || !stays_[partition]->ledger.lowestWaiting()) continue;
        stays_[partition]->readWaiting = true;
        seekIfNeeded(partition);
    }
    settle(now);
}

void Engine::renewHeaders(const FormId& form, Monotonic now) {
    if (const auto index = find(form)) forms_[*index].headersDue = true;
    settle(now);
}

void Engine::tick(Monotonic now) {
    for (FormIndex form = 0; form < forms_.size(); ++form)
        if (forms_[form].block && forms_[form].block->until && *forms_[form].block->until <= now)
            unblock(form);
    settle(now);
}

std::optional<Monotonic> Engine::nextDue() const {
    std::optional<Monotonic> due;
    const auto at = [&](Monotonic time) { due = std::min(due.value_or(time), time); };
    for (const FormState& form : forms_)
        if (form.block && form.block->until) at(*form.block->until);
    for (const std::optional<Stay>& stay : stays_)
        if (stay && stay->releaseBy) at(*stay->releaseBy);
    if (gatherUntil_) at(*gatherUntil_);
    if (commitDue_ && lastCommit_) at(*lastCommit_ + config_.commitEvery);
    return due;
}

PipelineReport Engine::report() {
    PipelineReport report = totals_;
    totals_.latencies.clear();
    report.forms.reserve(forms_.size());
    for (FormIndex index = 0; index < forms_.size(); ++index) {
        const FormState& form = forms_[index];
        FormFlow flow = form.counts;
        flow.form = form.id;
        flow.waiting = static_cast<std::int64_t>(pending_.rows(index)) + form.heldRows;
        flow.oldestWaiting = form.heldSince;
        if (const auto oldest = pending_.oldest(index))
            flow.oldestWaiting = std::min(flow.oldestWaiting.value_or(*oldest), *oldest);
        if (form.inFlight) {
            flow.waiting += static_cast<std::int64_t>(form.inFlight->rows.size());
            for (const InFlight::Sent& row : form.inFlight->rows)
                flow.oldestWaiting = std::min(flow.oldestWaiting.value_or(row.produced), row.produced);
        }
        if (form.block) flow.blocked = form.block->error;
        report.waiting += flow.waiting;
        if (flow.oldestWaiting)
            report.oldestWaiting =
                std::min(report.oldestWaiting.value_or(*flow.oldestWaiting), *flow.oldestWaiting);
        report.forms.push_back(std::move(flow));
    }
    for (const auto& [id, problem] : problems_)
        report.problems.push_back(problem);
    report.waitingBytes = static_cast<std::int64_t>(pending_.bytes() + inFlightBytes_);
    report.paused = paused_;
    report.stopped = stopped_;
    return report;
}

} // namespace rowcast::pipeline
