#pragma once
/// Asks a real account every assumption about Google that our writing rests on and no document settles.
/// Touches only a spreadsheet that it made (and a copy of it) and trashes both. Session's thread; blocks in
/// an event loop.

#include "core/google/account.h"
#include "core/google/session.h"

#include <QJsonObject>

#include <functional>
#include <vector>

namespace rowcast::google {

class LiveSheet;

enum class Verdict {
    Holds,
    Differs,
    NotAsked, ///< the experiment could not be made
    LeftOut   ///< not this account's affair, or only on request
};

struct Finding {
    Verdict verdict = Verdict::NotAsked;
    QString seen; ///< what Google did, one phrase
};

/// One assumption. The grade is the evidence so far: L a published live run, R a recording, Q a user's word,
/// M memory, D documentation that is worth confirming, ? none at all.
struct Probe {
    const char* id;
    char grade;
    const char* claim;
    Finding (*ask)(LiveSheet& sheet);
};
[[nodiscard]] std::vector<Probe> metadataProbes();
[[nodiscard]] std::vector<Probe> cellProbes();
[[nodiscard]] std::vector<Probe> driveProbes();
[[nodiscard]] std::vector<Probe> valueProbes();
[[nodiscard]] std::vector<Probe> sharingProbes();
/// What no request can settle, with the way to see it.
[[nodiscard]] std::vector<Probe> elsewhereProbes();
/// They come last: one of them uses up the account's quota of a minute.
[[nodiscard]] std::vector<Probe> requestProbes();

struct ProbeResult {
    QString id;
    QChar grade;
    QString claim;
    Finding finding;
};
struct LiveReport {
    std::vector<ProbeResult> results;
    std::optional<Error> error; ///< the check could not begin, or could not tidy up
};

struct LiveOptions {
    std::string folder;    ///< id of the folder to work in; empty: My Drive
    std::string shareWith; ///< an address that may see the spreadsheet for a moment; empty: nobody
    bool quota = false;    ///< writes until Google says that it is too much
    std::optional<ServiceAccountKey> key; ///< of the account, if it has one: signs with a wrong clock
};
/// `progress` is told each result as it comes.
[[nodiscard]] LiveReport runLiveCheck(Session& session, const LiveOptions& options,
                                      const std::function<void(const ProbeResult&)>& progress);

/// True if every assumption that was not left out was asked and holds.
[[nodiscard]] bool isGood(const LiveReport& report);
/// Two lines of text, and what stands below them all.
[[nodiscard]] QString textOf(const ProbeResult& result);
[[nodiscard]] QString summaryOf(const LiveReport& report);
[[nodiscard]] QJsonObject jsonOf(const LiveReport& report);

} // namespace rowcast::google
