#pragma once
/// Names the Drive folder for the spreadsheets, or leads to picking one in the browser. Main thread.

#include "ui/dialogs/ask_dialog.h"

class QLineEdit;

namespace rowcast::ui {

class FolderDialog : public AskDialog {
    Q_OBJECT

public:
    /// `mayPick`: a person is signed in, who can pick on Google's page.
    FolderDialog(const QString& current, bool mayPick, QWidget* parent = nullptr);

signals:
    /// A name, a link or an id.
    void wanted(const QString& folder);
    void pickWanted();

private:
    QLineEdit* folder_;
};

} // namespace rowcast::ui
