#include "ui/models/places_model.h"

#include "ui/words.h"

namespace rowcast::ui {

void PlacesModel::add(const QString& name, const QString& icon) {
    const int row = rowCount();
    beginInsertRows({}, row, row);
    places_.push_back({name, icon});
    endInsertRows();
}

void PlacesModel::setCount(int row, int count, Count kind) {
    Place& place = places_[static_cast<std::size_t>(row)];
    if (place.count == count && place.kind == kind) return;
    place.count = count;
    place.kind = kind;
    emit dataChanged(index(row), index(row));
}

int PlacesModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(places_.size());
}

QVariant PlacesModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid()) return {};
    const Place& place = places_[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole: return place.name;
    case Qt::AccessibleTextRole:
        return place.count == 0 ? place.name : tr("%1, %2").arg(place.name, number(place.count));
    case IconRole: return place.icon;
    case CountRole: return place.count;
    case KindRole: return static_cast<int>(place.kind);
    default: return {};
    }
}

} // namespace rowcast::ui
