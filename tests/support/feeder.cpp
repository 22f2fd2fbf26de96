#include "tests/support/feeder.h"

#include <algorithm>
#include <utility>

namespace rowcast::test {

Feeder::Feeder(FeederConfig config)
    : config_(std::move(config)), producer_(this),
      simulator_(
          intake::generated(config_.plan, config_.count), 0,
          [this](const intake::Produced& produced) { return send(produced); }, this),
      dice_(config_.plan.seed), open_(static_cast<std::size_t>(config_.partitions)) {
    for (const intake::Form& form : config_.plan.forms) {
        SentForm& sent = sent_[form.id.value];
        sent.title = form.title;
        sent.mapped = true;
        sent.shape = config_.plan.shape;
        for (const intake::FormQuestion& question : form.questions)
            sent.titles[question.id] = question.title;
    }
    connect(&producer_, &kafka::Producer::reports, this, [this](const std::vector<kafka::Report>& reports) {
        for (const kafka::Report& report : reports)
            if (report.error) error_ = report.error->what + report.error->detail;
        lookAround();
    });
    connect(&simulator_, &intake::Simulator::finished, this, [this] {
        done_ = true;
        lookAround();
    });
}

void Feeder::start() {
    if (const auto opened = producer_.open(config_.kafka); !opened) {
        emit finished(opened.error().what);
        return;
    }
    simulator_.start();
}

void Feeder::noteProgress(const std::vector<PartitionProgress>& progress) {
    for (const PartitionProgress& each : progress) {
        Open& open = open_[static_cast<std::size_t>(each.partition.partition)];
        for (; open.committed < each.committed.value_or(0) && !open.sizes.empty(); ++open.committed) {
            open.bytes -= open.sizes.front();
            open.sizes.pop_front();
        }
    }
}

bool Feeder::send(const intake::Produced& produced) {
    const std::size_t first = dice_.below(open_.size());
    const std::size_t size = produced.key.size() + (produced.value ? produced.value->size() : 0) + 50;
    for (std::size_t i = 0; i < open_.size(); ++i) {
        const std::size_t at = (first + i) % open_.size();
        if (open_[at].bytes + size > config_.mostOpen) continue;
        if (!producer_.send(
                {0, config_.topic, produced.key, produced.value, {}, static_cast<std::int32_t>(at)}))
            return false;
        open_[at].sizes.push_back(size);
        open_[at].bytes += size;
        remember(produced);
        return true;
    }
    return false;
}

void Feeder::remember(const intake::Produced& produced) {
    if (produced.broken) {
        ++(*produced.broken == intake::Broken::Tombstone ? tombstones_ : unreadable_);
        return;
    }
    SentForm& form = sent_.at(produced.key);
    for (const intake::Answer& answer : produced.response.answers)
        form.titles.try_emplace(answer.question, answer.question.text()); // one that no map knows
    const auto [known, fresh] = form.responses.emplace(produced.response.id, produced.response);
    ++(fresh ? responses_ : repeats_);
    if (produced.response.submittedAt > known->second.submittedAt) known->second = produced.response;
}

void Feeder::lookAround() {
    if (done_ && producer_.underWay() == 0 && std::exchange(done_, false)) emit finished(error_);
}

} // namespace rowcast::test
