#pragma once
/// One running Rowcast as the simulation plays it: the real engine and the real machines, wired by direct
/// calls. What it asks of the outside lands in lists that the world serves when it likes. One thread.

#include "core/pipeline/engine.h"
#include "core/sheets/form_machine.h"
#include "core/sheets/index_machine.h"
#include "tests/sim/checker.h"

#include <deque>
#include <map>
#include <optional>
#include <random>
#include <set>
#include <variant>
#include <vector>

namespace rowcast::sim {

using AnyAction = std::variant<sheets::FormAction, sheets::IndexAction>;

/// A request to Google that is on its way.
struct Asked {
    std::optional<FormId> form; ///< none: the index's machine asks
    AnyAction action;
};

/// A wait that a machine asked for.
struct Sleep {
    std::optional<FormId> form;
    Monotonic until{};
};

struct InstanceRules {
    std::size_t forms = 1;
    std::int64_t rowLimit = 1'000'000; ///< rows that fit a sheet, told to the machines as a cell limit
    Millis indexWait{30'000};
    /// How often the question map was changed, by question.
    std::shared_ptr<const std::vector<int>> titles;
};

class Instance {
public:
    Instance(int number, InstanceRules rules);

    /// What survives a crash.
    struct Disk {
        RejectedSet rejected;
        std::map<std::string, FormSheet> sheets; ///< by spreadsheet
    };

    void position(const Positioned& positioned, Monotonic now);
    void receive(const RecordBatch& records, pipeline::DecodedBatch decoded, Monotonic now);
    void revoke(const TopicPartition& partition, Monotonic now);
    void lose(const TopicPartition& partition, Monotonic now);
    void offerTurn(Monotonic now);
    void tick(Monotonic now);
    void answer(const std::optional<FormId>& form, const sheets::Outcome& outcome, Monotonic now);
    void wake(std::size_t sleep, Monotonic now);
    void saveRejected(Monotonic now);
    /// Says that rejected records are kept although they are not.
    void forgetToSave(Monotonic now);
    void recheckIndex(Monotonic now);
    void renewHeaders(Monotonic now);
    /// The admin's answer where a sheet lacks a row below its watermark: the log is the same one.
    void resumeLogs(Monotonic now);
    /// All memory is gone, the disk stays.
    void crash();

    [[nodiscard]] int number() const { return number_; }
    [[nodiscard]] const Disk& disk() const { return disk_; }
    [[nodiscard]] std::vector<Asked> takeAsked() { return std::exchange(asked_, {}); }
    [[nodiscard]] std::vector<CommitOffset> takeCommits() { return std::exchange(commits_, {}); }
    [[nodiscard]] std::vector<pipeline::Seek> takeSeeks() { return std::exchange(seeks_, {}); }
    [[nodiscard]] std::vector<TopicPartition> takeReleased() { return std::exchange(released_, {}); }
    [[nodiscard]] const std::vector<Sleep>& sleeps() const { return sleeps_; }
    [[nodiscard]] bool paused() const { return paused_; }
    [[nodiscard]] std::uint64_t life() const { return life_; }
    /// The sentence of the first form that waits for a person; empty if none does.
    [[nodiscard]] QString stuck() const;

private:
    void settle(Monotonic now);
    void perform(pipeline::Action action, Monotonic now);
    void take(Batch batch, Monotonic now);
    void run(const FormId& form, const sheets::FormEvent& event, Monotonic now);
    void runIndex(const sheets::IndexEvent& event, Monotonic now);
    void perform(const FormId& form, sheets::FormAction action, Monotonic now);
    void perform(sheets::IndexAction action, Monotonic now);
    void keep(FormSheet sheet);
    sheets::FormMachine& machine(const FormId& form);
    [[nodiscard]] std::shared_ptr<const QuestionList> questionsOf(const Batch& batch);
    void start();

    int number_;
    InstanceRules rules_;
    Disk disk_;
    std::uint64_t life_ = 0;
    std::optional<pipeline::Engine> engine_;
    std::optional<sheets::IndexMachine> index_;
    std::map<FormId, sheets::FormMachine> machines_;
    std::map<TopicPartition, LogStart> logs_;
    std::map<FormId, std::set<std::uint32_t>> questions_; ///< that were met
    std::vector<Asked> asked_;
    std::vector<Sleep> sleeps_;
    std::vector<CommitOffset> commits_;
    std::vector<pipeline::Seek> seeks_;
    std::vector<TopicPartition> released_;
    std::vector<Position> toSave_;
    bool paused_ = false;
};

} // namespace rowcast::sim
