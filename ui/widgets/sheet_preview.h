#pragma once
/// A spreadsheet's first and newest rows as a grid: column letters, header in 600, row numbers. The only
/// table with verticals. Main thread.

#include <QTableView>

namespace rowcast::ui {

class SheetPreview : public QTableView {
    Q_OBJECT

public:
    explicit SheetPreview(QWidget* parent = nullptr);

    void setModel(QAbstractItemModel* model) override;
    /// Widens columns for what stands in them; they never get narrower while the same ones are shown.
    void fitColumns();
    /// As high as `rows` rows under the column letters.
    void setRowsShown(int rows);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void fitAnew();
};

} // namespace rowcast::ui
