#pragma once
/// Keys and ids of the developer metadata that is ours, and one change to it. Plain values; any thread.

#include "core/google/spreadsheet.h"

#include <cstdint>
#include <string>

namespace rowcast::sheets {

using google::Metadata;
using google::Value;

// Keys are short: Google counts 30,000 characters of keys and values a tab.
inline constexpr char kStateKey[] = "rc.s";   ///< state entry, at the spreadsheet
inline constexpr char kRingKey[] = "rc";      ///< ring mark, at the spreadsheet
inline constexpr char kColumnsKey[] = "rc.c"; ///< which columns were ever made, at the spreadsheet
inline constexpr char kColumnKey[] = "rc.q";  ///< column tag
inline constexpr char kHeaderKey[] = "rc.h";  ///< header row
inline constexpr char kRowKey[] = "rc.r";     ///< row under repair
inline constexpr char kClaimKey[] = "rc.f";   ///< claim, at a tab of the index

// Ids are unique in a spreadsheet, whoever makes them; ours begin at "RC" as two bytes.
inline constexpr std::int32_t kStateId = 0x52430000;     ///< + version mod 2
inline constexpr std::int32_t kColumnsId = kStateId + 2; ///< the one columns entry
inline constexpr std::int32_t kRingId = kStateId + 100;  ///< + 100 · ring + place

/// A created entry with id 0 gets one from Google. A pin refuses the whole batch unless the entry stands at
/// its place when the batch lands: people move rows and columns under a write.
struct MetadataOp {
    enum class Kind : std::uint8_t { Create, Update, Delete, Pin };
    Kind kind = Kind::Create;
    Metadata entry; ///< Update: id and the new value; Delete: id; Pin: all of it, the value as it is to be
    bool operator==(const MetadataOp&) const = default;
};

} // namespace rowcast::sheets
