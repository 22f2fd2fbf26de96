#pragma once
/// The grid of questions, used as a spreadsheet is: Enter edits, Tab goes on to the next row, typing writes
/// over, blocks are copied and pasted, rows are dragged or moved by Alt+Up and Alt+Down. Its deeds are
/// actions: they stand in its menu too, and each is one step of undo. Main thread.

#include "core/base/error.h"
#include "ui/widgets/table_view.h"

namespace rowcast::ui {

class QuestionsFilter;
class QuestionsModel;
class TableColumns;

class QuestionsTable : public TableView {
    Q_OBJECT

public:
    explicit QuestionsTable(QWidget* parent = nullptr);

    void setQuestions(QuestionsModel* questions);
    [[nodiscard]] QuestionsFilter* filter() const { return filter_; }
    /// The question in hand, a row of the model; -1: none.
    [[nodiscard]] int current() const;
    /// The first that wants a title, else the first.
    void goToFirst();
    void sortBy(int column, Qt::SortOrder order);

signals:
    void refused(const rowcast::Error& error);
    void choicesWanted(int row);
    void currentChangedTo(int row);

protected:
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;

private:
    void addDeeds();
    void addDeed(const char* name, const QString& text, const QKeySequence& keys,
                 void (QuestionsTable::*deed)());
    [[nodiscard]] std::vector<int> selected() const;
    void fitColumns();
    void copy();
    void paste();
    void clearTitles();
    void toggleShown();
    void moveUp() { moveBy(-1); }
    void moveDown() { moveBy(1); }
    void moveBy(int step);
    void editChoices();
    void sortByCurrent();

    QuestionsModel* questions_ = nullptr;
    QuestionsFilter* filter_;
    TableColumns* columns_;
};

} // namespace rowcast::ui
