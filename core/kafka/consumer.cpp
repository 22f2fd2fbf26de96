#include "core/kafka/consumer.h"

#include "core/base/log.h"
#include "core/base/worker_thread.h"
#include "core/kafka/group_client.h"
#include "core/kafka/log_watch.h"
#include "core/kafka/partition_book.h"

#include <algorithm>

namespace rowcast::kafka {

namespace {

constexpr std::size_t kBatch = 1000;
constexpr std::chrono::milliseconds kIdlePoll{500};
constexpr std::chrono::milliseconds kCongestedPoll{2};
constexpr std::chrono::seconds kReleaseWithin{15};
constexpr std::chrono::milliseconds kAskAgain{500};
/// So long records stay in the client; then the partitions are paused, since polling must go on. Pausing
/// drops what was fetched ahead, so it is not for short moments.
constexpr std::chrono::seconds kPatience{1};

} // namespace

Consumer::Consumer(QObject* parent)
    : QObject(parent), book_(std::make_unique<PartitionBook>()), idle_(this), congested_(this),
      patience_(this), leaving_(this) {
    idle_.setInterval(kIdlePoll);
    congested_.setInterval(kCongestedPoll);
    patience_.setInterval(kPatience);
    patience_.setSingleShot(true);
    leaving_.setInterval(kReleaseWithin);
    leaving_.setSingleShot(true);
    connect(&idle_, &QTimer::timeout, this, &Consumer::look);
    connect(&congested_, &QTimer::timeout, this, &Consumer::look);
    connect(&patience_, &QTimer::timeout, this, [this] {
        if (!unwanted()) return wake(); // what lies in the queue raises no event any more
        if (!paused_) qCWarning(lcKafka) << "records are not being taken; reading is paused";
        hold(true);
        wake();
    });
    connect(&leaving_, &QTimer::timeout, this, [this] {
        qCWarning(lcKafka) << unreleased_.size() << "partitions leave without having been released";
        finishLeaving();
    });
}

Consumer::~Consumer() = default;

template <class Question>
void Consumer::ask(const Question& question) {
    if (watch_ == nullptr) return; // stopping
    QMetaObject::invokeMethod(
        watch_, [watch = watch_, question] { question(*watch); }, Qt::QueuedConnection);
}

void Consumer::start(const KafkaConfig& config) {
    Q_ASSERT(!client_);
    auto opened = GroupClient::open(config, [this] { wake(); });
    if (!opened) {
        report(opened.error());
        emit stopped();
        return;
    }
    client_ = std::move(*opened);
    prefetchBytes_ = config.prefetchBytes;
    watchThread_ = std::make_unique<WorkerThread>(QStringLiteral("kafka-watch"));
    watch_ = watchThread_->adopt(std::make_unique<LogWatch>(client_->handle(), config.group, config.topics));
    connect(watch_, &LogWatch::located, this, &Consumer::located);
    connect(watch_, &LogWatch::measured, this, &Consumer::measured);
    ask([](LogWatch& watch) { watch.begin(); });
    idle_.start();
    wake(); // what came before the queue's event was enabled raised none
}

/// From any of librdkafka's threads: at most one look waits in our event queue.
void Consumer::wake() {
    if (!woken_.exchange(true)) QMetaObject::invokeMethod(this, &Consumer::look, Qt::QueuedConnection);
}

void Consumer::look() {
    woken_.store(false);
    if (!client_ || (!stopping_ && unwanted() && !held_)) return;
    Taken taken = client_->take(kBatch);
    const bool more = taken.messages > 0;
    handle(taken);
    if (more) wake();
    if (stopping_ && client_->closed()) close();
}

/// True while the pipeline wants no more, or receivers hold more than they should. Polling stops for a
/// moment; for longer, partitions are paused.
bool Consumer::unwanted() {
    const bool full = client_->heldBytes() > prefetchBytes_;
    if (!full) congested_.stop();
    if (!paused_ && !full) {
        patience_.stop();
        hold(false);
        return false;
    }
    if (full && !congested_.isActive()) congested_.start(); // letting go says no word
    if (!held_ && !patience_.isActive()) patience_.start();
    return true;
}

void Consumer::hold(bool on) {
    if (on == held_) return;
    held_ = on;
    const auto staying = book_->staying();
    if (held_) {
        setCatchingUp(false);
        client_->pause(staying);
    } else {
        client_->resume(staying);
    }
}

void Consumer::handle(Taken& taken) {
    std::vector<RecordBatch> wanted;
    for (RecordBatch& batch : taken.batches) {
        const auto epoch = book_->deliver(batch.partition, batch.records.back().offset);
        if (!epoch) continue;
        batch.epoch = *epoch;
        wanted.push_back(std::move(batch));
    }
    if (!wanted.empty()) {
        setCatchingUp(true);
        emit received(wanted);
    }
    for (const CommitOffset& end : taken.ends)
        book_->reachEnd(end.partition, end.offset);
    if (!taken.ends.empty() && book_->allAtEnd()) setCatchingUp(false);
    for (const CommitOffset& done : taken.committed)
        book_->committed(done.partition, done.offset);
    if (!taken.ends.empty() || !taken.committed.empty()) client_->commit(book_->tailGaps());
    for (const Position& where : taken.outOfRange)
        askRange(where);
    for (const Error& error : taken.errors)
        report(error);
    for (Rebalance& rebalance : taken.rebalances) {
        if (rebalance.kind == Rebalance::Kind::Assign)
            assigned(std::move(rebalance.partitions));
        else
            leave(rebalance.partitions, rebalance.kind == Rebalance::Kind::Lost);
    }
}

void Consumer::setCatchingUp(bool on) {
    if (on == catchingUp_) return;
    catchingUp_ = on;
    ask([on](LogWatch& watch) { watch.setCatchingUp(on); });
}

void Consumer::assigned(std::vector<TopicPartition> partitions) {
    arriving_ = std::move(partitions);
    askWhere();
    if (arriving_.empty() || stopping_) {
        arriving_.clear();
        client_->assign({});
    }
}

void Consumer::askWhere() {
    ask([asked = arriving_](LogWatch& watch) { watch.locate(asked); });
}

void Consumer::located(const Located& answer) {
    if (!client_ || stopping_) return;
    if (const auto asked = ranges_.extract(answer.asked); !asked.empty()) {
        rangeKnown(answer.asked.front(), asked.mapped(), answer);
        return;
    }
    if (arriving_.empty() || answer.asked != arriving_) return;
    if (answer.error) {
        if (answer.error->remedy != Remedy::Wait) report(*answer.error);
        QTimer::singleShot(kAskAgain, this, [this] {
            if (client_ && !arriving_.empty()) askWhere();
        });
        return;
    }
    arriving_.clear();
    std::vector<Positioned> starts;
    starts.reserve(answer.found.size());
    for (const Positioned& found : answer.found)
        starts.push_back(book_->position(found));
    qCInfo(lcKafka) << "reading" << starts.size() << "more partitions";
    emit positioned(starts);
    client_->assign(starts);
    if (held_) client_->pause(answer.asked);
}

void Consumer::askRange(const Position& where) {
    if (!book_->holds(where.partition)) return;
    const std::vector<TopicPartition> asked{where.partition};
    ranges_[asked] = where.offset;
    ask([asked](LogWatch& watch) { watch.locate(asked); });
}

void Consumer::rangeKnown(const TopicPartition& partition, qint64 wanted, const Located& answer) {
    if (!book_->holds(partition)) return;
    if (answer.error) {
        if (answer.error->remedy != Remedy::Wait) report(*answer.error);
        QTimer::singleShot(kAskAgain, this, [this, partition, wanted] {
            if (client_) askRange({partition, wanted});
        });
        return;
    }
    emit outOfRange(partition, wanted, answer.found.front().low, answer.found.front().high);
}

void Consumer::leave(const std::vector<TopicPartition>& partitions, bool alreadyLost) {
    std::vector<TopicPartition> ours;
    std::copy_if(partitions.begin(), partitions.end(), std::back_inserter(ours),
                 [this](const TopicPartition& each) { return book_->holds(each); });
    departing_ = partitions;
    // librdkafka remembers a pause until the partition comes back, which it does not where we stop.
    if (held_ && !stopping_) client_->resume(ours);
    for (const TopicPartition& each : ours)
        book_->leave(each);
    if (alreadyLost) {
        if (!ours.empty()) emit lost(ours);
        finishLeaving();
        return;
    }
    unreleased_ = {ours.begin(), ours.end()};
    if (ours.empty()) {
        finishLeaving();
        return;
    }
    leaving_.start();
    emit revoked(ours);
}

void Consumer::release(const std::vector<TopicPartition>& partitions) {
    if (departing_.empty()) return;
    for (const TopicPartition& each : partitions)
        unreleased_.erase(each);
    if (unreleased_.empty()) finishLeaving();
}

void Consumer::finishLeaving() {
    leaving_.stop();
    unreleased_.clear();
    for (const TopicPartition& each : departing_)
        book_->forget(each);
    client_->unassign(departing_);
    departing_.clear();
}

void Consumer::commit(const std::vector<CommitOffset>& offsets) {
    if (!client_) return;
    std::vector<CommitOffset> ours;
    for (const CommitOffset& each : offsets)
        if (book_->holds(each.partition)) {
            book_->wantCommitted(each.partition, each.offset);
            ours.push_back(each);
        }
    client_->commit(ours);
}

void Consumer::setPaused(bool paused) {
    paused_ = paused;
    if (client_) wake();
}

void Consumer::seek(const TopicPartition& partition, qint64 offset) {
    if (!client_ || stopping_) return;
    const auto start = book_->reposition(partition, offset);
    if (!start) return;
    emit positioned({*start});
    if (client_->seek(partition, offset)) return;
    // A fetcher that has given up (out of range) cannot seek; taking the partition anew gives it another.
    client_->unassign({partition});
    client_->assign({*start});
    if (held_) client_->pause({partition});
}

void Consumer::measured(const Measured& measured) {
    if (!client_ || stopping_) return;
    for (const PartitionProgress& each : measured.all)
        book_->measured(each);
    if (measured.clusterId.isEmpty() && connected_) {
        connected_ = false;
        emit connectionChanged(false, {});
    }
    if (!measured.clusterId.isEmpty() && (!connected_ || (!lastError_.what.isEmpty() && !measured.trouble))) {
        connected_ = true;
        lastError_ = {};
        emit connectionChanged(true, measured.clusterId);
    }
    if (measured.trouble && (lastError_.what.isEmpty() || connected_)) report(*measured.trouble);
    client_->commit(book_->overdueCommits());
    if (!measured.all.empty()) emit progress(book_->progress(), measured.caughtUp);
}

void Consumer::report(const Error& error) {
    if (error.what == lastError_.what) return;
    lastError_ = error;
    qCWarning(lcKafka).noquote() << error.what << error.detail;
    emit failed(error);
}

void Consumer::stop() {
    if (!client_) {
        emit stopped();
        return;
    }
    if (std::exchange(stopping_, true)) return;
    patience_.stop();
    hold(true); // nothing more is wanted
    if (!arriving_.empty()) {
        // The group waits for an answer before it lets us go; what we never read may be taken back at once.
        arriving_.clear();
        client_->assign({});
    }
    watchThread_.reset(); // while its questions are still answered at once
    watch_ = nullptr;
    client_->close();
    idle_.setInterval(kCongestedPoll);
    wake();
}

void Consumer::close() {
    idle_.stop();
    idle_.setInterval(kIdlePoll);
    congested_.stop();
    patience_.stop();
    client_.reset();
    book_ = std::make_unique<PartitionBook>(book_->lastEpoch());
    ranges_.clear();
    stopping_ = connected_ = held_ = catchingUp_ = false;
    lastError_ = {};
    emit connectionChanged(false, {});
    emit stopped();
}

} // namespace rowcast::kafka
