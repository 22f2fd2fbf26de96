#pragma once
/// The state that a spreadsheet keeps of itself: version, whose it is, sealed or open, and the next offset to
/// write for each partition. Text from a spreadsheet is anybody's: parsing gives an Error, never a crash.
/// Pure; any thread.

#include "core/base/result.h"
#include "core/model/ids.h"

#include <map>
#include <string>
#include <string_view>

namespace rowcast::sheets {

struct StateEntry {
    std::int64_t version = 0;
    std::string sheet;                        ///< start of the spreadsheet's own id: a copy has another
    std::string form;                         ///< hash of the form's id
    SpreadsheetId sealedTo;                   ///< the next part; empty: open
    std::map<std::string, std::int64_t> next; ///< watermark by partitionKey()
    bool operator==(const StateEntry&) const = default;
};

[[nodiscard]] std::string formatState(const StateEntry& state);
[[nodiscard]] Result<StateEntry> parseState(std::string_view text);

/// As the state names a form, a partition of the n-th log of a topic, and its own spreadsheet.
[[nodiscard]] std::string formKey(const FormId& form);
[[nodiscard]] std::string partitionKey(const TopicPartition& partition, int logNumber);
[[nodiscard]] std::string startOf(const SpreadsheetId& sheet);

} // namespace rowcast::sheets
