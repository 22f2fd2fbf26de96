#pragma once
/// Who we write as: accounts and what they may do, folder, sharing, quota, and the check that says line by
/// line what is wrong. Files of Google's console may be dropped anywhere on it. Values only; main thread.

#include "ui/google_words.h"
#include "ui/panels/panel.h"

#include <QPointer>

#include <functional>
#include <map>
#include <vector>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace rowcast::ui {

class AskDialog;
class Banner;
class EmptyState;
class GoogleAccountRow;
class GoogleCheck;
class GoogleFacts;
class MutedLabel;
class SharingDialog;

class GooglePanel : public Panel {
    Q_OBJECT

public:
    explicit GooglePanel(QWidget* parent = nullptr);

    void show(const Status& status) override;
    [[nodiscard]] PlaceCount waiting(const Status& status) const override;
    void answered(const QueryPage& page) override;
    bool done(const CommandResult& result) override;
    [[nodiscard]] bool mends(Choice choice) const override { return choice == Choice::SignIn; }
    void mend(Choice choice) override;

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void buildHead(QVBoxLayout* column);
    void buildNotices(QVBoxLayout* column);
    void buildFull(QVBoxLayout* column);
    void showConsent();
    void showStart();
    void showAccounts();
    void signIn();
    void help();
    void pick();
    void take(const Secret& file);
    void askClient(const Secret& file);
    void askServiceAccount(const Secret& key);
    void askFolder();
    void askPeople();
    void askRemove(const AccountStatus& account);
    void askShares(const SpreadsheetId& file);
    void doDeed(const CheckButton& deed);
    /// Shows the dialog, which ends once the command of its deed is done.
    void open(AskDialog* dialog);
    void sendFrom(AskDialog* dialog, CommandKind kind);

    Status status_;
    GoogleStatus google_;
    MutedLabel* who_ = nullptr;
    QPushButton* addKey_ = nullptr;
    QPushButton* addPerson_ = nullptr;
    Banner* keychain_ = nullptr;
    Banner* waiting_ = nullptr; ///< for the browser
    Banner* notice_ = nullptr;
    EmptyState* start_ = nullptr;
    QWidget* full_ = nullptr;
    QVBoxLayout* rowsColumn_ = nullptr;
    std::vector<GoogleAccountRow*> rows_;
    GoogleFacts* facts_ = nullptr;
    GoogleCheck* check_ = nullptr;
    QUrl opened_;                 ///< the consent page that the browser was sent to
    std::uint64_t consent_ = 0;   ///< our sign-in or picking that waits for the browser
    std::function<void()> again_; ///< what `notice_` offers to try again
    std::map<std::uint64_t, QPointer<AskDialog>> asked_; ///< commands of dialogs
    QPointer<SharingDialog> sharing_;
    std::uint64_t sharesAsked_ = 0;
};

} // namespace rowcast::ui
