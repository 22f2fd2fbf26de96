#include "app/runtime/verbs/account.h"

#include "app/runtime/google_accounts.h"
#include "core/google/errors.h"

#include <QEventLoop>
#include <QTimer>

namespace rowcast::app {

namespace {

/// A locked keychain waits for a person to unlock it.
constexpr std::chrono::seconds kPatience{60};

} // namespace

Result<std::vector<google::Credential>> accountsOf(const settings::Settings& settings) {
    secrets::Keychain keychain;
    GoogleAccounts accounts(keychain);
    QEventLoop loop;
    bool ready = false;
    QObject::connect(&accounts, &GoogleAccounts::ready, &loop, [&] {
        ready = true;
        loop.quit();
    });
    accounts.load(settings);
    QTimer::singleShot(kPatience, &loop, &QEventLoop::quit);
    if (!ready) loop.exec();
    auto credentials = accounts.credentials();
    if (!credentials.empty()) return credentials;
    return fail(accounts.problem().value_or(google::unsent(google::Reason::NoCredential).error));
}

} // namespace rowcast::app
