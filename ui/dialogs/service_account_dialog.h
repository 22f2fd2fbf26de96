#pragma once
/// Takes a service account's key: dropped, chosen or pasted, never shown; of it only the address. Main
/// thread.

#include "core/base/secret.h"
#include "ui/dialogs/ask_dialog.h"

class QLineEdit;

namespace rowcast::ui {

class SecretDrop;

class ServiceAccountDialog : public AskDialog {
    Q_OBJECT

public:
    explicit ServiceAccountDialog(QWidget* parent = nullptr);

    /// A key that was dropped elsewhere; says what is wrong where it is none.
    void take(const Secret& text);

signals:
    void wanted(const rowcast::Secret& key, const QString& actsFor);

private:
    void copyAddress();

    SecretDrop* drop_;
    QWidget* taken_;
    QLabel* email_;
    QLineEdit* actsFor_;
    Secret key_;
};

} // namespace rowcast::ui
