#include "ui/panels/google_panel.h"

#include "core/model/stopping.h"
#include "ui/dialogs/client_dialog.h"
#include "ui/dialogs/folder_dialog.h"
#include "ui/dialogs/help_dialog.h"
#include "ui/dialogs/remove_account_dialog.h"
#include "ui/dialogs/service_account_dialog.h"
#include "ui/dialogs/sharing_dialog.h"
#include "ui/google_file.h"
#include "ui/panels/google_account_row.h"
#include "ui/panels/google_check.h"
#include "ui/panels/google_facts.h"
#include "ui/theme/type.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/in_margins.h"
#include "ui/widgets/make_button.h"
#include "ui/widgets/muted_label.h"
#include "ui/widgets/ruled.h"
#include "ui/widgets/secret_drop.h"
#include "ui/words.h"

#include <QApplication>
#include <QClipboard>
#include <QDragEnterEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QMimeData>

namespace rowcast::ui {

namespace {
constexpr int overhang = 10; ///< of quiet buttons at the end of a row: their text ends on the edge

enum StartStep { ClientStep, SignInStep, ServiceAccountStep };

void copy(const QString& text) {
    QApplication::clipboard()->setText(text);
}
} // namespace

GooglePanel::GooglePanel(QWidget* parent) : Panel(Place::Google, parent) {
    setObjectName(QStringLiteral("googlePanel"));
    setAcceptDrops(true);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 16, 0, 16);
    column->setSpacing(0);
    buildHead(column);
    buildNotices(column);
    start_ =
        new EmptyState(tr("Rowcast may not write to Google yet"),
                       tr("Sign in with the account that will own the spreadsheets. Rowcast can then create "
                          "spreadsheets and edit those; it sees none of your other files."),
                       this);
    start_->setObjectName(QStringLiteral("googleStart"));
    column->addLayout(inMargins(start_, pageMargin, pageMargin));
    buildFull(column);
    column->addStretch(1);
    connect(start_, &EmptyState::pressed, this, [this](int step) {
        step == ClientStep ? askClient({}) : step == SignInStep ? signIn() : askServiceAccount({});
    });
}

void GooglePanel::buildHead(QVBoxLayout* column) {
    auto* title = new QLabel(tr("Google"), this);
    title->setFont(titleFont(font()));
    who_ = new MutedLabel(this);
    addKey_ = makeButton(tr("Use a service &account…"), QStringLiteral("serviceAccountButton"), {}, this);
    addPerson_ = makeButton(tr("&Sign in another"), QStringLiteral("signInButton"), {}, this);
    QPushButton* guide = makeButton(tr("?"), QStringLiteral("helpButton"), QStringLiteral("quiet"), this);
    guide->setAccessibleName(tr("How to connect Google"));
    guide->setToolTip(tr("How to connect Google (F1)"));
    guide->setShortcut(QKeySequence::HelpContents);
    auto* head = new QHBoxLayout;
    head->setContentsMargins(pageMargin, 0, pageMargin, 0);
    head->setSpacing(8);
    head->addWidget(title);
    head->addSpacing(12);
    head->addWidget(who_, 1);
    head->addWidget(guide);
    head->addWidget(addKey_);
    head->addWidget(addPerson_);
    column->addLayout(head);
    column->addSpacing(8);
    connect(guide, &QPushButton::clicked, this, &GooglePanel::help);
    connect(addKey_, &QPushButton::clicked, this, [this] { askServiceAccount({}); });
    connect(addPerson_, &QPushButton::clicked, this, &GooglePanel::signIn);
}

