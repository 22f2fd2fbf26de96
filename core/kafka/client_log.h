#pragma once
/// librdkafka's own log lines into category rowcast.kafka, redacted. Called from librdkafka's threads.

#include <librdkafka/rdkafka.h>

namespace rowcast::kafka {

void logClient(const rd_kafka_t* client, int level, const char* facility, const char* text);

} // namespace rowcast::kafka
