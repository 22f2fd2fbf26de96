#include "core/intake/simulator.h"

#include <algorithm>

namespace rowcast::intake {

namespace {

constexpr std::chrono::milliseconds kTick{10};
constexpr std::int64_t kMostATick = 2000; // so that other events get their turn

} // namespace

Source generated(Plan plan, std::int64_t count) {
    return [generator = Generator(std::move(plan)), count,
            made = std::int64_t{0}]() mutable -> std::optional<Produced> {
        if (count > 0 && made == count) return std::nullopt;
        ++made;
        return generator.next(wallNow());
    };
}

Source listed(std::vector<Produced> records, std::int64_t count) {
    const auto total = count > 0 ? count : static_cast<std::int64_t>(records.size());
    return
        [records = std::move(records), total, made = std::int64_t{0}]() mutable -> std::optional<Produced> {
            if (made == total) return std::nullopt;
            return records[static_cast<std::size_t>(made++) % records.size()];
        };
}

Simulator::Simulator(Source source, double rate, Send send, QObject* parent)
    : QObject(parent), source_(std::move(source)), rate_(rate), send_(std::move(send)), timer_(this) {
    connect(&timer_, &QTimer::timeout, this, &Simulator::tick);
}

void Simulator::start() {
    sentBefore_ = sent_;
    since_.start();
    timer_.start(rate_ > 0 ? kTick : std::chrono::milliseconds(0));
}

void Simulator::stop() {
    timer_.stop();
}

void Simulator::tick() {
    const auto due =
        rate_ > 0
            ? sentBefore_ + static_cast<std::int64_t>(rate_ * static_cast<double>(since_.elapsed()) / 1000.0)
            : sent_ + kMostATick;
    for (std::int64_t left = std::min(due - sent_, kMostATick); left > 0; --left) {
        if (!waiting_) waiting_ = source_();
        if (!waiting_) {
            stop();
            emit finished();
            return;
        }
        if (!send_(*waiting_)) {
            timer_.start(kTick);
            return;
        }
        waiting_.reset();
        ++sent_;
    }
    if (rate_ <= 0) timer_.start(0);
}

} // namespace rowcast::intake
