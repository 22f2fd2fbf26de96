#include "ui/dialogs/profiles_dialog.h"

#include "ui/ids.h"
#include "ui/models/profile_changes_model.h"
#include "ui/models/profiles_model.h"
#include "ui/theme/type.h"
#include "ui/widgets/code_edit.h"
#include "ui/widgets/make_button.h"
#include "ui/widgets/mark_label.h"
#include "ui/widgets/muted_label.h"
#include "ui/widgets/section_label.h"
#include "ui/widgets/table_view.h"
#include "ui/words.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QInputDialog>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QMessageBox>

#include <algorithm>
#include <utility>

namespace rowcast::ui {

namespace {
constexpr auto pause = std::chrono::milliseconds(300);

/// A profile to begin with: an object whose members are its answers.
QString beginning(const QString& name) {
    return QStringLiteral(R"({
  "profile": "%1",
  "title": "%1",
  "version": 1,
  "shapes": [{"when": ["/formId", "/answers"]}],
  "formId": "/formId",
  "responseId": "/responseId",
  "submittedAt": {"at": "/submittedAt"},
  "answers": [{"as": "map", "in": "/answers"}]
}
)")
        .arg(name);
}

/// The topic that a guess is about.
QString topicOf(const QString& text) {
    const QJsonValue topics = QJsonDocument::fromJson(text.toUtf8()).object().value(QLatin1String("topics"));
    return topics.isArray() ? topics.toArray().at(0).toString() : topics.toString();
}

QString countsWord(const ProfileReport& report) {
    const QString records =
        QObject::tr("newest %1").arg(counted(report.records, QObject::tr("record"), QObject::tr("records")));
    if (report.records == 0) return QObject::tr("No record has arrived yet that it could be tried on.");
    if (report.changes.empty()) return QObject::tr("Nothing would change for the %1.").arg(records);
    const auto part = [](int now, int then, const QString& what) {
        return now == then ? QString() : QObject::tr("%1 → %2 %3").arg(number(now), number(then), what);
    };
    QStringList parts{part(report.now.responses, report.then.responses, QObject::tr("responses")),
                      part(report.now.unknown, report.then.unknown, QObject::tr("unknown")),
                      part(report.now.rejected, report.then.rejected, QObject::tr("rejected")),
                      part(report.now.idOnly, report.then.idOnly, QObject::tr("without answers")),
                      part(report.now.ignored, report.then.ignored, QObject::tr("ignored"))};
    parts.removeAll(QString());
    const QString head = QObject::tr("Of the %1, %2 would be read differently")
                             .arg(records, number(static_cast<std::int64_t>(report.changes.size())));
    return parts.isEmpty() ? head + u'.' : head + u": "_qs + parts.join(u", "_qs) + u'.';
}
} // namespace

