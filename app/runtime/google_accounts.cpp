#include "app/runtime/google_accounts.h"

#include "app/runtime/credentials.h"
#include "core/google/service_account.h"

#include <algorithm>

namespace rowcast::app {

using namespace std::chrono_literals;
using google::Credential;

namespace {

constexpr auto kKeychainPatience = 5s;
constexpr char kAccounts[] = "google.accounts";
constexpr char kAccount[] = "google.account";

bool same(const QString& a, const QString& b) {
    return a.compare(b, Qt::CaseInsensitive) == 0;
}

bool isRobot(const Credential& credential) {
    return std::holds_alternative<google::ServiceAccountKey>(credential);
}

Error keychainError(Remedy remedy, const QString& what, const QString& detail = {}) {
    return {remedy, what, detail, {}, {Choice::TryAgain}};
}

} // namespace

GoogleAccounts::GoogleAccounts(secrets::Keychain& keychain, QObject* parent)
    : QObject(parent), keychain_(keychain) {
    slow_.setSingleShot(true);
    slow_.setInterval(kKeychainPatience);
    connect(&slow_, &QTimer::timeout, this, [this] {
        complain(keychainError(Remedy::FixSettings, tr("The keychain of this computer has not answered yet: "
                                                       "it may be waiting for you to unlock it. "
                                                       "Without a keychain, run without a window and name a "
                                                       "key file in GOOGLE_APPLICATION_CREDENTIALS.")));
    });
    connect(&keychain_, &secrets::Keychain::available, this, &GoogleAccounts::noteKeychain);
}

void GoogleAccounts::load(const settings::Settings& settings) {
    settings_ = settings;
    const std::vector<Known> before = std::exchange(known_, {});
    readEnvironment();
    const QStringList listed = settings.text(QLatin1String(kAccounts)).split(u',', Qt::SkipEmptyParts);
    for (const QString& email : listed) {
        if (find(email)) continue;
        const auto old = std::find_if(before.begin(), before.end(), [&email](const Known& account) {
            return same(account.email, email) && !account.fromEnvironment;
        });
        known_.push_back(old != before.end() ? *old : Known{email, {}, false, false});
    }
    for (Known& account : known_)
        account.asked = account.credential.has_value();
    read();
}

void GoogleAccounts::readEnvironment() {
    keyFileProblem_.reset();
    if (!namesGoogleKeyFile()) return;
    const auto credential = googleCredential(settings_.text(QStringLiteral("google.act_as")));
    if (credential)
        known_.push_back({emailOf(*credential), *credential, true, true});
    else
        keyFileProblem_ = credential.error();
}

void GoogleAccounts::loadAgain() {
    for (Known& account : known_)
        account.asked = account.fromEnvironment;
    read();
}

void GoogleAccounts::read() {
    slow_.start();
    complain(keyFileProblem_);
    readNext(++load_);
}

void GoogleAccounts::readNext(quint64 load) {
    const auto next = std::find_if(known_.begin(), known_.end(), [](const Known& k) { return !k.asked; });
    if (next == known_.end()) {
        slow_.stop();
        emit ready();
        return;
    }
    keychain_.read(secrets::googleAccountKey(next->email), this,
                   [this, load, email = next->email](const Result<Secret>& entry) {
                       if (load != load_) return;
                       take(email, entry);
                       readNext(load);
                   });
}

void GoogleAccounts::take(const QString& email, const Result<Secret>& entry) {
    if (!entry) { // the others would get the same answer
        for (Known& account : known_)
            account.asked = true;
        return complain(entry.error());
    }
    Known* account = known(email);
    if (!account) return;
    account->asked = true;
    if (entry->empty())
        return complain(
            Error{Remedy::SignIn,
                  tr("The keychain does not know %1: sign in again, or add its key again.").arg(email),
                  {},
                  {},
                  {Choice::SignIn}});
    const auto credential = google::decodedCredential(*entry);
    if (!credential) return complain(credential.error());
    account->credential = *credential;
    complain(keyFileProblem_); // it has answered after all
}

void GoogleAccounts::complain(const std::optional<Error>& problem) {
    if (problem_ == problem) return;
    problem_ = problem;
    emit problemChanged();
}

void GoogleAccounts::noteKeychain(bool available) {
    if (available && problem_) return loadAgain();
    if (!available && !credentials().empty())
        complain(keychainError(
            Remedy::Wait, tr("The keychain of this computer has ended. Delivery goes on with the accounts in "
                             "memory; start the keychain before Rowcast starts again.")));
}

const GoogleAccounts::Known* GoogleAccounts::find(const QString& email) const {
    const auto found = std::find_if(known_.begin(), known_.end(),
                                    [&email](const Known& account) { return same(account.email, email); });
    return found == known_.end() ? nullptr : &*found;
}

QString GoogleAccounts::owner() const {
    QString named = settings_.text(QLatin1String(kAccount));
    if (!named.isEmpty()) return named;
    if (keyFileProblem_ || known_.empty()) return {};
    return known_.front().email;
}

std::vector<Credential> GoogleAccounts::credentials() const {
    const Known* first = find(owner());
    if (!first || !first->credential) return {};
    std::vector<Credential> all{*first->credential};
    for (const Known& account : known_)
        if (&account != first && account.credential && isRobot(*account.credential))
            all.push_back(*account.credential);
    return all;
}

void GoogleAccounts::complete(GoogleStatus& status) const {
    status.keychain = problem_;
    for (const Known& account : known_) {
        const auto shown = std::find_if(status.accounts.begin(), status.accounts.end(),
                                        [&](const AccountStatus& s) { return same(s.email, account.email); });
        if (shown != status.accounts.end()) {
            shown->fromEnvironment = account.fromEnvironment;
            continue;
        }
        AccountStatus more = account.credential ? statusOf(*account.credential) : AccountStatus{};
        more.email = account.email;
        if (account.email.endsWith(u".gserviceaccount.com")) more.kind = AccountStatus::Kind::ServiceAccount;
        more.fromEnvironment = account.fromEnvironment;
        if (!account.credential) more.problem = problem_;
        more.writesPerMinute = 0; // it writes nothing here
        more.owner = same(account.email, owner());
        status.accounts.insert(more.owner ? status.accounts.begin() : status.accounts.end(), more);
    }
}

void GoogleAccounts::keep(quint64 command, const Credential& credential, const QString& message) {
    const QString email = emailOf(credential);
    Known* account = known(email);
    if (account && account->fromEnvironment) {
        emit done({command,
                   Error{Remedy::FixSettings,
                         tr("%1 comes from GOOGLE_APPLICATION_CREDENTIALS and is in use already.").arg(email),
                         {},
                         {},
                         {}},
                   {}});
        return;
    }
    if (!account) account = &known_.emplace_back(Known{email, {}, false, true});
    account->credential = credential;
    account->asked = true;
    saveList();
    keychain_.write(secrets::googleAccountKey(email), google::encoded(credential), this,
                    [this, command, email, message](const Result<>& kept) {
                        if (kept) {
                            complain(keyFileProblem_);
                        } else {
                            complain(
                                keychainError(Remedy::Wait,
                                              tr("%1 is known until Rowcast ends, since the keychain did not "
                                                 "keep it. %2")
                                                  .arg(email, kept.error().what),
                                              kept.error().detail));
                        }
                        emit done({command, {}, message});
                    });
    emit changed();
}

void GoogleAccounts::addServiceAccount(quint64 command, const Secret& keyFile, const QString& actFor) {
    auto key = google::parseServiceAccountKey(keyFile.reveal());
    if (!key) {
        emit done({command, key.error(), {}});
        return;
    }
    key->subject = actFor.trimmed();
    key->since = wallNow();
    keep(command, *key,
         tr("%1 is added. Share the folder or spreadsheets with this address.").arg(key->email));
}

void GoogleAccounts::forget(quint64 command, const QString& email, const QString& message) {
    const auto found = std::find_if(known_.begin(), known_.end(),
                                    [&email](const Known& account) { return same(account.email, email); });
    if (found == known_.end() || found->fromEnvironment) {
        const QString what =
            found == known_.end()
                ? tr("There is no account %1 here.").arg(email)
                : tr("%1 comes from GOOGLE_APPLICATION_CREDENTIALS: take it away there.").arg(email);
        emit done({command, Error{Remedy::FixSettings, what, {}, {}, {}}, {}});
        return;
    }
    known_.erase(found);
    if (same(settings_.text(QLatin1String(kAccount)), email)) want(kAccount, {});
    saveList();
    keychain_.remove(
        secrets::googleAccountKey(email), this, [this, command, message](const Result<>& removed) {
            emit done({command, removed ? std::nullopt : std::optional(removed.error()), message});
        });
    emit changed();
}

void GoogleAccounts::want(const char* key, const QString& value) {
    if (auto changed = settings_.with(QLatin1String(key), value)) settings_ = *changed;
    emit settingWanted(QLatin1String(key), value);
}

void GoogleAccounts::saveList() {
    QStringList emails;
    for (const Known& account : known_)
        if (!account.fromEnvironment) emails << account.email;
    if (settings_.text(QLatin1String(kAccounts)) != emails.join(u',')) want(kAccounts, emails.join(u','));
}

} // namespace rowcast::app
