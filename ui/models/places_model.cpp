#include "ui/models/places_model.h"

#include "ui/words.h"

namespace rowcast::ui {

void PlacesModel::append(std::optional<Place> place) {
    const int row = rowCount();
    beginInsertRows({}, row, row);
    rows_.push_back({place, {}});
    endInsertRows();
}

void PlacesModel::add(Place place) {
    const bool apart = faceOf(place).apart;
    const bool above = !rows_.empty() && !faceOf(*rows_.back().place).apart;
    if (apart && above) append(std::nullopt);
    append(place);
}

void PlacesModel::setCount(Place place, PlaceCount count) {
    const QModelIndex index = indexOf(place);
    if (!index.isValid()) return;
    Row& row = rows_[static_cast<std::size_t>(index.row())];
    if (row.count == count) return;
    row.count = count;
    emit dataChanged(index, index);
}

std::optional<Place> PlacesModel::at(int row) const {
    return rows_[static_cast<std::size_t>(row)].place;
}

QModelIndex PlacesModel::indexOf(Place place) const {
    for (int row = 0; row < rowCount(); ++row)
        if (at(row) == place) return index(row);
    return {};
}

std::optional<Place> PlacesModel::numbered(int number) const {
    for (int row = 0; row < rowCount(); ++row)
        if (at(row) && --number == 0) return at(row);
    return std::nullopt;
}

int PlacesModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(rows_.size());
}

QVariant PlacesModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid()) return {};
    const Row& row = rows_[static_cast<std::size_t>(index.row())];
    if (role == RuleRole) return !row.place;
    if (!row.place) return {};
    const PlaceFace face = faceOf(*row.place);
    switch (role) {
    case Qt::DisplayRole: return face.name;
    case Qt::AccessibleTextRole:
        return row.count.count == 0 ? face.name : tr("%1, %2").arg(face.name, number(row.count.count));
    case IconRole: return face.icon;
    case CountRole: return row.count.count;
    case KindRole: return static_cast<int>(row.count.kind);
    default: return {};
    }
}

Qt::ItemFlags PlacesModel::flags(const QModelIndex& index) const {
    if (!index.isValid() || !at(index.row())) return Qt::NoItemFlags;
    return Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
}

} // namespace rowcast::ui
