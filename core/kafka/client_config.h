#pragma once
/// KafkaConfig → librdkafka's properties. Pure; any thread. Errors name the setting that must be corrected
/// and never its secret value.

#include "core/base/result.h"
#include "core/kafka/handles.h"
#include "core/model/config.h"

#include <string>
#include <utility>
#include <vector>

namespace rowcast::kafka {

using Properties = std::vector<std::pair<std::string, std::string>>;

/// Connection and security, then the admin's own kafka.properties.*.
[[nodiscard]] Result<Properties> clientProperties(const KafkaConfig& config);
/// What a group member needs on top: also checks topics and group.
[[nodiscard]] Result<Properties> consumerProperties(const KafkaConfig& config);
/// What a producer needs on top: idempotent, all replicas.
[[nodiscard]] Result<Properties> producerProperties(const KafkaConfig& config);

[[nodiscard]] Result<ConfHandle> makeConf(const Properties& properties);

/// Topics beginning with two underscores are Kafka's own: a regex never subscribes to them.
inline constexpr const char* kInternalTopics = "^__";

} // namespace rowcast::kafka
