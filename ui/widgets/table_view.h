#pragma once
/// A table as all panels show it: no frame, no grid, whole rows, our header and delegate; optionally exactly
/// as high as its rows. Main thread.

#include <QTableView>

namespace rowcast::ui {

class TableDelegate;

class TableView : public QTableView {
    Q_OBJECT

public:
    explicit TableView(QWidget* parent = nullptr);

    [[nodiscard]] TableDelegate* delegate() const { return delegate_; }
    void setRowHeight(int height);
    /// Keeps the view as high as its rows, at most `rows` of them.
    void fitRows(int most);

private:
    void refit();

    TableDelegate* delegate_;
    int most_ = 0;
};

} // namespace rowcast::ui