void GooglePanel::buildNotices(QVBoxLayout* column) {
    keychain_ = new Banner(this);
    waiting_ = new Banner(this);
    notice_ = new Banner(this);
    keychain_->setObjectName(QStringLiteral("keychainNotice"));
    waiting_->setObjectName(QStringLiteral("browserNotice"));
    notice_->setObjectName(QStringLiteral("googleNotice"));
    for (Banner* banner : {keychain_, waiting_, notice_}) {
        banner->hide();
        column->addLayout(inMargins(banner, pageMargin - cellPadding, pageMargin - cellPadding));
    }
    QPushButton* again = waiting_->addLink(tr("Open the browser again"), QStringLiteral("openBrowserButton"));
    QPushButton* link = waiting_->addLink(tr("Copy the link"), QStringLiteral("copyLinkButton"));
    connect(again, &QPushButton::clicked, this, [this] { emit linkWanted(google_.consent->url); });
    connect(link, &QPushButton::clicked, this,
            [this] { copy(google_.consent->url.toString(QUrl::FullyEncoded)); });
    connect(waiting_, &Banner::pressed, this, [this] { send(CancelSignIn{}); });
    connect(keychain_, &Banner::pressed, this,
            [this] { emit mendWanted({}, google_.keychain->choices.front()); });
    connect(notice_, &Banner::pressed, this, [this] {
        notice_->hide();
        if (again_) again_();
    });
}

void GooglePanel::buildFull(QVBoxLayout* column) {
    const Sizes sizes(font());
    full_ = new QWidget(this);
    facts_ = new GoogleFacts(full_);
    check_ = new GoogleCheck(full_);
    rowsColumn_ = new QVBoxLayout;
    rowsColumn_->setSpacing(sizes.px(14));
    auto* rule = new Ruled(full_, Ruled::Rule::Section);
    rule->setFixedHeight(1);
    auto* inner = new QVBoxLayout(full_);
    inner->setContentsMargins(0, 0, 0, 0);
    inner->setSpacing(0);
    inner->addSpacing(sizes.px(8));
    inner->addLayout(rowsColumn_);
    inner->addSpacing(sizes.px(16));
    inner->addLayout(inMargins(rule, 0, overhang));
    inner->addSpacing(sizes.px(15));
    inner->addLayout(inMargins(facts_, 0, overhang));
    inner->addSpacing(sizes.px(16));
    inner->addLayout(inMargins(check_, 0, overhang));
    column->addLayout(inMargins(full_, pageMargin, pageMargin - overhang));
    connect(facts_, &GoogleFacts::pickWanted, this, &GooglePanel::pick);
    connect(facts_, &GoogleFacts::openFolderWanted, this, &GooglePanel::linkWanted);
    connect(facts_, &GoogleFacts::folderWanted, this, &GooglePanel::askFolder);
    connect(facts_, &GoogleFacts::peopleWanted, this, &GooglePanel::askPeople);
    connect(check_, &GoogleCheck::checkWanted, this, [this] { send(CheckGoogle{}); });
    connect(check_, &GoogleCheck::deedWanted, this, &GooglePanel::doDeed);
}

PlaceCount GooglePanel::waiting(const Status& status) const {
    const Problem* stopped = stopping(status);
    const bool ours = stopped && stopped->error.remedy == Remedy::SignIn;
    const int count = std::max(troubles(status.google), ours ? 1 : 0);
    return {count, ours ? PlaceCount::Kind::Stopped : PlaceCount::Kind::NeedsYou};
}

void GooglePanel::show(const Status& status) {
    status_ = status;
    google_ = status.google;
    const bool any = !google_.accounts.empty();
    who_->setText(whoWrites(google_));
    addKey_->setVisible(any);
    addPerson_->setVisible(any);
    keychain_->setVisible(google_.keychain.has_value());
    if (google_.keychain)
        keychain_->tell(Banner::Tone::Attention, tr("Nothing can be kept here."), withoutKeychain(google_),
                        google_.keychain->choices.empty() ? QString()
                                                          : label(google_.keychain->choices.front()));
    start_->setVisible(!any);
    full_->setVisible(any);
    showConsent();
    showStart();
    showAccounts();
    facts_->show(google_, status.at);
    check_->show(google_, status.at);
}

void GooglePanel::showConsent() {
    waiting_->setVisible(google_.consent.has_value());
    addPerson_->setEnabled(!google_.consent);
    if (!google_.consent) return;
    const ConsentStatus& consent = *google_.consent;
    waiting_->tell(Banner::Tone::Info,
                   consent.picking ? tr("Pick the files in your browser.") : tr("Sign in in your browser."),
                   tr("Rowcast has been waiting since %1.").arg(clock(consent.since, status_.at)),
                   tr("Cancel"));
    if (consent.url == opened_ || consent_ == 0) return; // another asked for it: no browser pops up unasked
    opened_ = consent.url;
    emit linkWanted(consent.url);
}

