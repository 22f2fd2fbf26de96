#pragma once
/// The forms of a Status as a table: what needs a person first, else in the order they appeared, so that rows
/// stand still while numbers run. Main thread.

#include "core/model/status.h"
#include "ui/models/list_changes.h"
#include "ui/theme/marks.h"

#include <QAbstractTableModel>

namespace rowcast::ui {

class FormsModel : public QAbstractTableModel, private RowChanges {
    Q_OBJECT

public:
    enum Column { Form, Rows, Waiting, Newest, State, Sheet, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void show(const Status& status);
    [[nodiscard]] const FormStatus& at(int row) const { return forms_[static_cast<std::size_t>(row)]; }
    /// -1 if the form is not there.
    [[nodiscard]] int rowOf(const FormId& form) const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Cell {
        Mark mark;
        QString words;
    };
    [[nodiscard]] Cell stateOf(const FormStatus& form) const;
    [[nodiscard]] QString text(const FormStatus& form, int column) const;
    [[nodiscard]] bool muted(const FormStatus& form, int column) const;
    [[nodiscard]] QString toolTip(const FormStatus& form, int column) const;

    void removeAt(int row) override;
    void insertAt(int row, int wanted) override;
    void move(int from, int to) override;
    void change(int row, int wanted) override;

    std::vector<FormStatus> forms_;
    std::vector<FormStatus> wanted_; ///< while show() runs: the newer list
    std::vector<FormId> appeared_;   ///< every form seen, in that order
    Activity activity_ = Activity::Starting;
    WallTime now_{};
};

} // namespace rowcast::ui
