#include "core/google/sign_in.h"

#include "core/google/drive_about.h"
#include "core/google/errors.h"
#include "core/google/loopback_listener.h"
#include "core/google/userinfo.h"

#include <QRandomGenerator>

#include <array>

namespace rowcast::google {

namespace {

/// 43 characters of base64url: 256 bits from the system.
QByteArray randomText() {
    std::array<quint32, 8> words{};
    QRandomGenerator::system()->fillRange(words.data(), words.size());
    return QByteArray(reinterpret_cast<const char*>(words.data()), sizeof words)
        .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

Outcome outcomeOf(const char* name, const WireResult& result) {
    Outcome outcome;
    outcome.api = Api::Account;
    outcome.name = name;
    outcome.http = result.http;
    outcome.body = result.body;
    outcome.network = result.network;
    outcome.networkText = result.networkText;
    outcome.tooLarge = result.tooLarge;
    return outcome;
}

bool isGood(const WireResult& result) {
    return result.http == 200 && result.network == QNetworkReply::NoError;
}

Failure saying(Reason reason, Remedy remedy, const QString& sentence) {
    Failure failure = unsent(reason);
    failure.error.remedy = remedy;
    failure.error.what = sentence;
    return failure;
}

LoopbackListener::Page pageFor(Redirect::Kind kind) {
    switch (kind) {
    case Redirect::Kind::Code:
        return {200, LoopbackListener::tr("Rowcast is connected"),
                LoopbackListener::tr("You can close this tab and go back to Rowcast.")};
    case Redirect::Kind::Denied:
        return {
            200, LoopbackListener::tr("Rowcast was not connected"),
            LoopbackListener::tr("Nothing was changed. You can close this tab and try again in Rowcast.")};
    case Redirect::Kind::Forged:
        return {400, LoopbackListener::tr("This page does not belong to the sign-in"),
                LoopbackListener::tr("Start again with “Sign in with Google” in Rowcast.")};
    case Redirect::Kind::NotOurs: break;
    }
    return {404, LoopbackListener::tr("Not found"), {}};
}

} // namespace

SignIn::SignIn(Endpoints endpoints, Millis patience, QObject* parent)
    : QObject(parent), endpoints_(std::move(endpoints)), patience_(patience), wire_(new Wire(this)),
      timer_(this) {
    timer_.setSingleShot(true);
    connect(&timer_, &QTimer::timeout, this, [this] {
        end(saying(Reason::Cancelled, Remedy::SignIn,
                   tr("The browser did not come back in time. Try the sign-in again.")));
    });
}

SignIn::~SignIn() = default;

void SignIn::start(const OAuthClient& client, const QString& loginHint) {
    ConsentRequest request;
    request.client = client;
    request.loginHint = loginHint;
    begin(std::move(request), {});
}

void SignIn::pick(const SignedInPerson& person) {
    ConsentRequest request;
    request.client = person.client;
    request.loginHint = person.email;
    request.pick = true;
    begin(std::move(request), person.email);
}

void SignIn::begin(ConsentRequest request, const QString& expectedEmail) {
    cancel();
    listener_ = std::make_unique<LoopbackListener>([this](const QByteArray& target) {
        const Redirect redirect = readRedirect(target, request_ ? request_->state : QByteArray());
        QMetaObject::invokeMethod(
            this, [this, redirect] { receive(redirect); }, Qt::QueuedConnection);
        return pageFor(redirect.kind);
    });
    if (!listener_->open()) {
        end(saying(Reason::Network, Remedy::Retry,
                   tr("No port of this computer could be opened for the sign-in.")));
        return;
    }
    request.redirect = listener_->address();
    request.state = randomText();
    request.verifier = randomText();
    request_ = std::move(request);
    expectedEmail_ = expectedEmail;
    timer_.start(patience_);
    emit openUrl(consentUrl(endpoints_, *request_));
}

void SignIn::receive(const Redirect& redirect) {
    if (!request_ || !listener_) return; // ended meanwhile, or the browser came twice
    if (redirect.kind == Redirect::Kind::Denied) {
        Failure failure = unsent(Reason::ConsentDenied, redirect.problem);
        end(failure);
    } else if (redirect.kind == Redirect::Kind::Code) {
        listener_->close();
        listener_.release()->deleteLater(); // its page is still on the way to the browser
        exchange(redirect.code, redirect.picked);
    }
    // A forged state must not end the sign-in: whoever sent it would decide about it.
}

void SignIn::exchange(const Secret& code, const QStringList& picked) {
    WireRequest request;
    request.verb = Verb::Post;
    request.url = endpoints_.token();
    request.body = exchangeForm(*request_, code);
    request.contentType = "application/x-www-form-urlencoded";
    request.once = true; // a code that is used twice loses its tokens
    request.quiet = Millis{30'000};
    request.replyBytes = 1024LL * 1024;
    wire_->send(request, [this, picked, attempt = attempt_](const WireResult& result) {
        if (attempt == attempt_) exchanged(result, picked);
    });
}

void SignIn::exchanged(const WireResult& result, const QStringList& picked) {
    if (!isGood(result)) {
        Failure failure = failureOf(outcomeOf("token", result));
        // The code, not a kept grant, has expired here.
        if (failure.reason == Reason::GrantExpired)
            failure.error.what = tr("Google did not accept the answer of the sign-in. Try it again.");
        end(failure);
        return;
    }
    const auto grant = parseGrant(result.body);
    if (!grant) {
        end(grant.error());
        return;
    }
    if (!grant->scopes.isEmpty() && !grant->scopes.contains(QLatin1String(kFileScope))) {
        end(unsent(Reason::ScopeMissing, grant->scopes.join(u' ')));
        return;
    }
    if (grant->refreshToken.empty() && !request_->pick) {
        end(saying(Reason::Garbled, Remedy::SignIn,
                   tr("Google gave no lasting permission. Try the sign-in again.")));
        return;
    }
    identify(*grant, picked);
}

void SignIn::identify(const Grant& grant, const QStringList& picked) {
    // A consent for picking has drive.file alone, which userinfo does not accept.
    const bool pick = request_->pick;
    WireRequest request;
    request.url = endpoints_.url(pick ? driveAbout() : userinfo());
    request.bearer = grant.accessToken;
    request.replyBytes = 1024LL * 1024;
    wire_->send(request, [this, pick, grant, picked, attempt = attempt_](const WireResult& result) {
        if (attempt != attempt_) return;
        if (!isGood(result)) {
            end(failureOf(outcomeOf("userinfo", result)));
            return;
        }
        const Reply reply{result.body, result.serverDate, result.http};
        identified(grant, picked,
                   pick ? parseDriveAbout(reply).map([](const DriveAbout& about) { return about.email; })
                        : parseUserinfo(reply));
    });
}

void SignIn::identified(const Grant& grant, const QStringList& picked, const Answer<QString>& email) {
    if (!email) {
        end(email.error());
        return;
    }
    if (!expectedEmail_.isEmpty() && email->compare(expectedEmail_, Qt::CaseInsensitive) != 0) {
        end(saying(Reason::ConsentDenied, Remedy::PickFile,
                   tr("You picked as %1, but Rowcast writes as %2. Pick again with that account.")
                       .arg(*email, expectedEmail_)));
        return;
    }
    const ConsentRequest request = *request_;
    stop();
    if (request.pick) {
        emit this->picked(picked);
        return;
    }
    SignedInPerson person{*email, request.client, grant.refreshToken, wallNow(), {}};
    if (grant.refreshLifetime > Millis{0}) person.ends = person.since + grant.refreshLifetime;
    emit signedIn(person);
}

void SignIn::cancel() {
    if (request_) end(saying(Reason::Cancelled, Remedy::SignIn, tr("The sign-in was called off.")));
}

void SignIn::end(const Failure& failure) {
    stop();
    emit failed(failure.error);
}

void SignIn::stop() {
    ++attempt_;
    timer_.stop();
    if (listener_) {
        listener_->close();
        listener_.release()->deleteLater();
    }
    request_.reset();
}

void SignIn::revoke(const SignedInPerson& person) {
    WireRequest request;
    request.verb = Verb::Post;
    request.url = endpoints_.revoke();
    request.body = formOf({{"token", person.refreshToken.reveal()}});
    request.contentType = "application/x-www-form-urlencoded";
    request.quiet = Millis{15'000};
    request.total = Millis{15'000};
    wire_->send(request, [this](const WireResult&) { emit signedOut(); });
}

} // namespace rowcast::google
