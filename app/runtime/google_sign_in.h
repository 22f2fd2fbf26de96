#pragma once
/// What goes through the browser: signing in, picking files on the consent page, and signing out. Accounts
/// that come of it go to GoogleAccounts. Main thread.

#include "app/runtime/google_accounts.h"
#include "core/google/sign_in.h"

#include <QMap>
#include <QUrl>

#include <memory>

namespace rowcast::app {

class GoogleSignIn : public QObject {
    Q_OBJECT
public:
    /// `patience`: how long a browser may take to come back. The others outlive it.
    GoogleSignIn(GoogleAccounts& accounts, secrets::Keychain& keychain, Millis patience = Millis{5 * 60'000});
    ~GoogleSignIn() override;

    void setSettings(const settings::Settings& settings) { settings_ = settings; }
    /// Where the browser is to go; none: nothing is under way.
    [[nodiscard]] const std::optional<ConsentStatus>& consent() const { return consent_; }

    /// Each is answered by done(); signIn() and pick() when the browser has come back or was given up.
    void signIn(quint64 command, const QString& email);
    /// The owner picks files and folders; answered by picked() if it did.
    void pick(quint64 command);
    void cancel(quint64 command);
    void signOut(quint64 command, const QString& email);
    void useClient(quint64 command, const google::OAuthClient& client);

signals:
    /// consent() changed.
    void changed();
    /// To be opened in the system's browser.
    void openUrl(const QUrl& url);
    void picked(quint64 command, const QStringList& ids);
    void settingWanted(const QString& key, const QString& value);
    void done(const rowcast::CommandResult& result);

private:
    using Begin = std::function<void(google::SignIn&)>;
    void begin(quint64 command, bool picking, const Begin& start);
    void signedIn(const google::SignedInPerson& person);
    void failed(const Error& error);
    /// The command that waits for the browser; it waits no longer.
    quint64 end();
    void refuse(quint64 command, Remedy remedy, const QString& what);

    GoogleAccounts& accounts_;
    secrets::Keychain& keychain_;
    Millis patience_;
    settings::Settings settings_;
    QMap<QString, Secret> clients_; ///< secrets given in this run, by client id
    std::unique_ptr<google::SignIn> flow_;
    quint64 command_ = 0;
    std::optional<ConsentStatus> consent_;
};

} // namespace rowcast::app
