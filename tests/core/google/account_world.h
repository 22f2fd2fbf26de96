#pragma once
/// A local Google with a person and a service account, and a browser that says yes. Main thread.

#include "core/google/service_account.h"
#include "core/google/session.h"
#include "core/google/sign_in.h"
#include "core/sandbox/local_google.h"

#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QSignalSpy>
#include <QTest>

namespace rowcast::test {

using namespace rowcast::google;

inline const QString kAnna = QStringLiteral("anna@example.org");

/// A local Google, and a browser that says yes for one account.
struct World {
    sandbox::LocalGoogle google;
    QNetworkAccessManager browser;

    explicit World(sandbox::Options options = {}) : google(std::move(options)) {
        if (!google.start()) qFatal("no port");
    }
    [[nodiscard]] QUrl root() const { return QUrl(QString::fromStdString(google.rootUrl())); }
    [[nodiscard]] GoogleConfig config() const {
        GoogleConfig config;
        config.endpoint = root();
        return config;
    }
    void browse(QUrl url, const QString& account, const QByteArray& more = {}) {
        url = QUrl::fromEncoded(url.toEncoded() + "&approve=1&account=" + account.toUtf8() + more);
        browser.get(QNetworkRequest(url)); // follows the redirect to the loopback address
    }
    SignedInPerson signIn(const QString& account, const char* client = "client-1") {
        SignIn flow(*Endpoints::from(root()));
        QSignalSpy done(&flow, &SignIn::signedIn);
        QObject::connect(&flow, &SignIn::openUrl, &flow, [&](const QUrl& url) { browse(url, account); });
        flow.start({QString::fromLatin1(client), Secret("shh")});
        static_cast<void>(QTest::qWaitFor([&] { return done.count() == 1; }));
        return done.isEmpty() ? SignedInPerson{} : done.at(0).at(0).value<SignedInPerson>();
    }
    ServiceAccountKey robot() {
        return *parseServiceAccountKey(QByteArray::fromStdString(google.issueServiceAccountKey()));
    }
};

/// Sends and waits.
inline Answer<Reply> ask(Session& session, const Call& call) {
    Answer<Reply> got = tl::unexpected(Failure{});
    bool answered = false;
    QObject context;
    session.send(call, &context, [&](const Answer<Reply>& answer) {
        got = answer;
        answered = true;
    });
    static_cast<void>(QTest::qWaitFor([&] { return answered; }, 20'000));
    return got;
}

} // namespace rowcast::test
