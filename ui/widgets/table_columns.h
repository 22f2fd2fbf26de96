#pragma once
/// What people may do to a table's columns: leave some out and make them wider; both are remembered under the
/// table's objectName. The header's menu offers it, and the table's menu "Copy as CSV". Main thread.

#include <QMap>
#include <QObject>
#include <QVariant>

#include <vector>

class QMenu;
class QTableView;

namespace rowcast::ui {

class TableColumns : public QObject {
    Q_OBJECT

public:
    /// `stretch`: the column that takes the room that is left, and always stays. `textRole`: what a copy
    /// takes of a cell.
    TableColumns(QTableView* table, int stretch, int textRole = Qt::DisplayRole);

    /// Widths as they usually are; those that people chose go before. Call it whenever the room changes.
    void fit(const std::vector<std::pair<int, int>>& usual);
    /// The selected rows' visible columns under their names; all rows if none is selected.
    [[nodiscard]] QString csv() const;
    /// What the header's menu shows.
    [[nodiscard]] QMenu* menu();

private:
    void resized(int column, int before, int now);
    void show(int column, bool shown);
    void forgetWidths();
    void keep() const;
    [[nodiscard]] QString key(const char* what) const;

    QTableView* table_;
    int stretch_;
    int textRole_;
    QMenu* menu_;
    QMap<QString, QVariant> widths_; ///< by column, as people chose
    std::vector<std::pair<int, int>> usual_;
    bool fitting_ = false;
    bool read_ = false;
};

} // namespace rowcast::ui
