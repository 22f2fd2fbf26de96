#include "app/runtime/verbs/account.h"

#include "app/runtime/google_accounts.h"
#include "app/runtime/verbs/await.h"
#include "core/google/errors.h"

namespace rowcast::app {

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
    if (!ready) await(loop, kKeychainPatience);
    auto credentials = accounts.credentials();
    if (!credentials.empty()) return credentials;
    return fail(accounts.problem().value_or(google::unsent(google::Reason::NoCredential).error));
}

} // namespace rowcast::app
