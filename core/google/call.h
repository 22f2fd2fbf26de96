#pragma once
/// One request to Google as a value, and what came back. Made by one small file an endpoint, sent by Session.
/// Plain values; any thread.

#include "core/base/error.h"
#include "core/base/time.h"
#include "core/model/ids.h"

#include <QByteArray>
#include <QString>

#include <tl/expected.hpp>

#include <utility>
#include <vector>

namespace rowcast::google {

enum class Verb { Get, Post, Put, Patch, Delete };
/// Which service answers; decides the host and how an error body is read.
enum class Api { Sheets, Drive, Forms, Account };
/// Which of the account's quotas the call counts against.
enum class Quota { SheetsRead, SheetsWrite, Drive, None };
/// Urgent calls overtake others of the same quota; calls of one urgency keep their order.
enum class Urgency { Normal, Urgent };

struct Call {
    Verb verb = Verb::Get;
    Api api = Api::Sheets;
    QByteArray path; ///< from the root, percent-encoded: "/v4/spreadsheets/ID:batchUpdate"
    std::vector<std::pair<QByteArray, QByteArray>> query; ///< UTF-8, not yet encoded
    QByteArray body;                                      ///< JSON; empty: none
    Quota quota = Quota::None;
    const char* name = "";     ///< for logs and errors: "sheets.batchUpdate"
    SpreadsheetId spreadsheet; ///< whose access decides which account may serve the call; empty: the owner's
    bool reserved = false;     ///< spends a write reserved by Session::reserveWrite()
    Urgency urgency = Urgency::Normal;
    bool operator==(const Call&) const = default;
};

struct Reply {
    QByteArray body;
    WallTime serverDate{}; ///< Google's Date header: the clock that createdTime is compared with
    int http = 0;
};

/// Google's refusals by what they mean, told from status, reason and text in errors.cpp.
enum class Reason {
    Other,
    // Sheets, 400: nothing of the batch was applied.
    MetadataIdExists,    ///< createDeveloperMetadata with an id in use: the version step was refused
    MetadataIdMissing,   ///< a metadata id that is not there
    MetadataStorageFull, ///< more than 30,000 characters of developer metadata
    CellLimit,           ///< the workbook's 10,000,000 cells
    CellTooLong,         ///< more than 50,000 characters in a cell
    NoSuchTab,           ///< no grid with that id, or no tab of that name
    OutsideGrid,         ///< a range, row or column past the grid
    InvalidRequest,      ///< any other 400
    // Access.
    NotShared,        ///< 403: we may not read or write this file
    ProtectedRange,   ///< 400/403: someone protected cells that the write touches
    NotFound,         ///< 404: gone, or not visible to us
    NoStorage,        ///< the account cannot own files, or its Drive is full
    InvalidSharing,   ///< an address that cannot be shared with
    ApiDisabled,      ///< the Sheets or Drive API is off in the Cloud project
    ScopeMissing,     ///< the token was granted without a scope that is needed
    NotAuthenticated, ///< 401: the access token is refused
    // Passing.
    RateLimited, ///< 429, or Drive's 403 for the same
    Unavailable, ///< 5xx
    // Network: no complete answer.
    Network,  ///< name, connection, TLS
    TimedOut, ///< no answer in time, or the connection broke after the request left
    TooLarge, ///< the answer passes the size that we accept
    Garbled,  ///< 2xx with a body that is not what the endpoint promises, or a refusal cut short
    // Credential: no request was sent, or the token endpoint refused.
    NoCredential,
    GrantExpired,      ///< refresh token dead: seven-day test mode, revoked, password changed
    ClockWrong,        ///< the token endpoint says that our time is off
    KeyRejected,       ///< service-account key deleted or not Google's
    DelegationMissing, ///< domain-wide delegation not granted for these scopes
    ClientRejected,    ///< OAuth client id or secret unknown
    ConsentDenied,     ///< the person said no, or chose another account
    Cancelled,         ///< stopped by us: session ended, account switched
};

struct Failure {
    Error error;    ///< remedy and a plain sentence; detail is redacted
    int http = 0;   ///< 0: no answer
    QString status; ///< Google's canonical code: "INVALID_ARGUMENT"
    Reason reason = Reason::Other;
    QString message;             ///< Google's own text, redacted
    bool mayHaveApplied = false; ///< the outcome of a write is unknown: read before deciding
    int request = -1;            ///< n of "Invalid requests[n].kind:", which sub-request was refused
    QString requestKind;         ///< its kind: "appendCells"
    bool operator==(const Failure&) const = default;
};

template <class T>
using Answer = tl::expected<T, Failure>;

/// The word of a reason, for logs and `--json`: "metadata-id-exists".
[[nodiscard]] QString toString(Reason reason);

} // namespace rowcast::google
