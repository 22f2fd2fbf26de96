#pragma once
/// Maps that come from elsewhere and go there: files, Google Forms, the responses' own words, another form's
/// map, an earlier version. Files are read and written by the running program, which knows their form; a
/// wrong one changes nothing. Main thread.

#include "core/model/query.h"
#include "core/model/status.h"
#include "ui/models/questions_model.h"

#include <QPointer>
#include <QWidget>

#include <map>

class QMenu;

namespace rowcast::ui {

class QuestionsTransfer : public QObject {
    Q_OBJECT

public:
    /// `window`: dialogs stand before it.
    explicit QuestionsTransfer(QWidget* window);

    void setQuestions(QuestionsModel* questions) { questions_ = questions; }
    void setForms(std::vector<FormStatus> forms) { forms_ = std::move(forms); }
    [[nodiscard]] QMenu* importMenu() const { return import_; }
    [[nodiscard]] QMenu* exportMenu() const { return export_; }
    [[nodiscard]] QMenu* versionsMenu() const { return versions_; }
    void answered(const QueryPage& page);

    void readFile(const QString& path);
    void writeFile(const QString& path);
    void fromGoogleForm(const QString& link);

signals:
    void wanted(const Query& query);
    void failed(const rowcast::Error& error);
    /// What was done, a sentence.
    void told(const QString& sentence);

private:
    /// What to do with an answer, for the questions it was asked for.
    struct Open {
        QPointer<QuestionsModel> questions;
        QuestionsModel::Adopt what = QuestionsModel::Adopt::Words;
        QString words; ///< of the step of undo
        QString path;  ///< of an export
    };
    void ask(QueryKind kind, Open open);
    void askForFile();
    void askForLink();
    void askForPath();
    void takeLabels();
    void listForms();
    void listVersions();
    void adopt(const Open& open, const QuestionMap& map);
    void write(const QString& path, const QByteArray& text);

    QWidget* window_;
    QPointer<QuestionsModel> questions_;
    std::vector<FormStatus> forms_;
    QMenu* import_;
    QMenu* otherForms_;
    QMenu* export_;
    QMenu* versions_;
    std::map<std::uint64_t, Open> open_;
};

} // namespace rowcast::ui
