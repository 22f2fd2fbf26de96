#include "core/google/session_private.h"

#include "core/base/log.h"
#include "core/google/errors.h"

#include <algorithm>

namespace rowcast::google {

namespace {

/// A spreadsheet may be shared with a helper later.
constexpr Millis kClosedFor{10 * 60'000};

bool isWrite(const Call& call) {
    return call.verb != Verb::Get && call.quota != Quota::SheetsRead;
}

/// The credential's own failure as a waiting call sees it: it passes once people mend it, without mending the
/// form.
Failure heldBack(const Failure& trouble) {
    Failure failure = trouble;
    failure.error.remedy = Remedy::Retry;
    failure.mayHaveApplied = false;
    return failure;
}

/// A helper was refused where the owner may be let in.
bool isClosed(Reason reason) {
    return reason == Reason::NotShared || reason == Reason::NotFound || reason == Reason::ApiDisabled ||
           reason == Reason::ScopeMissing;
}

} // namespace

void Session::Private::start(Waiting waiting, const Account& account, const Secret& token) {
    const Call& call = waiting.call;
    const bool write = isWrite(call);
    WireRequest request;
    request.verb = call.verb;
    request.url = endpoints->url(call);
    request.body = call.body;
    request.bearer = token;
    request.once = write;
    request.quiet = write ? limits.writeTimeout : limits.readTimeout;
    request.total = 3 * request.quiet;
    request.replyBytes = limits.replyBytes;
    ++underWay;
    if (call.quota == Quota::SheetsWrite) ++writesUnderWay;
    const Monotonic sent = monotonicNow();
    wire->send(request, [this, waiting = std::move(waiting), account, token, sent](const WireResult& result) {
        finish(waiting, account, token, sent, result);
    });
}

void Session::Private::finish(Waiting waiting, const Account& account, const Secret& token, Monotonic sent,
                              const WireResult& result) {
    --underWay;
    if (waiting.call.quota == Quota::SheetsWrite) --writesUnderWay;
    pumpLater();
    reachable = result.http != 0;
    if (result.serverDate != WallTime{}) clockDifference = result.serverDate - wallNow();
    if (result.http / 100 == 2 && result.network == QNetworkReply::NoError && !result.tooLarge) {
        qCDebug(lcGoogle) << waiting.call.name << result.http << (monotonicNow() - sent).count() << "ms";
        answer(waiting, Reply{result.body, result.serverDate, result.http});
        return;
    }
    Outcome outcome;
    outcome.api = waiting.call.api;
    outcome.name = waiting.call.name;
    outcome.write = isWrite(waiting.call);
    outcome.http = result.http;
    outcome.body = result.body;
    outcome.network = result.network;
    outcome.networkText = result.networkText;
    outcome.account = account->email;
    outcome.tooLarge = result.tooLarge;
    Failure failure = failureOf(outcome);
    failure.error.retryAfter = result.retryAfter;
    refused(std::move(waiting), account, token, sent, failure);
}

void Session::Private::refused(Waiting waiting, const Account& account, const Secret& token, Monotonic sent,
                               Failure failure) {
    const Monotonic now = monotonicNow();
    qCDebug(lcGoogle).noquote() << failure.error.detail;
    if (failure.reason == Reason::RateLimited) {
        if (QuotaBucket* bucket = account->bucket(waiting.call.quota)) {
            bucket->refused(sent, now);
            failure.error.retryAfter =
                std::max(bucket->untilFree(now), failure.error.retryAfter.value_or(Millis{0}));
        }
    }
    if (failure.http == 401) account->tokens->spoiled(token);
    // Refused at the door, so nothing was applied and one more try is safe.
    const bool newToken = failure.http == 401 && !waiting.again;
    const bool asOwner = !accounts.empty() && account != accounts.front() && isClosed(failure.reason);
    if (asOwner) account->closed[waiting.call.spreadsheet] = now + kClosedFor;
    if (newToken || asOwner) {
        waiting.again = waiting.again || newToken;
        queueOf(waiting.call.quota).push_front(std::move(waiting));
        return;
    }
    answer(waiting, tl::unexpected(failure));
}

void Session::Private::failWaiting(const Failure& failure) {
    for (auto& queue : queues) {
        std::deque<Waiting> all;
        all.swap(queue);
        for (Waiting& waiting : all)
            answer(waiting, tl::unexpected(heldBack(failure)));
    }
}

void Session::Private::answer(const Waiting& waiting, const Answer<Reply>& result) {
    if (waiting.context) waiting.done(result);
}

} // namespace rowcast::google
