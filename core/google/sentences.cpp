#include "core/google/sentences.h"

#include <QRegularExpression>

namespace rowcast::google {

namespace {

QString text(const char* sentence) {
    return QString::fromUtf8(sentence);
}

/// "Share it with x@y." needs an address; without one the sentence still says what is wrong.
QString sharing(const QString& account) {
    if (account.isEmpty())
        return text("Google does not let this account change the file. Share it with the account as editor.");
    return text("Google does not let %1 change the file. Share it with %1 as editor.").arg(account);
}

QString apiDisabled(const QString& message) {
    static const QRegularExpression link(QStringLiteral("https://console\\.\\S+"));
    const QString api = message.contains(u"Drive")   ? text("Google Drive API")
                        : message.contains(u"Forms") ? text("Google Forms API")
                                                     : text("Google Sheets API");
    const QString url = link.match(message).captured();
    if (url.isEmpty())
        return text("The %1 is switched off in the Google Cloud project. Switch it on there, then try again.")
            .arg(api);
    return text("The %1 is switched off in the Google Cloud project. Switch it on at %2, then try again.")
        .arg(api, url);
}

Error forFile(const Failure& failure, const QString& account) {
    const std::vector<Choice> mend{Choice::TryAgain, Choice::PickAnother};
    switch (failure.reason) {
    case Reason::NotShared: return {Remedy::PickFile, sharing(account), {}, {}, mend};
    case Reason::ProtectedRange:
        return {Remedy::PickFile,
                text("Someone protected cells of the spreadsheet. Remove the protection, or allow %1 to edit "
                     "them.")
                    .arg(account.isEmpty() ? text("this account") : account),
                {},
                {},
                mend};
    case Reason::NotFound:
        return {
            Remedy::PickFile,
            text("Google cannot find the file for %1: it was deleted, is not shared with the account, or was "
                 "not picked at sign-in.")
                .arg(account.isEmpty() ? text("this account") : account),
            {},
            {},
            {Choice::TryAgain, Choice::PickAnother, Choice::Rebuild}};
    case Reason::NoStorage:
        return {Remedy::FixSettings,
                text("This account cannot own files, or its Drive is full. Use a folder in a shared drive, "
                     "sign in "
                     "as a person, or let a person make the spreadsheet and share it with %1.")
                    .arg(account.isEmpty() ? text("the account") : account),
                {},
                {},
                {Choice::TryAgain}};
    case Reason::NoSuchTab:
        return {Remedy::PickFile,
                text("The tab that Rowcast writes to was deleted from the spreadsheet."),
                {},
                {},
                {Choice::Rebuild, Choice::PickAnother}};
    case Reason::InvalidSharing:
        return {
            Remedy::FixSettings,
            text(
                "Google cannot share with this address. Check it, or let Google send the e-mail invitation."),
            {},
            {},
            {}};
    default: return {};
    }
}

Error forRequest(const Failure& failure) {
    switch (failure.reason) {
    case Reason::MetadataIdExists:
        return {Remedy::Retry, text("Another write to the spreadsheet came first."), {}, {}, {}};
    case Reason::MetadataIdMissing:
        return {Remedy::Retry, text("An entry of Rowcast in the spreadsheet is gone."), {}, {}, {}};
    case Reason::MetadataStorageFull:
        return {Remedy::FixSettings,
                text("Other programs have filled the spreadsheet's room for developer metadata."),
                {},
                {},
                {Choice::TryAgain, Choice::Rebuild}};
    case Reason::CellLimit:
        return {Remedy::FixSettings,
                text("The spreadsheet has as many cells as Google allows."),
                {},
                {},
                {Choice::Rebuild, Choice::PickAnother}};
    case Reason::CellTooLong:
        return {Remedy::RejectRecord,
                text("An answer is longer than the 50,000 characters that a cell can hold."),
                {},
                {},
                {}};
    case Reason::OutsideGrid:
        return {Remedy::Retry, text("The spreadsheet changed its size meanwhile."), {}, {}, {}};
    case Reason::InvalidRequest:
        return {Remedy::RejectRecord, text("Google does not accept the content of the request."), {}, {}, {}};
    default: return {};
    }
}

Error forCredential(const Failure& failure) {
    const std::vector<Choice> signIn{Choice::SignIn};
    switch (failure.reason) {
    case Reason::ApiDisabled:
        return {Remedy::FixSettings, apiDisabled(failure.message), {}, {}, {Choice::TryAgain}};
    case Reason::ScopeMissing:
        return {Remedy::SignIn,
                text("Rowcast was not given every permission that it needs. Sign in again and leave all "
                     "boxes ticked."),
                {},
                {},
                signIn};
    case Reason::NotAuthenticated:
        return {
            Remedy::SignIn, text("Google no longer accepts this sign-in. Sign in again."), {}, {}, signIn};
    case Reason::NoCredential:
        return {Remedy::SignIn,
                text("No Google account is set up. Sign in, or name a service-account key in "
                     "GOOGLE_APPLICATION_CREDENTIALS."),
                {},
                {},
                signIn};
    case Reason::GrantExpired:
        return {Remedy::SignIn,
                text("Google ended this sign-in. Sign in again; if it happens every seven days, publish the "
                     "app in "
                     "the Google Cloud project."),
                {},
                {},
                signIn};
    case Reason::ClockWrong:
        return {Remedy::FixSettings,
                text("This computer's clock is wrong. Set it, then try again."),
                {},
                {},
                {Choice::TryAgain}};
    case Reason::KeyRejected:
        return {Remedy::FixSettings,
                text("Google does not know this service-account key any more. Make a new key and add it."),
                {},
                {},
                {Choice::SignIn}};
    case Reason::DelegationMissing:
        return {
            Remedy::FixSettings,
            text("The Workspace administrator has not allowed this service account to act for others with "
                 "Rowcast's scopes."),
            {},
            {},
            {Choice::TryAgain}};
    case Reason::ClientRejected:
        return {Remedy::FixSettings,
                text("Google does not know this OAuth client. Check its id and secret."),
                {},
                {},
                signIn};
    case Reason::ConsentDenied:
        return {Remedy::SignIn, text("The sign-in was not allowed in the browser."), {}, {}, signIn};
    default: return {};
    }
}

Error forNetwork(const Failure& failure) {
    switch (failure.reason) {
    case Reason::RateLimited:
        return {Remedy::Retry, text("Google's quota is used up for the moment."), {}, {}, {}};
    case Reason::Unavailable:
        return {Remedy::Retry, text("Google is not available at the moment."), {}, {}, {}};
    case Reason::Network: return {Remedy::Retry, text("Google cannot be reached from here."), {}, {}, {}};
    case Reason::TimedOut:
        return {
            Remedy::Retry, text("The connection to Google broke before its answer was here."), {}, {}, {}};
    case Reason::TooLarge:
        return {Remedy::FixSettings,
                text("Google's answer is larger than Rowcast accepts."),
                {},
                {},
                {Choice::TryAgain}};
    case Reason::Garbled:
        return {Remedy::Retry,
                text("The answer does not look like one of Google's. Is a proxy in between?"),
                {},
                {},
                {}};
    case Reason::Cancelled: return {Remedy::Retry, text("The request was called off."), {}, {}, {}};
    default: return {Remedy::Retry, text("Google gave an answer that Rowcast does not know."), {}, {}, {}};
    }
}

} // namespace

Error errorFor(const Failure& failure, const QString& account) {
    switch (failure.reason) {
    case Reason::NotShared:
    case Reason::ProtectedRange:
    case Reason::NotFound:
    case Reason::NoStorage:
    case Reason::NoSuchTab:
    case Reason::InvalidSharing: return forFile(failure, account);
    case Reason::MetadataIdExists:
    case Reason::MetadataIdMissing:
    case Reason::MetadataStorageFull:
    case Reason::CellLimit:
    case Reason::CellTooLong:
    case Reason::OutsideGrid:
    case Reason::InvalidRequest: return forRequest(failure);
    case Reason::ApiDisabled:
    case Reason::ScopeMissing:
    case Reason::NotAuthenticated:
    case Reason::NoCredential:
    case Reason::GrantExpired:
    case Reason::ClockWrong:
    case Reason::KeyRejected:
    case Reason::DelegationMissing:
    case Reason::ClientRejected:
    case Reason::ConsentDenied: return forCredential(failure);
    default: return forNetwork(failure);
    }
}

} // namespace rowcast::google
