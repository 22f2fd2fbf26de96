#pragma once
/// One sign-in with Google, from the browser to the refresh token: a loopback address, PKCE, a checked state,
/// a time limit. Also the second consent on which people pick files, and signing out. Any thread with an
/// event loop.

#include "core/google/consent.h"
#include "core/google/grants.h"
#include "core/google/wire.h"

#include <QObject>
#include <QTimer>

#include <memory>

namespace rowcast::google {

class LoopbackListener;

class SignIn : public QObject {
    Q_OBJECT
public:
    /// `patience`: how long the browser may take.
    explicit SignIn(Endpoints endpoints, Millis patience = Millis{5 * 60'000}, QObject* parent = nullptr);
    ~SignIn() override;

    /// Signs a person in. Ends with signedIn() or failed(); a sign-in under way is called off first.
    void start(const OAuthClient& client, const QString& loginHint = {});
    /// Lets the person pick files and folders for us. Ends with picked() or failed(); another account than
    /// the person's is refused.
    void pick(const SignedInPerson& person);
    /// Ends a sign-in under way with failed().
    void cancel();
    /// Gives the grant back to Google. Ends with signedOut(), whatever Google says: the token is forgotten
    /// here.
    void revoke(const SignedInPerson& person);

signals:
    /// To be opened in the system's browser.
    void openUrl(const QUrl& url);
    void signedIn(const rowcast::google::SignedInPerson& person);
    void picked(const QStringList& ids);
    void failed(const rowcast::Error& error);
    void signedOut();

private:
    void begin(ConsentRequest request, const QString& expectedEmail);
    void receive(const Redirect& redirect);
    void exchange(const Secret& code, const QStringList& picked);
    void exchanged(const WireResult& result, const QStringList& picked);
    void identify(const Grant& grant, const QStringList& picked);
    void identified(const Grant& grant, const QStringList& picked, const Answer<QString>& email);
    void end(const Failure& failure);
    void stop();

    Endpoints endpoints_;
    Millis patience_;
    Wire* wire_;
    QTimer timer_;
    std::unique_ptr<LoopbackListener> listener_;
    std::optional<ConsentRequest> request_;
    QString expectedEmail_;
    std::uint64_t attempt_ = 0; ///< answers of an earlier one are ignored
};

} // namespace rowcast::google
