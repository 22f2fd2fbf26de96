#pragma once
/// One account of a Session: its token, its quotas, and the spreadsheets that it turned out not to reach.
/// Thread of its Session.

#include "core/google/quota_bucket.h"
#include "core/google/token_source.h"

#include <map>
#include <memory>

namespace rowcast::google {

struct SessionAccount {
    QString email;
    std::unique_ptr<TokenSource> tokens;
    QuotaBucket writes;
    QuotaBucket reads;
    std::map<SpreadsheetId, Monotonic>
        closed; ///< helpers only: not shared with it, asked again after this time

    SessionAccount(QString address, std::unique_ptr<TokenSource> source, int writesPerMinute,
                   int readsPerMinute)
        : email(std::move(address)), tokens(std::move(source)), writes(writesPerMinute),
          reads(readsPerMinute) {}

    [[nodiscard]] bool reaches(const SpreadsheetId& spreadsheet, Monotonic now) const {
        const auto found = closed.find(spreadsheet);
        return found == closed.end() || found->second <= now;
    }

    /// The bucket that the quota is spent from; none for calls that are not metered here.
    [[nodiscard]] QuotaBucket* bucket(Quota quota) {
        switch (quota) {
        case Quota::SheetsWrite: return &writes;
        case Quota::SheetsRead: return &reads;
        case Quota::Drive:
        case Quota::None: return nullptr;
        }
        return nullptr;
    }
};

} // namespace rowcast::google
