#pragma once
/// The choices of one question: the words that the sheet shows for their ids, and whether several of them
/// share a cell or have a column each. Modal; main thread.

#include "core/model/form_questions.h"

#include <QDialog>

class QRadioButton;
class QStandardItemModel;

namespace rowcast::ui {

class TableView;

class ChoicesDialog : public QDialog {
    Q_OBJECT

public:
    /// `name`: the question for people. Sample answers are offered as ids of choices.
    ChoicesDialog(const QuestionMap::Entry& entry, const FormQuestion& question, const QString& name,
                  QWidget* parent = nullptr);

    [[nodiscard]] QuestionMap::Entry entry() const;

private:
    void addRow(const QString& id, const QString& label);
    void paste();
    void removeRows();

    QuestionMap::Entry entry_;
    QStandardItemModel* choices_;
    TableView* table_;
    QRadioButton* joined_;
    QRadioButton* split_;
};

} // namespace rowcast::ui
