// What people ask for, routed to its owner.
#include "app/runtime/runtime.h"

#include "app/runtime/credentials.h"
#include "core/base/overloaded.h"
#include "core/google/consent.h"

namespace rowcast::app {

namespace {

bool isAboutAccounts(const CommandKind& kind) {
    return std::holds_alternative<SignIn>(kind) || std::holds_alternative<PickFile>(kind) ||
           std::holds_alternative<RemoveAccount>(kind) || std::holds_alternative<AddServiceAccount>(kind) ||
           std::holds_alternative<UseOAuthClient>(kind);
}

} // namespace

void Runtime::command(const Command& command) {
    if (!flow_) return refuse(command.id, Remedy::Retry, tr("Rowcast is starting again: try in a moment."));
    const std::uint64_t id = command.id;
    if (handed_ && isAboutAccounts(command.kind))
        return refuse(id, Remedy::Wait, tr("The demo has an account of its own that cannot be changed."));
    std::visit(Overloaded{
                   [&](const Pause&) { pause(id, true); },
                   [&](const Resume&) { pause(id, false); },
                   [&](const Quit&) {
                       finish(id, tr("Rowcast ends once what is under way is committed."));
                       stop();
                   },
                   [&](const SaveMap& save) { emit flow_->mapWanted(id, save); },
                   [&](const SaveProfile& profile) { emit flow_->profileWanted(id, profile); },
                   [&](const RemoveProfile& profile) { emit flow_->noProfileWanted(id, profile.name); },
                   [&](const Mend& mend) { this->mend(id, mend); },
                   [&](const SetSetting& change) {
                       const auto message = set(change);
                       if (message)
                           finish(id, *message);
                       else
                           emit done({id, message.error(), {}});
                   },
                   [&](const SignIn&) { signIn_.signIn(id, ailing()); },
                   [&](const PickFile&) { signIn_.pick(id); },
                   [&](const CancelSignIn&) { signIn_.cancel(id); },
                   [&](const RemoveAccount& account) { signIn_.signOut(id, account.email); },
                   [&](const AddServiceAccount& account) {
                       accounts_.addServiceAccount(id, account.key, account.actsFor);
                   },
                   [&](const UseOAuthClient& client) { useClient(id, client); },
                   [&](const CheckGoogle&) { emit flow_->checkWanted(id); },
                   [&](const AddShare& share) { emit flow_->shareWanted(id, share); },
                   [&](const RemoveShare& share) { emit flow_->unshareWanted(id, share); },
               },
               command.kind);
}

void Runtime::query(const Query& query) {
    if (!flow_) {
        QueryPage page;
        page.id = query.id;
        page.error = Error{Remedy::Retry, tr("Rowcast is starting again."), {}, {}, {}};
        return emit answered(page);
    }
    if (const auto* shares = std::get_if<SharesOf>(&query.kind))
        emit flow_->sharesWanted(query.id, shares->file);
    else if (std::holds_alternative<SheetRows>(query.kind))
        emit flow_->queryWanted(query);
    else
        emit flow_->questionsWanted(query);
}

void Runtime::mend(std::uint64_t command, const Mend& mend) {
    if (mend.choice == Choice::SignIn) return signIn_.signIn(command, ailing());
    if (mend.form.empty() && mend.choice == Choice::TryAgain &&
        (accounts_.problem() || !ailing().isEmpty())) {
        accounts_.loadAgain();
        emit flow_->checkWanted(0);
        return finish(command, tr("Trying again."));
    }
    emit flow_->mendWanted(command, mend);
}

/// The owner, if it cannot write: signing in is about it then.
QString Runtime::ailing() const {
    if (accounts_.credentials().empty()) return accounts_.owner();
    const auto& shown = status_.google.accounts;
    return !shown.empty() && shown.front().problem ? shown.front().email : QString();
}

void Runtime::useClient(std::uint64_t command, const UseOAuthClient& client) {
    const auto parsed = google::parseOAuthClient(client.file.reveal());
    if (parsed)
        signIn_.useClient(command, *parsed);
    else
        emit done({command, parsed.error(), {}});
}

void Runtime::picked(quint64 command, const QString& folder, const QStringList& titles) {
    if (!folder.isEmpty()) {
        const auto kept = set({QStringLiteral("google.folder"), folder});
        if (!kept) return emit done({command, kept.error(), {}});
        return finish(command, tr("New spreadsheets go into “%1”.").arg(titles.join(QStringLiteral("”, “"))));
    }
    // Forms that waited for just these may go on.
    for (const FormStatus& form : status_.forms)
        if (form.blocked && form.blocked->remedy == Remedy::PickFile)
            emit flow_->mendWanted(0, Mend{form.form, Choice::TryAgain, {}});
    finish(command, tr("Rowcast may write to “%1” now.").arg(titles.join(QStringLiteral("”, “"))));
}

void Runtime::pause(std::uint64_t command, bool paused) {
    paused_ = paused;
    emit flow_->pauseWanted(paused);
    finish(command, paused ? tr("Paused: responses wait in Kafka.") : tr("Delivering again."));
}

Result<QString> Runtime::set(const SetSetting& change) {
    if (config_.demo)
        return fail(Remedy::Wait, tr("The demo has settings of its own that cannot be changed."));
    if (change.key == kKafkaPasswordKey) {
        restart();
        return tr("Kept in the keychain; Rowcast connects to Kafka anew.");
    }
    const settings::Settings before = config_.settings;
    if (auto kept = keep(change); !kept) return fail(std::move(kept.error()));
    if (settings::find(change.key)->restarts != settings::Restarts::Pipeline || before == config_.settings)
        return tr("Saved.");
    restart();
    return tr("Saved; delivery starts again with it.");
}

Result<> Runtime::keep(const SetSetting& change) {
    auto changed = config_.settings.with(change.key, change.value);
    if (!changed) return fail(std::move(changed.error()));
    if (auto saved = file_.save(*changed); !saved) return saved;
    config_.settings = *changed;
    signIn_.setSettings(config_.settings);
    return {};
}

void Runtime::finish(std::uint64_t command, const QString& message) {
    emit done({command, {}, message});
}

void Runtime::refuse(std::uint64_t command, Remedy remedy, const QString& what) {
    emit done({command, Error{remedy, what, {}, {}, {}}, {}});
}

} // namespace rowcast::app
