#include "tests/sim/schedule.h"

#include <algorithm>
#include <array>

namespace rowcast::sim {

Schedule::Schedule(std::uint64_t seed, Mutant mutant, bool trace)
    : random_(seed), mutant_(mutant), tracing_(trace), faults_(std::array{0.0, .05, .2, .4}[any(4)]),
      late_(chance(.5)), people_(chance(.3)), deletes_(people_ && chance(.5)), restless_(chance(.3)),
      kafka_(random_, 1 + any(3), 1 + any(3)), google_(chance(.35) ? 5 : 1'000'000),
      port_(google_, random_, {Millis{60'000}, Millis{mutant == Mutant::IndexWait ? 600'000 : 24'000}}) {
    google_.ignoreVersionStep = mutant == Mutant::VersionStep;
    google_.ignorePins = mutant == Mutant::Pins;
    port_.claimsIgnoreVersion = mutant == Mutant::Claim;
    // Where rows are missing before the first commit, a person would be asked whether the log is another one.
    if (deletes_)
        for (VirtualPartition& partition : kafka_.partitions())
            partition.committed = 0;
    InstanceRules rules;
    rules.forms = 3;
    rules.titles = titles_;
    rules.indexWait = mutant == Mutant::IndexWait ? Millis{0} : Millis{30'000};
    const std::size_t count = std::array<std::size_t, 4>{1, 2, 2, 3}[any(4)];
    for (std::size_t i = 0; i < count; ++i)
        instances_.emplace_back(static_cast<int>(i), rules);
    reading_.assign(count, std::vector<Reading>(kafka_.partitions().size()));
    // Most schedules find an index that is long settled, so that there is more to them than waiting for it.
    if (mutant_ != Mutant::IndexWait && chance(.7))
        static_cast<void>(google_.create("Rowcast index", "folder", {{"rowcastIndex", "1"}},
                                         wall() - Millis{3'600'000}, wall()));
}

void Schedule::noteLog() {
    if (!tracing_) return;
    for (std::size_t p = 0; p < kafka_.partitions().size(); ++p)
        for (const VirtualRecord& record : kafka_.partitions()[p].log) {
            std::string text = std::to_string(p) + "@" + std::to_string(record.offset);
            for (const VirtualResponse& each : record.responses)
                text += " " + formName(each.form).value + "/" + each.id + "/" + each.content + " of " +
                        std::to_string(each.submittedAt);
            note(text);
        }
}

void Schedule::checkCommit(std::size_t partition) {
    RejectedSet rejected;
    for (const Instance& instance : instances_)
        rejected.insert(instance.disk().rejected.begin(), instance.disk().rejected.end());
    if (violation_) return;
    violation_ = judgeCommit(google_, kafka_, partition, rejected);
}

void Schedule::commit(std::size_t instance, const CommitOffset& commit) {
    const std::size_t p = VirtualKafka::index(commit.partition);
    VirtualPartition& partition = kafka_.partitions()[p];
    Reading& reading = reading_[instance][p];
    if (partition.owner != static_cast<int>(instance) || reading.generation != partition.generation) {
        if (reading.on) {
            stop(p, instance);
            instances_[instance].lose(commit.partition, now_);
        }
        return;
    }
    const std::int64_t offset =
        mutant_ == Mutant::Ledger ? std::max(commit.offset, reading.next) : commit.offset;
    note("commit by " + std::to_string(instance) + " of " + std::to_string(p) + " at " +
         std::to_string(offset));
    partition.committed = std::max(offset, partition.committed.value_or(0));
    checkCommit(p);
}

/// Serves what an instance asked for since the last look.
void Schedule::stop(std::size_t partition, std::size_t instance) {
    reading_[instance][partition].on = false;
}

void Schedule::assign(std::size_t p, std::size_t instance) {
    VirtualPartition& partition = kafka_.partitions()[p];
    partition.owner = static_cast<int>(instance);
    ++partition.generation;
    const std::int64_t from = partition.committed.value_or(0);
    reading_[instance][p] = {true, ++lastEpoch_, partition.generation, from};
    note("assign " + std::to_string(p) + " to " + std::to_string(instance) + " at " + std::to_string(from));
    instances_[instance].position(
        {VirtualKafka::name(p), lastEpoch_, from, partition.committed, 0, partition.end}, now_);
    collect(instance);
}

void Schedule::rebalance() {
    const std::size_t p = any(kafka_.partitions().size());
    const int owner = kafka_.partitions()[p].owner;
    if (owner >= 0 && reading_[static_cast<std::size_t>(owner)][p].on) {
        const auto old = static_cast<std::size_t>(owner);
        const double how = static_cast<double>(below(100)) / 100;
        if (how < .5) {
            note("revoke " + std::to_string(p) + " from " + std::to_string(old));
            reading_[old][p].leaving = true;
            instances_[old].revoke(VirtualKafka::name(p), now_);
            collect(old);
            if (reading_[old][p].on && chance(.5)) return; // the group waits for its release
        }
        if (how < .7) {
            instances_[old].lose(VirtualKafka::name(p), now_);
            stop(p, old);
            collect(old);
        } // else it reads on as a zombie until a commit is refused
    }
    assign(p, any(instances_.size()));
}

void Schedule::crash(std::size_t index) {
    note("crash " + std::to_string(index));
    instances_[index].crash();
    for (std::size_t p = 0; p < kafka_.partitions().size(); ++p) {
        stop(p, index);
        if (kafka_.partitions()[p].owner == static_cast<int>(index)) kafka_.partitions()[p].owner = -1;
    }
}

/// A queued batch reaches its instance; those of one partition stay in order.
/// A time-out: the asker hears that nobody knows; the request may still be applied later.
void Schedule::person() {
    std::vector<SpreadsheetId> sheets;
    for (const auto& [id, file] : google_.files())
        if (file.tabs.front().rows.size() > 1 && file.properties.contains("rowcastForm"))
            sheets.push_back(file.id);
    if (sheets.empty()) return;
    edit(sheets[any(sheets.size())]);
}

void Schedule::edit(const SpreadsheetId& sheet) {
    const std::size_t columns = google_.find(sheet)->tabs.front().columns.size();
    switch (below(deletes_ ? 9 : 8)) {
    case 8: {
        const std::size_t rows = google_.find(sheet)->tabs.front().rows.size();
        const auto header = google_.view(sheet, google_.find(sheet)->tabs.front().id).headerRow;
        const std::size_t row = 1 + any(rows - 1);
        if (static_cast<std::int64_t>(row) > header) google_.deleteRow(sheet, row);
        break;
    }
    case 0:
    case 1:
        google_.swapColumns(sheet, any(std::min<std::size_t>(columns, 6)),
                            any(std::min<std::size_t>(columns, 6)));
        break;
    case 2: google_.insertColumn(sheet, any(std::min<std::size_t>(columns, 4))); break;
    case 3: google_.insertRowAboveHeader(sheet); break;
    case 4: google_.rotateRows(sheet); break;
    case 5: google_.insertOwnColumn(sheet, any(columns + 1), "note " + std::to_string(++notes_)); break;
    case 6: google_.titleLastColumn(sheet, "note " + std::to_string(++notes_)); break;
    default: {
        const std::size_t column = any(std::min<std::size_t>(columns, 6));
        const std::string title =
            google_.view(sheet, google_.find(sheet)->tabs.front().id).columns.size() > column
                ? google_.view(sheet, google_.find(sheet)->tabs.front().id).columns[column].title
                : std::string();
        if (!title.empty()) google_.rename(sheet, column, title + "*");
    }
    }
    note("a person edits " + sheet.value);
}

void Schedule::step() {
    now_ += Millis{static_cast<Millis::rep>(std::array{0, 0, 500, 1000, 2000, 5000}[any(6)])};
    const std::size_t i = any(instances_.size());
    if (restless_ && chance(.03)) rebalance();
    if (restless_ && chance(.01)) crash(i);
    const std::uint64_t k = below(1000);
    if (k < 60) {
        if (restless_ && chance(.7)) return; // so that what is submitted again is read by another instance
        VirtualPartition& partition = kafka_.partitions()[any(kafka_.partitions().size())];
        partition.end = std::min(partition.end + 1 + static_cast<std::int64_t>(below(4)), partition.last());
    } else if (k < 280)
        deliver();
    else if (k < 420)
        reply();
    else if (k < 430)
        rebalance();
    else if (k < 540)
        poll(i);
    else if (k < 660)
        hand();
    else if (k < 780) {
        instances_[i].offerTurn(now_);
        collect(i);
    } else if (k < 850) {
        instances_[i].tick(now_);
        collect(i);
    } else if (k < 920)
        wake();
    else if (k < 940)
        giveUp();
    else if (k < 945)
        crash(i);
    else if (k < 975) {
        instances_[i].saveRejected(now_);
        collect(i);
    } else if (k < 980) {
        instances_[i].recheckIndex(now_);
        collect(i);
    } else if (k < 988 && people_)
        person();
    else if (k < 990) {
        ++(*titles_)[any(titles_->size())];
        instances_[i].renewHeaders(now_);
        collect(i);
    } else if (k >= 990)
        now_ += Millis{static_cast<Millis::rep>(std::array{30'000, 60'000, 700'000}[any(3)])};
}

/// Nothing fails any more; one instance gets everything and must finish.
bool Schedule::drain(std::size_t boss) {
    Instance& instance = instances_[boss];
    // A record that another instance rejected before the first commit is missed by whoever reads it again.
    const bool missed = std::ranges::any_of(kafka_.partitions(), [](const VirtualPartition& partition) {
        return std::ranges::any_of(partition.log, &VirtualRecord::mustBeRejected);
    });
    for (int round = 0; round < 600; ++round) {
        now_ += Millis{3000};
        if (missed) instance.resumeLogs(now_);
        collect(boss);
        for (int i = 0; i < 6; ++i)
            poll(boss);
        while (!deliveries_.empty())
            hand();
        instance.saveRejected(now_);
        collect(boss);
        instance.tick(now_);
        instance.offerTurn(now_);
        collect(boss);
        for (int i = 0; i < 8; ++i)
            wake();
        for (int i = 0; i < 40 && !(net_.empty() && replies_.empty()); ++i) {
            for (std::size_t r = net_.size(); r-- > 0;)
                if (net_[r].notBefore <= now_) {
                    while (net_[r].copies > 0)
                        apply(net_[r], net_[r].copies == 1);
                    net_.erase(net_.begin() + static_cast<std::ptrdiff_t>(r));
                }
            while (!replies_.empty())
                reply();
            instance.offerTurn(now_);
            collect(boss);
        }
        if (violation_) return true;
        if (std::ranges::all_of(kafka_.partitions(), [](const VirtualPartition& p) {
                return p.committed.value_or(0) >= p.last();
            }))
            return true;
    }
    return false;
}

void Schedule::quiet() {
    note("--- quiet");
    quiet_ = true;
    faults_ = 0;
    late_ = false;
    for (VirtualPartition& partition : kafka_.partitions())
        partition.end = partition.last();
    const std::size_t boss = any(instances_.size());
    for (std::size_t i = 0; i < instances_.size(); ++i)
        if (i != boss) crash(i);
    std::vector<Request> lateOnes;
    if (chance(.5)) lateOnes.swap(net_);
    for (Request& request : net_)
        request.notBefore = now_;
    for (std::size_t p = 0; p < kafka_.partitions().size(); ++p) {
        if (reading_[boss][p].on) instances_[boss].lose(VirtualKafka::name(p), now_);
        collect(boss);
        assign(p, boss);
    }
    while (!open_.empty())
        giveUp();
    const bool done = drain(boss);
    if (violation_) return;
    if (!done) violation_ = "deadlock " + instances_[boss].stuck().toStdString();
    for (Request& request : lateOnes) {
        now_ = std::max(now_, request.notBefore);
        while (request.copies > 0)
            apply(request, false);
    }
}

Verdict Schedule::run() {
    noteLog();
    const std::size_t steps = std::array<std::size_t, 3>{200, 500, 900}[any(3)];
    for (std::size_t i = 0; i < steps && !violation_; ++i)
        step();
    if (!violation_) quiet();
    if (!violation_) violation_ = judge(google_, kafka_);
    Verdict verdict{violation_, 0, trace_.str()};
    for (const auto& [id, file] : google_.files())
        verdict.rows += static_cast<std::int64_t>(file.tabs.front().rows.size());
    return verdict;
}

Verdict runSchedule(std::uint64_t seed, Mutant mutant, bool trace) {
    return Schedule(seed, mutant, trace).run();
}

} // namespace rowcast::sim
