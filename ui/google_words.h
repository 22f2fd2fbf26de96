#pragma once
/// What the Google panel says, and what the buttons of its check lines do. Pure; main thread (reads the
/// system locale and zone).

#include "core/model/status.h"

#include <QUrl>

namespace rowcast::ui {

/// "2 accounts write; amit@example.org owns the sheets".
[[nodiscard]] QString whoWrites(const GoogleStatus& google);
/// The scopes of the owner in plain words: "create spreadsheets, and edit …".
[[nodiscard]] QString mayDo(const GoogleStatus& google);
/// What an account is and since when; its problem, where it has one.
[[nodiscard]] QString about(const AccountStatus& account);
/// "team@example.org (edit), audit@example.org (view)"; "nobody" without anyone.
[[nodiscard]] QString peopleOf(const std::vector<Share>& shares);
/// What a right lets people do: "view", "comment", "edit".
[[nodiscard]] QString rightOf(Role role);
/// As the setting google.share keeps them.
[[nodiscard]] QString shareSetting(const std::vector<Share>& shares);
/// The id in a spreadsheet's link; empty if there is none.
[[nodiscard]] SpreadsheetId spreadsheetIn(const QString& url);
/// "checked 14:11, 6 of 8 fine".
[[nodiscard]] QString checkSummary(const GoogleStatus& google, WallTime now);
/// Why nothing can be kept, and how it works without a keychain.
[[nodiscard]] QString withoutKeychain(const GoogleStatus& google);
/// Check lines and accounts that need a person.
[[nodiscard]] int troubles(const GoogleStatus& google);

enum class GoogleDeed { None, SignIn, NewKey, CheckAgain, ChooseFolder, ChoosePeople, Open };
struct CheckButton {
    GoogleDeed deed = GoogleDeed::None;
    QString text;
    QUrl link; ///< of Open
};
/// What mends a line of the check; None where nothing here can.
[[nodiscard]] CheckButton buttonOf(const CheckLine& line, const GoogleStatus& google);

} // namespace rowcast::ui
