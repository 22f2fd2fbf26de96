#include "ui/panels/questions_panel.h"

#include "ui/dialogs/choices_dialog.h"
#include "ui/dialogs/profiles_dialog.h"
#include "ui/models/questions_filter.h"
#include "ui/panels/map_preview.h"
#include "ui/panels/questions_table.h"
#include "ui/panels/questions_transfer.h"
#include "ui/theme/themed_icon.h"
#include "ui/theme/type.h"
#include "ui/widgets/choice_group.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/filter_edit.h"
#include "ui/widgets/in_margins.h"
#include "ui/widgets/make_button.h"
#include "ui/widgets/menu_button.h"
#include "ui/widgets/muted_label.h"
#include "ui/widgets/save_bar.h"
#include "ui/words.h"

#include <QAction>
#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QShortcut>

namespace rowcast::ui {

namespace {
constexpr auto pace = std::chrono::milliseconds(1'000);      ///< between two questions about a busy form
constexpr auto patience = std::chrono::milliseconds(10'000); ///< an unanswered question is asked again
constexpr int reach = pageMargin - cellPadding;              ///< tables reach into the page's margin

MenuButton* quietButton(const char* name, const QString& text, const char* icon, QWidget* parent) {
    auto* button = new MenuButton(parent);
    button->setObjectName(QLatin1String(name));
    button->setProperty("kind", QStringLiteral("quiet"));
    button->setText(text);
    button->setIcon(themedIcon(QLatin1String(icon)));
    return button;
}
} // namespace

QuestionsPanel::QuestionsPanel(QWidget* parent)
    : PagedPanel(Place::Questions, parent), table_(new QuestionsTable(this)), preview_(new MapPreview(this)),
      saveBar_(new SaveBar(this)), transfer_(new QuestionsTransfer(this)),
      profiles_(new ProfilesDialog(this)) {
    setObjectName(QStringLiteral("questionsPanel"));
    sentence_->setObjectName(QStringLiteral("questionsSentence"));
    auto* profiles = makeButton(tr("How records are &read…"), QStringLiteral("profilesButton"),
                                QStringLiteral("quiet"), this);
    connect(profiles, &QPushButton::clicked, profiles_, &ProfilesDialog::open);
    empty_ = new EmptyState(
        tr("No form has sent anything yet"),
        tr("Each question that a response answers appears here by its id, with the answers seen. Give "
           "it the words that people know: they become the header of its column."),
        this);
    empty_->setObjectName(QStringLiteral("noQuestionsYet"));
    lay(profiles, empty_, buildContent());
    connectDeeds();
    addKeys();
}

QuestionsPanel::~QuestionsPanel() = default;

QWidget* QuestionsPanel::buildContent() {
    auto* content = new QWidget(this);
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    addTools(column);
    auto* hint = new MutedLabel(this);
    hint->setFont(smallFont(font()));
    hint->setText(tr("Enter edits, Tab goes on, Ctrl+V pastes id and title columns from a spreadsheet"));
    table_->setMinimumHeight(table_->horizontalHeader()->sizeHint().height() + 5 * Sizes(font()).row);
    column->addSpacing(6);
    column->addLayout(inMargins(table_, reach), 1);
    column->addSpacing(10);
    column->addLayout(inMargins(hint, pageMargin));
    column->addSpacing(16);
    column->addLayout(inMargins(preview_, pageMargin));
    column->addSpacing(6);
    column->addLayout(inMargins(saveBar_, pageMargin));
    return content;
}

void QuestionsPanel::addTools(QVBoxLayout* column) {
    forms_ = new QComboBox(this);
    forms_->setObjectName(QStringLiteral("formChooser"));
    forms_->setAccessibleName(tr("Form"));
    forms_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    find_ = new FilterEdit(this);
    find_->setObjectName(QStringLiteral("questionsFilter"));
    find_->setAccessibleName(tr("Filter questions"));
    which_ = new ChoiceGroup(tr("Questions shown"), {tr("All"), tr("Without a title")}, this);
    which_->setObjectName(QStringLiteral("questionsShown"));
    undo_ = quietButton("undoButton", tr("&Undo"), "edit-undo", this);
    import_ = quietButton("importButton", tr("&Import"), "document-import", this);
    export_ = quietButton("exportButton", tr("E&xport"), "document-export", this);
    undo_->setAccessibleName(tr("Undo"));
    export_->setAccessibleName(tr("Export"));
    export_->setToolTip(tr("Export"));
    import_->setPopupMode(QToolButton::InstantPopup);
    export_->setPopupMode(QToolButton::InstantPopup);
    import_->setMenu(transfer_->importMenu());
    export_->setMenu(transfer_->exportMenu());
    auto* row = new QHBoxLayout;
    row->setContentsMargins(pageMargin, 0, pageMargin - 10, 0); // a quiet button's text ends on the edge
    row->setSpacing(8);
    row->addWidget(forms_, 5);
    row->addWidget(find_, 4);
    row->addSpacing(4);
    row->addWidget(which_);
    row->addStretch(3);
    for (QWidget* button : {undo_, import_, export_})
        row->addWidget(button);
    column->addLayout(row);
}

void QuestionsPanel::connectDeeds() {
    connect(forms_, &QComboBox::activated, this,
            [this](int at) { showForm(FormId(forms_->itemData(at).toString().toStdString())); });
    connect(find_, &FilterEdit::textChanged, this,
            [this](const QString& text) { table_->filter()->setText(text); });
    connect(which_, &ChoiceGroup::chosen, this,
            [this](int which) { table_->filter()->setUntitledOnly(which == 1); });
    connect(undo_, &QToolButton::clicked, this, [this] { step(&QUndoStack::undo); });
    connect(table_, &QuestionsTable::refused, this,
            [this](const Error& error) { tell(false, tr("Nothing was changed."), error.what); });
    connect(table_, &QuestionsTable::choicesWanted, this, &QuestionsPanel::editChoices);
    connect(table_, &QuestionsTable::currentChangedTo, this, &QuestionsPanel::showCurrent);
    connect(profiles_, &ProfilesDialog::queryWanted, this, &QuestionsPanel::queryWanted);
    connect(profiles_, &ProfilesDialog::commandWanted, this, &QuestionsPanel::commandWanted);
    connect(preview_, &MapPreview::wanted, this, &QuestionsPanel::queryWanted);
    connect(transfer_, &QuestionsTransfer::wanted, this, &QuestionsPanel::queryWanted);
    connect(transfer_, &QuestionsTransfer::failed, this,
            [this](const Error& error) { tell(false, tr("Nothing was changed."), error.what); });
    connect(transfer_, &QuestionsTransfer::told, this,
            [this](const QString& sentence) { tell(true, {}, sentence); });
    connect(saveBar_, &SaveBar::saveWanted, this, [this] { save(); });
    connect(saveBar_, &SaveBar::discardWanted, this, [this] { model()->discard(); });
}

void QuestionsPanel::addKeys() {
    const auto key = [this](QKeySequence::StandardKey keys, auto deed) {
        auto* shortcut = new QShortcut(keys, this);
        shortcut->setContext(Qt::WidgetWithChildrenShortcut);
        connect(shortcut, &QShortcut::activated, this, deed);
    };
    key(QKeySequence::Find, [this] { find_->setFocus(Qt::ShortcutFocusReason); });
    key(QKeySequence::Refresh, [this] { ask(); });
    key(QKeySequence::Save, [this] {
        if (model() && model()->counts().changed > 0) save();
    });
    key(QKeySequence::Undo, [this] { step(&QUndoStack::undo); });
    key(QKeySequence::Redo, [this] { step(&QUndoStack::redo); });
    auto* menu = new QMenu(this);
    QAction* again = menu->addAction(tr("&Redo"));
    again->setObjectName(QStringLiteral("redoAction"));
    connect(again, &QAction::triggered, this, [this] { step(&QUndoStack::redo); });
    connect(menu, &QMenu::aboutToShow, this, [this, again] {
        again->setEnabled(model() && model()->undo()->canRedo());
        again->setText(again->isEnabled() ? tr("&Redo %1").arg(model()->undo()->redoText()) : tr("&Redo"));
    });
    menu->addMenu(transfer_->versionsMenu());
    undo_->setMenu(menu);
}

void QuestionsPanel::step(void (QUndoStack::*to)()) {
    if (model()) (model()->undo()->*to)();
}

QuestionsModel* QuestionsPanel::model() const {
    const auto found = models_.find(form_);
    return found == models_.end() ? nullptr : found->second.get();
}

void QuestionsPanel::show(const Status& status) {
    status_ = status;
    listForms();
    transfer_->setForms(status.forms);
    showContent(!status.forms.empty());
    empty_->setSteps(
        {{status.kafka.connected ? Mark::Tick : Mark::Ring, tr("Kafka is connected"), status.kafka.servers},
         {Mark::Ring, tr("A form sends its first response"), tr("its questions appear by themselves")},
         {Mark::Ring, tr("You give its questions titles"), tr("typed, pasted or imported")}});
    if (form_.empty() && !status.forms.empty()) {
        const auto wanting = std::find_if(status.forms.begin(), status.forms.end(),
                                          [](const FormStatus& form) { return form.untitled > 0; });
        showForm(wanting == status.forms.end() ? status.forms.front().form : wanting->form);
    }
    for (const FormStatus& form : status.forms) {
        const bool open = asked_ != 0 && status.at - askedAt_ < patience;
        if (form.form == form_ && form.rows != rowsAsked_ && !open && status.at - askedAt_ >= pace) {
            rowsAsked_ = form.rows;
            ask();
        }
    }
    showState();
}

PlaceCount QuestionsPanel::waiting(const Status& status) const {
    PlaceCount count{0, PlaceCount::Kind::NeedsYou};
    for (const FormStatus& form : status.forms)
        count.count += form.untitled;
    for (const Problem& problem : status.problems) {
        const std::vector<Choice>& choices = problem.error.choices;
        count.count +=
            std::find(choices.begin(), choices.end(), Choice::AcceptGuess) != choices.end() ? 1 : 0;
    }
    return count;
}

void QuestionsPanel::listForms() {
    const auto nameOf = [](const FormStatus& form) {
        return form.title.isEmpty() ? form.form.text() : form.title;
    };
    // In the order they appeared: a list must not turn under the pointer.
    for (const FormStatus& form : status_.forms) {
        const int at = forms_->findData(form.form.text());
        if (at < 0)
            forms_->addItem(nameOf(form), form.form.text());
        else if (forms_->itemText(at) != nameOf(form))
            forms_->setItemText(at, nameOf(form));
    }
}

void QuestionsPanel::showForm(const FormId& form) {
    if (form == form_) return;
    form_ = form;
    forms_->setCurrentIndex(forms_->findData(form.text()));
    std::unique_ptr<QuestionsModel>& model = models_[form];
    if (!model) model = std::make_unique<QuestionsModel>();
    setModel(model.get());
    rowsAsked_ = -1;
    ask();
}

void QuestionsPanel::setModel(QuestionsModel* model) {
    find_->clear();
    which_->choose(0);
    table_->setQuestions(model);
    transfer_->setQuestions(model);
    preview_->setQuestions(model);
    disconnect(model, &QuestionsModel::changed, this, nullptr);
    connect(model, &QuestionsModel::changed, this, &QuestionsPanel::showState);
    connect(model, &QuestionsModel::edited, preview_, &MapPreview::renew, Qt::UniqueConnection);
    table_->goToFirst();
    showState();
}

void QuestionsPanel::ask() {
    if (form_.empty()) return;
    askedAt_ = status_.at;
    asked_ = Panel::ask(QuestionsOf{form_});
}

void QuestionsPanel::answered(const QueryPage& page) {
    preview_->answered(page);
    profiles_->answered(page);
    transfer_->answered(page);
    if (page.id != asked_ || asked_ == 0) return;
    asked_ = 0;
    if (page.error) {
        tell(false, tr("The questions could not be read."), page.error->what);
        return;
    }
    const auto* questions = std::get_if<FormQuestions>(&page.detail);
    if (!questions || !model()) return;
    const bool first = model()->rowCount() == 0;
    FormQuestions known = *questions;
    known.map.form = form_;
    model()->show(known);
    preview_->renew();
    if (first) table_->goToFirst();
}

void QuestionsPanel::showState() {
    const QuestionsModel::Counts counts = model() ? model()->counts() : QuestionsModel::Counts{};
    which_->setText(0, tr("All %1").arg(number(counts.all)));
    which_->setText(1, tr("Without a title %1").arg(number(counts.untitled)));
    find_->setPlaceholderText(tr("Filter %1").arg(counted(counts.all, tr("question"), tr("questions"))));
    sentence_->setText(status_.forms.empty() ? tr("none yet")
                       : counts.untitled > 0
                           ? tr("%1 of %2 have no title; their answers are written under the id")
                                 .arg(number(counts.untitled), number(counts.all))
                           : tr("all have a title"));
    undo_->setEnabled(model() != nullptr);
    undo_->setToolTip(model() && model()->undo()->canUndo() ? tr("Undo %1").arg(model()->undo()->undoText())
                                                            : tr("There is nothing to undo"));
    if (counts.changed == 0) return saveBar_->clear();
    const QString changes = tr("%1 not saved.").arg(counted(counts.changed, tr("change"), tr("changes")));
    saveBar_->tell(
        counts.retitled > 0
            ? tr("%1 New rows use it at once, and headers that nobody renamed in the sheet.").arg(changes)
            : tr("%1 New rows use it at once.").arg(changes));
    saveBar_->setBusy(saving_ != 0);
}

void QuestionsPanel::showCurrent(int row) {
    if (row < 0 || !model()) return;
    const QString& title = QuestionsModel::titleOf(model()->at(row));
    preview_->setCurrent(title.isEmpty() ? model()->at(row).known.id.text() : title);
}

void QuestionsPanel::editChoices(int row) {
    const QuestionsModel::Row& question = model()->at(row);
    const QString title = QuestionsModel::titleOf(question);
    ChoicesDialog dialog(question.draft.entry, question.known,
                         title.isEmpty() ? question.known.id.text() : title, this);
    QuestionDraft draft = question.draft;
    if (dialog.exec() != QDialog::Accepted) return;
    draft.entry = dialog.entry();
    model()->edit(tr("the choices"), {draft});
}

void QuestionsPanel::save() {
    if (saving_ != 0) return;
    savingForm_ = form_;
    saving_ = send(SaveMap{model()->beginSave()});
    saveBar_->setBusy(true);
}

bool QuestionsPanel::done(const CommandResult& result) {
    if (profiles_->commandDone(result)) return true;
    if (result.id != saving_ || saving_ == 0) return false;
    saving_ = 0;
    saveBar_->setBusy(false);
    if (result.error) {
        tell(false, tr("The questions were not saved."), result.error->what);
        return true;
    }
    models_.at(savingForm_)->saved();
    tell(true, tr("Saved."), result.message);
    ask();
    return true;
}

QString QuestionsPanel::unsaved() const {
    int questions = 0;
    for (const auto& [form, model] : models_)
        questions += model->counts().changed;
    QStringList parts;
    if (questions > 0) parts << counted(questions, tr("changed question"), tr("changed questions"));
    if (const int profiles = profiles_->unsaved(); profiles > 0)
        parts << counted(profiles, tr("changed profile"), tr("changed profiles"));
    return parts.isEmpty() ? QString() : tr("Not saved: %1.").arg(parts.join(tr(" and ")));
}

bool QuestionsPanel::mends(Choice choice) const {
    return choice == Choice::AcceptGuess || choice == Choice::EditProfile;
}

void QuestionsPanel::mend(Choice) {
    profiles_->open();
}

void QuestionsPanel::resizeEvent(QResizeEvent* event) {
    PagedPanel::resizeEvent(event);
    const bool narrow = width() < Sizes(font()).px(900);
    undo_->setText(narrow ? QString() : tr("&Undo")); // the name is still told, and shown by the tooltip
    export_->setText(narrow ? QString() : tr("E&xport"));
}

} // namespace rowcast::ui
