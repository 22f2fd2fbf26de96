#pragma once
/// Connects the active objects, which know nothing of each other. Reads as the flow. Called once, before
/// anything is started.

#include "app/runtime/delivery.h"
#include "core/kafka/consumer.h"

namespace rowcast::app {

/// Kafka → pipeline → sink → Google, and back to the commit.
void connectFlow(kafka::Consumer* consumer, Delivery* delivery);
/// Each owner's part of the state → the status board.
void connectStatus(kafka::Consumer* consumer, Delivery* delivery);

} // namespace rowcast::app
