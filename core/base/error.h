#pragma once
/// What went wrong, named by what must be done about it. Plain values; any thread.

#include <QString>

#include <chrono>
#include <optional>
#include <vector>

namespace rowcast {

/// What the program (or its admin) must do. It drives the pipeline; codes and bodies stay where they were
/// read.
enum class Remedy {
    Retry,        ///< passes by itself: try again with back-off
    SignIn,       ///< the credential no longer works
    PickFile,     ///< the file is gone, hidden from us or not ours to write
    FixSettings,  ///< a setting, profile or permission is wrong
    RejectRecord, ///< this one record cannot become a row
    Wait,         ///< nothing is wrong yet; a known time must pass
    Stop,         ///< going on would break the promise
};

/// A command that mends the problem; the window shows it as a button, `rowcast forms` as a word.
enum class Choice {
    TryAgain,
    Recreate,
    LeaveOut,
    PickAnother,
    Rebuild,
    RebuildIndex, ///< make the folder's index again from what the spreadsheets say of themselves
    Restore,
    NewLog,
    ResumeAtWatermark,
    SignIn,
    FillGaps,
    AcceptGuess, ///< read an unknown shape as guessed
    EditProfile, ///< look at a profile in the window and correct it
    Ignore       ///< such records are no responses
};

struct Error {
    Remedy remedy = Remedy::Retry;
    QString what;   ///< one plain sentence for an admin, without codes or secrets
    QString detail; ///< for experts and logs: codes, bodies, positions; redacted
    std::optional<std::chrono::milliseconds> retryAfter;
    std::vector<Choice> choices;

    bool operator==(const Error&) const = default;
};

/// The word of a remedy or choice as `--json`, logs and the command line spell it: "retry", "leave-out" …
[[nodiscard]] QString toString(Remedy remedy);
[[nodiscard]] QString toString(Choice choice);
[[nodiscard]] std::optional<Choice> choiceFrom(const QString& word);

} // namespace rowcast
