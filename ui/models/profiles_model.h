#pragma once
/// The profiles as a list: what waits for a word first, then the admin's own, then the built-in ones. Main
/// thread.

#include "core/model/query.h"

#include <QAbstractListModel>

namespace rowcast::ui {

/// Is it a guess at records that no profile fits and that wait for a word?
[[nodiscard]] bool isGuess(const ProfileInfo& profile);

class ProfilesModel : public QAbstractListModel {
    Q_OBJECT

public:
    using QAbstractListModel::QAbstractListModel;

    void show(ProfileList profiles);
    [[nodiscard]] const ProfileInfo& at(int row) const { return profiles_[static_cast<std::size_t>(row)]; }
    /// -1 if there is none.
    [[nodiscard]] int rowOf(const QString& name) const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;

private:
    ProfileList profiles_;
};

} // namespace rowcast::ui
