#include "core/google/token_source.h"

#include "core/base/log.h"
#include "core/google/grants.h"

#include <QPointer>
#include <QRandomGenerator>

namespace rowcast::google {

TokenSource::TokenSource(Credential credential, Endpoints endpoints, Wire* wire, QObject* parent)
    : QObject(parent), credential_(std::move(credential)), endpoints_(std::move(endpoints)), wire_(wire),
      timer_(this) {
    timer_.setSingleShot(true);
    connect(&timer_, &QTimer::timeout, this, &TokenSource::renewIfDue);
}

const Secret* TokenSource::token() {
    renewIfDue();
    return cache_.usable(monotonicNow());
}

const Failure* TokenSource::trouble() const {
    if (!cache_.trouble() || cache_.usable(monotonicNow()) != nullptr) return nullptr;
    return &*cache_.trouble();
}

void TokenSource::spoiled(const Secret& token) {
    cache_.spoiled(token);
}

void TokenSource::renewIfDue() {
    const Monotonic now = monotonicNow();
    if (!cache_.wantsRenewal(now)) {
        // While in trouble we ask again by ourselves: waiting calls have been answered and nobody else would.
        if (const auto wait = cache_.untilRenewal(now); wait && cache_.trouble()) timer_.start(*wait);
        return;
    }
    cache_.renewing();
    ask();
}

void TokenSource::ask() {
    const auto form = grantForm(credential_, wallNow() + clockDifference_.value_or(Millis{0}));
    if (!form) {
        Failure failure = unsent(Reason::KeyRejected, form.error().detail);
        failure.error = form.error();
        QMetaObject::invokeMethod(
            this, [this, failure] { refuse(failure); }, Qt::QueuedConnection);
        return;
    }
    const auto* key = std::get_if<ServiceAccountKey>(&credential_);
    WireRequest request;
    request.verb = Verb::Post;
    request.url = key ? key->tokenUri : endpoints_.token();
    request.body = *form;
    request.contentType = "application/x-www-form-urlencoded";
    request.quiet = Millis{30'000};
    request.total = Millis{60'000};
    request.replyBytes = 1024LL * 1024;
    const QPointer<TokenSource> alive(this);
    wire_->send(request, [alive](const WireResult& result) {
        if (alive) alive->finish(result);
    });
}

void TokenSource::finish(const WireResult& result) {
    if (result.http != 200 || result.network != QNetworkReply::NoError) {
        Outcome outcome;
        outcome.api = Api::Account;
        outcome.name = "token";
        outcome.http = result.http;
        outcome.body = result.body;
        outcome.network = result.network;
        outcome.networkText = result.networkText;
        outcome.account = emailOf(credential_);
        outcome.tooLarge = result.tooLarge;
        const Failure failure = failureOf(outcome);
        if (failure.reason == Reason::ClockWrong && result.serverDate != WallTime{} && !clockDifference_) {
            // Google has just told us what time it is: sign by its clock.
            clockDifference_ = result.serverDate - wallNow();
            ask();
        } else {
            refuse(failure);
        }
        return;
    }
    const auto grant = parseGrant(result.body);
    if (!grant) {
        refuse(grant.error());
        return;
    }
    scopes_ = grant->scopes;
    cache_.granted(*grant, monotonicNow());
    emit changed();
}

void TokenSource::refuse(const Failure& failure) {
    cache_.refused(failure, QRandomGenerator::global()->generateDouble(), monotonicNow());
    qCWarning(lcGoogle).noquote() << "no access token for" << emailOf(credential_) << "-"
                                  << failure.error.detail;
    if (const auto wait = cache_.untilRenewal(monotonicNow())) timer_.start(*wait);
    emit changed();
}

} // namespace rowcast::google
