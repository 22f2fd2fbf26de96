#pragma once
/// What a profile would change for the newest records: where each stands, how it is read now and then. Main
/// thread.

#include "core/model/profile_report.h"

#include <QAbstractTableModel>

namespace rowcast::ui {

class ProfileChangesModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Record, Now, Then, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void show(std::vector<ProfileReport::Change> changes);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::vector<ProfileReport::Change> changes_;
};

} // namespace rowcast::ui
