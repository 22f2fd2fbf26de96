#include "ui/dialogs/sharing_dialog.h"

#include "ui/google_words.h"
#include "ui/theme/type.h"
#include "ui/widgets/make_button.h"
#include "ui/widgets/ruled.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QRegularExpression>
#include <QScrollArea>

#include <algorithm>

namespace rowcast::ui {

namespace {
constexpr Role offered[] = {Role::Reader, Role::Commenter, Role::Writer};

QString text(const std::string& utf8) {
    return QString::fromStdString(utf8);
}

bool isAddress(const QString& typed) {
    static const QRegularExpression address(QStringLiteral("^[^\\s,@=:]+@[^\\s,@=:]+$"));
    return address.match(typed).hasMatch();
}
} // namespace

SharingDialog::SharingDialog(const Status& status, QWidget* parent)
    : AskDialog(tr("Share"),
                tr("Sharing the folder shares every sheet in it. Whoever may do more already keeps it."),
                tr("Share"), parent),
      newSheets_(status.google.shareNew), what_(new QComboBox(this)), rows_(new QWidget(this)),
      email_(new QLineEdit(this)), role_(new QComboBox(this)),
      group_(new QCheckBox(tr("It is a &group"), this)),
      notify_(new QCheckBox(tr("&Tell them by e-mail"), this)) {
    setObjectName(QStringLiteral("sharingDialog"));
    setCancel(tr("Close"));
    buildWhat(status);
    auto* scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidgetResizable(true);
    scroll->setWidget(rows_);
    scroll->setMinimumHeight(Sizes(font()).px(140));
    body()->addWidget(scroll, 1);
    new QVBoxLayout(rows_);
    buildPerson();
    chooseTarget();
    connect(this, &AskDialog::deedWanted, this, &SharingDialog::share);
}

void SharingDialog::buildWhat(const Status& status) {
    what_->setObjectName(QStringLiteral("sharedFile"));
    const auto add = [this](const QString& name, const Target& target) {
        what_->addItem(name);
        targets_.push_back(target);
    };
    add(tr("Each new sheet"), {true, {}});
    if (!status.google.folderName.isEmpty()) add(tr("The folder “%1”").arg(status.google.folderName), {});
    for (const FormStatus& form : status.forms)
        if (const SpreadsheetId file = spreadsheetIn(form.url); !file.empty())
            add(tr("The sheet of “%1”").arg(form.title.isEmpty() ? form.form.text() : form.title),
                {false, file});
    auto* name = new QLabel(tr("&What is shared"), this);
    name->setBuddy(what_);
    body()->addWidget(name);
    body()->addWidget(what_);
    connect(what_, &QComboBox::currentIndexChanged, this, &SharingDialog::chooseTarget);
}

void SharingDialog::buildPerson() {
    email_->setObjectName(QStringLiteral("shareEmail"));
    email_->setPlaceholderText(tr("name@example.org"));
    role_->setObjectName(QStringLiteral("shareRole"));
    role_->setAccessibleName(tr("What they may do"));
    for (const Role role : offered)
        role_->addItem(tr("may %1").arg(rightOf(role)));
    group_->setObjectName(QStringLiteral("shareGroup"));
    notify_->setObjectName(QStringLiteral("shareNotify"));
    auto* name = new QLabel(tr("Share with this &e-mail address"), this);
    name->setBuddy(email_);
    auto* who = new QHBoxLayout;
    who->addWidget(email_, 1);
    who->addWidget(role_);
    auto* how = new QHBoxLayout;
    how->setSpacing(24);
    how->addWidget(group_);
    how->addWidget(notify_);
    how->addStretch();
    body()->addWidget(name);
    body()->addLayout(who);
    body()->addLayout(how);
    connect(email_, &QLineEdit::textChanged, this, &SharingDialog::check);
    check();
}

const SharingDialog::Target& SharingDialog::target() const {
    return targets_[static_cast<std::size_t>(what_->currentIndex())];
}

void SharingDialog::check() {
    setReady(isAddress(email_->text().trimmed()));
}

void SharingDialog::chooseTarget() {
    if (target().newSheets) {
        showNewSheets();
        return;
    }
    say(tr("Asking Google…"));
    emit sharesAsked(target().file);
}

void SharingDialog::clearRows() {
    delete rows_->layout();
    for (QWidget* row : rows_->findChildren<QWidget*>(QString(), Qt::FindDirectChildrenOnly)) {
        row->hide();
        row->deleteLater(); // its button may have been pressed for this
    }
    auto* column = new QVBoxLayout(rows_);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->setAlignment(Qt::AlignTop);
}

void SharingDialog::say(const QString& sentence) {
    clearRows();
    auto* label = new QLabel(sentence, rows_);
    label->setForegroundRole(QPalette::PlaceholderText);
    label->setWordWrap(true);
    rows_->layout()->addWidget(label);
}

void SharingDialog::addRow(const QString& who, const QString& note, Role role,
                           const std::function<void()>& remove) {
    auto* line = new Ruled(rows_);
    line->setMinimumHeight(Sizes(font()).row);
    auto* name = new QLabel(who, line);
    name->setObjectName(QStringLiteral("sharedWith"));
    auto* about = new QLabel(note, line);
    about->setFont(smallFont(font()));
    about->setForegroundRole(QPalette::PlaceholderText);
    auto* row = new QHBoxLayout(line);
    row->setContentsMargins(0, 0, 0, 1);
    row->addWidget(name);
    row->addWidget(about, 1);
    row->addWidget(new QLabel(tr("may %1").arg(rightOf(role)), line));
    QPushButton* button =
        makeButton(tr("Remove"), QStringLiteral("unshareButton"), QStringLiteral("link"), line);
    button->setAccessibleName(tr("Stop sharing with %1").arg(who));
    button->setVisible(static_cast<bool>(remove));
    row->addWidget(button);
    rows_->layout()->addWidget(line);
    if (remove) connect(button, &QPushButton::clicked, this, remove);
}

void SharingDialog::showNewSheets() {
    clearRows();
    if (newSheets_.empty()) say(tr("New sheets are shared with nobody: only their owner sees them."));
    for (std::size_t at = 0; at < newSheets_.size(); ++at) {
        const Share& share = newSheets_[at];
        QStringList note;
        if (share.group) note << tr("group");
        if (share.notify) note << tr("told by e-mail");
        addRow(text(share.email), note.join(QStringLiteral(", ")), share.role, [this, at] {
            wanted_ = newSheets_;
            wanted_.erase(wanted_.begin() + static_cast<std::ptrdiff_t>(at));
            emit newSheetsWanted(wanted_);
        });
    }
}

void SharingDialog::show(const Permissions& permissions) {
    clearRows();
    for (const Permission& permission : permissions) {
        const QString who = !permission.email.empty()     ? text(permission.email)
                            : permission.type == "anyone" ? tr("anyone with the link")
                                                          : text(permission.name);
        const QString note = permission.inherited         ? tr("from the folder above")
                             : permission.type == "group" ? tr("group")
                                                          : QString();
        std::function<void()> remove;
        if (!permission.inherited && permission.role != Role::Owner)
            remove = [this, id = permission.id] { emit unshareWanted({target().file, id}); };
        addRow(who, note, permission.role, remove);
    }
}

void SharingDialog::showUnknown(const QString& why) {
    say(why);
}

Share SharingDialog::typed() const {
    Share share;
    share.email = email_->text().trimmed().toStdString();
    share.role = offered[role_->currentIndex()];
    share.group = group_->isChecked();
    share.notify = notify_->isChecked();
    return share;
}

void SharingDialog::share() {
    setWaiting();
    const Share share = typed();
    if (!target().newSheets) {
        emit shareWanted({target().file, share});
        return;
    }
    wanted_ = newSheets_;
    std::erase_if(wanted_, [&share](const Share& other) { return other.email == share.email; });
    wanted_.push_back(share);
    emit newSheetsWanted(wanted_);
}

void SharingDialog::succeed() {
    email_->clear();
    email_->setFocus();
    if (target().newSheets) newSheets_ = wanted_;
    chooseTarget();
}

} // namespace rowcast::ui
