#pragma once
/// The inside of Session: queues, accounts, and the pump that lets calls go. Only session*.cpp include it.
/// Delivery thread.

#include "core/google/session.h"
#include "core/google/session_account.h"

#include <QPointer>
#include <QTimer>

#include <array>
#include <deque>

namespace rowcast::google {

/// A call until it is answered.
struct Waiting {
    Call call;
    QPointer<QObject> context;
    Session::Callback done;
    bool again = false; ///< refused once with 401
};

class Session::Private : public QObject {
public:
    Private(Session* session, GoogleConfig settings, SessionLimits bounds)
        : QObject(session), q(session), config(std::move(settings)), limits(bounds),
          endpoints(Endpoints::from(config.endpoint)), wire(new Wire(this)), timer(new QTimer(this)) {
        timer->setSingleShot(true);
        connect(timer, &QTimer::timeout, this, &Private::pump);
    }

    void setAccounts(const std::vector<Credential>& credentials);
    void enqueue(Waiting waiting);
    void pump();
    [[nodiscard]] int writesFree(Monotonic now) const;
    [[nodiscard]] Usage usage(Monotonic now) const;

    [[nodiscard]] bool reserve();
    void dropReservation();

    std::optional<Millis> clockDifference;
    std::vector<std::shared_ptr<SessionAccount>> accounts;

private:
    using Account = std::shared_ptr<SessionAccount>;

    [[nodiscard]] std::optional<Failure> trouble() const;
    [[nodiscard]] static std::optional<Error> troubleOf(const Account& account);
    [[nodiscard]] bool connectionFree(Quota quota) const;
    [[nodiscard]] Account accountFor(const Call& call, Monotonic now) const;
    bool launch(std::deque<Waiting>& queue);
    void start(Waiting waiting, const Account& account, const Secret& token);
    void finish(Waiting waiting, const Account& account, const Secret& token, Monotonic sent,
                const WireResult& result);
    void refused(Waiting waiting, const Account& account, const Secret& token, Monotonic sent,
                 Failure failure);
    void failWaiting(const Failure& failure);
    void answer(const Waiting& waiting, const Answer<Reply>& result);
    void pumpLater();
    void schedule(Monotonic now);
    void credentialChanged();
    [[nodiscard]] std::deque<Waiting>& queueOf(Quota quota) {
        return queues[static_cast<std::size_t>(quota)];
    }
    [[nodiscard]] const std::deque<Waiting>& queueOf(Quota quota) const {
        return queues[static_cast<std::size_t>(quota)];
    }

    Session* q;
    GoogleConfig config;
    SessionLimits limits;
    Result<Endpoints> endpoints;
    Wire* wire;
    QTimer* timer;
    std::array<std::deque<Waiting>, 4> queues;
    int reserved = 0;
    int underWay = 0;
    int writesUnderWay = 0;
    bool pumpQueued = false;
    int lastFree = 0;
    bool reachable = false;
    Usage lastUsage;
    std::optional<Error> lastTrouble;
};

} // namespace rowcast::google
