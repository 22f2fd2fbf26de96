#pragma once
/// The questions that a person wants to see, in the order wanted: without a title first, then as the sheet's
/// columns stand, unless a column is chosen to sort by. Main thread.

#include <QSortFilterProxyModel>

namespace rowcast::ui {

class QuestionsModel;

class QuestionsFilter : public QSortFilterProxyModel {
    Q_OBJECT

public:
    using QSortFilterProxyModel::QSortFilterProxyModel;

    void setQuestions(QuestionsModel* questions);
    /// Only what holds `text` in its id, title or samples.
    void setText(const QString& text);
    void setUntitledOnly(bool only);
    /// -1: the order that is useful for naming.
    void sort(int column, Qt::SortOrder order) override;

protected:
    [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex& parent) const override;
    [[nodiscard]] bool lessThan(const QModelIndex& left, const QModelIndex& right) const override;

private:
    QuestionsModel* questions_ = nullptr;
    QString text_;
    bool untitledOnly_ = false;
    int column_ = -1;
};

} // namespace rowcast::ui
