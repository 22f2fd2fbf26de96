#pragma once
/// What happened and was decided, newest first. Main thread.

#include "core/model/query.h"

#include <QAbstractTableModel>

namespace rowcast::ui {

class ActivityModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { When, What, Kind, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    /// The newest notes: what is new is put before the others, so that selection and scroll stay.
    /// True: others stand there instead, with nothing older below them.
    bool show(const ActivityList& newest, WallTime now);
    /// Further ones, older than all that are there; those of them that stand there already are left out.
    void append(const ActivityList& older);
    void clear();
    [[nodiscard]] const ActivityNote& at(int row) const { return notes_[static_cast<std::size_t>(row)]; }

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    ActivityList notes_;
    WallTime now_{};
};

/// A note's kind for people.
[[nodiscard]] QString kindWord(const QString& kind);

} // namespace rowcast::ui
