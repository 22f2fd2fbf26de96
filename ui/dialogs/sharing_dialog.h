#pragma once
/// Who may see or change each new sheet, the folder, or one form's sheet: shows the rights, adds and removes
/// them. Main thread.

#include "core/model/command.h"
#include "core/model/query.h"
#include "core/model/status.h"
#include "ui/dialogs/ask_dialog.h"

#include <vector>

class QCheckBox;
class QComboBox;
class QLineEdit;

namespace rowcast::ui {

class SharingDialog : public AskDialog {
    Q_OBJECT

public:
    explicit SharingDialog(const Status& status, QWidget* parent = nullptr);

    /// What stands now; answers sharesAsked().
    void show(const Permissions& permissions);
    /// Why what stands cannot be shown.
    void showUnknown(const QString& why);
    /// What was asked for holds now.
    void succeed();

    using QDialog::show;

signals:
    void sharesAsked(const rowcast::SpreadsheetId& file);
    /// All who get each new sheet.
    void newSheetsWanted(const std::vector<rowcast::Share>& shares);
    void shareWanted(const rowcast::AddShare& share);
    void unshareWanted(const rowcast::RemoveShare& share);

private:
    struct Target {
        bool newSheets = false;
        SpreadsheetId file; ///< empty: the folder
    };
    [[nodiscard]] const Target& target() const;
    [[nodiscard]] Share typed() const;
    void buildWhat(const Status& status);
    void buildPerson();
    void chooseTarget();
    void say(const QString& sentence);
    void showNewSheets();
    void addRow(const QString& who, const QString& note, Role role, const std::function<void()>& remove);
    void clearRows();
    void share();
    void check();

    std::vector<Target> targets_;
    std::vector<Share> newSheets_;
    std::vector<Share> wanted_; ///< of new sheets, once the command is done
    QComboBox* what_;
    QWidget* rows_;
    QLineEdit* email_;
    QComboBox* role_;
    QCheckBox* group_;
    QCheckBox* notify_;
};

} // namespace rowcast::ui
