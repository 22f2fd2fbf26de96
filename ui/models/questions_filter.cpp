#include "ui/models/questions_filter.h"

#include "ui/models/questions_model.h"

#include <algorithm>
#include <tuple>

namespace rowcast::ui {

void QuestionsFilter::setQuestions(QuestionsModel* questions) {
    questions_ = questions;
    setSourceModel(questions);
    sort(column_, sortOrder());
}

void QuestionsFilter::setText(const QString& text) {
    if (text_ == text) return;
    text_ = text;
    invalidateFilter();
}

void QuestionsFilter::setUntitledOnly(bool only) {
    if (untitledOnly_ == only) return;
    untitledOnly_ = only;
    invalidateFilter();
}

void QuestionsFilter::sort(int column, Qt::SortOrder order) {
    const bool other = std::exchange(column_, column) != column;
    // Sorted by a column that is there, the base sorts again when that column's cells change.
    QSortFilterProxyModel::sort(column < 0 ? int{QuestionsModel::Order} : column, order);
    if (other) invalidate();
}

bool QuestionsFilter::filterAcceptsRow(int row, const QModelIndex&) const {
    const QuestionsModel::Row& question = questions_->at(row);
    if (untitledOnly_ && !question.first && !QuestionsModel::wantsTitle(question)) return false;
    if (text_.isEmpty()) return true;
    const auto holds = [this](const QString& text) { return text.contains(text_, Qt::CaseInsensitive); };
    return holds(question.known.id.text()) || holds(QuestionsModel::titleOf(question)) ||
           holds(question.known.label) ||
           std::any_of(question.known.samples.begin(), question.known.samples.end(), holds);
}

bool QuestionsFilter::lessThan(const QModelIndex& left, const QModelIndex& right) const {
    const QuestionsModel::Row& a = questions_->at(left.row());
    const QuestionsModel::Row& b = questions_->at(right.row());
    // Not by the locale's rules: at thousands of rows that alone would hold the window up.
    const auto text = [](const QString& one, const QString& other) {
        return one.compare(other, Qt::CaseInsensitive);
    };
    switch (column_) {
    case QuestionsModel::Id:
        if (a.known.id != b.known.id) return a.known.id < b.known.id;
        break;
    case QuestionsModel::Shown:
        if (a.draft.entry.shown != b.draft.entry.shown) return a.draft.entry.shown;
        break;
    case QuestionsModel::Seen:
        if (a.known.seen != b.known.seen) return a.known.seen < b.known.seen;
        break;
    case QuestionsModel::Title:
        if (const int order = text(QuestionsModel::titleOf(a), QuestionsModel::titleOf(b))) return order < 0;
        break;
    case QuestionsModel::Type:
        if (const int order = text(left.data().toString(), right.data().toString())) return order < 0;
        break;
    case QuestionsModel::Order:
    case QuestionsModel::Samples: break;
    default:
        if (a.first != b.first) return a.first;
    }
    return a.draft.order < b.draft.order;
}

} // namespace rowcast::ui
