#pragma once
/// Rows of a spreadsheet as it holds them: the header in row 0, then the newest rows under their own numbers.
/// Main thread.

#include "core/model/query.h"

#include <QAbstractTableModel>

namespace rowcast::ui {

class SheetModel : public QAbstractTableModel {
    Q_OBJECT

public:
    using QAbstractTableModel::QAbstractTableModel;

    void show(const QueryPage& page);
    void clear();

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QueryPage page_;
    int columns_ = 0;
};

/// "A" … "Z", "AA" …
[[nodiscard]] QString columnLetters(int column);

} // namespace rowcast::ui
