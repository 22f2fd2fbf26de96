#pragma once
/// What needs a person: a sentence, since when, and the button that mends it. Main thread.

#include "core/model/status.h"
#include "ui/models/list_changes.h"

#include <QAbstractTableModel>

namespace rowcast::ui {

class ProblemsModel : public QAbstractTableModel, private RowChanges {
    Q_OBJECT

public:
    enum Column { Sentence, Since, Mend, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    /// All problems but the one that the state bar shows.
    void show(const Status& status);
    [[nodiscard]] const Problem& at(int row) const { return problems_[static_cast<std::size_t>(row)]; }

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;

private:
    void removeAt(int row) override;
    void insertAt(int row, int wanted) override;
    void move(int from, int to) override;
    void change(int row, int wanted) override;

    std::vector<Problem> problems_;
    std::vector<Problem> wanted_; ///< while show() runs: the newer list
    WallTime now_{};
};

} // namespace rowcast::ui