void GooglePanel::showStart() {
    if (!google_.accounts.empty()) return;
    const bool client = google_.hasClient;
    start_->setSteps(
        {{client ? Mark::Tick : Mark::Ring, tr("Give Rowcast an OAuth client"),
          client ? tr("there is one to sign in with")
                 : tr("a JSON file from your Google Cloud project: drop it here"),
          client ? tr("Use another…") : tr("Show me how…")},
         {Mark::Ring, tr("Sign in with Google"), tr("your browser opens; up to five minutes"),
          client && !google_.consent ? tr("Sign in with Google") : QString()},
         {Mark::Dash, tr("Or let a service account write"),
          tr("nobody needs to sign in; it writes what is shared with it"), tr("Use a service account…")}},
        stopping(status_) == nullptr);
}

void GooglePanel::showAccounts() {
    while (rows_.size() > google_.accounts.size()) {
        rows_.back()->hide();
        rows_.back()->deleteLater();
        rows_.pop_back();
    }
    while (rows_.size() < google_.accounts.size()) {
        auto* row = new GoogleAccountRow(full_);
        rowsColumn_->addWidget(row);
        rows_.push_back(row);
        connect(row, &GoogleAccountRow::copyWanted, this, &copy);
        connect(row, &GoogleAccountRow::removeWanted, this, &GooglePanel::askRemove);
        connect(row, &GoogleAccountRow::signInWanted, this, [this](const AccountStatus& account) {
            account.kind == AccountStatus::Kind::Person ? signIn() : askServiceAccount({});
        });
    }
    for (std::size_t at = 0; at < rows_.size(); ++at)
        rows_[at]->show(google_.accounts[at], rows_.size() > 1);
}

void GooglePanel::signIn() {
    notice_->hide();
    if (!google_.hasClient) {
        askClient({});
        return;
    }
    consent_ = send(SignIn{});
    again_ = [this] { signIn(); };
}

void GooglePanel::help() {
    auto* guide = new HelpDialog(tr("How to connect Google"), QStringLiteral("google"), this);
    guide->setAttribute(Qt::WA_DeleteOnClose);
    connect(guide, &HelpDialog::linkWanted, this, &GooglePanel::linkWanted);
    guide->show();
}

void GooglePanel::pick() {
    notice_->hide();
    consent_ = send(PickFile{});
    again_ = [this] { pick(); };
}

void GooglePanel::mend(Choice) {
    const bool robot =
        !google_.accounts.empty() && google_.accounts.front().kind == AccountStatus::Kind::ServiceAccount;
    robot ? askServiceAccount({}) : signIn();
}

bool GooglePanel::done(const CommandResult& result) {
    if (result.id == consent_ && consent_ != 0) {
        consent_ = 0;
        if (!result.error) return true;
        const bool picking = google_.consent && google_.consent->picking;
        notice_->tell(Banner::Tone::Attention, picking ? tr("Nothing was picked.") : tr("Not signed in."),
                      result.error->what, tr("Try again"));
        notice_->show();
        return true;
    }
    const auto asked = asked_.find(result.id);
    if (asked == asked_.end()) return false;
    AskDialog* dialog = asked->second;
    asked_.erase(asked);
    if (!dialog) return !result.error;
    if (result.error)
        dialog->refuse(result.error->what);
    else if (sharing_.data() == dialog)
        sharing_->succeed();
    else
        dialog->accept();
    return true;
}

void GooglePanel::answered(const QueryPage& page) {
    if (page.id != sharesAsked_ || !sharing_) return;
    if (page.error)
        sharing_->showUnknown(page.error->what);
    else if (const auto* permissions = std::get_if<Permissions>(&page.detail))
        sharing_->show(*permissions);
}

