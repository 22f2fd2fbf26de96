#include "app/runtime/file_content.h"
#include "app/runtime/google_sign_in.h"
#include "app/runtime/instance.h"
#include "app/runtime/verbs/save_setting.h"
#include "app/runtime/verbs/verbs.h"
#include "core/google/consent.h"
#include "core/settings/settings_file.h"

#include <QEventLoop>

namespace rowcast::app {

namespace {

/// The accounts with a loop around them: one command, one answer.
class AccountsDesk : public QObject {
public:
    AccountsDesk(QString dataDir, const settings::Settings& settings)
        : dataDir_(std::move(dataDir)), accounts_(keychain_), signIn_(accounts_, keychain_) {
        const auto save = [this](const QString& key, const QString& value) {
            if (const auto saved = saveSetting(dataDir_, key, value); !saved) problem_ = saved.error();
        };
        const auto end = [this](const CommandResult& result) {
            result_ = result;
            loop_.quit();
        };
        connect(&accounts_, &GoogleAccounts::settingWanted, this, save);
        connect(&accounts_, &GoogleAccounts::done, this, end);
        connect(&accounts_, &GoogleAccounts::problemChanged, this, [this] {
            if (accounts_.problem()) printError(*accounts_.problem());
        });
        connect(&accounts_, &GoogleAccounts::ready, &loop_, &QEventLoop::quit);
        connect(&signIn_, &GoogleSignIn::settingWanted, this, save);
        connect(&signIn_, &GoogleSignIn::done, this, end);
        connect(&signIn_, &GoogleSignIn::openUrl, this, [](const QUrl& url) {
            print(QStringLiteral("Open this address in a browser on this computer:\n%1")
                      .arg(url.toString(QUrl::FullyEncoded)));
        });
        signIn_.setSettings(settings);
        // Queued, so that the loop runs before an answer comes at once.
        QMetaObject::invokeMethod(
            this, [this, settings] { accounts_.load(settings); }, Qt::QueuedConnection);
        loop_.exec();
    }

    [[nodiscard]] GoogleAccounts& accounts() { return accounts_; }
    [[nodiscard]] GoogleSignIn& signIn() { return signIn_; }

    /// Runs `ask`, waits for its answer, says it; the exit code.
    [[nodiscard]] int run(const std::function<void()>& ask) {
        QMetaObject::invokeMethod(this, ask, Qt::QueuedConnection);
        loop_.exec();
        if (result_.error) return printError(*result_.error);
        if (problem_) return printError(*problem_);
        if (accounts_.problem()) return Failed; // kept in memory only is not kept by a verb that ends
        // A running instance that knows the account already reads it anew.
        static_cast<void>(tellInstance(dataDir_, Mend{{}, Choice::TryAgain, {}}));
        print(result_.message);
        return Done;
    }

private:
    QString dataDir_;
    secrets::Keychain keychain_;
    GoogleAccounts accounts_;
    GoogleSignIn signIn_;
    QEventLoop loop_;
    CommandResult result_;
    std::optional<Error> problem_;
};

int list(const GoogleAccounts& accounts) {
    for (const GoogleAccounts::Known& account : accounts.known())
        print(QStringLiteral("%1%2%3").arg(
            account.email,
            account.email == accounts.owner() ? QStringLiteral("  owns the spreadsheets") : QString(),
            account.fromEnvironment ? QStringLiteral("  (GOOGLE_APPLICATION_CREDENTIALS)") : QString()));
    if (accounts.known().empty()) print(QStringLiteral("No Google account is known here."));
    return accounts.problem() ? Failed : Done;
}

int useClient(AccountsDesk& desk, const Secret& file) {
    const auto client = google::parseOAuthClient(file.reveal());
    if (!client) return printError(client.error());
    return desk.run([&] { desk.signIn().useClient(1, *client); });
}

} // namespace

int runAccounts(const Invocation& invocation) {
    VerbLine line(invocation,
                  {{QStringLiteral("act-as"),
                    QStringLiteral("The person for whom the service account acts (domain-wide delegation)."),
                    QStringLiteral("ADDRESS")}});
    if (const auto code = line.parse()) return *code;
    const QStringList words = line.words();
    const QString what = words.value(0, QStringLiteral("list"));
    const bool alone = what == u"list" || what == u"sign-in";
    const bool withOne = what == u"add-key" || what == u"client" || what == u"remove";
    if (!(alone && words.size() <= 1) && !(withOne && words.size() == 2))
        return line.misused(
            QStringLiteral("Say accounts, accounts add-key FILE, client FILE, sign-in or remove ADDRESS."));
    const auto settings = settings::SettingsFile(line.dataDir()).load();
    if (!settings) return printError(settings.error());
    AccountsDesk desk(line.dataDir(), *settings);
    if (what == u"list") return list(desk.accounts());
    if (what == u"sign-in") return desk.run([&] { desk.signIn().signIn(1, {}); });
    if (what == u"remove") return desk.run([&] { desk.signIn().signOut(1, words[1]); });
    const auto file = contentOf(words[1]).map([](const QByteArray& json) { return Secret(json); });
    if (!file) return printError(file.error());
    if (what == u"client") return useClient(desk, *file);
    return desk.run([&] { desk.accounts().addServiceAccount(1, *file, line.value("act-as")); });
}

} // namespace rowcast::app
