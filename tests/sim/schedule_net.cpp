#include "tests/sim/schedule.h"

#include <algorithm>
#include <array>

namespace rowcast::sim {

namespace {

bool isWrite(const AnyAction& action) {
    const auto write = [](const auto& each) {
        return std::visit(
            [](const auto& a) {
                using T = std::decay_t<decltype(a)>;
                return std::is_same_v<T, sheets::Write> || std::is_same_v<T, sheets::CreateFile> ||
                       std::is_same_v<T, sheets::CreateIndex>;
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

} // namespace

void Schedule::collect(std::size_t index) {
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
    for (const pipeline::Seek& seek : instance.takeSeeks())
        seeks_.push_back(
            {index, instance.life(), seek, reading_[index][VirtualKafka::index(seek.partition)].generation});
    for (const TopicPartition& partition : instance.takeReleased())
        stop(VirtualKafka::index(partition), index);
}

/// A wish to read again reaches the kafka thread; until then it reads on.
void Schedule::seek() {
    if (seeks_.empty()) return;
    const SeekWish wish = seeks_.front();
    seeks_.erase(seeks_.begin());
    Instance& instance = instances_[wish.instance];
    const std::size_t p = VirtualKafka::index(wish.seek.partition);
    Reading& reading = reading_[wish.instance][p];
    if (wish.life != instance.life() || !reading.on || reading.leaving ||
        reading.generation != wish.generation)
        return;
    reading.epoch = ++lastEpoch_;
    reading.next = wish.seek.offset;
    note("seek " + std::to_string(wish.instance) + " " + std::to_string(p) + " to " +
         std::to_string(wish.seek.offset));
    const VirtualPartition& partition = kafka_.partitions()[p];
    instance.position(
        {wish.seek.partition, reading.epoch, wish.seek.offset, partition.committed, 0, partition.end}, now_);
    collect(wish.instance);
}

void Schedule::poll(std::size_t index) {
    if (chance(.5)) seek();
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

void Schedule::hand() {
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

void Schedule::meddle(const Request& request) {
    const auto* action = std::get_if<sheets::FormAction>(&request.asked.action);
    const auto* write = action != nullptr ? std::get_if<sheets::Write>(action) : nullptr;
    if (write == nullptr || !people_) return;
    const sheets::WritePlan& plan = write->plan;
    if (plan.titles.empty() && plan.lines.empty()) return;
    if (quiet_ && ++lateMeddlings_ > 3) return; // then it must come to rest
    const VirtualFile* file = google_.find(plan.sheet);
    if (file == nullptr || file->tabs.front().rows.size() < 2) return;
    if (!plan.lines.empty() && chance(.3)) google_.rotateRows(plan.sheet);
    if (chance(.3)) edit(plan.sheet);
}

void Schedule::apply(Request& request, bool answered) {
    meddle(request);
    const sheets::Outcome outcome =
        std::visit([&](const auto& action) { return port_.answer(action, wall()); }, request.asked.action);
    --request.copies;
    note("apply " + std::to_string(request.id) + " of " + std::to_string(request.instance) + " " +
         (request.asked.form ? request.asked.form->value : "index") + " " + describe(request.asked.action) +
         " -> outcome " + std::to_string(outcome.index()) + (answered ? "" : " lost"));
    if (people_ && chance(.1)) sortBehind(request.asked.action);
    if (!answered) return;
    const auto open = std::ranges::find(open_, request.id, &Open::id);
    if (open == open_.end()) return;
    replies_.push_back({*open, outcome});
    open_.erase(open);
}

/// Rows that were just read by number stand elsewhere when they are asked for next.
void Schedule::sortBehind(const AnyAction& action) {
    const auto* asked = std::get_if<sheets::FormAction>(&action);
    if (asked == nullptr) return;
    const SpreadsheetId* sheet = nullptr;
    if (const auto* ids = std::get_if<sheets::ReadIds>(asked)) sheet = &ids->sheet;
    if (const auto* rows = std::get_if<sheets::ReadRows>(asked)) sheet = &rows->sheet;
    if (sheet == nullptr || !google_.find(*sheet)) return;
    google_.rotateRows(*sheet);
    note("a person sorts " + sheet->value);
}

void Schedule::deliver() {
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

void Schedule::reply() {
    if (replies_.empty()) return;
    const std::size_t chosen = any(replies_.size());
    const Reply reply = std::move(replies_[chosen]);
    replies_.erase(replies_.begin() + static_cast<std::ptrdiff_t>(chosen));
    Instance& instance = instances_[reply.to.instance];
    if (reply.to.life != instance.life()) return;
    instance.answer(reply.to.form, reply.outcome, now_);
    collect(reply.to.instance);
}

void Schedule::giveUp() {
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

void Schedule::wake() {
    for (std::size_t i = 0; i < instances_.size(); ++i)
        for (std::size_t s = 0; s < instances_[i].sleeps().size(); ++s)
            if (instances_[i].sleeps()[s].until <= now_) {
                instances_[i].wake(s, now_);
                collect(i);
                return;
            }
}

} // namespace rowcast::sim
