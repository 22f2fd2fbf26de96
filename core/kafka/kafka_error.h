#pragma once
/// librdkafka's codes as an Error: what an admin must do, in one sentence. Pure; any thread.

#include "core/base/error.h"

#include <librdkafka/rdkafka.h>

namespace rowcast::kafka {

/// `subject` is what the call was about (a topic, a group, a server) and appears in the sentence where it
/// helps; `detail` is librdkafka's own text and goes, redacted, with the code into Error::detail.
[[nodiscard]] Error kafkaError(rd_kafka_resp_err_t code, const QString& detail = {},
                               const QString& subject = {});

} // namespace rowcast::kafka
