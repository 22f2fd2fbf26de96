#pragma once
/// The Google accounts that are known here: people who signed in by the browser and keys of service accounts,
/// kept in the keychain under the addresses that google.accounts lists, and the key file that
/// GOOGLE_APPLICATION_CREDENTIALS names. What is in memory stays in use when the keychain goes. Main thread.

#include "core/google/account.h"
#include "core/model/command.h"
#include "core/model/status.h"
#include "core/secrets/keychain.h"
#include "core/settings/settings.h"

#include <QObject>
#include <QTimer>

#include <optional>
#include <vector>

namespace rowcast::app {

class GoogleAccounts : public QObject {
    Q_OBJECT
public:
    struct Known {
        QString email;
        std::optional<google::Credential> credential; ///< none: the keychain has not handed it out
        bool fromEnvironment = false;
        bool asked = false; ///< the keychain has been asked for it
    };

    /// `keychain` outlives it.
    explicit GoogleAccounts(secrets::Keychain& keychain, QObject* parent = nullptr);

    /// Takes over the settings, and reads from the keychain what they name and is not known yet. Answered by
    /// ready().
    void load(const settings::Settings& settings);
    /// Asks the keychain again for every account; what it does not hand out stays as it is. Answered by
    /// ready().
    void loadAgain();

    [[nodiscard]] const std::vector<Known>& known() const { return known_; }
    [[nodiscard]] const Known* find(const QString& email) const;
    /// The address of the account that owns what is created; empty: there is none.
    [[nodiscard]] QString owner() const;
    /// The owner first, then the service accounts beside it. Empty while the owner's is not at hand: nobody
    /// takes its place unasked.
    [[nodiscard]] std::vector<google::Credential> credentials() const;
    /// Adds to the status what only we know: accounts that serve other pipelines, whose key is a file's, the
    /// keychain.
    void complete(GoogleStatus& status) const;
    /// What is the matter with the keychain or an account in it; none: nothing.
    [[nodiscard]] const std::optional<Error>& problem() const { return problem_; }

    /// Adds an account, or gives a known one its new credential. Answered by done().
    void keep(quint64 command, const google::Credential& credential, const QString& message);
    /// Checks a key file and keeps it. `actFor`: the person whom it stands in for; empty: itself.
    void addServiceAccount(quint64 command, const Secret& keyFile, const QString& actFor);
    /// Forgets an account, here and in the keychain. Answered by done().
    void forget(quint64 command, const QString& email, const QString& message);

signals:
    /// What could be read has been read.
    void ready();
    /// credentials() changed, without having been loaded.
    void changed();
    void problemChanged();
    void settingWanted(const QString& key, const QString& value);
    void done(const rowcast::CommandResult& result);

private:
    void readEnvironment();
    void read();
    void readNext(quint64 load);
    void take(const QString& email, const Result<Secret>& entry);
    void complain(const std::optional<Error>& problem);
    void noteKeychain(bool available);
    void want(const char* key, const QString& value);
    void saveList();
    [[nodiscard]] Known* known(const QString& email) { return const_cast<Known*>(find(email)); }

    secrets::Keychain& keychain_;
    settings::Settings settings_;
    std::vector<Known> known_;
    std::optional<Error> problem_;
    std::optional<Error> keyFileProblem_; ///< of GOOGLE_APPLICATION_CREDENTIALS
    QTimer slow_;                         ///< a keychain that does not answer waits for a person
    quint64 load_ = 0;                    ///< the last one; answers to earlier ones are ignored
};

} // namespace rowcast::app
