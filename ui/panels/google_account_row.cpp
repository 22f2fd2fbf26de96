#include "ui/panels/google_account_row.h"

#include "ui/google_words.h"
#include "ui/theme/type.h"
#include "ui/widgets/make_button.h"
#include "ui/widgets/mark_label.h"
#include "ui/widgets/muted_label.h"
#include "ui/words.h"

#include <QHBoxLayout>
#include <QLabel>

namespace rowcast::ui {

GoogleAccountRow::GoogleAccountRow(QWidget* parent)
    : QWidget(parent), mark_(new MarkLabel(Sizes(font()).mark, this)), email_(new QLabel(this)),
      about_(new QLabel(this)), used_(new MutedLabel(this)),
      copy_(
          makeButton(tr("Copy address"), QStringLiteral("copyAddressButton"), QStringLiteral("quiet"), this)),
      signIn_(makeButton({}, QStringLiteral("signInAgainButton"), {}, this)),
      remove_(makeButton({}, QStringLiteral("removeAccountButton"), QStringLiteral("quiet"), this)) {
    email_->setObjectName(QStringLiteral("accountAddress"));
    email_->setFont(weighted(font(), QFont::DemiBold));
    email_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    about_->setFont(smallFont(font()));
    about_->setForegroundRole(QPalette::PlaceholderText);
    about_->setWordWrap(true);
    used_->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    auto* words = new QVBoxLayout;
    words->setSpacing(1);
    words->addWidget(email_);
    words->addWidget(about_);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(Sizes(font()).px(10));
    row->addWidget(mark_);
    row->addLayout(words, 1);
    row->addWidget(used_);
    row->addWidget(copy_);
    row->addWidget(signIn_);
    row->addWidget(remove_);
    connect(copy_, &QPushButton::clicked, this, [this] { emit copyWanted(account_.email); });
    connect(signIn_, &QPushButton::clicked, this, [this] { emit signInWanted(account_); });
    connect(remove_, &QPushButton::clicked, this, [this] { emit removeWanted(account_); });
}

void GoogleAccountRow::show(const AccountStatus& account, bool oneOfMany) {
    account_ = account;
    const bool person = account.kind == AccountStatus::Kind::Person;
    mark_->setMark(account.problem ? Mark::Attention : Mark::Tick);
    email_->setText(account.email);
    about_->setText(about(account));
    about_->setToolTip(account.since ? exactUtc(*account.since) : QString());
    used_->setText(
        tr("%1 of %2 a minute").arg(number(account.writesLastMinute), number(account.writesPerMinute)));
    used_->setVisible(oneOfMany);
    used_->setToolTip(tr("writes in the last minute, and Google's quota for this account"));
    copy_->setVisible(!person);
    copy_->setAccessibleName(tr("Copy %1").arg(account.email));
    copy_->setToolTip(tr("Share a sheet or folder with this address, and Rowcast can write there"));
    signIn_->setVisible(account.problem.has_value() && !account.fromEnvironment);
    signIn_->setText(person ? label(Choice::SignIn) : tr("Add its new key…"));
    remove_->setVisible(!account.fromEnvironment);
    remove_->setText(person ? tr("Sign out") : tr("Remove…"));
    remove_->setAccessibleName(person ? tr("Sign out %1").arg(account.email)
                                      : tr("Remove %1").arg(account.email));
}

} // namespace rowcast::ui
