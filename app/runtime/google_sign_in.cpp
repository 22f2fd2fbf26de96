#include "app/runtime/google_sign_in.h"

namespace rowcast::app {

using google::SignedInPerson;
using google::SignIn;

namespace {

const QString kClientId = QStringLiteral("google.client_id");

} // namespace

GoogleSignIn::GoogleSignIn(GoogleAccounts& accounts, secrets::Keychain& keychain, Millis patience)
    : accounts_(accounts), keychain_(keychain), patience_(patience) {}

GoogleSignIn::~GoogleSignIn() = default;

void GoogleSignIn::signIn(quint64 command, const QString& email) {
    const QString id = settings_.text(kClientId);
    if (id.isEmpty())
        return refuse(
            command, Remedy::FixSettings,
            tr("To sign in, Rowcast needs an OAuth client of your own Google Cloud project: make one of the "
               "type “Desktop app” there, download its JSON file and add it here."));
    const auto start = [this, command, id, email](const Secret& secret) {
        begin(command, false, [&](SignIn& flow) { flow.start({id, secret}, email); });
    };
    if (clients_.contains(id)) return start(clients_.value(id));
    keychain_.read(secrets::googleClientKey(id), this, [this, command, start](const Result<Secret>& secret) {
        if (secret)
            start(*secret);
        else
            emit done({command, secret.error(), {}});
    });
}

void GoogleSignIn::pick(quint64 command) {
    const GoogleAccounts::Known* owner = accounts_.find(accounts_.owner());
    const auto* person =
        owner && owner->credential ? std::get_if<SignedInPerson>(&*owner->credential) : nullptr;
    if (!person)
        return refuse(
            command, Remedy::SignIn,
            owner ? tr("A service account picks nothing: share the file or folder with %1 instead, then name "
                       "it by its link.")
                        .arg(owner->email)
                  : tr("Sign in first, then pick."));
    begin(command, true, [&](SignIn& flow) { flow.pick(*person); });
}

void GoogleSignIn::begin(quint64 command, bool picking, const Begin& start) {
    const auto endpoints = google::Endpoints::from(settings_.google().endpoint);
    if (!endpoints) {
        emit done({command, endpoints.error(), {}});
        return;
    }
    if (flow_) flow_->cancel();
    if (flow_) flow_.release()->deleteLater(); // we may stand in its own signal
    flow_ = std::make_unique<SignIn>(*endpoints, patience_);
    command_ = command;
    connect(flow_.get(), &SignIn::openUrl, this, [this, picking](const QUrl& url) {
        consent_ = ConsentStatus{url, picking, wallNow()};
        emit changed();
        emit openUrl(url);
    });
    connect(flow_.get(), &SignIn::signedIn, this, &GoogleSignIn::signedIn);
    connect(flow_.get(), &SignIn::failed, this, &GoogleSignIn::failed);
    connect(flow_.get(), &SignIn::picked, this, [this](const QStringList& ids) {
        const quint64 waiting = end();
        if (ids.isEmpty())
            refuse(waiting, Remedy::PickFile, tr("Nothing was picked in the browser."));
        else
            emit picked(waiting, ids);
    });
    start(*flow_);
}

void GoogleSignIn::signedIn(const SignedInPerson& person) {
    const QString owner = accounts_.owner();
    const bool other = !owner.isEmpty() && owner.compare(person.email, Qt::CaseInsensitive) != 0;
    accounts_.keep(end(), person,
                   other ? tr("Signed in as %1. This pipeline still writes as %2.").arg(person.email, owner)
                         : tr("Signed in as %1.").arg(person.email));
}

void GoogleSignIn::failed(const Error& error) {
    const quint64 waiting = end();
    emit done({waiting, error, {}});
}

quint64 GoogleSignIn::end() {
    consent_.reset();
    emit changed();
    return std::exchange(command_, 0);
}

void GoogleSignIn::cancel(quint64 command) {
    const bool underWay = consent_.has_value();
    if (underWay) flow_->cancel();
    emit done({command, {}, underWay ? tr("The sign-in was called off.") : tr("No sign-in is under way.")});
}

void GoogleSignIn::signOut(quint64 command, const QString& email) {
    const GoogleAccounts::Known* account = accounts_.find(email);
    const auto endpoints = google::Endpoints::from(settings_.google().endpoint);
    const auto* person =
        account && account->credential ? std::get_if<SignedInPerson>(&*account->credential) : nullptr;
    if (!person || !endpoints)
        return accounts_.forget(command, email, tr("%1 is forgotten here.").arg(email));
    auto* goodbye = new SignIn(*endpoints, patience_, this);
    connect(goodbye, &SignIn::signedOut, goodbye, &QObject::deleteLater);
    goodbye->revoke(*person);
    accounts_.forget(command, email,
                     tr("%1 is signed out, and Google is told to end Rowcast's access.").arg(email));
}

void GoogleSignIn::useClient(quint64 command, const google::OAuthClient& client) {
    clients_.insert(client.id, client.secret);
    emit settingWanted(kClientId, client.id);
    keychain_.write(secrets::googleClientKey(client.id), client.secret, this,
                    [this, command](const Result<>& kept) {
                        if (kept)
                            emit done({command, {}, tr("The OAuth client is set: now sign in.")});
                        else
                            emit done({command, kept.error(), {}});
                    });
}

void GoogleSignIn::refuse(quint64 command, Remedy remedy, const QString& what) {
    emit done({command, Error{remedy, what, {}, {}, {}}, {}});
}

} // namespace rowcast::app
