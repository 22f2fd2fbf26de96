#pragma once
/// Ids as types, so that a form's id cannot be passed where a spreadsheet's is wanted. UTF-8 text; any
/// thread.

#include <QString>

#include <compare>
#include <cstdint>
#include <functional>
#include <string>

namespace rowcast {

template <class Tag>
struct Id {
    std::string value;

    Id() = default;
    explicit Id(std::string text) : value(std::move(text)) {}
    [[nodiscard]] bool empty() const { return value.empty(); }
    [[nodiscard]] QString text() const { return QString::fromStdString(value); }
    auto operator<=>(const Id&) const = default;
};

using FormId = Id<struct FormTag>;
using QuestionId = Id<struct QuestionTag>;
using ResponseId = Id<struct ResponseTag>;
using SpreadsheetId = Id<struct SpreadsheetTag>;

struct TopicPartition {
    std::string topic;
    std::int32_t partition = 0;
    auto operator<=>(const TopicPartition&) const = default;
};

/// Where one record stands in Kafka.
struct Position {
    TopicPartition partition;
    std::int64_t offset = 0;
    auto operator<=>(const Position&) const = default;
};

/// Names one stay of a partition with this instance: new on assign, revoke, lost and seek. Records that carry
/// an older one are ignored.
using Epoch = std::uint64_t;

} // namespace rowcast

template <class Tag>
struct std::hash<rowcast::Id<Tag>> {
    std::size_t operator()(const rowcast::Id<Tag>& id) const noexcept {
        return std::hash<std::string>{}(id.value);
    }
};
template <>
struct std::hash<rowcast::TopicPartition> {
    std::size_t operator()(const rowcast::TopicPartition& tp) const noexcept {
        return std::hash<std::string>{}(tp.topic) * 31 + static_cast<std::size_t>(tp.partition);
    }
};
