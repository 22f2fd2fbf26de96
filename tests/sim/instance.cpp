#include "tests/sim/instance.h"

#include "core/base/overloaded.h"

#include <algorithm>

namespace rowcast::sim {

namespace {

WallTime wall(Monotonic now) {
    return WallTime(now.time_since_epoch());
}

} // namespace

Instance::Instance(int number, InstanceRules rules) : number_(number), rules_(rules) {
    start();
}

void Instance::start() {
    engine_.emplace(pipeline::EngineConfig{});
    for (std::size_t form = 0; form < rules_.forms; ++form)
        static_cast<void>(engine_->addForm(formName(static_cast<std::uint32_t>(form))));
    sheets::IndexRules index;
    index.settle = rules_.indexWait;
    index_.emplace(std::move(index));
}

void Instance::crash() {
    ++life_;
    machines_.clear();
    questions_.clear();
    logs_.clear();
    asked_.clear();
    sleeps_.clear();
    commits_.clear();
    seeks_.clear();
    released_.clear();
    toSave_.clear();
    paused_ = false;
    start();
}

sheets::FormMachine& Instance::machine(const FormId& form) {
    if (const auto found = machines_.find(form); found != machines_.end()) return found->second;
    sheets::FormRules rules;
    // Columns: two of our own, four questions; the grid begins with six.
    rules.cellLimit = rules_.rowLimit * 6;
    for (const auto& [id, sheet] : disk_.sheets)
        if (sheet.form == form) rules.known.push_back(sheet);
    return machines_.emplace(form, sheets::FormMachine(form, rules)).first->second;
}

void Instance::position(const Positioned& positioned, Monotonic now) {
    engine_->position(positioned, now);
    settle(now);
}
void Instance::receive(const RecordBatch& records, pipeline::DecodedBatch decoded, Monotonic now) {
    engine_->accept(records, std::move(decoded), now);
    settle(now);
}
void Instance::revoke(const TopicPartition& partition, Monotonic now) {
    engine_->revoke({partition}, now);
    settle(now);
}
void Instance::lose(const TopicPartition& partition, Monotonic now) {
    engine_->lose({partition}, now);
    settle(now);
}
void Instance::offerTurn(Monotonic now) {
    engine_->ready(now);
    settle(now);
}
void Instance::tick(Monotonic now) {
    engine_->tick(now);
    settle(now);
}
void Instance::recheckIndex(Monotonic now) {
    runIndex(sheets::Recheck{}, now);
}

void Instance::renewHeaders(Monotonic now) {
    for (std::size_t form = 0; form < rules_.forms; ++form)
        engine_->renewHeaders(formName(static_cast<std::uint32_t>(form)), now);
    settle(now);
}

void Instance::resumeLogs(Monotonic now) {
    for (std::size_t form = 0; form < rules_.forms; ++form) {
        const FormId name = formName(static_cast<std::uint32_t>(form));
        const auto error = engine_->blocked(name);
        if (error && std::ranges::count(error->choices, Choice::ResumeAtWatermark) > 0)
            static_cast<void>(engine_->mend(name, Choice::ResumeAtWatermark, now));
    }
    settle(now);
}

void Instance::saveRejected(Monotonic now) {
    if (toSave_.empty()) return;
    const std::vector<Position> saved = std::exchange(toSave_, {});
    for (const Position& position : saved)
        disk_.rejected.emplace(VirtualKafka::index(position.partition), position.offset);
    engine_->rejectedSaved(saved, now);
    settle(now);
}

void Instance::forgetToSave(Monotonic now) {
    engine_->rejectedSaved(std::exchange(toSave_, {}), now);
    settle(now);
}

void Instance::answer(const std::optional<FormId>& form, const sheets::Outcome& outcome, Monotonic now) {
    if (form)
        run(*form, outcome, now);
    else
        runIndex(outcome, now);
}

void Instance::wake(std::size_t sleep, Monotonic now) {
    const Sleep due = sleeps_[sleep];
    sleeps_.erase(sleeps_.begin() + static_cast<std::ptrdiff_t>(sleep));
    answer(due.form, sheets::WokeUp{}, now);
}

QString Instance::stuck() const {
    for (std::size_t form = 0; form < rules_.forms; ++form)
        if (const auto error = engine_->blocked(formName(static_cast<std::uint32_t>(form))))
            if (error->remedy != Remedy::Retry && error->remedy != Remedy::Wait) return error->what;
    return {};
}

void Instance::settle(Monotonic now) {
    for (std::vector<pipeline::Action> actions = engine_->take(); !actions.empty(); actions = engine_->take())
        for (pipeline::Action& action : actions)
            perform(std::move(action), now);
}

void Instance::perform(pipeline::Action action, Monotonic now) {
    std::visit(Overloaded{
                   [&](Batch& batch) { take(std::move(batch), now); },
                   [&](LogStart& start) {
                       logs_[start.partition] = start;
                       for (auto& [form, each] : machines_)
                           run(form, sheets::LogStarted{start}, now);
                   },
                   [&](std::vector<RejectedRecord>& records) {
                       for (const RejectedRecord& record : records)
                           toSave_.push_back(record.position);
                   },
                   [&](std::vector<CommitOffset>& commits) {
                       commits_.insert(commits_.end(), commits.begin(), commits.end());
                   },
                   [&](pipeline::Demand& demand) { paused_ = demand.paused; },
                   [&](pipeline::Seek& seek) { seeks_.push_back(seek); },
                   [&](pipeline::Released& released) {
                       released_.insert(released_.end(), released.partitions.begin(),
                                        released.partitions.end());
                   },
                   [&](pipeline::FormReleased& released) { run(released.form, sheets::Release{}, now); },
                   [](pipeline::Retried&) {},
               },
               action);
}

/// A question is known once a response answered it.
std::shared_ptr<const QuestionList> Instance::questionsOf(const Batch& batch) {
    std::set<std::uint32_t>& met = questions_[batch.form];
    for (const Row& row : batch.rows)
        for (const Cell& cell : row.cells)
            met.insert(cell.question);
    auto list = std::make_shared<QuestionList>();
    for (std::uint32_t i = 0; i < questionNames().size(); ++i) {
        const std::string& name = questionNames()[i];
        const int changed = (*rules_.titles)[i];
        if (met.contains(i))
            list->push_back({QuestionId(name), changed == 0 ? name : name + '*' + std::to_string(changed),
                             CellKind::Text, true});
        else
            list->push_back({QuestionId("not met " + name), name, CellKind::Text, false});
    }
    return list;
}

void Instance::take(Batch batch, Monotonic now) {
    batch.title = batch.form.value;
    batch.questions = questionsOf(batch);
    const FormId form = batch.form;
    if (!machines_.contains(form)) {
        static_cast<void>(machine(form));
        for (const auto& [partition, start] : logs_)
            run(form, sheets::LogStarted{start}, now);
    }
    run(form, sheets::Take{std::make_shared<const Batch>(std::move(batch))}, now);
}

void Instance::run(const FormId& form, const sheets::FormEvent& event, Monotonic now) {
    for (sheets::FormAction& action : machine(form).step(event, now))
        perform(form, std::move(action), now);
}

void Instance::runIndex(const sheets::IndexEvent& event, Monotonic now) {
    for (sheets::IndexAction& action : index_->step(event, now))
        perform(std::move(action), now);
}

void Instance::perform(const FormId& form, sheets::FormAction action, Monotonic now) {
    if (const auto* wait = std::get_if<sheets::Wait>(&action))
        sleeps_.push_back({form, now + wait->about});
    else if (const auto* ask = std::get_if<sheets::AskClaims>(&action))
        runIndex(*ask, now);
    else if (const auto* claim = std::get_if<sheets::MakeClaim>(&action))
        runIndex(*claim, now);
    else if (const auto* confirm = std::get_if<sheets::Confirm>(&action)) {
        engine_->written(confirm->report, now, wall(now));
        settle(now);
    } else if (const auto* fail = std::get_if<sheets::Fail>(&action)) {
        engine_->failed(fail->failure, now, 0.5);
        settle(now);
    } else if (const auto* tell = std::get_if<sheets::Tell>(&action)) {
        keep(tell->sheet);
    } else if (!std::holds_alternative<sheets::AnswerMend>(action)) {
        asked_.push_back({form, std::move(action)});
    }
}

/// As the store does: contents are added to what it holds, or take its place.
void Instance::keep(FormSheet sheet) {
    FormSheet& kept = disk_.sheets[sheet.spreadsheet.value];
    std::vector<ResponseContent> contents;
    if (kept.contents && !sheet.contentsAfresh) contents = *kept.contents;
    if (sheet.contents) contents.insert(contents.end(), sheet.contents->begin(), sheet.contents->end());
    kept = std::move(sheet);
    kept.contents = std::make_shared<const std::vector<ResponseContent>>(std::move(contents));
}

void Instance::perform(sheets::IndexAction action, Monotonic now) {
    if (const auto* wait = std::get_if<sheets::Wait>(&action))
        sleeps_.push_back({std::nullopt, now + wait->about});
    else if (const auto* give = std::get_if<sheets::GiveClaims>(&action))
        run(give->form, give->answer, now);
    else if (const auto* blocked = std::get_if<sheets::IndexBlocked>(&action)) {
        for (auto& [form, each] : machines_)
            run(form, *blocked, now);
    } else {
        asked_.push_back({std::nullopt, std::move(action)});
    }
}

} // namespace rowcast::sim
