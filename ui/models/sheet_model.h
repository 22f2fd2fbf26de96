#pragma once
/// Rows of a spreadsheet as it holds them: the header in row 0, then the newest rows under their own numbers.
/// Of many columns it may show the first, the last and those around one, with gaps between. Main thread.

#include "core/model/query.h"

#include <QAbstractTableModel>
#include <QSet>

namespace rowcast::ui {

class SheetModel : public QAbstractTableModel {
    Q_OBJECT

public:
    using QAbstractTableModel::QAbstractTableModel;

    void show(const QueryPage& page);
    /// Only that many columns at most, give or take a few; 0: all.
    void setMostColumns(int most);
    /// The column of the page that must be in sight; -1: none.
    void setFocus(int column);
    /// Where a column of the page stands now; -1 in a gap.
    [[nodiscard]] int sectionOf(int column) const;
    /// Headers that are ids for want of a title: their columns are marked.
    void setUnnamed(const QStringList& headers);
    void clear();

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] std::vector<int> chosen(int columns) const;
    [[nodiscard]] int lastColumn() const { return columnCount() - 1; }
    void choose();

    QueryPage page_;
    QSet<QString> unnamed_;
    std::vector<int> shown_; ///< columns of the page; -1: a gap
    int most_ = 0;
    int focus_ = -1;
};

/// "A" … "Z", "AA" …
[[nodiscard]] QString columnLetters(int column);

} // namespace rowcast::ui
