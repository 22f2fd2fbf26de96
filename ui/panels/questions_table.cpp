#include "ui/panels/questions_table.h"

#include "ui/models/questions_filter.h"
#include "ui/models/questions_model.h"
#include "ui/models/questions_paste.h"
#include "ui/theme/type.h"
#include "ui/widgets/table_columns.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>

#include <algorithm>

namespace rowcast::ui {

QuestionsTable::QuestionsTable(QWidget* parent) : TableView(parent), filter_(new QuestionsFilter(this)) {
    setObjectName(QStringLiteral("questionsTable"));
    setAccessibleName(tr("Questions"));
    setSelectionMode(QAbstractItemView::ExtendedSelection);
    setEditTriggers(QAbstractItemView::EditKeyPressed | QAbstractItemView::DoubleClicked |
                    QAbstractItemView::AnyKeyPressed);
    setDragDropMode(QAbstractItemView::InternalMove);
    setDragDropOverwriteMode(false);
    setContextMenuPolicy(Qt::ActionsContextMenu);
    addDeeds();
    columns_ = new TableColumns(this, QuestionsModel::Title, QuestionsModel::CopyRole);
}

void QuestionsTable::setQuestions(QuestionsModel* questions) {
    questions_ = questions;
    filter_->setQuestions(questions);
    if (model() == filter_) return;
    setModel(filter_);
    QHeaderView* header = horizontalHeader();
    header->setSortIndicator(-1, Qt::AscendingOrder);
    header->setSortIndicatorClearable(true);
    setSortingEnabled(true);
    fitColumns();
}

void QuestionsTable::addDeed(const char* name, const QString& text, const QKeySequence& keys,
                             void (QuestionsTable::*deed)()) {
    auto* action = new QAction(text, this);
    action->setObjectName(QLatin1String(name));
    action->setShortcut(keys);
    action->setShortcutContext(Qt::WidgetShortcut); // in a cell's editor the keys are the editor's
    connect(action, &QAction::triggered, this, deed);
    addAction(action);
}

void QuestionsTable::addDeeds() {
    addDeed("copyQuestions", tr("&Copy"), QKeySequence::Copy, &QuestionsTable::copy);
    addDeed("pasteQuestions", tr("&Paste"), QKeySequence::Paste, &QuestionsTable::paste);
    addDeed("clearTitles", tr("C&lear the title"), QKeySequence::Delete, &QuestionsTable::clearTitles);
    addDeed("toggleShown", tr("&Show or leave out"), QKeySequence(tr("Ctrl+H")),
            &QuestionsTable::toggleShown);
    addDeed("moveUp", tr("Move &up"), QKeySequence(Qt::ALT | Qt::Key_Up), &QuestionsTable::moveUp);
    addDeed("moveDown", tr("Move &down"), QKeySequence(Qt::ALT | Qt::Key_Down), &QuestionsTable::moveDown);
    addDeed("editChoices", tr("C&hoices…"), QKeySequence(tr("Ctrl+L")), &QuestionsTable::editChoices);
    addDeed("sortByColumn", tr("Sort by &this column"), {}, &QuestionsTable::sortByCurrent);
}

void QuestionsTable::fitColumns() {
    const Sizes sizes(font());
    const int room = viewport()->width();
    const bool narrow = room < sizes.px(900);
    std::vector<std::pair<int, int>> widths{{QuestionsModel::Order, sizes.px(82)},
                                            {QuestionsModel::Id, sizes.px(narrow ? 114 : 138)},
                                            {QuestionsModel::Type, sizes.px(narrow ? 120 : 140)},
                                            {QuestionsModel::Shown, sizes.px(70)},
                                            {QuestionsModel::Seen, sizes.px(narrow ? 84 : 92)}};
    int left = room;
    for (const auto& [column, width] : widths)
        left -= isColumnHidden(column) ? 0 : width;
    widths.emplace_back(QuestionsModel::Samples, std::max(sizes.px(narrow ? 90 : 120), left * 9 / 20));
    columns_->fit(widths);
}

int QuestionsTable::current() const {
    const QModelIndex now = currentIndex();
    return now.isValid() ? filter_->mapToSource(now).row() : -1;
}

std::vector<int> QuestionsTable::selected() const {
    QModelIndexList indexes = selectionModel()->selectedRows();
    std::sort(indexes.begin(), indexes.end());
    std::vector<int> rows;
    for (const QModelIndex& index : indexes)
        rows.push_back(filter_->mapToSource(index).row());
    return rows;
}

void QuestionsTable::goToFirst() {
    if (filter_->rowCount() > 0) setCurrentIndex(filter_->index(0, QuestionsModel::Title));
}

void QuestionsTable::sortBy(int column, Qt::SortOrder order) {
    sortByColumn(column, order);
}

void QuestionsTable::sortByCurrent() {
    const QHeaderView* header = horizontalHeader();
    const int column = currentIndex().column();
    const bool turn =
        header->sortIndicatorSection() == column && header->sortIndicatorOrder() == Qt::AscendingOrder;
    sortBy(column, turn ? Qt::DescendingOrder : Qt::AscendingOrder);
}

void QuestionsTable::copy() {
    CellRows cells;
    for (const int row : selected()) {
        const auto cell = [this, row](int column) {
            return questions_->index(row, column).data(QuestionsModel::CopyRole).toString();
        };
        cells.push_back({cell(QuestionsModel::Id), cell(QuestionsModel::Title), cell(QuestionsModel::Type),
                         cell(QuestionsModel::Shown)});
    }
    if (!cells.empty()) QGuiApplication::clipboard()->setText(clipboardText(cells));
}

void QuestionsTable::paste() {
    PastePlace place;
    place.column = currentIndex().isValid() ? currentIndex().column() : int{QuestionsModel::Title};
    for (int row = std::max(0, currentIndex().row()); row < filter_->rowCount(); ++row)
        place.rows.push_back(filter_->mapToSource(filter_->index(row, 0)).row());
    place.selected = selected();
    auto drafts = pasteCells(*questions_, cellsFrom(QGuiApplication::clipboard()->text()), place);
    if (!drafts) {
        emit refused(drafts.error());
        return;
    }
    questions_->edit(tr("pasting"), std::move(*drafts));
}

void QuestionsTable::clearTitles() {
    std::vector<QuestionDraft> drafts;
    for (const int row : selected()) {
        drafts.push_back(questions_->at(row).draft);
        drafts.back().entry.title.clear();
    }
    questions_->edit(tr("clearing titles"), std::move(drafts));
}

void QuestionsTable::toggleShown() {
    std::vector<QuestionDraft> drafts;
    for (const int row : selected())
        drafts.push_back(questions_->at(row).draft);
    if (drafts.empty()) return;
    const bool shown = !drafts.front().entry.shown;
    for (QuestionDraft& draft : drafts)
        draft.entry.shown = shown;
    questions_->edit(shown ? tr("showing columns") : tr("leaving out columns"), std::move(drafts));
}

void QuestionsTable::moveBy(int step) {
    const std::vector<int> rows = selected();
    if (rows.empty()) return;
    int first = questions_->rowCount();
    int last = 0;
    for (const int row : rows) {
        first = std::min(first, questions_->at(row).draft.order);
        last = std::max(last, questions_->at(row).draft.order);
    }
    questions_->move(rows, step < 0 ? first - 1 : last + 2);
    scrollTo(currentIndex());
}

void QuestionsTable::editChoices() {
    if (const int row = current(); row >= 0) emit choicesWanted(row);
}

/// Tab in an editor asks for the next cell: who names questions wants the next question.
QModelIndex QuestionsTable::moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) {
    const QModelIndex now = currentIndex();
    if (!now.isValid() || (action != MoveNext && action != MovePrevious))
        return TableView::moveCursor(action, modifiers);
    return now.sibling(now.row() + (action == MoveNext ? 1 : -1), now.column());
}

void QuestionsTable::keyPressEvent(QKeyEvent* event) {
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (!enter || state() == EditingState || !currentIndex().isValid()) {
        TableView::keyPressEvent(event);
        return;
    }
    if (!currentIndex().flags().testFlag(Qt::ItemIsEditable))
        setCurrentIndex(currentIndex().siblingAtColumn(QuestionsModel::Title));
    edit(currentIndex());
}

void QuestionsTable::resizeEvent(QResizeEvent* event) {
    TableView::resizeEvent(event);
    if (model()) fitColumns();
}

void QuestionsTable::currentChanged(const QModelIndex& current, const QModelIndex& previous) {
    TableView::currentChanged(current, previous);
    emit currentChangedTo(this->current());
}

} // namespace rowcast::ui
