#pragma once
/// Takes the OAuth client that people sign in with, and says how to get one. Main thread.

#include "core/base/secret.h"
#include "ui/dialogs/ask_dialog.h"

namespace rowcast::ui {

class ClientDialog : public AskDialog {
    Q_OBJECT

public:
    explicit ClientDialog(QWidget* parent = nullptr);

    /// A file that was dropped elsewhere; says what is wrong where it is no client.
    void take(const Secret& text);

signals:
    void wanted(const rowcast::Secret& file);
    void linkWanted(const QUrl& url);

private:
    void addStep(int number, const QString& sentence, const QString& link, const QString& url);

    QLabel* taken_;
    Secret file_;
};

} // namespace rowcast::ui
