#pragma once
/// Sends calls to Google for one pipeline: tokens, quotas, order, time-outs, errors. A credential that does
/// not work fails the calls that wait (Remedy::Retry) and keeps writesFree() at 0 until it works again, so
/// that it never blocks a form. Never sends a write twice unless Google refused it with 401 (then once more
/// with a fresh token), so a Failure with mayHaveApplied is the caller's to resolve by reading. Delivery
/// thread.

#include "core/google/account.h"
#include "core/google/call.h"
#include "core/model/config.h"

#include <QObject>

#include <functional>
#include <optional>
#include <vector>

namespace rowcast::google {

/// Times and sizes that tests shorten.
struct SessionLimits {
    Millis writeTimeout{200'000}; ///< Google ends a request after 180 s by itself
    Millis readTimeout{120'000};
    qint64 replyBytes = 64LL * 1024 * 1024;
    int connections = 6;      ///< requests under way at once
    int writeConnections = 4; ///< of them writes, so that a read always finds one
};

/// How one account stands.
struct AccountUsage {
    QString email;
    int writesLastMinute = 0;
    int writesPerMinute = 0;
    std::optional<Error> trouble; ///< why it cannot write; none: it can
    WallTime ends{};              ///< when Google ends this sign-in; epoch 0: it does not say
    bool operator==(const AccountUsage&) const = default;
};

/// How the quotas stand, for the status board.
struct Usage {
    std::vector<AccountUsage> accounts; ///< the owner first
    int writesLastMinute = 0;           ///< all accounts together
    int writesPerMinute = 0;
    int readsLastMinute = 0;
    int readsPerMinute = 0;
    bool reachable = false; ///< the last request got an answer from Google
    bool operator==(const Usage&) const = default;
};

class Session : public QObject {
    Q_OBJECT
public:
    using Callback = std::function<void(Answer<Reply>)>;

    explicit Session(GoogleConfig config, SessionLimits limits = {}, QObject* parent = nullptr);
    ~Session() override;

    /// Queues the call; `done` runs later on this thread, never from inside send(), and not at all once
    /// `context` is destroyed.
    void send(const Call& call, QObject* context, Callback done);

    /// Writes that could leave at once: tokens and connections free, less what is queued and reserved.
    [[nodiscard]] int writesFree() const;
    /// Keeps one of them for a call with `reserved` set. False: none is free.
    [[nodiscard]] bool reserveWrite();
    /// Gives a reservation back that no call will spend.
    void dropReservation();

    /// E-mail of the account that owns what is created; empty without a credential.
    [[nodiscard]] QString account() const;
    /// Addresses of the further accounts: each new spreadsheet must be shared with them as writer.
    [[nodiscard]] std::vector<QString> helpers() const;
    [[nodiscard]] Usage usage() const;
    /// Google's time less ours, by the last answer; 0 before the first.
    [[nodiscard]] Millis clockDifference() const;

public slots:
    /// The first is the owner; the others are helpers that write into sheets shared with them. Calls waiting
    /// for a credential go on with the new ones.
    void setAccounts(const std::vector<rowcast::google::Credential>& credentials);

signals:
    /// writesFree() rose above 0.
    void writesFreed();
    void usageChanged(const rowcast::google::Usage& usage);
    /// The owner's credential does not work: what to do. Empty `what`: it works again.
    void credentialFailed(const rowcast::Error& error);

private:
    class Private;
    Private* d_; ///< a child, so that it changes threads with us
};

} // namespace rowcast::google
