#include "core/pipeline/engine.h"

#include "core/base/log.h"

#include <algorithm>

namespace rowcast::pipeline {

namespace {

RejectedRecord rejectedFrom(const TopicPartition& partition, const Record& record, const Fault& fault) {
    RejectedRecord rejected;
    rejected.position = {partition, record.offset};
    rejected.timestamp = record.timestamp;
    rejected.key = record.key;
    rejected.value = record.value;
    for (const Header& header : record.headers)
        rejected.headers.emplace_back(header.name, header.value);
    rejected.form = fault.form;
    rejected.reason = fault.reason;
    rejected.place = fault.place;
    return rejected;
}

bool lacks(const Stay& stay, FormIndex form, std::int64_t offset) {
    const auto held = stay.ledger.held(form);
    return held && *held <= offset;
}

bool someoneLacks(const Stay& stay, std::int64_t offset) {
    return std::any_of(stay.holding.begin(), stay.holding.end(),
                       [&](FormIndex form) { return lacks(stay, form, offset); });
}

} // namespace

FormIndex Engine::addForm(const FormId& id) {
    const auto index = static_cast<FormIndex>(forms_.size());
    forms_.emplace_back().id = id;
    formIndex_.emplace(id, index);
    return index;
}

bool Engine::wants(const TopicPartition& partition, Epoch epoch) const {
    const auto index = partitionIndex_.find(partition);
    if (index == partitionIndex_.end() || stopped_) return false;
    const std::optional<Stay>& stay = stays_[index->second];
    return stay && stay->epoch == epoch && !stay->deaf && !stay->frozen && !stay->resumed && !stay->releaseBy;
}

void Engine::accept(const RecordBatch& records, DecodedBatch decoded, Monotonic now) {
    if (!wants(records.partition, records.epoch)) return;
    Q_ASSERT(decoded.records.size() == records.records.size());
    const PartitionIndex partition = indexOf(records.partition);
    Stay& stay = *stays_[partition];
    Readability& readability = readability_[records.partition.topic];
    for (std::size_t i = 0; i < records.records.size(); ++i) {
        const DecodedRecord& reading = decoded.records[i];
        const bool fresh = records.records[i].offset >= stay.ledger.next();
        if (fresh && reading.reading != Reading::Tombstone) {
            const bool readable = reading.reading != Reading::Rejected;
            if (readability.wouldStop(readable)) {
                stop(records.partition.topic);
                break;
            }
            readability.add(readable);
        }
        takeRecord(partition, stay, records.records[i], reading, decoded, now);
    }
    seekIfNeeded(partition);
    commitDue_ = true;
    settle(now);
}

void Engine::takeRecord(PartitionIndex partition, Stay& stay, const Record& record,
                        const DecodedRecord& reading, DecodedBatch& decoded, Monotonic now) {
    const std::int64_t offset = record.offset;
    if (offset < stay.next) return;
    passOver(partition, stay, stay.next, offset);
    stay.next = offset + 1;
    const bool fresh = offset >= stay.ledger.next();
    if (stay.ledger.next() == stay.first) stay.first = offset; // what is not there needs no commit
    stay.ledger.receive(offset);
    const bool offered = fresh || stay.ledger.waits(offset) || someoneLacks(stay, offset);

    if (const auto refused = stay.rejectOnRead.find(offset); refused != stay.rejectOnRead.end()) {
        refuseRows(partition, stay, record, refused->second);
        stay.rejectOnRead.erase(refused);
    } else if (offered) {
        switch (reading.reading) {
        case Reading::Rows:
            takeRows(partition, stay, record, std::span(decoded.rows).subspan(reading.first, reading.count),
                     fresh, now);
            break;
        case Reading::Rejected: refuse(partition, stay, record, decoded.faults[reading.first]); break;
        case Reading::Waiting: stay.ledger.wait(offset); break;
        case Reading::Tombstone: totals_.tombstones += fresh; break;
        case Reading::Ignored: totals_.ignored += fresh; break;
        case Reading::IdOnly: totals_.idOnly += fresh; break;
        }
    }
    if (reading.reading != Reading::Waiting) stay.ledger.settle(offset);
    readAgain(stay, offset + 1);
}

void Engine::takeRows(PartitionIndex partition, Stay& stay, const Record& record, std::span<DecodedRow> rows,
                      bool fresh, Monotonic now) {
    const std::int64_t offset = record.offset;
    const bool waited = stay.ledger.waits(offset);
    for (const DecodedRow& each : rows) {
        if (!waited || lacks(stay, each.form, offset) || offset >= cursorOf(stay, each.form).next) continue;
        // Below the form's watermark by now: a sheet would take it for one that stands there already.
        refuse(partition, stay, record,
               {forms_[each.form].id,
                QStringLiteral(
                    "Later responses of this form were written while this one waited for its profile."),
                {}});
        return;
    }
    for (DecodedRow& each : rows) {
        if (!fresh && !waited && !lacks(stay, each.form, offset)) continue; // closed, or still in memory
        FormState& form = forms_[each.form];
        Cursor& cursor = cursorOf(stay, each.form);
        if (!form.counts.newest || *form.counts.newest < each.row.produced)
            form.counts.newest = each.row.produced;
        form.seenIn.insert(partition);
        if (form.block || cursor.gap) {
            hold(stay, each.form, offset);
            if (!form.block) continue; // on its way back already
            if (fresh) ++form.heldRows;
            form.heldSince = std::min(form.heldSince.value_or(each.row.produced), each.row.produced);
            continue;
        }
        each.row.partition = partition;
        cursor.next = std::max(cursor.next, offset + 1);
        stay.ledger.open(each.form, offset);
        pending_.push(each.form, std::move(each.row), now);
    }
}

void Engine::refuse(PartitionIndex partition, Stay& stay, const Record& record, const Fault& fault) {
    stay.ledger.openRejected(record.offset);
    RejectedRecord rejected = rejectedFrom(nameOf(partition), record, fault);
    ++totals_.rejected;
    if (const auto form = find(fault.form)) ++forms_[*form].counts.rejected;
    if (!actions_.empty())
        if (auto* list = std::get_if<std::vector<RejectedRecord>>(&actions_.back())) {
            list->push_back(std::move(rejected));
            return;
        }
    std::vector<RejectedRecord> list;
    list.push_back(std::move(rejected));
    actions_.emplace_back(std::move(list));
}

/// The sink refused rows of this record; their forms go on once its rejection is on disk.
void Engine::refuseRows(PartitionIndex partition, Stay& stay, const Record& record,
                        const std::map<FormIndex, Error>& refused) {
    const auto& [first, error] = *refused.begin();
    refuse(partition, stay, record, {forms_[first].id, error.what, error.detail});
    for (const auto& [form, why] : refused) {
        stay.ledger.closeRecord(form, record.offset);
        stay.rejecting[record.offset].insert(form);
    }
}

/// A row of it was refused and is not yet kept as rejected: no watermark may pass it.
bool Engine::mustWait(FormIndex form) const {
    const auto refused = [form](const auto& each) { return each.second.contains(form); };
    return std::any_of(stays_.begin(), stays_.end(), [&](const std::optional<Stay>& stay) {
        return stay && (std::any_of(stay->rejectOnRead.begin(), stay->rejectOnRead.end(), refused) ||
                        std::any_of(stay->rejecting.begin(), stay->rejecting.end(), refused));
    });
}

/// What was to be read again between two records of one epoch no longer stands there (compaction).
void Engine::passOver(PartitionIndex partition, Stay& stay, std::int64_t from, std::int64_t to) {
    for (auto each = stay.rejectOnRead.lower_bound(from); each != stay.rejectOnRead.end() && each->first < to;
         each = stay.rejectOnRead.erase(each)) {
        Record gone;
        gone.offset = each->first;
        refuseRows(partition, stay, gone, each->second);
    }
    for (auto waiting = stay.ledger.lowestWaiting(); waiting && *waiting >= from && *waiting < to;
         waiting = stay.ledger.lowestWaiting())
        stay.ledger.settle(*waiting);
}

void Engine::stop(const std::string& topic) {
    const QString name = QString::fromStdString(topic);
    stopped_ =
        Error{Remedy::FixSettings,
              QStringLiteral("More than half of the last 200 records of topic “%1” cannot be read. Check its "
                             "profile; nothing more is rejected until then.")
                  .arg(name),
              {},
              {},
              {Choice::TryAgain}};
    qCWarning(lcPipeline) << stopped_->what;
    for (std::optional<Stay>& stay : stays_)
        if (stay) stay->deaf = true;
}

void Engine::ready(Monotonic now) {
    sinkReady_ = true;
    settle(now);
}

void Engine::setPaused(bool paused, Monotonic now) {
    paused_ = paused;
    settle(now);
}

/// Whose turn it is: a form whose headers people wait for, else the one whose oldest row has waited longest.
std::optional<FormIndex> Engine::nextForm() const {
    const auto free = [this](FormIndex each) {
        return !forms_[each].inFlight && !forms_[each].block && !mustWait(each);
    };
    for (FormIndex form = 0; form < forms_.size(); ++form)
        if (forms_[form].headersDue && free(form)) return form;
    return longestWaiting(pending_, free);
}

/// A small batch waits where more is known to be on its way: a fuller write costs no more of Google's quota.
std::optional<Monotonic> Engine::gathersUntil(FormIndex form, Monotonic now) const {
    const auto since = pending_.since(form);
    if (!since || forms_[form].headersDue || pending_.bytes() >= config_.batchBytes) return {};
    const auto unread = [](const std::optional<Stay>& stay) {
        return stay && !stay->deaf && !stay->frozen && !stay->releaseBy && stay->next < stay->high;
    };
    const Monotonic until = *since + config_.gather;
    if (now >= until || std::ranges::none_of(stays_, unread)) return {};
    return until;
}

void Engine::dispatch(Monotonic now) {
    gatherUntil_.reset();
    if (!sinkReady_ || paused_ || dispatchRetries()) return;
    const auto form = nextForm();
    if (!form) return;
    gatherUntil_ = gathersUntil(*form, now);
    if (gatherUntil_) return;
    forms_[*form].headersDue = false;
    send(*form, pending_.take(*form, config_.batchBytes), false);
    qCDebug(lcPipeline) << "batch" << lastBatch_ << "of" << forms_[*form].id.text()
                        << forms_[*form].inFlight->rows.size() << "rows at" << now.time_since_epoch().count();
}

void Engine::send(FormIndex form, std::vector<Row> rows, bool outOfOrder) {
    InFlight sent;
    sent.id = ++lastBatch_;
    sent.rows.reserve(rows.size());
    for (const Row& row : rows) {
        const std::optional<Stay>& stay = stays_[row.partition];
        sent.rows.push_back({row.partition, stay ? stay->number : 0, row.offset, row.produced});
        sent.bytes += memoryBytes(row);
    }
    if (outOfOrder) sent.retries = rows;
    inFlightBytes_ += sent.bytes;
    Batch batch;
    batch.id = sent.id;
    batch.form = forms_[form].id;
    batch.partitions = partitions_;
    batch.rows = std::move(rows);
    batch.outOfOrder = outOfOrder;
    forms_[form].inFlight = std::move(sent);
    sinkReady_ = false;
    actions_.emplace_back(std::move(batch));
}

void Engine::steerDemand() {
    const std::size_t bytes = pending_.bytes() + inFlightBytes_;
    full_ = bytes > (full_ ? config_.pendingBytes / 2 : config_.pendingBytes);
    const bool paused = paused_ || full_ || stopped_.has_value();
    if (paused == demandPaused_) return;
    demandPaused_ = paused;
    actions_.emplace_back(Demand{paused});
}

/// What follows from any input: releases that are done, commits that are due, whose turn it is.
void Engine::settle(Monotonic now) {
    finishReleases(now);
    commitWhatIsClosed(now);
    dispatch(now);
    steerDemand();
}

} // namespace rowcast::pipeline
