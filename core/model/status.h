#pragma once
/// The one picture of the program: folded by core/monitor/status_board at most 10 times a second, shown by
/// window, tray and `rowcast status` alike. Immutable value; any thread.

#include "core/base/error.h"
#include "core/base/time.h"
#include "core/model/account_status.h"
#include "core/model/check.h"
#include "core/model/ids.h"
#include "core/model/sharing.h"

#include <QString>

#include <memory>
#include <optional>
#include <vector>

namespace rowcast {

/// What the state bar and the tray show, most pressing last.
enum class Activity { Starting, Idle, Delivering, CatchingUp, Paused, Stopped };

/// The state in words, as the window, the tray and `rowcast status` say it: made once, by core/monitor's
/// describe(), so that all of them say the same.
struct StateSentence {
    QString headline; ///< "Delivering", "Not delivering: the Google sign-in has expired"
    QString rest; ///< "6 forms · 0 waiting · last row 2 s ago"; when stopped: what it means for the rows
    bool operator==(const StateSentence&) const = default;
};

struct FormStatus {
    FormId form;
    QString title;
    QString url; ///< of its spreadsheet; empty until there is one
    std::int64_t rows = 0;
    std::int64_t waiting = 0;       ///< read from Kafka, not yet confirmed
    std::optional<WallTime> newest; ///< when its newest response was produced
    std::optional<Error> blocked;
    std::int64_t rejected = 0;
    int untitled = 0;          ///< questions that show their id for want of a title
    std::int64_t unparsed = 0; ///< answers written as text, since they do not parse as their question's type
    bool operator==(const FormStatus&) const = default;
};

/// A sentence that needs a person, with the buttons that mend it.
struct Problem {
    QString id;  ///< stable while it lasts: "form:feedback", "kafka"; colon: of a part (stopping.h)
    FormId form; ///< empty: concerns the whole pipeline
    Error error;
    WallTime since{};
    bool operator==(const Problem&) const = default;
};

struct KafkaStatus {
    QString servers;
    QString group;
    bool connected = false;
    int partitions = 0;    ///< read by this instance
    std::int64_t lag = 0;  ///< of those: end − committed, all partitions
    bool caughtUp = false; ///< committed = end on every partition of the topics, whoever reads it
    bool operator==(const KafkaStatus&) const = default;
};

struct GoogleStatus {
    QString account;                      ///< e-mail of the owner; empty without a credential
    std::vector<AccountStatus> accounts;  ///< the owner first
    bool hasClient = false;               ///< an OAuth client is there to sign in with
    std::optional<ConsentStatus> consent; ///< a sign-in or picking under way
    std::optional<Error> keychain;        ///< why nothing can be kept; none: all is well
    QString folderUrl;
    QString folderName;
    bool mayCreate = true;       ///< the owner may create spreadsheets in the folder
    std::vector<Share> shareNew; ///< who gets each new spreadsheet
    bool reachable = false;
    int writesLastMinute = 0;
    int writesPerMinute = 60;
    int peakWrites = 0; ///< most writes in one minute since local midnight
    std::optional<WallTime> peakAt;
    CheckReport check; ///< of the last preflight
    std::optional<WallTime> checkedAt;
    bool checking = false;
    bool operator==(const GoogleStatus&) const = default;
};

/// One point of the chart.
struct HistoryPoint {
    WallTime at{};
    double rowsPerSecond = 0;
    std::int64_t waiting = 0;
    bool operator==(const HistoryPoint&) const = default;
};
/// Three resolutions, oldest first, at most 600 points each.
struct History {
    std::vector<HistoryPoint> tenMinutes; ///< 1 s apart
    std::vector<HistoryPoint> hour;       ///< 6 s apart
    std::vector<HistoryPoint> day;        ///< 144 s apart
};

struct Status {
    QString pipeline; ///< its name for people
    Activity activity = Activity::Starting;
    StateSentence sentence;
    std::vector<FormStatus> forms; ///< those that need a person first, then newest response first
    std::vector<Problem> problems; ///< the most pressing first
    KafkaStatus kafka;
    GoogleStatus google;
    std::int64_t waiting = 0;
    std::int64_t deliveredToday = 0; ///< rows since local midnight
    std::int64_t delivered = 0;      ///< rows since start
    std::int64_t updated = 0;        ///< rows that a newer submission changed, since start
    std::int64_t updatedToday = 0;
    std::int64_t duplicates = 0;
    std::int64_t deleted = 0;  ///< submissions left out since people deleted their row, since start
    std::int64_t rejected = 0; ///< kept in the store now
    std::int64_t rejectedToday = 0;
    std::int64_t tombstones = 0;
    std::int64_t ignored = 0;         ///< events that are no responses
    std::int64_t idOnly = 0;          ///< events that name a response without its answers
    std::optional<Millis> latencyP50; ///< produced → confirmed, last 10 minutes
    std::optional<Millis> latencyP99;
    std::optional<WallTime> lastRow;
    std::optional<WallTime> oldestWaiting;
    bool demo = false;
    std::shared_ptr<const History> history;
    WallTime at{};
};

} // namespace rowcast
