#include "core/kafka/log_watch.h"

#include "core/kafka/client_config.h"
#include "core/kafka/kafka_error.h"
#include "core/kafka/partition_list.h"

#include <set>

namespace rowcast::kafka {

namespace {

constexpr int kWaitMillis = 3000;
constexpr int kCommittedWaitMillis = 1000; // answered only while the group is not being shared out anew
constexpr int kNudgeWaitMillis = 500;
constexpr std::chrono::milliseconds kNudgeEvery{20};
constexpr std::chrono::seconds kMeasureEvery{1};
constexpr int kRefreshEvery = 10;
// ListOffsets' own words for the two ends of a log, taken by rd_kafka_offsets_for_times in place of a time
constexpr std::int64_t kLatest = RD_KAFKA_OFFSET_END;
constexpr std::int64_t kEarliest = RD_KAFKA_OFFSET_BEGINNING;

std::optional<Error> firstError(rd_kafka_resp_err_t code, const rd_kafka_topic_partition_list_t& list,
                                const QString& group) {
    const QString about = code == RD_KAFKA_RESP_ERR_GROUP_AUTHORIZATION_FAILED ? group : QString();
    if (code != RD_KAFKA_RESP_ERR_NO_ERROR) return kafkaError(code, {}, about);
    for (int i = 0; i < list.cnt; ++i)
        if (list.elems[i].err != RD_KAFKA_RESP_ERR_NO_ERROR)
            return kafkaError(list.elems[i].err, {}, QString::fromUtf8(list.elems[i].topic));
    return std::nullopt;
}

std::optional<Error> edges(rd_kafka_t* client, rd_kafka_topic_partition_list_t& list) {
    const rd_kafka_resp_err_t code = rd_kafka_offsets_for_times(client, &list, kWaitMillis);
    return firstError(code, list, {});
}

std::int64_t offsetOf(rd_kafka_topic_partition_list_t& list, const TopicPartition& partition) {
    return rd_kafka_topic_partition_list_find(&list, partition.topic.c_str(), partition.partition)->offset;
}

} // namespace

LogWatch::LogWatch(Client client, const QString& group, const QStringList& topics)
    : client_(std::move(client)), group_(group), topics_(topics), second_(this), nudge_(this),
      leaders_(newList()) {
    if (!topics.isEmpty() && topics.front().startsWith(QLatin1Char('^')))
        pattern_.emplace(topics.front().toStdString(), std::regex::extended); // client_config.cpp checked it
    second_.setInterval(kMeasureEvery);
    nudge_.setInterval(kNudgeEvery);
    connect(&second_, &QTimer::timeout, this, &LogWatch::measure);
    connect(&nudge_, &QTimer::timeout, this, &LogWatch::nudge);
}

void LogWatch::begin() {
    second_.start();
    measure();
}

void LogWatch::locate(const std::vector<TopicPartition>& partitions) {
    joined_ = true;
    Located answer{partitions, {}, {}};
    std::vector<PartitionProgress> found;
    answer.error = stand(partitions, found);
    if (!answer.error)
        for (const PartitionProgress& each : found)
            answer.found.push_back(
                {each.partition, 0, each.committed.value_or(each.low), each.committed, each.low, each.high});
    emit located(answer);
}

void LogWatch::setCatchingUp(bool on) {
    if (on && !nudge_.isActive()) nudge_.start();
    if (!on) nudge_.stop();
}

void LogWatch::nudge() {
    if (leaders_->cnt == 0) return;
    const PartitionList asked(rd_kafka_topic_partition_list_copy(leaders_.get()));
    rd_kafka_offsets_for_times(client_.get(), asked.get(), kNudgeWaitMillis);
}

void LogWatch::measure() {
    Measured measured;
    if (untilRefresh_ == 0) {
        measured.trouble = refreshTopics();
        untilRefresh_ = measured.trouble ? 0 : kRefreshEvery;
    } else {
        --untilRefresh_;
    }
    if (joined_ && !clusterId_.isEmpty() && !partitions_.empty()) {
        const auto trouble = stand(partitions_, measured.all);
        measured.caughtUp = !trouble && !measured.trouble;
        if (trouble && trouble->remedy != Remedy::Wait) {
            untilRefresh_ = 0;
            if (!measured.trouble) measured.trouble = trouble;
        }
        for (const PartitionProgress& each : measured.all)
            measured.caughtUp = measured.caughtUp && each.committed.value_or(each.low) >= each.high;
    }
    measured.clusterId = clusterId_;
    emit this->measured(measured);
}

std::optional<Error> LogWatch::refreshTopics() {
    partitions_.clear();
    leaders_ = newList();
    clusterId_.clear();
    std::optional<Error> trouble;
    if (pattern_) {
        trouble = readMetadata(nullptr);
    } else {
        for (const QString& name : topics_) {
            const TopicHandle topic(rd_kafka_topic_new(client_.get(), name.toUtf8().constData(), nullptr));
            const auto found = topic ? readMetadata(topic.get())
                                     : std::optional(kafkaError(rd_kafka_last_error(), {}, name));
            if (found && !trouble) trouble = found;
            if (topic && clusterId_.isEmpty()) break; // no answer: the others would wait as long
        }
    }
    if (partitions_.empty() && !trouble)
        trouble = kafkaError(RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART, {}, topics_.join(QStringLiteral(", ")));
    return trouble;
}

std::optional<Error> LogWatch::readMetadata(rd_kafka_topic_t* only) {
    const rd_kafka_metadata_t* raw = nullptr;
    const rd_kafka_resp_err_t code =
        rd_kafka_metadata(client_.get(), only == nullptr ? 1 : 0, only, &raw, kWaitMillis);
    if (code != RD_KAFKA_RESP_ERR_NO_ERROR) return kafkaError(code);
    const MetadataHandle metadata(raw);
    if (char* id = rd_kafka_clusterid(client_.get(), kWaitMillis)) {
        clusterId_ = QString::fromUtf8(id);
        rd_kafka_mem_free(client_.get(), id);
    }
    std::optional<Error> trouble;
    for (int i = 0; i < raw->topic_cnt; ++i)
        if (const auto found = addTopic(raw->topics[i]); found && !trouble) trouble = found;
    return trouble;
}

std::optional<Error> LogWatch::addTopic(const rd_kafka_metadata_topic_t& topic) {
    if (pattern_ &&
        (std::string_view(topic.topic).starts_with("__") || !std::regex_search(topic.topic, *pattern_)))
        return std::nullopt;
    if (topic.err != RD_KAFKA_RESP_ERR_NO_ERROR)
        return kafkaError(topic.err, {}, QString::fromUtf8(topic.topic));
    std::set<std::int32_t> led;
    for (int i = 0; i < topic.partition_cnt; ++i) {
        const rd_kafka_metadata_partition_t& each = topic.partitions[i];
        partitions_.push_back({topic.topic, each.id});
        if (led.insert(each.leader).second)
            rd_kafka_topic_partition_list_add(leaders_.get(), topic.topic, each.id)->offset = kLatest;
    }
    return std::nullopt;
}

/// Committed is asked before the ends: a group that seems to have caught up then really has.
std::optional<Error> LogWatch::stand(const std::vector<TopicPartition>& partitions,
                                     std::vector<PartitionProgress>& out) const {
    if (partitions.empty()) return std::nullopt;
    const PartitionList committed = toList(partitions);
    const rd_kafka_resp_err_t code = rd_kafka_committed(client_.get(), committed.get(), kCommittedWaitMillis);
    if (code == RD_KAFKA_RESP_ERR__TIMED_OUT)
        return Error{
            Remedy::Wait, LogWatch::tr("The consumer group is sharing out its partitions."), {}, {}, {}};
    if (auto error = firstError(code, *committed, group_)) return error;
    const PartitionList low = toList(partitions, kEarliest);
    if (auto error = edges(client_.get(), *low)) return error;
    const PartitionList high = toList(partitions, kLatest);
    if (auto error = edges(client_.get(), *high)) return error;
    out.reserve(partitions.size());
    for (const TopicPartition& each : partitions) {
        PartitionProgress progress{each, offsetOf(*low, each), offsetOf(*high, each), std::nullopt};
        if (const std::int64_t at = offsetOf(*committed, each); at >= 0) progress.committed = at;
        out.push_back(progress);
    }
    return std::nullopt;
}

} // namespace rowcast::kafka
