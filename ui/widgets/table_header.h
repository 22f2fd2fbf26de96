#pragma once
/// Column names: small, 500, muted, without fill; one rule below, from margin to margin; a chevron beside the
/// column that a sortable table is sorted by. Main thread.

#include <QHeaderView>

namespace rowcast::ui {

class TableHeader : public QHeaderView {
    Q_OBJECT

public:
    explicit TableHeader(QWidget* parent = nullptr);
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintSection(QPainter* painter, const QRect& rect, int section) const override;
};

} // namespace rowcast::ui
