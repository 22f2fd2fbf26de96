#include "core/transform/specimens.h"

#include <algorithm>
#include <set>

namespace rowcast::transform {

namespace {

std::size_t bytesOf(const KeptRecord& record) {
    return record.key.size() + record.value.size();
}

void copy(const TopicPartition& partition, const Record& from, KeptRecord& to) {
    to.position.partition = partition;
    to.position.offset = from.offset;
    to.timestamp = from.timestamp;
    to.key = from.key;
    to.value = from.value;
    to.headers.clear();
    for (const Header& header : from.headers)
        to.headers.emplace_back(header.name, header.value);
}

} // namespace

void Specimens::add(const RecordBatch& batch) {
    auto ring = rings_.find(batch.partition.topic);
    if (ring == rings_.end()) ring = rings_.emplace(batch.partition.topic, Ring{}).first;
    const std::size_t count = batch.records.size();
    for (std::size_t i = count > most ? count - most : 0; i < count; ++i)
        keep(ring->second, batch.partition, batch.records[i]);
}

void Specimens::keep(Ring& ring, const TopicPartition& partition, const Record& record) {
    if (record.tombstone || record.key.size() + record.value.size() > largest) return;
    if (ring.records.size() < most) {
        copy(partition, record, ring.records.emplace_back());
        ring.bytes += bytesOf(ring.records.back());
    } else {
        KeptRecord& oldest = ring.records[ring.next];
        ring.next = (ring.next + 1) % most;
        ring.bytes -= bytesOf(oldest);
        copy(partition, record, oldest);
        ring.bytes += bytesOf(oldest);
    }
    // Emptied, not removed: the places keep their order.
    for (std::size_t i = 0; ring.bytes > mostBytes && i + 1 < ring.records.size(); ++i) {
        KeptRecord& old = ring.records[(ring.next + i) % ring.records.size()];
        ring.bytes -= bytesOf(old);
        old = {};
    }
}

std::vector<RecordBatch> Specimens::of(const std::string& topic) const {
    std::vector<RecordBatch> out;
    const auto ring = rings_.find(topic);
    if (ring == rings_.end()) return out;
    const std::vector<KeptRecord>& records = ring->second.records;
    std::set<Position> seen; // a record may have been read again
    for (std::size_t i = records.size(); i-- > 0;)
        if (const KeptRecord& record = records[(ring->second.next + i) % records.size()];
            !record.value.empty() && seen.insert(record.position).second)
            out.push_back(asBatch(record));
    std::reverse(out.begin(), out.end());
    return out;
}

std::vector<std::string> Specimens::topics() const {
    std::vector<std::string> out;
    for (const auto& [topic, ring] : rings_)
        out.push_back(topic);
    return out;
}

std::vector<KeptRecord> Specimens::all() const {
    std::vector<KeptRecord> out;
    for (const auto& [topic, ring] : rings_)
        for (std::size_t i = 0; i < ring.records.size(); ++i)
            if (const KeptRecord& record = ring.records[(ring.next + i) % ring.records.size()];
                !record.value.empty())
                out.push_back(record);
    return out;
}

RecordBatch asBatch(const KeptRecord& record) {
    RecordBatch batch{record.position.partition, 0, {}, {}};
    Record slices;
    slices.offset = record.position.offset;
    slices.timestamp = record.timestamp;
    slices.key = record.key;
    slices.value = record.value;
    for (const auto& [name, value] : record.headers)
        slices.headers.push_back({name, value});
    batch.records.push_back(std::move(slices));
    return batch;
}

} // namespace rowcast::transform
