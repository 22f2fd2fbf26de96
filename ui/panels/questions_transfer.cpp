#include "ui/panels/questions_transfer.h"

#include "ui/ids.h"
#include "ui/models/questions_model.h"
#include "ui/words.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileDialog>
#include <QInputDialog>
#include <QMenu>
#include <QSaveFile>

#include <algorithm>

namespace rowcast::ui {

namespace {
using Adopt = QuestionsModel::Adopt;

constexpr qint64 largestFile = 16 * 1024 * 1024;

QString questionsWord(std::size_t count) {
    return counted(static_cast<std::int64_t>(count), QCoreApplication::translate("transfer", "question"),
                   QCoreApplication::translate("transfer", "questions"));
}

Error unreadable(const QFileDevice& file) {
    return {Remedy::FixSettings,
            QCoreApplication::translate("transfer", "The file %1 cannot be used: %2")
                .arg(file.fileName(), file.errorString()),
            {},
            {},
            {}};
}
} // namespace

QuestionsTransfer::QuestionsTransfer(QWidget* window)
    : QObject(window), window_(window), import_(new QMenu(window)), otherForms_(new QMenu(window)),
      export_(new QMenu(window)), versions_(new QMenu(window)) {
    const auto add = [this](QMenu* menu, const char* name, const QString& text, auto deed) {
        QAction* action = menu->addAction(text);
        action->setObjectName(QLatin1String(name));
        connect(action, &QAction::triggered, this, deed);
    };
    add(import_, "importFile", tr("From a &file (CSV or JSON)…"), &QuestionsTransfer::askForFile);
    add(import_, "importGoogleForm", tr("From &Google Forms…"), &QuestionsTransfer::askForLink);
    add(import_, "importLabels", tr("From the &responses' own words"), &QuestionsTransfer::takeLabels);
    otherForms_->setTitle(tr("From &another form"));
    otherForms_->setObjectName(QStringLiteral("importFromForm"));
    import_->addMenu(otherForms_);
    add(export_, "exportFile", tr("To a &file (CSV or JSON)…"), &QuestionsTransfer::askForPath);
    versions_->setTitle(tr("&Saved versions"));
    versions_->setObjectName(QStringLiteral("savedVersions"));
    connect(otherForms_, &QMenu::aboutToShow, this, &QuestionsTransfer::listForms);
    connect(versions_, &QMenu::aboutToShow, this, &QuestionsTransfer::listVersions);
}

void QuestionsTransfer::ask(QueryKind kind, Open open) {
    const std::uint64_t id = newId();
    open_[id] = std::move(open);
    emit wanted({id, std::move(kind)});
}

void QuestionsTransfer::askForFile() {
    const QString path = QFileDialog::getOpenFileName(window_, tr("Import questions"), {},
                                                      tr("Questions (*.csv *.tsv *.txt *.json)"));
    if (!path.isEmpty()) readFile(path);
}

void QuestionsTransfer::readFile(const QString& path) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) return emit failed(unreadable(file));
    const QByteArray text = file.read(largestFile + 1);
    if (text.size() > largestFile)
        return emit failed({Remedy::FixSettings,
                            tr("The file %1 is too large for a list of questions.").arg(path),
                            {},
                            {},
                            {}});
    ask(ReadMap{questions_->form(), text}, {questions_, Adopt::Order, tr("importing a file"), {}});
}

void QuestionsTransfer::askForLink() {
    bool ok = false;
    const QString link = QInputDialog::getText(
        window_, tr("From Google Forms"), tr("Link or id of the Google form (empty: the form's own id):"),
        QLineEdit::Normal, {}, &ok);
    if (ok) fromGoogleForm(link.trimmed());
}

void QuestionsTransfer::fromGoogleForm(const QString& link) {
    ask(DefinitionOf{questions_->form(), link},
        {questions_, Adopt::Order, tr("importing from Google Forms"), {}});
}

