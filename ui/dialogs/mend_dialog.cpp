#include "ui/dialogs/mend_dialog.h"

#include <QCoreApplication>
#include <QInputDialog>
#include <QMessageBox>
#include <QPushButton>

namespace rowcast::ui {

namespace {
QString tr(const char* text) {
    return QCoreApplication::translate("mend", text);
}

struct Warning {
    QString question, deed;
};

/// What cannot be undone, by name.
std::optional<Warning> warningFor(Choice choice, const QString& form) {
    switch (choice) {
    case Choice::LeaveOut:
        return Warning{tr("Leave out “%1”? Its responses are read and not written to any sheet.").arg(form),
                       tr("Leave it out")};
    case Choice::Rebuild:
        return Warning{
            tr("Rebuild the sheet of “%1” from Kafka? A fresh spreadsheet takes the old one's place.")
                .arg(form),
            tr("Rebuild")};
    case Choice::RebuildIndex:
        return Warning{tr("Make the folder's index again? Each form's spreadsheet says which form it belongs "
                          "to. An index that comes back later must then be removed."),
                       tr("Make it again")};
    case Choice::NewLog:
        return Warning{
            tr("Begin with the topic that was created again? Its records count as new from its start."),
            tr("Begin with it")};
    case Choice::ResumeAtWatermark:
        return Warning{
            tr("Go on after the last row of “%1”? What Kafka deleted before it stays missing.").arg(form),
            tr("Go on")};
    default: return std::nullopt;
    }
}
} // namespace

std::optional<QString> askBeforeMending(QWidget* parent, Choice choice, const QString& form) {
    if (choice == Choice::PickAnother) {
        bool ok = false;
        const QString link =
            QInputDialog::getText(parent, tr("Use another sheet"), tr("Link or id of the spreadsheet:"),
                                  QLineEdit::Normal, {}, &ok);
        return ok && !link.trimmed().isEmpty() ? std::optional(link.trimmed()) : std::nullopt;
    }
    const std::optional<Warning> warning = warningFor(choice, form);
    if (!warning) return QString();
    QMessageBox box(QMessageBox::Question, tr("Rowcast"), warning->question, QMessageBox::Cancel, parent);
    box.setObjectName(QStringLiteral("askBeforeMending"));
    const QPushButton* deed = box.addButton(warning->deed, QMessageBox::AcceptRole);
    box.setDefaultButton(QMessageBox::Cancel);
    box.exec();
    return box.clickedButton() == deed ? std::optional(QString()) : std::nullopt;
}

} // namespace rowcast::ui
