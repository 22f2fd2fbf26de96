#include "ui/dialogs/folder_dialog.h"

#include "ui/theme/type.h"
#include "ui/widgets/make_button.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>

namespace rowcast::ui {

FolderDialog::FolderDialog(const QString& current, bool mayPick, QWidget* parent)
    : AskDialog(tr("Choose the folder"),
                tr("New spreadsheets are made in this folder. If there is none of that name, it is made; "
                   "spreadsheets that exist already stay where they are."),
                tr("Use this folder"), parent),
      folder_(new QLineEdit(current, this)) {
    setObjectName(QStringLiteral("folderDialog"));
    folder_->setObjectName(QStringLiteral("folderField"));
    folder_->selectAll();
    auto* name = new QLabel(tr("&Name, link or id"), this);
    name->setBuddy(folder_);
    body()->addWidget(name);
    body()->addWidget(folder_);
    if (mayPick) {
        auto* words =
            new QLabel(tr("A folder that Rowcast did not make is hidden from it until you pick it:"), this);
        words->setFont(smallFont(font()));
        words->setForegroundRole(QPalette::PlaceholderText);
        QPushButton* pick = makeButton(tr("&Pick it in the browser"), QStringLiteral("pickFolderButton"),
                                       QStringLiteral("link"), this);
        auto* row = new QHBoxLayout;
        row->addWidget(words);
        row->addWidget(pick);
        row->addStretch();
        body()->addLayout(row);
        connect(pick, &QPushButton::clicked, this, [this] {
            emit pickWanted();
            reject();
        });
    }
    body()->addStretch();
    setReady(!current.isEmpty());
    connect(folder_, &QLineEdit::textChanged, this,
            [this](const QString& text) { setReady(!text.trimmed().isEmpty()); });
    connect(this, &AskDialog::deedWanted, this, [this] { emit wanted(folder_->text().trimmed()); });
}

} // namespace rowcast::ui
