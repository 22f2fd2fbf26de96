#pragma once
/// The places of the side list, with what waits in each. Main thread.

#include <QAbstractListModel>

#include <vector>

namespace rowcast::ui {

class PlacesModel : public QAbstractListModel {
    Q_OBJECT

public:
    enum class Count { Plain, NeedsYou, Stopped };
    struct Place {
        QString name;
        QString icon; ///< Breeze's name
        int count = 0;
        Count kind = Count::Plain;
    };
    enum { IconRole = Qt::UserRole + 100, CountRole, KindRole };

    using QAbstractListModel::QAbstractListModel;

    void add(const QString& name, const QString& icon);
    void setCount(int row, int count, Count kind);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;

private:
    std::vector<Place> places_;
};

} // namespace rowcast::ui
