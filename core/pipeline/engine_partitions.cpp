// Partitions: stays, epochs, seeks, commits, releases, and logs that are not the one we knew.
#include "core/base/log.h"
#include "core/pipeline/engine.h"

#include <algorithm>

namespace rowcast::pipeline {

namespace {

QString text(const TopicPartition& partition) {
    return QStringLiteral("%1/%2").arg(QString::fromStdString(partition.topic)).arg(partition.partition);
}

} // namespace

PartitionIndex Engine::indexOf(const TopicPartition& partition) {
    const auto found = partitionIndex_.find(partition);
    if (found != partitionIndex_.end()) return found->second;
    // Batches in flight share the old table, so it is never changed.
    auto table = std::make_shared<std::vector<TopicPartition>>(*partitions_);
    const auto index = static_cast<PartitionIndex>(table->size());
    table->push_back(partition);
    partitions_ = std::move(table);
    partitionIndex_.emplace(partition, index);
    stays_.emplace_back();
    return index;
}

Stay* Engine::stayOf(const TopicPartition& partition) {
    std::optional<Stay>& stay = stays_[indexOf(partition)];
    return stay ? &*stay : nullptr;
}

Cursor& Engine::cursorOf(Stay& stay, FormIndex form) {
    if (form >= stay.cursors.size()) stay.cursors.resize(form + 1);
    return stay.cursors[form];
}

void Engine::position(const Positioned& positioned, Monotonic now) {
    const PartitionIndex partition = indexOf(positioned.partition);
    std::optional<Stay>& stay = stays_[partition];
    if (!stay || stay->resumed || stay->releaseBy)
        begin(partition, positioned);
    else
        readOn(partition, *stay, positioned);
    settle(now);
}

void Engine::begin(PartitionIndex partition, const Positioned& positioned) {
    // TryAgain: nobody was asked.
    const Choice resumed =
        stays_[partition] ? stays_[partition]->resumed.value_or(Choice::TryAgain) : Choice::TryAgain;
    pending_.dropPartition(partition);
    Stay& stay = stays_[partition].emplace();
    stay.number = ++lastStay_;
    stay.epoch = positioned.epoch;
    stay.first = stay.next = positioned.offset;
    stay.low = positioned.low;
    stay.high = positioned.high;
    stay.ledger = OffsetLedger(positioned.offset);
    stay.deaf = stopped_.has_value();
    stay.uncommitted = !positioned.committed || resumed == Choice::NewLog;
    if (resumed == Choice::TryAgain) stay.committed = positioned.committed;
    LogStart start;
    start.partition = positioned.partition;
    start.uncommitted = stay.uncommitted;
    start.high = positioned.high;
    start.logNumber = logNumber(positioned.partition.topic);
    start.resumeAtWatermark = resumed == Choice::ResumeAtWatermark;
    actions_.emplace_back(std::move(start));
    if (!stay.committed) return;
    if (*stay.committed > positioned.high)
        freeze(partition, stay);
    else if (*stay.committed < positioned.low)
        retentionRanPast(partition, stay, *stay.committed, positioned.low);
}

void Engine::readOn(PartitionIndex partition, Stay& stay, const Positioned& positioned) {
    stay.epoch = positioned.epoch;
    stay.next = positioned.offset;
    stay.low = positioned.low;
    stay.high = positioned.high;
    stay.seeking = false;
    stay.deaf = stopped_.has_value();
    const auto lowest = stay.ledger.lowestToRead();
    if (lowest && *lowest < positioned.low) retentionRanPast(partition, stay, *lowest, positioned.low);
    for (const FormIndex form : stay.holding)
        if (!forms_[form].block) cursorOf(stay, form).gap = *stay.ledger.held(form) < positioned.offset;
    if (stay.readWaiting && positioned.offset <= stay.ledger.lowestWaiting().value_or(positioned.offset))
        stay.readWaiting = false;
    seekIfNeeded(partition);
}

void Engine::hold(Stay& stay, FormIndex form, std::int64_t offset) {
    stay.ledger.hold(form, offset);
    cursorOf(stay, form).gap = true;
    if (std::find(stay.holding.begin(), stay.holding.end(), form) == stay.holding.end())
        stay.holding.push_back(form);
}

/// Forms that are reading again what they lacked have now taken all below `offset`.
void Engine::readAgain(Stay& stay, std::int64_t offset) {
    if (stay.holding.empty()) return;
    for (const FormIndex form : stay.holding)
        if (!forms_[form].block && !cursorOf(stay, form).gap) stay.ledger.readAgain(form, offset);
    std::erase_if(stay.holding, [&](FormIndex form) { return !stay.ledger.held(form); });
}

void Engine::seekIfNeeded(PartitionIndex partition) {
    if (!stays_[partition]) return;
    Stay& stay = *stays_[partition];
    if (stay.seeking || stay.frozen || stay.resumed || stay.releaseBy || stopped_) return;
    std::optional<std::int64_t> target;
    const auto lower = [&](std::int64_t offset) {
        if (stay.deaf || offset < stay.next) target = std::min(target.value_or(offset), offset);
    };
    if (stay.deaf) lower(stay.next);
    for (const FormIndex form : stay.holding) {
        if (forms_[form].block) continue;
        const std::int64_t held = *stay.ledger.held(form);
        // Reading comes there by itself; nothing lies between.
        if (!stay.deaf && held >= stay.next) cursorOf(stay, form).gap = false;
        if (cursorOf(stay, form).gap) lower(held);
    }
    if (!stay.rejectOnRead.empty()) lower(stay.rejectOnRead.begin()->first);
    if (stay.readWaiting && stay.ledger.lowestWaiting()) lower(*stay.ledger.lowestWaiting());
    if (!target) return;
    stay.seeking = true;
    actions_.emplace_back(Seek{nameOf(partition), *target});
}

void Engine::outOfRange(const TopicPartition& partition, std::int64_t wanted, std::int64_t low,
                        std::int64_t high, Monotonic now) {
    const PartitionIndex index = indexOf(partition);
    if (!stays_[index]) return;
    Stay& stay = *stays_[index];
    stay.low = low;
    stay.high = high;
    if (wanted > high) {
        freeze(index, stay);
    } else if (wanted < low) {
        retentionRanPast(index, stay, wanted, low);
        stay.seeking = true;
        actions_.emplace_back(Seek{partition, low});
    }
    settle(now);
}

void Engine::progress(const std::vector<PartitionProgress>& progress, Monotonic now) {
    for (const PartitionProgress& each : progress) {
        const PartitionIndex partition = indexOf(each.partition);
        if (!stays_[partition]) continue;
        Stay& stay = *stays_[partition];
        stay.low = std::max(stay.low, each.low);
        stay.high = each.high;
        // What only Kafka still held for a form that waits is gone.
        const auto lowest = stay.ledger.lowestToRead();
        if (lowest && *lowest < stay.low) retentionRanPast(partition, stay, *lowest, stay.low);
    }
    settle(now);
}

void Engine::retentionRanPast(PartitionIndex partition, Stay& stay, std::int64_t wanted, std::int64_t low) {
    const QString name = text(nameOf(partition));
    const QString id = QStringLiteral("lost:%1:%2").arg(name).arg(wanted);
    Error error;
    error.remedy = Remedy::FixSettings;
    error.what =
        QStringLiteral("Kafka deleted records of %1 before they were delivered: offsets %2 to %3. Keep "
                       "records longer (retention) and restore these from where they came.")
            .arg(name)
            .arg(wanted)
            .arg(low - 1);
    error.choices = {Choice::TryAgain};
    qCWarning(lcPipeline) << error.what;
    problems_.insert_or_assign(id, PipelineProblem{id, error});
    commitDue_ = true;
    stay.ledger.forget(low);
    std::erase_if(stay.holding, [&](FormIndex form) { return !stay.ledger.held(form); });
    stay.rejectOnRead.erase(stay.rejectOnRead.begin(), stay.rejectOnRead.lower_bound(low));
}

/// The group's offset lies above the end: the topic was made again, or the cluster is another one.
void Engine::freeze(PartitionIndex partition, Stay& stay) {
    stay.frozen = true;
    pending_.dropPartition(partition);
    const QString id = QStringLiteral("log:%1").arg(text(nameOf(partition)));
    Error error;
    error.remedy = Remedy::Stop;
    error.what =
        QStringLiteral("%1 ends before the place that was already delivered, so it is not the log that we "
                       "knew. Say whether it is a new one or goes on where it ends.")
            .arg(text(nameOf(partition)));
    error.choices = {Choice::NewLog, Choice::ResumeAtWatermark};
    qCWarning(lcPipeline) << error.what;
    problems_.insert_or_assign(id, PipelineProblem{id, error});
}

bool Engine::resumeLogs(Choice choice) {
    std::set<std::string> topics;
    for (PartitionIndex partition = 0; partition < stays_.size(); ++partition)
        if (stays_[partition] && stays_[partition]->frozen && !stays_[partition]->resumed)
            topics.insert(nameOf(partition).topic);
    if (choice == Choice::NewLog)
        for (const std::string& topic : topics)
            ++config_.logNumbers[topic];
    for (PartitionIndex partition = 0; partition < stays_.size(); ++partition) {
        if (!stays_[partition] || !topics.contains(nameOf(partition).topic)) continue;
        Stay& stay = *stays_[partition];
        if (!stay.frozen) {
            if (choice == Choice::NewLog)
                actions_.emplace_back(LogStart{nameOf(partition), stay.uncommitted, stay.high,
                                               logNumber(nameOf(partition).topic), false});
            continue;
        }
        stay.resumed = choice;
        problems_.erase(QStringLiteral("log:%1").arg(text(nameOf(partition))));
        actions_.emplace_back(Seek{nameOf(partition), choice == Choice::NewLog ? stay.low : stay.high});
    }
    return !topics.empty();
}

/// The sink found a watermark where the group had no offset; the admin's word goes for the whole topic.
bool Engine::answerLog(FormIndex form, Choice choice) {
    std::set<std::string> topics;
    for (PartitionIndex partition = 0; partition < stays_.size(); ++partition)
        if (stays_[partition] && stays_[partition]->uncommitted && stays_[partition]->ledger.lowestOpen(form))
            topics.insert(nameOf(partition).topic);
    if (choice == Choice::NewLog)
        for (const std::string& topic : topics)
            ++config_.logNumbers[topic];
    for (PartitionIndex partition = 0; partition < stays_.size(); ++partition) {
        if (!stays_[partition] || !topics.contains(nameOf(partition).topic)) continue;
        actions_.emplace_back(LogStart{nameOf(partition), stays_[partition]->uncommitted,
                                       stays_[partition]->high, logNumber(nameOf(partition).topic),
                                       choice == Choice::ResumeAtWatermark});
    }
    return !topics.empty();
}

int Engine::logNumber(const std::string& topic) const {
    const auto found = config_.logNumbers.find(topic);
    return found == config_.logNumbers.end() ? 0 : found->second;
}

void Engine::rejectedSaved(const std::vector<Position>& positions, Monotonic now) {
    for (const Position& position : positions)
        if (Stay* stay = stayOf(position.partition)) {
            stay->ledger.closeRejected(position.offset);
            stay->rejecting.erase(position.offset);
        }
    commitDue_ = true;
    settle(now);
}

std::optional<CommitOffset> Engine::due(PartitionIndex partition, Stay& stay) const {
    if (stay.frozen || stay.resumed) return {};
    const std::int64_t offset = stay.ledger.committable();
    if (offset <= std::max(stay.first, stay.committed.value_or(0))) return {};
    stay.committed = offset;
    return CommitOffset{nameOf(partition), offset};
}

void Engine::commitWhatIsClosed(Monotonic now) {
    if (!commitDue_ || (lastCommit_ && now - *lastCommit_ < config_.commitEvery)) return;
    commitDue_ = false;
    std::vector<CommitOffset> commits;
    for (PartitionIndex partition = 0; partition < stays_.size(); ++partition)
        if (stays_[partition])
            if (auto commit = due(partition, *stays_[partition])) commits.push_back(std::move(*commit));
    if (commits.empty()) return;
    lastCommit_ = now;
    actions_.emplace_back(std::move(commits));
}

void Engine::revoke(const std::vector<TopicPartition>& partitions, Monotonic now) {
    Released unknown;
    for (const TopicPartition& partition : partitions) {
        Stay* stay = stayOf(partition);
        if (!stay) {
            unknown.partitions.push_back(partition);
            continue;
        }
        pending_.dropPartition(indexOf(partition));
        stay->releaseBy = now + config_.releaseWithin;
    }
    if (!unknown.partitions.empty()) actions_.emplace_back(std::move(unknown));
    settle(now);
}

bool Engine::busy(PartitionIndex partition, const Stay& stay) const {
    return stay.ledger.rejecting() || std::any_of(forms_.begin(), forms_.end(), [&](const FormState& form) {
               return form.inFlight && std::any_of(form.inFlight->rows.begin(), form.inFlight->rows.end(),
                                                   [&](const InFlight::Sent& row) {
                                                       return row.partition == partition &&
                                                              row.stay == stay.number;
                                                   });
           });
}

void Engine::finishReleases(Monotonic now) {
    std::vector<CommitOffset> commits;
    Released released;
    for (PartitionIndex partition = 0; partition < stays_.size(); ++partition) {
        std::optional<Stay>& stay = stays_[partition];
        if (!stay || !stay->releaseBy || (*stay->releaseBy > now && busy(partition, *stay))) continue;
        if (auto commit = due(partition, *stay)) commits.push_back(std::move(*commit));
        released.partitions.push_back(nameOf(partition));
    }
    if (released.partitions.empty()) return;
    if (!commits.empty()) actions_.emplace_back(std::move(commits));
    actions_.emplace_back(released);
    for (const TopicPartition& partition : released.partitions)
        end(indexOf(partition));
}

void Engine::lose(const std::vector<TopicPartition>& partitions, Monotonic now) {
    for (const TopicPartition& partition : partitions)
        if (stayOf(partition)) end(indexOf(partition));
    settle(now);
}

void Engine::end(PartitionIndex partition) {
    problems_.erase(QStringLiteral("log:%1").arg(text(nameOf(partition))));
    pending_.dropPartition(partition);
    stays_[partition].reset();
    for (FormState& form : forms_) {
        if (form.seenIn.erase(partition) == 0 || !form.seenIn.empty()) continue;
        form.block.reset();
        form.heldRows = 0;
        form.heldSince.reset();
        actions_.emplace_back(FormReleased{form.id});
    }
}

} // namespace rowcast::pipeline
