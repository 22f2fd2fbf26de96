#pragma once
/// Rows that wait to be written, by form and partition, in offset order; and what leaves next. Pure; any
/// thread.

#include "core/model/row.h"
#include "core/pipeline/offset_ledger.h"

#include <deque>
#include <optional>
#include <vector>

namespace rowcast::pipeline {

/// Partitions are numbered by the engine; the number is Row::partition.
using PartitionIndex = std::uint32_t;

/// About how many bytes of request JSON the row becomes.
[[nodiscard]] std::size_t jsonBytes(const Row& row);
/// About how many bytes of memory the row holds while it waits.
[[nodiscard]] std::size_t memoryBytes(const Row& row);

class Pending {
public:
    /// Precondition: row.partition is set and the row's offset is not below the last pushed there.
    void push(FormIndex form, Row row, Monotonic now);

    /// A prefix per partition, oldest record first, up to `bytes` of JSON (at least one record; the rows of a
    /// record for this form stay together).
    [[nodiscard]] std::vector<Row> take(FormIndex form, std::size_t bytes);

    void dropForm(FormIndex form);
    void dropPartition(PartitionIndex partition);

    /// Since when the form's oldest row waits; none: nothing waits.
    [[nodiscard]] std::optional<Monotonic> since(FormIndex form) const;
    /// When the form's oldest waiting row was produced.
    [[nodiscard]] std::optional<WallTime> oldest(FormIndex form) const;
    [[nodiscard]] std::size_t rows(FormIndex form) const;
    /// Memory of all waiting rows.
    [[nodiscard]] std::size_t bytes() const { return bytes_; }
    [[nodiscard]] std::size_t forms() const { return forms_.size(); }

private:
    struct Waiting {
        Row row;
        Monotonic since;
    };
    struct Queue {
        PartitionIndex partition = 0;
        std::deque<Waiting> rows;
    };
    [[nodiscard]] Queue* oldestQueue(FormIndex form);
    std::size_t takeRecord(Queue& queue, std::vector<Row>& out);

    std::vector<std::vector<Queue>> forms_;
    std::size_t bytes_ = 0;
};

/// Whose turn it is: the form whose oldest row has waited longest among those for which `mayWrite(form)`.
template <class MayWrite>
[[nodiscard]] std::optional<FormIndex> longestWaiting(const Pending& pending, MayWrite mayWrite) {
    std::optional<FormIndex> longest;
    std::optional<Monotonic> oldest;
    for (FormIndex form = 0; form < pending.forms(); ++form) {
        const auto since = pending.since(form);
        if (!since || (oldest && *since >= *oldest) || !mayWrite(form)) continue;
        longest = form;
        oldest = since;
    }
    return longest;
}

} // namespace rowcast::pipeline
