#pragma once
/// The verdict of a simulated run, by reading Kafka's log and the spreadsheets as a stranger: titles, rows
/// and nothing of our code's state. A cell says "form/response/question/content", where the content
/// tells the submissions of a response apart; a title that people changed keeps its old words before a '*'.

#include "tests/sim/virtual_google.h"
#include "tests/sim/virtual_kafka.h"

#include <optional>
#include <set>
#include <string>
#include <utility>

namespace rowcast::sim {

/// Records stored as rejected, by partition and offset.
using RejectedSet = std::set<std::pair<std::size_t, std::int64_t>>;

/// The first thing that is wrong: "lost …", "duplicate …", "misplaced …", "mixed …", "outdated …", "cut …",
/// "overwritten …", "two indexes …".
[[nodiscard]] std::optional<std::string> judge(const VirtualGoogle& google, const VirtualKafka& kafka);

/// A record below a committed offset whose rows stand nowhere and that is not kept as rejected.
[[nodiscard]] std::optional<std::string> judgeCommit(const VirtualGoogle& google, const VirtualKafka& kafka,
                                                     std::size_t partition, const RejectedSet& rejected);

} // namespace rowcast::sim
