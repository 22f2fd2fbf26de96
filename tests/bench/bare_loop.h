#pragma once
/// What librdkafka can do at best with a loop of rd_kafka_consumer_poll: the yardstick of the benches. Any
/// thread; ends the program on an error.

#include <cstdint>
#include <string>

namespace rowcast::bench {

struct BareFigures {
    std::int64_t records = 0;
    double seconds = 0;
    double cpuSeconds = 0; ///< of the whole process
};

/// Reads partition 0 … `partitions` - 1 of the topic from the beginning to their ends.
[[nodiscard]] BareFigures bareLoop(const std::string& servers, const std::string& topic, int partitions = 1);

} // namespace rowcast::bench
