#pragma once
/// The rows of the side list: places with what waits in each, and the rule before those that stand apart.
/// Main thread.

#include "ui/place.h"

#include <QAbstractListModel>

#include <optional>
#include <vector>

namespace rowcast::ui {

class PlacesModel : public QAbstractListModel {
    Q_OBJECT

public:
    enum { IconRole = Qt::UserRole + 100, CountRole, KindRole, RuleRole };

    using QAbstractListModel::QAbstractListModel;

    /// Places are added in their order.
    void add(Place place);
    void setCount(Place place, PlaceCount count);
    /// None for the rule.
    [[nodiscard]] std::optional<Place> at(int row) const;
    /// An invalid index if there is no such place.
    [[nodiscard]] QModelIndex indexOf(Place place) const;
    /// The place with this number, counted from 1 without the rule.
    [[nodiscard]] std::optional<Place> numbered(int number) const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;

private:
    struct Row {
        std::optional<Place> place;
        PlaceCount count;
    };
    void append(std::optional<Place> place);

    std::vector<Row> rows_;
};

} // namespace rowcast::ui
