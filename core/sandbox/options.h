#pragma once
/// How one sandbox behaves: quotas, faults, latency, limits; with the grammar of its command line. Plain
/// values.
///
///   faults  := part {"," part}
///   part    := kind "=" share [":" argument] | "seed=" number | "only=" api {"+" api} | kind "@" n {"+" n}
///   kind    := "429" | "500" | "503" | "reset" (before applying) | "lost" (applied, reply lost) | "half"
///   (half a body)
///            | "twice" (applied twice) | "slow" | "stall" | "lag" (a new file is not listed for `argument`)
///   share   := percent "%" | fraction between 0 and 1; "all=20%" spreads one share over 429 … half and slow
///   "@"     := the n-th requests (from 1) instead of a share; "503@3+4"
///   argument:= duration: of slow (default 200ms), stall (30s), lag (10s)
///   api     := "sheets" | "drive" | "token" | "forms" | a method id as in the discovery document
///   quota   := "off" | part {"," part} ; part := ("reads" | "writes") ["/project"] "=" number (a minute)
///   latency := duration ["-" duration] ; duration := number ["ms" | "s"]

#include "core/base/result.h"
#include "core/base/time.h"

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace rowcast::sandbox {

enum class Fault { None, Quota429, Server500, Unavailable503, Reset, Lost, Half, Twice, Slow, Stall };

struct FaultPlan {
    std::map<Fault, double> share;      ///< 0 … 1 of all requests
    std::map<std::uint64_t, Fault> nth; ///< request number, from 1
    std::vector<Fault> script;          ///< the next requests, one after another; None lets one pass
    std::set<std::string, std::less<>> only = {"sheets", "drive"};
    std::uint64_t seed = 1;
    Millis slow{200}, stall{30'000}, listLag{0};
};

struct QuotaPlan {
    bool enabled = true;
    int readsPerUser = 60, writesPerUser = 60, readsPerProject = 300, writesPerProject = 300;
};

struct Latency {
    Millis least{0}, most{0};
};

struct Options {
    std::uint16_t port = 0; ///< 0: any free one
    FaultPlan faults;
    QuotaPlan quota;
    Latency latency;
    std::int64_t cellLimit = 10'000'000;
    /// Real service accounts own no files (403 storageQuotaExceeded); on for demo and simple tests.
    bool serviceAccountsMayOwn = false;
    std::chrono::seconds tokenLife{3599};
    std::uint64_t seed = 1;                          ///< of ids
    std::set<std::string, std::less<>> disabledApis; ///< "sheets", "drive": not enabled in the project
    std::set<std::string, std::less<>> fullStorages; ///< people who have no room left in their Drive
};

[[nodiscard]] Result<FaultPlan> parseFaults(std::string_view text);
[[nodiscard]] Result<QuotaPlan> parseQuota(std::string_view text);
[[nodiscard]] Result<Latency> parseLatency(std::string_view text);

} // namespace rowcast::sandbox
