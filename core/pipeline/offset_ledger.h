#pragma once
/// What of one partition is still open, form by form, and so what may be committed. Pure; any thread.
///
/// A position is open for a form while one of its rows waits, and open on its own while its rejection is not
/// on disk. A form whose rows were dropped holds everything from its lowest open position until it is read
/// again. Offsets may have gaps: only what was received counts.

#include <cstdint>
#include <optional>
#include <set>
#include <vector>

namespace rowcast::pipeline {

/// Forms are numbered by the engine.
using FormIndex = std::uint32_t;

class OffsetLedger {
public:
    explicit OffsetLedger(std::int64_t start = 0) : next_(start) {}

    /// Everything at or above it was never received.
    [[nodiscard]] std::int64_t next() const { return next_; }
    void receive(std::int64_t offset);

    /// One row of the form waits at `offset`; offsets of a form never fall.
    void open(FormIndex form, std::int64_t offset);
    /// One row of the form at `offset` is confirmed.
    void close(FormIndex form, std::int64_t offset);
    /// All rows of the form at `offset` are closed: its record was rejected.
    void closeRecord(FormIndex form, std::int64_t offset);

    /// The form's rows were dropped, or it did not take the one at `offset`: all from the lowest on is open.
    void hold(FormIndex form, std::int64_t offset);
    /// The form has taken again everything below `offset`.
    void readAgain(FormIndex form, std::int64_t offset);
    [[nodiscard]] std::optional<std::int64_t> held(FormIndex form) const;
    /// The lowest position that the form still lacks.
    [[nodiscard]] std::optional<std::int64_t> lowestOpen(FormIndex form) const;

    /// The record at `offset` is being stored as rejected, until closeRejected().
    void openRejected(std::int64_t offset) { rejected_.insert(offset); }
    void closeRejected(std::int64_t offset) { rejected_.erase(offset); }
    [[nodiscard]] bool rejecting() const { return !rejected_.empty(); }

    /// A record whose profile is not settled waits to be read again.
    void wait(std::int64_t offset) { waiting_.insert(offset); }
    void settle(std::int64_t offset) { waiting_.erase(offset); }
    [[nodiscard]] bool waits(std::int64_t offset) const { return waiting_.contains(offset); }
    [[nodiscard]] std::optional<std::int64_t> lowestWaiting() const;

    /// The lowest position that is neither in memory nor closed: only Kafka still has it.
    [[nodiscard]] std::optional<std::int64_t> lowestToRead() const;
    /// Retention took everything below `low`: nothing below it is held any longer.
    void forget(std::int64_t low);

    /// The highest offset below which everything received is closed.
    [[nodiscard]] std::int64_t committable() const;

private:
    struct Entry {
        std::int64_t offset;
        std::int32_t rows;
    };
    /// One form's open positions in offset order; closed ones in front of `head` are gone.
    struct Open {
        std::vector<Entry> entries;
        std::size_t head = 0;
        std::optional<std::int64_t> hold;
    };
    [[nodiscard]] Entry* find(FormIndex form, std::int64_t offset);
    void trim(Open& open);

    std::int64_t next_;
    std::vector<Open> forms_;
    std::set<std::int64_t> rejected_;
    std::set<std::int64_t> waiting_;
};

} // namespace rowcast::pipeline
