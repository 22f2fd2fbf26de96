#pragma once
/// What people and scripts ask of a running instance. The window, the tray and the local socket send the same
/// values; Runtime routes each to its owner, which answers with a CommandResult of the same id. Plain values;
/// any thread.

#include "core/base/error.h"
#include "core/base/secret.h"
#include "core/model/ids.h"
#include "core/model/question_map.h"
#include "core/model/sharing.h"

#include <optional>
#include <variant>
#include <vector>

namespace rowcast {

struct Pause {};
struct Resume {};
struct Quit {};
/// Stores a form's question map; new rows use it at once, and so do headers that people have not renamed.
struct SaveMap {
    QuestionMap map;
};
/// Mends a blocked form (or the pipeline, if `form` is empty) the way its error offers.
struct Mend {
    FormId form;
    Choice choice = Choice::TryAgain;
    QString argument; ///< the spreadsheet's id or link for PickAnother
};
/// Changes one setting; the owner restarts what it concerns.
struct SetSetting {
    QString key;
    QString value;
};
/// Begins a sign-in with Google: the status then carries the consent page's address.
struct SignIn {};
/// Lets the owner account pick existing files or a folder for us on the consent page.
struct PickFile {};
/// Ends a sign-in or picking under way.
struct CancelSignIn {};
/// Signs a person out, or forgets a service account's key.
struct RemoveAccount {
    QString email;
};
/// Keeps a service account's key, after it was checked. Never leaves the process.
struct AddServiceAccount {
    Secret key;      ///< the key file's JSON
    QString actsFor; ///< the person of domain-wide delegation; empty: itself
};
/// Keeps the admin's own OAuth client. Never leaves the process.
struct UseOAuthClient {
    Secret file; ///< the client file's JSON
};
/// Runs the preflight; its lines come with the status.
struct CheckGoogle {};
/// Shares a file with a person or group.
struct AddShare {
    SpreadsheetId file; ///< empty: the folder
    Share share;
};
struct RemoveShare {
    SpreadsheetId file; ///< empty: the folder
    std::string permission;
};
/// Keeps an own profile in the data dir; records are read with it at once.
struct SaveProfile {
    QString name;
    QString text;
};
struct RemoveProfile {
    QString name;
};

using CommandKind = std::variant<Pause, Resume, Quit, SaveMap, Mend, SetSetting, SignIn, PickFile,
                                 CancelSignIn, RemoveAccount, AddServiceAccount, UseOAuthClient, CheckGoogle,
                                 AddShare, RemoveShare, SaveProfile, RemoveProfile>;
struct Command {
    std::uint64_t id = 0;
    CommandKind kind;
};

struct CommandResult {
    std::uint64_t id = 0;
    std::optional<Error> error; ///< none: done
    QString message;            ///< what was done, one sentence
};

} // namespace rowcast
