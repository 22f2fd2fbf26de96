#pragma once
/// The state and the moves of one random schedule; world.h runs it. One thread.

#include "tests/sim/world.h"

#include <random>
#include <sstream>

namespace rowcast::sim {

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
struct SeekWish {
    std::size_t instance = 0;
    std::uint64_t life = 0;
    pipeline::Seek seek;
    std::uint64_t generation = 0; ///< of the partition's assignment
};
/// How an instance reads a partition.
struct Reading {
    bool on = false;
    Epoch epoch = 0;
    std::uint64_t generation = 0;
    std::int64_t next = 0;
    bool leaving = false; ///< revoked, not yet released: the kafka thread seeks no more
};

class Schedule {
public:
    Schedule(std::uint64_t seed, Mutant mutant, bool trace);
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

    void noteLog();
    void step();
    void collect(std::size_t instance);
    void commit(std::size_t instance, const CommitOffset& commit);
    void poll(std::size_t instance);
    void seek();
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
    void edit(const SpreadsheetId& sheet);
    /// People are quicker than a write that changes columns or rows which stand.
    void meddle(const Request& request);
    void sortBehind(const AnyAction& action);
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
    bool deletes_;  ///< people delete rows, too
    bool restless_; ///< partitions move and instances crash far more often
    std::shared_ptr<std::vector<int>> titles_ = std::make_shared<std::vector<int>>(4);
    int notes_ = 0; ///< that people wrote
    bool quiet_ = false;
    int lateMeddlings_ = 0; ///< of people, with writes in the quiet
    VirtualKafka kafka_;
    VirtualGoogle google_;
    GooglePort port_;
    std::vector<Instance> instances_;
    std::vector<std::vector<Reading>> reading_; ///< by instance, partition
    std::vector<Request> net_;
    std::vector<Open> open_;
    std::vector<Reply> replies_;
    std::vector<Delivery> deliveries_;
    std::vector<SeekWish> seeks_;
    std::uint64_t lastId_ = 0;
    Epoch lastEpoch_ = 0;
    std::optional<std::string> violation_;
};

} // namespace rowcast::sim
