#include "ui/models/profile_changes_model.h"

#include "ui/widgets/roles.h"
#include "ui/words.h"

namespace rowcast::ui {

void ProfileChangesModel::show(std::vector<ProfileReport::Change> changes) {
    beginResetModel();
    changes_ = std::move(changes);
    endResetModel();
}

int ProfileChangesModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(changes_.size());
}

int ProfileChangesModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : int{ColumnCount};
}

QVariant ProfileChangesModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid()) return {};
    const ProfileReport::Change& change = changes_[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
        if (index.column() == Now) return change.before;
        if (index.column() == Then) return change.after;
        return QStringLiteral("%1 / %2 / %3")
            .arg(QString::fromStdString(change.position.partition.topic))
            .arg(change.position.partition.partition)
            .arg(number(change.position.offset));
    case MutedRole: return index.column() != Then;
    default: return {};
    }
}

QVariant ProfileChangesModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) return {};
    return section == Record ? tr("Record") : section == Now ? tr("Read now") : tr("Read with this profile");
}

} // namespace rowcast::ui
