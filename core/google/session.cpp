#include "core/google/session.h"

#include "core/google/errors.h"
#include "core/google/session_private.h"

#include <algorithm>

namespace rowcast::google {

namespace {

WallTime endOf(const Credential& credential) {
    const auto* person = std::get_if<SignedInPerson>(&credential);
    return person ? person->ends : WallTime{};
}

} // namespace

void Session::Private::setAccounts(const std::vector<Credential>& credentials) {
    std::vector<Account> next;
    for (const Credential& credential : credentials) {
        if (!endpoints) break;
        // An account that stays keeps its token and, above all, what is left of its quota.
        const auto same = std::find_if(accounts.begin(), accounts.end(), [&](const Account& a) {
            return a->tokens->credential() == credential;
        });
        if (same != accounts.end()) {
            next.push_back(*same);
            continue;
        }
        auto source = std::make_unique<TokenSource>(credential, *endpoints, wire, this);
        connect(source.get(), &TokenSource::changed, this, &Private::credentialChanged);
        auto account = std::make_shared<SessionAccount>(emailOf(credential), std::move(source),
                                                        config.writesPerMinute, config.readsPerMinute);
        const auto known = std::find_if(accounts.begin(), accounts.end(),
                                        [&](const Account& a) { return a->email == account->email; });
        if (known != accounts.end()) {
            account->writes = (*known)->writes;
            account->reads = (*known)->reads;
        }
        next.push_back(std::move(account));
    }
    accounts = std::move(next);
    if (!accounts.empty())
        static_cast<void>(accounts.front()->tokens->token()); // whether it works should show at once
    credentialChanged();
}

std::optional<Error> Session::Private::troubleOf(const Account& account) {
    const Failure* why = account->tokens->trouble();
    if (!why) return std::nullopt;
    Error error = why->error;
    error.retryAfter.reset(); // each try would make it another one
    return error;
}

void Session::Private::enqueue(Waiting waiting) {
    if (waiting.call.reserved && reserved > 0) --reserved;
    auto& queue = queueOf(waiting.call.quota);
    if (waiting.call.urgency == Urgency::Urgent) {
        const auto place = std::find_if(queue.begin(), queue.end(),
                                        [](const Waiting& w) { return w.call.urgency != Urgency::Urgent; });
        queue.insert(place, std::move(waiting));
    } else {
        queue.push_back(std::move(waiting));
    }
    pumpLater();
}

std::optional<Failure> Session::Private::trouble() const {
    if (!endpoints) {
        Failure failure = unsent(Reason::Other);
        failure.error = endpoints.error();
        return failure;
    }
    if (accounts.empty()) return unsent(Reason::NoCredential);
    const Failure* why = accounts.front()->tokens->trouble();
    return why ? std::optional(*why) : std::nullopt;
}

bool Session::Private::connectionFree(Quota quota) const {
    if (underWay >= limits.connections) return false;
    return quota != Quota::SheetsWrite || writesUnderWay < limits.writeConnections;
}

/// The account with most of the quota left, among those that reach the spreadsheet and have a token.
std::shared_ptr<SessionAccount> Session::Private::accountFor(const Call& call, Monotonic now) const {
    const bool anyone = !call.spreadsheet.empty() && accounts.front()->bucket(call.quota) != nullptr;
    Account best;
    int most = -1;
    for (const Account& account : accounts) {
        if (account != accounts.front() && (!anyone || !account->reaches(call.spreadsheet, now))) continue;
        if (account->tokens->token() == nullptr) continue;
        const QuotaBucket* bucket = account->bucket(call.quota);
        const int left = bucket ? bucket->free(now) : 1;
        if (left > most) {
            best = account;
            most = left;
        }
    }
    return most > 0 ? best : nullptr;
}

bool Session::Private::launch(std::deque<Waiting>& queue) {
    while (!queue.empty() && !queue.front().context)
        queue.pop_front();
    if (queue.empty() || !connectionFree(queue.front().call.quota)) return false;
    const Monotonic now = monotonicNow();
    const Account account = accountFor(queue.front().call, now);
    if (!account) return false;
    QuotaBucket* bucket = account->bucket(queue.front().call.quota);
    if (bucket && !bucket->take(now)) return false;
    Waiting waiting = std::move(queue.front());
    queue.pop_front();
    start(std::move(waiting), account, *account->tokens->token());
    return true;
}

void Session::Private::pump() {
    pumpQueued = false;
    if (const auto why = trouble()) failWaiting(*why);
    // Reads and Drive calls come before further writes: what is under way waits for them.
    for (const Quota quota : {Quota::None, Quota::Drive, Quota::SheetsRead, Quota::SheetsWrite})
        while (launch(queueOf(quota))) {
        }
    const Monotonic now = monotonicNow();
    schedule(now);
    const int free = writesFree(now);
    const bool rose = lastFree <= 0 && free > 0;
    lastFree = free;
    const Usage current = usage(now);
    if (current != lastUsage) {
        lastUsage = current;
        emit q->usageChanged(current);
    }
    if (rose) emit q->writesFreed();
}

void Session::Private::pumpLater() {
    if (pumpQueued) return;
    pumpQueued = true;
    QMetaObject::invokeMethod(this, &Private::pump, Qt::QueuedConnection);
}

/// Wakes up when a bucket gains its next token, and while the last minute's count still changes.
void Session::Private::schedule(Monotonic now) {
    std::optional<Millis> wait;
    for (const Account& account : accounts)
        for (const QuotaBucket* bucket : {&account->writes, &account->reads}) {
            const Millis next = bucket->untilNext(now);
            if (next > Millis{0} && (!wait || next < *wait)) wait = next;
            if (!wait && bucket->used(now) > 0) wait = Millis{1000};
        }
    if (wait) timer->start(*wait);
}

void Session::Private::credentialChanged() {
    const auto why = trouble();
    Error error = why ? why->error : Error{};
    error.retryAfter.reset(); // each try would make it another problem
    if (!lastTrouble || *lastTrouble != error) {
        const bool first = !lastTrouble;
        lastTrouble = error;
        if (why || !first) emit q->credentialFailed(error);
    }
    pumpLater();
}

int Session::Private::writesFree(Monotonic now) const {
    if (accounts.empty() || accounts.front()->tokens->trouble()) return 0;
    int tokens = 0;
    for (const Account& account : accounts)
        if (!account->tokens->trouble()) tokens += account->writes.free(now);
    const int connections = limits.writeConnections - writesUnderWay;
    const int promised = static_cast<int>(queueOf(Quota::SheetsWrite).size()) + reserved;
    return std::max(0, std::min(tokens, connections) - promised);
}

bool Session::Private::reserve() {
    const int free = writesFree(monotonicNow());
    if (free <= 0) return false;
    ++reserved;
    lastFree = free - 1;
    return true;
}

void Session::Private::dropReservation() {
    Q_ASSERT(reserved > 0);
    --reserved;
    pumpLater();
}

Usage Session::Private::usage(Monotonic now) const {
    Usage usage;
    usage.reachable = reachable;
    for (const Account& account : accounts) {
        usage.accounts.push_back({account->email, account->writes.used(now), account->writes.perMinute(),
                                  troubleOf(account), endOf(account->tokens->credential())});
        usage.writesLastMinute += account->writes.used(now);
        usage.writesPerMinute += account->writes.perMinute();
        usage.readsLastMinute += account->reads.used(now);
        usage.readsPerMinute += account->reads.perMinute();
    }
    return usage;
}

Session::Session(GoogleConfig config, SessionLimits limits, QObject* parent)
    : QObject(parent), d_(new Private(this, std::move(config), limits)) {}
Session::~Session() = default;

void Session::send(const Call& call, QObject* context, Callback done) {
    Q_ASSERT(context);
    d_->enqueue({call, context, std::move(done)});
}

int Session::writesFree() const {
    return d_->writesFree(monotonicNow());
}

bool Session::reserveWrite() {
    return d_->reserve();
}
void Session::dropReservation() {
    d_->dropReservation();
}

QString Session::account() const {
    return d_->accounts.empty() ? QString() : d_->accounts.front()->email;
}

std::vector<QString> Session::helpers() const {
    std::vector<QString> addresses;
    for (std::size_t i = 1; i < d_->accounts.size(); ++i)
        addresses.push_back(d_->accounts[i]->email);
    return addresses;
}

Usage Session::usage() const {
    return d_->usage(monotonicNow());
}
Millis Session::clockDifference() const {
    return d_->clockDifference.value_or(Millis{0});
}

void Session::setAccounts(const std::vector<Credential>& credentials) {
    d_->setAccounts(credentials);
}

} // namespace rowcast::google
