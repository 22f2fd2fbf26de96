#include "ui/dialogs/service_account_dialog.h"

#include "ui/google_file.h"
#include "ui/theme/type.h"
#include "ui/widgets/make_button.h"
#include "ui/widgets/mark_label.h"
#include "ui/widgets/secret_drop.h"

#include <QApplication>
#include <QClipboard>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>

namespace rowcast::ui {

namespace {
QLabel* smallNote(const QString& text, QWidget* parent) {
    auto* label = new QLabel(text, parent);
    label->setFont(smallFont(parent->font()));
    label->setForegroundRole(QPalette::PlaceholderText);
    label->setWordWrap(true);
    return label;
}
} // namespace

ServiceAccountDialog::ServiceAccountDialog(QWidget* parent)
    : AskDialog(tr("Use a service account"),
                tr("A service account writes without anybody signing in. Its key is kept in the system's "
                   "keychain and never shown again."),
                tr("Use this account"), parent),
      drop_(new SecretDrop(tr("the key's JSON file"), this)), taken_(new QWidget(this)),
      email_(new QLabel(taken_)), actsFor_(new QLineEdit(this)) {
    setObjectName(QStringLiteral("serviceAccountDialog"));
    email_->setObjectName(QStringLiteral("keyAddress"));
    email_->setFont(weighted(font(), QFont::DemiBold));
    email_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto* mark = new MarkLabel(Sizes(font()).mark, taken_);
    mark->setMark(Mark::Tick);
    QPushButton* copy = makeButton(tr("Cop&y"), QStringLiteral("copyAddressButton"), {}, taken_);
    copy->setAccessibleName(tr("Copy the address"));
    auto* row = new QHBoxLayout;
    row->addWidget(mark);
    row->addWidget(email_, 1);
    row->addWidget(copy);
    auto* taken = new QVBoxLayout(taken_);
    taken->setContentsMargins(0, 0, 0, 0);
    taken->addLayout(row);
    taken->addWidget(smallNote(tr("Share a sheet or folder with this address as an editor, so that Rowcast "
                                  "can write there."),
                               taken_));
    taken_->hide();
    actsFor_->setObjectName(QStringLiteral("actsForField"));
    actsFor_->setPlaceholderText(tr("itself"));
    auto* name = new QLabel(tr("&Acts for"), this);
    name->setBuddy(actsFor_);
    body()->addWidget(drop_);
    body()->addWidget(taken_);
    body()->addSpacing(8);
    body()->addWidget(name);
    body()->addWidget(actsFor_);
    body()->addWidget(smallNote(tr("Only with domain-wide delegation in Google Workspace: the e-mail of the "
                                   "person in whose name it writes and who then owns the sheets."),
                                this));
    body()->addStretch();
    setReady(false);
    connect(drop_, &SecretDrop::given, this, &ServiceAccountDialog::take);
    connect(copy, &QPushButton::clicked, this, &ServiceAccountDialog::copyAddress);
    connect(this, &AskDialog::deedWanted, this, [this] { emit wanted(key_, actsFor_->text().trimmed()); });
}

void ServiceAccountDialog::take(const Secret& text) {
    const GoogleFile file = readGoogleFile(text);
    const bool fits = file.kind == GoogleFile::Kind::ServiceAccount && !file.email.isEmpty();
    key_ = fits ? text : Secret();
    email_->setText(file.email);
    taken_->setVisible(fits);
    drop_->setVisible(!fits);
    setReady(fits);
    if (fits)
        actsFor_->setFocus();
    else if (file.kind == GoogleFile::Kind::Client)
        refuse(tr("This is an OAuth client, to sign in with. A service account's key is another file: Google "
                  "Cloud gives it out under Service accounts, Keys."));
    else
        refuse(tr("This is no key of a service account. It must be the JSON file that Google Cloud gave out "
                  "when the key was made."));
}

void ServiceAccountDialog::copyAddress() {
    QApplication::clipboard()->setText(email_->text());
}

} // namespace rowcast::ui
