#include "tests/bench/bare_loop.h"

#include "core/kafka/client_config.h"

#include <chrono>
#include <ctime>

namespace rowcast::bench {

BareFigures bareLoop(const std::string& servers, const std::string& topic, int partitions) {
    auto conf = kafka::makeConf({{"bootstrap.servers", servers},
                                 {"group.id", "bench-bare"},
                                 {"enable.auto.commit", "false"},
                                 {"enable.partition.eof", "true"}});
    const kafka::Client client =
        kafka::shareClient(rd_kafka_new(RD_KAFKA_CONSUMER, conf->release(), nullptr, 0));
    rd_kafka_poll_set_consumer(client.get());
    const kafka::PartitionList all = kafka::newList(partitions);
    for (int i = 0; i < partitions; ++i)
        rd_kafka_topic_partition_list_add(all.get(), topic.c_str(), i)->offset = RD_KAFKA_OFFSET_BEGINNING;
    rd_kafka_assign(client.get(), all.get());
    BareFigures figures;
    std::chrono::steady_clock::time_point began;
    std::clock_t cpu = 0;
    for (int open = partitions; open > 0;) {
        rd_kafka_message_t* message = rd_kafka_consumer_poll(client.get(), 1000);
        if (message == nullptr) continue;
        if (message->err == RD_KAFKA_RESP_ERR__PARTITION_EOF) --open;
        if (message->err == RD_KAFKA_RESP_ERR_NO_ERROR && figures.records++ == 0) {
            began = std::chrono::steady_clock::now();
            cpu = std::clock();
        }
        rd_kafka_message_destroy(message);
    }
    figures.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
    figures.cpuSeconds = static_cast<double>(std::clock() - cpu) / CLOCKS_PER_SEC;
    return figures;
}

} // namespace rowcast::bench
