#pragma once
/// What transform makes of the records of one batch. Plain values; any thread.

#include "core/model/row.h"

#include <QString>

#include <vector>

namespace rowcast::transform {

/// Forms are numbered in order of first appearance, by FormBook.
using FormIndex = std::uint32_t;

/// What a record turned out to be.
enum class Reading : std::uint8_t {
    Rows,      ///< responses of one form or several
    Rejected,  ///< cannot become a row
    Tombstone, ///< no value
    Ignored,   ///< an event that is no response
    IdOnly,    ///< names a response without its answers
    Waiting,   ///< its shape waits for the admin's word
};
struct DecodedRow {
    FormIndex form = 0;
    Row row; ///< but for `partition`, which the pipeline sets
};
struct DecodedRecord {
    Reading reading = Reading::Tombstone;
    std::uint32_t first = 0; ///< of DecodedBatch::rows, or of faults if rejected
    std::uint32_t count = 0;
};
/// Why a record is rejected.
struct Fault {
    FormId form;
    QString reason;
    QString place;
};
/// One for each record of a RecordBatch, in order.
struct DecodedBatch {
    std::vector<DecodedRecord> records;
    std::vector<DecodedRow> rows;
    std::vector<Fault> faults;
};

} // namespace rowcast::transform
