// Rows of rejected records that can be read now: written by their ids, apart from cursors and ledger.
#include "core/pipeline/engine.h"

#include <algorithm>

namespace rowcast::pipeline {

bool Engine::mayRetry(const Position& position, std::span<const DecodedRow> rows) const {
    if (std::all_of(rows.begin(), rows.end(), [](const DecodedRow& each) { return each.row.ownId; }))
        return true;
    // Read again, it would be taken as fresh, and nobody would look for its id.
    const auto partition = partitionIndex_.find(position.partition);
    if (partition == partitionIndex_.end()) return false;
    const std::optional<Stay>& stay = stays_[partition->second];
    return stay && stay->committed && *stay->committed > position.offset;
}

void Engine::retry(std::vector<RetriedRow> rows, Monotonic now) {
    std::map<Position, std::size_t> known; // before this call: still on their way
    known.swap(retrying_);
    for (RetriedRow& each : rows) {
        if (known.contains(each.position)) continue;
        ++retrying_[each.position];
        Row& row = each.row.row;
        row.partition = indexOf(each.position.partition);
        row.ownId = true; // a position is an id like any other here
        forms_[each.row.form].retries.push_back(std::move(row));
    }
    retrying_.merge(known);
    settle(now);
}

bool Engine::dispatchRetries() {
    for (FormIndex form = 0; form < forms_.size(); ++form) {
        FormState& state = forms_[form];
        if (state.retries.empty() || state.inFlight || state.block) continue;
        std::vector<Row> rows;
        std::size_t bytes = 0;
        while (!state.retries.empty() && (rows.empty() || bytes < config_.batchBytes)) {
            bytes += jsonBytes(state.retries.front());
            rows.push_back(std::move(state.retries.front()));
            state.retries.pop_front();
        }
        send(form, std::move(rows), true);
        return true;
    }
    return false;
}

void Engine::retryWritten(const InFlight& sent, const BatchWritten& report) {
    const auto positionOf = [&](std::size_t row) {
        return Position{nameOf(sent.rows[row].partition), sent.rows[row].offset};
    };
    for (const BatchWritten::Rejection& rejection : report.rejected)
        if (rejection.row < sent.rows.size()) retrying_.erase(positionOf(rejection.row)); // it stays rejected
    Retried done;
    for (std::size_t row = 0; row < sent.rows.size(); ++row) {
        const auto left = retrying_.find(positionOf(row));
        if (left == retrying_.end() || --left->second > 0) continue;
        done.positions.push_back(left->first);
        retrying_.erase(left);
    }
    if (!done.positions.empty()) actions_.emplace_back(std::move(done));
}

} // namespace rowcast::pipeline
