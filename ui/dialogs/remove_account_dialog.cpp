#include "ui/dialogs/remove_account_dialog.h"

#include <QCoreApplication>
#include <QMessageBox>
#include <QPushButton>

namespace rowcast::ui {

namespace {
QString tr(const char* text) {
    return QCoreApplication::translate("removeAccount", text);
}

QString consequence(const AccountStatus& account) {
    if (!account.owner) return tr("The other accounts go on writing.");
    return tr("Delivery waits until another account is there. Nothing is lost: responses stay in Kafka.");
}
} // namespace

bool askBeforeRemoving(QWidget* parent, const AccountStatus& account) {
    const bool person = account.kind == AccountStatus::Kind::Person;
    QMessageBox box(QMessageBox::Question, tr("Rowcast"),
                    person ? tr("Sign out %1?").arg(account.email)
                           : tr("Forget the key of %1?").arg(account.email),
                    QMessageBox::Cancel, parent);
    box.setObjectName(QStringLiteral("askBeforeRemoving"));
    box.setInformativeText(consequence(account));
    const QPushButton* deed =
        box.addButton(person ? tr("Sign out") : tr("Forget the key"), QMessageBox::AcceptRole);
    box.setDefaultButton(QMessageBox::Cancel);
    box.exec();
    return box.clickedButton() == deed;
}

} // namespace rowcast::ui