/// Typeform, Tally and others send the questions with the answers, some with types and choices: their words
/// become the map's, so that a later change of the form leaves the headers as they are.
void QuestionsTransfer::takeLabels() {
    const QuestionMap& defined = questions_->known().definition;
    if (defined.entries.empty()) {
        emit failed({Remedy::FixSettings,
                     tr("The responses of this form carry no words for its questions."),
                     {},
                     {},
                     {}});
        return;
    }
    // Where the whole form is defined, its order is the form's; a label alone says nothing of order.
    const bool whole = std::any_of(defined.entries.begin(), defined.entries.end(),
                                   [](const auto& entry) { return entry.type.has_value(); });
    questions_->adopt(tr("taking the responses' words"), defined, whole ? Adopt::Order : Adopt::Words);
}

void QuestionsTransfer::listForms() {
    otherForms_->clear();
    for (const FormStatus& form : forms_) {
        if (form.form == questions_->form()) continue;
        const QString name = form.title.isEmpty() ? form.form.text() : form.title;
        connect(otherForms_->addAction(name), &QAction::triggered, this, [this, id = form.form, name] {
            ask(QuestionsOf{id}, {questions_, Adopt::Words, tr("taking the titles of “%1”").arg(name), {}});
        });
    }
    if (otherForms_->isEmpty()) otherForms_->addAction(tr("There is no other form"))->setEnabled(false);
}

void QuestionsTransfer::listVersions() {
    versions_->clear();
    for (const MapVersion& version : questions_->known().versions) {
        const QString when = dateAndZone(version.at);
        const QString text = tr("%1: %2").arg(when, questionsWord(version.map.entries.size()));
        connect(versions_->addAction(text), &QAction::triggered, this, [this, map = version.map, when] {
            questions_->adopt(tr("the version of %1").arg(when), map, Adopt::All);
        });
    }
    if (versions_->isEmpty()) versions_->addAction(tr("Nothing was saved yet"))->setEnabled(false);
}

void QuestionsTransfer::askForPath() {
    const QString path = QFileDialog::getSaveFileName(window_, tr("Export questions"),
                                                      questions_->form().text() + QStringLiteral(".csv"),
                                                      tr("CSV (*.csv);;JSON (*.json)"));
    if (!path.isEmpty()) writeFile(path);
}

void QuestionsTransfer::writeFile(const QString& path) {
    const bool json = path.endsWith(u".json", Qt::CaseInsensitive);
    ask(WriteMap{questions_->map(), json ? WriteMap::Format::Json : WriteMap::Format::Csv},
        {questions_, Adopt::Words, {}, path});
}

void QuestionsTransfer::answered(const QueryPage& page) {
    const auto found = open_.find(page.id);
    if (found == open_.end()) return;
    const Open open = found->second;
    open_.erase(found);
    if (page.error)
        emit failed(*page.error);
    else if (const auto* text = std::get_if<QByteArray>(&page.detail))
        write(open.path, *text);
    else if (const auto* map = std::get_if<QuestionMap>(&page.detail))
        adopt(open, *map);
    else if (const auto* other = std::get_if<FormQuestions>(&page.detail))
        adopt(open, other->map);
}

void QuestionsTransfer::adopt(const Open& open, const QuestionMap& map) {
    if (!open.questions) return;
    QuestionMap wanted = map;
    if (open.what == Adopt::Words) // another form's: only what this one asks too
        std::erase_if(wanted.entries,
                      [&open](const auto& entry) { return open.questions->rowOf(entry.id) < 0; });
    if (wanted.entries.empty()) {
        emit failed({Remedy::FixSettings, tr("It names none of this form's questions."), {}, {}, {}});
        return;
    }
    open.questions->adopt(open.words, wanted, open.what);
    emit told(tr("%1 taken over. Nothing is saved yet.").arg(questionsWord(wanted.entries.size())));
}

void QuestionsTransfer::write(const QString& path, const QByteArray& text) {
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size() || !file.commit())
        return emit failed(unreadable(file));
    emit told(tr("Written to %1.").arg(path));
}

} // namespace rowcast::ui
