#include "tests/sim/world.h"

#include <algorithm>
#include <array>
#include <sstream>

namespace rowcast::sim {

namespace {

/// A request in the net: applied once or twice, at its time, answered or not.
struct Request {
    std::uint64_t id = 0;
    std::size_t instance = 0;
    std::uint64_t life = 0;
    Asked asked;
    int copies = 1;
    Monotonic notBefore{};
};
/// A request whose asker still waits.
struct Open {
    std::uint64_t id = 0;
    std::size_t instance = 0;
    std::uint64_t life = 0;
    std::optional<FormId> form;
};
struct Reply {
    Open to;
    sheets::Outcome outcome;
};
/// Records on their way from the kafka thread.
struct Delivery {
    std::size_t instance = 0;
    std::uint64_t life = 0;
    std::size_t partition = 0;
    RecordBatch records;
    pipeline::DecodedBatch decoded;
};
/// How an instance reads a partition.
struct Reading {
    bool on = false;
    Epoch epoch = 0;
    std::uint64_t generation = 0;
    std::int64_t next = 0;
};

bool isWrite(const AnyAction& action) {
    const auto write = [](const auto& each) {
        return std::visit(
            [](const auto& a) {
                using T = std::decay_t<decltype(a)>;
                return std::is_same_v<T, sheets::Write> || std::is_same_v<T, sheets::WriteTagged> ||
                       std::is_same_v<T, sheets::CreateFile> || std::is_same_v<T, sheets::CreateIndex>;
            },
            each);
    };
    return std::visit(write, action);
}

/// One word on a request, for the trace.
std::string describe(const AnyAction& action) {
    const auto name = [](const auto& each) {
        return std::visit(
            [](const auto& a) -> std::string {
                using T = std::decay_t<decltype(a)>;
                if constexpr (std::is_same_v<T, sheets::Write>)
                    return "write v" + std::to_string(a.plan.version) + " to " + a.plan.sheet.value +
                           " rows " + std::to_string(a.plan.rows.size()) +
                           (a.plan.stateAfter.sealedTo.empty() ? ""
                                                               : " seal " + a.plan.stateAfter.sealedTo.value);
                else if constexpr (requires { a.sheet.value; })
                    return "on " + a.sheet.value;
                else
                    return "";
            },
            each);
    };
    return std::visit(name, action) + " kind " +
           std::to_string(std::visit([](const auto& each) { return each.index(); }, action));
}

class World {
public:
    World(std::uint64_t seed, Mutant mutant, bool trace);
    Verdict run();

private:
    [[nodiscard]] std::uint64_t below(std::uint64_t n) { return random_() % n; }
    [[nodiscard]] bool chance(double probability) {
        return static_cast<double>(below(10'000)) < probability * 10'000;
    }
    [[nodiscard]] std::size_t any(std::size_t n) { return static_cast<std::size_t>(below(n)); }
    [[nodiscard]] WallTime wall() const { return WallTime(now_.time_since_epoch()); }
    void note(const std::string& text) {
        if (tracing_) trace_ << now_.time_since_epoch().count() - kStart << " " << text << "\n";
    }

    void step();
    void collect(std::size_t instance);
    void commit(std::size_t instance, const CommitOffset& commit);
    void poll(std::size_t instance);
    void hand();
    void deliver();
    void apply(Request& request, bool reply);
    void reply();
    void giveUp();
    void wake();
    void rebalance();
    void assign(std::size_t partition, std::size_t instance);
    void stop(std::size_t partition, std::size_t instance);
    void crash(std::size_t instance);
    void person();
    void quiet();
    bool drain(std::size_t boss);
    void checkCommit(std::size_t partition);

    static constexpr std::int64_t kStart = 10'000'000;
    std::mt19937_64 random_;
    Mutant mutant_;
    bool tracing_;
    std::ostringstream trace_;
    Monotonic now_{Millis{kStart}};
    double faults_;
    bool late_;
    bool people_;
    VirtualKafka kafka_;
    VirtualGoogle google_;
    GooglePort port_;
    std::vector<Instance> instances_;
    std::vector<std::vector<Reading>> reading_; ///< by instance, partition
    std::vector<Request> net_;
    std::vector<Open> open_;
    std::vector<Reply> replies_;
    std::vector<Delivery> deliveries_;
    std::uint64_t lastId_ = 0;
    Epoch lastEpoch_ = 0;
    std::optional<std::string> violation_;
};

World::World(std::uint64_t seed, Mutant mutant, bool trace)
    : random_(seed), mutant_(mutant), tracing_(trace), faults_(std::array{0.0, .05, .2, .4}[any(4)]),
      late_(chance(.5)), people_(chance(.3)), kafka_(random_, 1 + any(3), 1 + any(3)),
      google_(chance(.35) ? 5 : 1'000'000), port_(google_, random_, {Millis{60'000}, Millis{24'000}}) {
    google_.ignoreVersionStep = mutant == Mutant::VersionStep;
    port_.blindReply = mutant == Mutant::LayoutCheck;
    port_.claimsIgnoreVersion = mutant == Mutant::Claim;
    InstanceRules rules;
    rules.forms = 3;
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

void World::checkCommit(std::size_t partition) {
    RejectedSet rejected;
    for (const Instance& instance : instances_)
        rejected.insert(instance.disk().rejected.begin(), instance.disk().rejected.end());
    if (violation_) return;
    violation_ = judgeCommit(google_, kafka_, partition, rejected);
}

void World::commit(std::size_t instance, const CommitOffset& commit) {
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
void World::collect(std::size_t index) {
    Instance& instance = instances_[index];
    for (Asked& asked : instance.takeAsked()) {
        Request request{++lastId_, index, instance.life(), std::move(asked), 1, now_};
        open_.push_back({request.id, index, instance.life(), request.asked.form});
        if (isWrite(request.asked.action) && chance(faults_)) request.copies = 2;
        if (late_ && chance(faults_)) request.notBefore += Millis{static_cast<Millis::rep>(below(3'500'000))};
        net_.push_back(std::move(request));
    }
    for (const CommitOffset& each : instance.takeCommits())
        commit(index, each);
    for (const pipeline::Seek& seek : instance.takeSeeks()) {
        const std::size_t p = VirtualKafka::index(seek.partition);
        Reading& reading = reading_[index][p];
        if (!reading.on) continue;
        reading.epoch = ++lastEpoch_;
        reading.next = seek.offset;
        note("seek " + std::to_string(index) + " " + std::to_string(p) + " to " +
             std::to_string(seek.offset));
        const VirtualPartition& partition = kafka_.partitions()[p];
        instance.position({seek.partition, reading.epoch, seek.offset, partition.committed, 0, partition.end},
                          now_);
        collect(index);
    }
    for (const TopicPartition& partition : instance.takeReleased())
        stop(VirtualKafka::index(partition), index);
}

void World::stop(std::size_t partition, std::size_t instance) {
    reading_[instance][partition].on = false;
}

void World::assign(std::size_t p, std::size_t instance) {
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

void World::rebalance() {
    const std::size_t p = any(kafka_.partitions().size());
    const int owner = kafka_.partitions()[p].owner;
    if (owner >= 0 && reading_[static_cast<std::size_t>(owner)][p].on) {
        const auto old = static_cast<std::size_t>(owner);
        const double how = static_cast<double>(below(100)) / 100;
        if (how < .5) {
            note("revoke " + std::to_string(p) + " from " + std::to_string(old));
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

void World::crash(std::size_t index) {
    note("crash " + std::to_string(index));
    instances_[index].crash();
    for (std::size_t p = 0; p < kafka_.partitions().size(); ++p) {
        stop(p, index);
        if (kafka_.partitions()[p].owner == static_cast<int>(index)) kafka_.partitions()[p].owner = -1;
    }
}

void World::poll(std::size_t index) {
    if (instances_[index].paused()) return;
    const std::size_t p = any(kafka_.partitions().size());
    Reading& reading = reading_[index][p];
    if (!reading.on) return;
    auto records = kafka_.poll(p, reading.epoch, reading.next, 1 + any(3));
    if (!records) return;
    reading.next = records->first.records.back().offset + 1;
    deliveries_.push_back(
        {index, instances_[index].life(), p, std::move(records->first), std::move(records->second)});
}

/// A queued batch reaches its instance; those of one partition stay in order.
void World::hand() {
    if (deliveries_.empty()) return;
    const std::size_t chosen = any(deliveries_.size());
    const auto first = std::ranges::find_if(deliveries_, [&](const Delivery& each) {
        return each.instance == deliveries_[chosen].instance &&
               each.partition == deliveries_[chosen].partition;
    });
    Delivery delivery = std::move(*first);
    deliveries_.erase(first);
    Instance& instance = instances_[delivery.instance];
    if (delivery.life != instance.life()) return;
    if (mutant_ == Mutant::Epoch)
        delivery.records.epoch = reading_[delivery.instance][delivery.partition].epoch;
    instance.receive(delivery.records, std::move(delivery.decoded), now_);
    if (mutant_ == Mutant::RejectedSync) {
        // The ledger is told before the disk has anything.
        instance.forgetToSave(now_);
    }
    collect(delivery.instance);
}

void World::apply(Request& request, bool answered) {
    const sheets::Outcome outcome =
        std::visit([&](const auto& action) { return port_.answer(action, wall()); }, request.asked.action);
    --request.copies;
    note("apply " + std::to_string(request.id) + " of " + std::to_string(request.instance) + " " +
         (request.asked.form ? request.asked.form->value : "index") + " " + describe(request.asked.action) +
         " -> outcome " + std::to_string(outcome.index()) + (answered ? "" : " lost"));
    if (!answered) return;
    const auto open = std::ranges::find(open_, request.id, &Open::id);
    if (open == open_.end()) return;
    replies_.push_back({*open, outcome});
    open_.erase(open);
}

void World::deliver() {
    if (net_.empty()) return;
    const std::size_t chosen = any(net_.size());
    if (net_[chosen].notBefore > now_) return;
    if (chance(faults_ / 2))
        --net_[chosen].copies; // never arrives
    else
        apply(net_[chosen], net_[chosen].copies == 1 && !chance(faults_));
    if (net_[chosen].copies <= 0)
        net_.erase(net_.begin() + static_cast<std::ptrdiff_t>(chosen));
    else if (late_ && chance(.5))
        net_[chosen].notBefore = now_ + Millis{static_cast<Millis::rep>(below(3'500'000))};
}

void World::reply() {
    if (replies_.empty()) return;
    const std::size_t chosen = any(replies_.size());
    const Reply reply = std::move(replies_[chosen]);
    replies_.erase(replies_.begin() + static_cast<std::ptrdiff_t>(chosen));
    Instance& instance = instances_[reply.to.instance];
    if (reply.to.life != instance.life()) return;
    instance.answer(reply.to.form, reply.outcome, now_);
    collect(reply.to.instance);
}

/// A time-out: the asker hears that nobody knows; the request may still be applied later.
void World::giveUp() {
    if (open_.empty()) return;
    const std::size_t chosen = any(open_.size());
    const Open open = open_[chosen];
    open_.erase(open_.begin() + static_cast<std::ptrdiff_t>(chosen));
    Instance& instance = instances_[open.instance];
    if (open.life != instance.life()) return;
    note("time-out of " + std::to_string(open.id));
    instance.answer(open.form, sheets::Unknown{Error{Remedy::Retry, QStringLiteral("no answer"), {}, {}, {}}},
                    now_);
    collect(open.instance);
}

void World::wake() {
    for (std::size_t i = 0; i < instances_.size(); ++i)
        for (std::size_t s = 0; s < instances_[i].sleeps().size(); ++s)
            if (instances_[i].sleeps()[s].until <= now_) {
                instances_[i].wake(s, now_);
                collect(i);
                return;
            }
}

void World::person() {
    std::vector<SpreadsheetId> sheets;
    for (const auto& [id, file] : google_.files())
        if (file.tabs.front().rows.size() > 1 && file.properties.contains("rowcastForm"))
            sheets.push_back(file.id);
    if (sheets.empty()) return;
    const SpreadsheetId& sheet = sheets[any(sheets.size())];
    const std::size_t columns = google_.find(sheet)->tabs.front().columns.size();
    switch (below(6)) {
    case 0:
    case 1:
        google_.swapColumns(sheet, any(std::min<std::size_t>(columns, 6)),
                            any(std::min<std::size_t>(columns, 6)));
        break;
    case 2: google_.insertColumn(sheet, any(std::min<std::size_t>(columns, 4))); break;
    case 3: google_.insertRowAboveHeader(sheet); break;
    case 4: google_.rotateRows(sheet); break;
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

void World::step() {
    now_ += Millis{static_cast<Millis::rep>(std::array{0, 0, 500, 1000, 2000, 5000}[any(6)])};
    const std::size_t i = any(instances_.size());
    const std::uint64_t k = below(1000);
    if (k < 60) {
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
    } else if (k < 990 && people_)
        person();
    else if (k >= 990)
        now_ += Millis{static_cast<Millis::rep>(std::array{30'000, 60'000, 700'000}[any(3)])};
}

/// Nothing fails any more; one instance gets everything and must finish.
bool World::drain(std::size_t boss) {
    Instance& instance = instances_[boss];
    for (int round = 0; round < 600; ++round) {
        now_ += Millis{3000};
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

void World::quiet() {
    note("--- quiet");
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

Verdict World::run() {
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

} // namespace

Verdict runSchedule(std::uint64_t seed, Mutant mutant, bool trace) {
    return World(seed, mutant, trace).run();
}

} // namespace rowcast::sim
