#pragma once
/// librdkafka's messages as record batches without a copy: the slices point into the messages, which live as
/// long as any batch's owner does. Filled on the kafka thread, destroyed on whichever thread drops the last
/// owner.

#include "core/kafka/handles.h"
#include "core/model/record.h"

#include <atomic>
#include <memory>
#include <span>
#include <vector>

namespace rowcast::kafka {

/// Bytes of records that receivers still hold.
using HeldBytes = std::shared_ptr<std::atomic<std::int64_t>>;

/// Takes ownership of `messages`, none of which carries an error; batches are in order of first appearance,
/// records in offset order. Epochs are left to the caller.
[[nodiscard]] std::vector<RecordBatch> toBatches(std::vector<rd_kafka_message_t*> messages,
                                                 const Client& client, const HeldBytes& held);

} // namespace rowcast::kafka