void GooglePanel::open(AskDialog* dialog) {
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void GooglePanel::sendFrom(AskDialog* dialog, CommandKind kind) {
    dialog->setWaiting();
    asked_[send(std::move(kind))] = dialog;
}

void GooglePanel::askClient(const Secret& file) {
    auto* dialog = new ClientDialog(this);
    connect(dialog, &ClientDialog::linkWanted, this, &GooglePanel::linkWanted);
    connect(dialog, &ClientDialog::wanted, this,
            [this, dialog](const Secret& client) { sendFrom(dialog, UseOAuthClient{client}); });
    // A sign-in belongs to the client that it was made with.
    connect(dialog, &QDialog::accepted, this, [this] {
        google_.hasClient = true;
        signIn();
    });
    open(dialog);
    if (!file.empty()) dialog->take(file);
}

void GooglePanel::askServiceAccount(const Secret& key) {
    auto* dialog = new ServiceAccountDialog(this);
    connect(dialog, &ServiceAccountDialog::wanted, this,
            [this, dialog](const Secret& taken, const QString& actsFor) {
                sendFrom(dialog, AddServiceAccount{taken, actsFor});
            });
    open(dialog);
    if (!key.empty()) dialog->take(key);
}

void GooglePanel::askFolder() {
    const bool person =
        !google_.accounts.empty() && google_.accounts.front().kind == AccountStatus::Kind::Person;
    auto* dialog = new FolderDialog(google_.folderName, person, this);
    connect(dialog, &FolderDialog::pickWanted, this, &GooglePanel::pick);
    connect(dialog, &FolderDialog::wanted, this, [this, dialog](const QString& folder) {
        sendFrom(dialog, SetSetting{QStringLiteral("google.folder"), folder});
    });
    open(dialog);
}

void GooglePanel::askPeople() {
    sharing_ = new SharingDialog(status_, this);
    SharingDialog* dialog = sharing_;
    connect(dialog, &SharingDialog::sharesAsked, this, &GooglePanel::askShares);
    connect(dialog, &SharingDialog::shareWanted, this,
            [this, dialog](const AddShare& share) { sendFrom(dialog, share); });
    connect(dialog, &SharingDialog::unshareWanted, this,
            [this, dialog](const RemoveShare& share) { sendFrom(dialog, share); });
    connect(dialog, &SharingDialog::newSheetsWanted, this, [this, dialog](const std::vector<Share>& shares) {
        sendFrom(dialog, SetSetting{QStringLiteral("google.share"), shareSetting(shares)});
    });
    open(dialog);
}

void GooglePanel::askShares(const SpreadsheetId& file) {
    sharesAsked_ = ask(SharesOf{file});
}

void GooglePanel::askRemove(const AccountStatus& account) {
    if (askBeforeRemoving(this, account)) send(RemoveAccount{account.email});
}

void GooglePanel::doDeed(const CheckButton& deed) {
    switch (deed.deed) {
    case GoogleDeed::None: return;
    case GoogleDeed::SignIn: return signIn();
    case GoogleDeed::NewKey: return askServiceAccount({});
    case GoogleDeed::CheckAgain: send(CheckGoogle{}); return;
    case GoogleDeed::ChooseFolder: return askFolder();
    case GoogleDeed::ChoosePeople: return askPeople();
    case GoogleDeed::Open: emit linkWanted(deed.link); return;
    }
}

void GooglePanel::dragEnterEvent(QDragEnterEvent* event) {
    if (SecretDrop::mayHold(*event->mimeData())) event->acceptProposedAction();
}

void GooglePanel::dropEvent(QDropEvent* event) {
    event->acceptProposedAction();
    take(SecretDrop::taken(*event->mimeData()));
}

void GooglePanel::take(const Secret& file) {
    switch (readGoogleFile(file).kind) {
    case GoogleFile::Kind::Client: return askClient(file);
    case GoogleFile::Kind::ServiceAccount: return askServiceAccount(file);
    case GoogleFile::Kind::Unknown: break;
    }
    again_ = nullptr;
    notice_->tell(Banner::Tone::Attention, tr("This is no file from Google Cloud."),
                  tr("Drop the JSON file of an OAuth client, or of a service account's key."), tr("Close"));
    notice_->show();
}

} // namespace rowcast::ui