ProfilesDialog::ProfilesDialog(QWidget* parent)
    : QDialog(parent), profiles_(new ProfilesModel(this)), changes_(new ProfileChangesModel(this)) {
    setObjectName(QStringLiteral("profilesDialog"));
    setWindowTitle(tr("How records are read"));
    const Sizes sizes(font());
    auto* sides = new QHBoxLayout;
    sides->setSpacing(20);
    sides->addLayout(buildList());
    sides->addLayout(buildEditor(), 1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(pageMargin, 16, pageMargin, 16);
    column->setSpacing(14);
    column->addLayout(sides, 1);
    column->addLayout(buildButtons());
    setMinimumSize(sizes.px(760), sizes.px(480));
    resize(sizes.px(1000), sizes.px(620));
    soon_.setSingleShot(true);
    soon_.setInterval(pause);
    connect(&soon_, &QTimer::timeout, this, &ProfilesDialog::tryOut);
    connect(text_, &QPlainTextEdit::textChanged, this, [this] {
        good_ = false;
        tried_ = 0; // what comes is about an older text
        if (changed())
            drafts_[key()] = text_->toPlainText();
        else
            drafts_.erase(key());
        soon_.start();
        showButtons();
    });
    showButtons();
}

QBoxLayout* ProfilesDialog::buildList() {
    list_ = new TableView(this);
    list_->setObjectName(QStringLiteral("profilesList"));
    list_->setAccessibleName(tr("Profiles"));
    list_->setModel(profiles_);
    list_->horizontalHeader()->hide();
    list_->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    list_->setFixedWidth(Sizes(font()).px(240));
    connect(list_->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &ProfilesDialog::showCurrent);
    auto* column = new QVBoxLayout;
    column->setSpacing(8);
    column->addWidget(new SectionLabel(tr("Profiles"), this));
    column->addWidget(list_, 1);
    return column;
}

QBoxLayout* ProfilesDialog::buildEditor() {
    const Sizes sizes(font());
    title_ = new SectionLabel({}, this);
    kind_ = new MutedLabel(this);
    text_ = new CodeEdit(this);
    text_->setObjectName(QStringLiteral("profileText"));
    text_->setAccessibleName(tr("The profile as JSON"));
    mark_ = new MarkLabel(sizes.mark, this);
    said_ = new QLabel(this);
    said_->setObjectName(QStringLiteral("profileSays"));
    said_->setWordWrap(true);
    summary_ = new SectionLabel({}, this);
    summary_->setObjectName(QStringLiteral("dryRunSummary"));
    summary_->setWordWrap(true);
    changesTable_ = new TableView(this);
    changesTable_->setObjectName(QStringLiteral("dryRunTable"));
    changesTable_->setAccessibleName(tr("What would change"));
    changesTable_->setModel(changes_);
    changesTable_->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    changesTable_->horizontalHeader()->setSectionResizeMode(ProfileChangesModel::Record,
                                                            QHeaderView::Interactive);
    changesTable_->horizontalHeader()->resizeSection(ProfileChangesModel::Record, sizes.px(180));
    auto* head = new QHBoxLayout;
    head->setSpacing(12);
    head->addWidget(title_);
    head->addWidget(kind_, 1);
    auto* says = new QHBoxLayout;
    says->setSpacing(8);
    says->addWidget(mark_, 0, Qt::AlignTop);
    says->addWidget(said_, 1);
    auto* column = new QVBoxLayout;
    column->setSpacing(8);
    column->addLayout(head);
    column->addWidget(text_, 3);
    column->addLayout(says);
    column->addSpacing(6);
    column->addWidget(summary_);
    column->addWidget(changesTable_, 2);
    return column;
}

QBoxLayout* ProfilesDialog::buildButtons() {
    new_ = makeButton(tr("&New profile…"), u"newProfileButton"_qs, u"quiet"_qs, this);
    remove_ = makeButton(tr("&Remove…"), u"removeProfileButton"_qs, u"danger"_qs, this);
    ignore_ = makeButton(tr("They are &no responses"), u"ignoreShapeButton"_qs, {}, this);
    save_ = makeButton(tr("&Save"), u"saveProfileButton"_qs, u"primary"_qs, this);
    auto* close = makeButton(tr("&Close"), u"closeProfilesButton"_qs, {}, this);
    connect(new_, &QPushButton::clicked, this, &ProfilesDialog::makeNew);
    connect(remove_, &QPushButton::clicked, this, &ProfilesDialog::remove);
    connect(ignore_, &QPushButton::clicked, this, &ProfilesDialog::ignore);
    connect(save_, &QPushButton::clicked, this, &ProfilesDialog::save);
    connect(close, &QPushButton::clicked, this, &QDialog::close);
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(new_);
    row->addWidget(remove_);
    row->addStretch(1);
    for (QWidget* each : {close, ignore_, save_})
        row->addWidget(each);
    return row;
}

void ProfilesDialog::open() {
    toFirst_ = true;
    list();
    show(); // beside the window, which goes on
    raise();
    activateWindow();
}

void ProfilesDialog::list() {
    listed_ = newId();
    emit queryWanted({listed_, Profiles{}});
}

void ProfilesDialog::answered(const QueryPage& page) {
    if (page.id == listed_ && listed_ != 0) {
        listed_ = 0;
        if (page.error) return tellWrong(page.error->what);
        if (const auto* profiles = std::get_if<ProfileList>(&page.detail)) showList(*profiles);
    } else if (page.id == tried_ && tried_ != 0) {
        tried_ = 0;
        if (page.error) return tellWrong(page.error->what);
        if (const auto* report = std::get_if<ProfileReport>(&page.detail)) showReport(*report);
    }
}

/// A new one stands in the list before it is saved; what is being typed stays in hand.
void ProfilesDialog::showList(ProfileList profiles) {
    for (const auto& [draft, text] : drafts_) {
        const auto same = [&draft = draft](const ProfileInfo& each) { return keyOf(each) == draft; };
        if (draft.second && std::none_of(profiles.begin(), profiles.end(), same))
            profiles.push_back({draft.first, draft.first, 1, true, {}, {}});
    }
    const QString kept = wantedName_.isEmpty() ? shown_.name : std::exchange(wantedName_, {});
    const bool first = std::exchange(toFirst_, false) && !changed();
    profiles_->show(std::move(profiles));
    const QModelIndex wanted = profiles_->index(first ? 0 : std::max(profiles_->rowOf(kept), 0));
    if (list_->currentIndex() == wanted) return showCurrent();
    list_->setCurrentIndex(wanted);
}

ProfilesDialog::Key ProfilesDialog::keyOf(const ProfileInfo& profile) {
    return {profile.name, profile.own};
}

bool ProfilesDialog::changed() const {
    return !shown_.name.isEmpty() && text_->toPlainText() != shown_.text;
}

bool ProfilesDialog::isNew() const {
    return shown_.own && shown_.text.isEmpty() && !shown_.error;
}

void ProfilesDialog::showCurrent() {
    const QModelIndex now = list_->currentIndex();
    if (!now.isValid()) return;
    shown_ = profiles_->at(now.row());
    title_->setText(now.data().toString());
    kind_->setText(isGuess(shown_) ? tr("no profile fits these records; this would read them")
                   : isNew()       ? tr("not saved yet")
                   : shown_.own    ? tr("yours, in %1.json").arg(shown_.name)
                                   : tr("comes with Rowcast; saving makes it yours"));
    const auto draft = drafts_.find(key());
    const QString text = draft == drafts_.end() ? shown_.text : draft->second;
    if (text_->toPlainText() != text) text_->setPlainText(text);
    tryOut();
}

void ProfilesDialog::tryOut() {
    soon_.stop();
    if (shown_.name.isEmpty()) return;
    tried_ = newId();
    emit queryWanted({tried_, TryProfile{shown_.name, text_->toPlainText()}});
    showButtons();
}

void ProfilesDialog::showReport(const ProfileReport& report) {
    good_ = !report.error;
    text_->markLine(report.error ? report.line : 0, report.error ? report.error->what : QString());
    if (report.error) {
        if (!text_->hasFocus()) text_->goTo(report.line, report.column); // nobody types
        tellWrong(report.error->what);
        summary_->setText(tr("It cannot be tried out yet."));
        changes_->show({});
    } else {
        mark_->setMark(Mark::Tick);
        said_->setText(told_.isEmpty() ? tr("It can be read.") : told_);
        if (shown_.error && !isGuess(shown_) && !changed()) tellWrong(shown_.error->what);
        summary_->setText(countsWord(report));
        changes_->show(report.changes);
    }
    told_.clear();
    showButtons();
}

void ProfilesDialog::tellWrong(const QString& sentence) {
    mark_->setMark(Mark::Stopped);
    said_->setText(sentence);
}

void ProfilesDialog::showButtons() {
    const bool guess = isGuess(shown_);
    remove_->setVisible(shown_.own);
    ignore_->setVisible(guess);
    save_->setText(guess ? tr("&Read them like this") : tr("&Save"));
    save_->setEnabled(good_ && sent_ == 0 && (guess || changed()));
    ignore_->setEnabled(sent_ == 0);
}

void ProfilesDialog::makeNew() {
    bool ok = false;
    const QString name =
        QInputDialog::getText(this, tr("New profile"), tr("Its name (small letters, digits, hyphens):"),
                              QLineEdit::Normal, {}, &ok)
            .trimmed();
    if (!ok || name.isEmpty()) return;
    if (profiles_->rowOf(name) < 0) drafts_[{name, true}] = beginning(name);
    wantedName_ = name;
    text_->setFocus();
    list();
}

void ProfilesDialog::save() {
    send(SaveProfile{shown_.name, text_->toPlainText()});
}

void ProfilesDialog::remove() {
    if (isNew()) {
        drafts_.erase(key());
        return list();
    }
    QMessageBox box(
        QMessageBox::Question, tr("Rowcast"),
        tr("Remove your profile “%1”? Records that only it can read will wait.").arg(title_->text()),
        QMessageBox::Cancel, this);
    box.setObjectName(QStringLiteral("askBeforeRemoving"));
    const QPushButton* deed = box.addButton(tr("Remove it"), QMessageBox::AcceptRole);
    box.setDefaultButton(QMessageBox::Cancel);
    box.exec();
    if (box.clickedButton() == deed) send(RemoveProfile{shown_.name});
}

void ProfilesDialog::ignore() {
    send(Mend{{}, Choice::Ignore, topicOf(shown_.text)});
}

void ProfilesDialog::send(CommandKind kind) {
    sent_ = newId();
    sentFor_ = key();
    showButtons();
    emit commandWanted({sent_, std::move(kind)});
}

bool ProfilesDialog::commandDone(const CommandResult& result) {
    if (result.id != sent_ || sent_ == 0) return false;
    sent_ = 0;
    if (result.error) {
        tellWrong(result.error->what);
        showButtons();
        return true;
    }
    told_ = result.message;
    drafts_.erase(sentFor_);
    wantedName_ = sentFor_.first;
    list();
    return true;
}

} // namespace rowcast::ui
