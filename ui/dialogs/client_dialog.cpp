#include "ui/dialogs/client_dialog.h"

#include "ui/google_file.h"
#include "ui/theme/type.h"
#include "ui/widgets/make_button.h"
#include "ui/widgets/secret_drop.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QUrl>

namespace rowcast::ui {

ClientDialog::ClientDialog(QWidget* parent)
    : AskDialog(tr("Give Rowcast an OAuth client"),
                tr("Google asks every program for an OAuth client before somebody may sign in with it. You "
                   "make it once, in your own Google Cloud project; it takes some minutes."),
                tr("Use this client"), parent),
      taken_(new QLabel(this)) {
    setObjectName(QStringLiteral("clientDialog"));
    addStep(1, tr("Make a project, or choose one."), tr("Open Google Cloud"),
            QStringLiteral("https://console.cloud.google.com/projectcreate"));
    addStep(2, tr("Switch on the Google Drive API and the Google Sheets API."), tr("Switch them on"),
            QStringLiteral("https://console.cloud.google.com/flows/enableapi?apiid=drive.googleapis.com,"
                           "sheets.googleapis.com"));
    addStep(3,
            tr("Name the app, then publish it: while it is in testing, Google ends each sign-in after seven "
               "days."),
            tr("Open its audience"), QStringLiteral("https://console.cloud.google.com/auth/audience"));
    addStep(4, tr("Make a client of the type “Desktop app” and download its JSON file."),
            tr("Make the client"), QStringLiteral("https://console.cloud.google.com/auth/clients/create"));
    auto* drop = new SecretDrop(tr("the client's JSON file"), this);
    taken_->setObjectName(QStringLiteral("clientTaken"));
    taken_->setFont(weighted(font(), QFont::DemiBold));
    taken_->hide();
    body()->addSpacing(8);
    body()->addWidget(drop);
    body()->addWidget(taken_);
    body()->addStretch();
    setReady(false);
    connect(drop, &SecretDrop::given, this, &ClientDialog::take);
    connect(this, &AskDialog::deedWanted, this, [this] { emit wanted(file_); });
}

void ClientDialog::addStep(int number, const QString& sentence, const QString& link, const QString& url) {
    auto* count = new QLabel(QStringLiteral("%1.").arg(number), this);
    auto* words = new QLabel(sentence, this);
    words->setWordWrap(true);
    for (QLabel* label : {count, words}) {
        label->setContentsMargins(0, Sizes(font()).px(3), 0, 0);
        label->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    }
    QPushButton* open =
        makeButton(link, QStringLiteral("step%1Link").arg(number), QStringLiteral("link"), this);
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(count, 0, Qt::AlignTop);
    row->addWidget(words, 1);
    row->addWidget(open, 0, Qt::AlignTop);
    body()->addLayout(row);
    connect(open, &QPushButton::clicked, this, [this, url] { emit linkWanted(QUrl(url)); });
}

void ClientDialog::take(const Secret& text) {
    const GoogleFile file = readGoogleFile(text);
    const bool fits = file.kind == GoogleFile::Kind::Client;
    file_ = fits ? text : Secret();
    taken_->setText(file.project.isEmpty()
                        ? tr("The client's file was read.")
                        : tr("The client of the project “%1” was read.").arg(file.project));
    taken_->setVisible(fits);
    setReady(fits);
    if (fits) return;
    refuse(file.kind == GoogleFile::Kind::ServiceAccount
               ? tr("This is a service account's key: “Use a service account…” takes it.")
               : tr("This is no OAuth client. It must be the JSON file that Google Cloud gave out when the "
                    "client was made."));
}

} // namespace rowcast::ui
