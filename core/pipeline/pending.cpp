#include "core/pipeline/pending.h"

#include <QtGlobal>

#include <algorithm>

namespace rowcast::pipeline {

namespace {

// {"userEnteredValue":{"stringValue":"…"}}, of the sink's request; numbers are shorter.
constexpr std::size_t cellJson = 41;
// {"values":[…]}, with the two leading cells but for their texts.
constexpr std::size_t rowJson = 15 + 2 * cellJson + 12;

} // namespace

std::size_t jsonBytes(const Row& row) {
    std::size_t bytes = rowJson + row.responseId.size();
    for (const Cell& cell : row.cells)
        bytes +=
            cellJson + (cell.kind == CellKind::Text || cell.kind == CellKind::Link ? cell.text.size() : 8);
    return bytes;
}

std::size_t memoryBytes(const Row& row) {
    std::size_t bytes = sizeof(Row) + sizeof(Monotonic) + row.responseId.size() + row.cells.size_bytes();
    for (const Cell& cell : row.cells)
        bytes += cell.text.size();
    return bytes;
}

void Pending::push(FormIndex form, Row row, Monotonic now) {
    if (form >= forms_.size()) forms_.resize(form + 1);
    std::vector<Queue>& queues = forms_[form];
    auto queue = std::find_if(queues.begin(), queues.end(),
                              [&](const Queue& each) { return each.partition == row.partition; });
    if (queue == queues.end()) {
        queues.push_back({row.partition, {}});
        queue = std::prev(queues.end());
    }
    Q_ASSERT(queue->rows.empty() || queue->rows.back().row.offset <= row.offset);
    bytes_ += memoryBytes(row);
    queue->rows.push_back({std::move(row), now});
}

Pending::Queue* Pending::oldestQueue(FormIndex form) {
    Queue* oldest = nullptr;
    for (Queue& queue : forms_[form])
        if (!queue.rows.empty() &&
            (!oldest || queue.rows.front().row.produced < oldest->rows.front().row.produced))
            oldest = &queue;
    return oldest;
}

std::size_t Pending::takeRecord(Queue& queue, std::vector<Row>& out) {
    const std::int64_t offset = queue.rows.front().row.offset;
    std::size_t json = 0;
    while (!queue.rows.empty() && queue.rows.front().row.offset == offset) {
        Row& row = queue.rows.front().row;
        json += jsonBytes(row);
        bytes_ -= memoryBytes(row);
        out.push_back(std::move(row));
        queue.rows.pop_front();
    }
    return json;
}

std::vector<Row> Pending::take(FormIndex form, std::size_t bytes) {
    std::vector<Row> out;
    if (form >= forms_.size()) return out;
    std::size_t taken = 0;
    while (Queue* queue = oldestQueue(form)) {
        std::size_t next = 0;
        for (const Waiting& waiting : queue->rows) {
            if (waiting.row.offset != queue->rows.front().row.offset) break;
            next += jsonBytes(waiting.row);
        }
        if (!out.empty() && taken + next > bytes) break;
        taken += takeRecord(*queue, out);
    }
    return out;
}

void Pending::dropForm(FormIndex form) {
    if (form >= forms_.size()) return;
    for (const Queue& queue : forms_[form])
        for (const Waiting& waiting : queue.rows)
            bytes_ -= memoryBytes(waiting.row);
    forms_[form].clear();
}

void Pending::dropPartition(PartitionIndex partition) {
    for (std::vector<Queue>& queues : forms_) {
        for (Queue& queue : queues) {
            if (queue.partition != partition) continue;
            for (const Waiting& waiting : queue.rows)
                bytes_ -= memoryBytes(waiting.row);
            queue.rows.clear();
        }
        std::erase_if(queues, [&](const Queue& queue) { return queue.partition == partition; });
    }
}

std::optional<Monotonic> Pending::since(FormIndex form) const {
    std::optional<Monotonic> oldest;
    if (form >= forms_.size()) return oldest;
    for (const Queue& queue : forms_[form])
        if (!queue.rows.empty() && (!oldest || queue.rows.front().since < *oldest))
            oldest = queue.rows.front().since;
    return oldest;
}

std::optional<WallTime> Pending::oldest(FormIndex form) const {
    std::optional<WallTime> oldest;
    if (form >= forms_.size()) return oldest;
    for (const Queue& queue : forms_[form])
        if (!queue.rows.empty() && (!oldest || queue.rows.front().row.produced < *oldest))
            oldest = queue.rows.front().row.produced;
    return oldest;
}

std::size_t Pending::rows(FormIndex form) const {
    std::size_t count = 0;
    if (form < forms_.size())
        for (const Queue& queue : forms_[form])
            count += queue.rows.size();
    return count;
}

} // namespace rowcast::pipeline
