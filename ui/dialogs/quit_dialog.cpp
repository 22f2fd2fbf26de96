#include "ui/dialogs/quit_dialog.h"

#include <QCoreApplication>
#include <QMessageBox>
#include <QPushButton>

namespace rowcast::ui {

bool askBeforeQuitting(QWidget* parent, const QStringList& unsaved) {
    const auto tr = [](const char* text) { return QCoreApplication::translate("quit", text); };
    QMessageBox box(QMessageBox::Question, tr("Rowcast"),
                    tr("Quit without saving?") + QStringLiteral("\n\n") + unsaved.join(u'\n'),
                    QMessageBox::Cancel, parent);
    box.setObjectName(QStringLiteral("askBeforeQuitting"));
    const QPushButton* deed = box.addButton(tr("Quit without saving"), QMessageBox::DestructiveRole);
    box.setDefaultButton(QMessageBox::Cancel);
    box.exec();
    return box.clickedButton() == deed;
}

} // namespace rowcast::ui
