#pragma once
/// Draws every table's cells: mark, text, note, chip, link, button, the row's rule and its selection. Text
/// colour never switches. Main thread.

#include <QPersistentModelIndex>
#include <QStyledItemDelegate>

class QAbstractItemView;

namespace rowcast::ui {

class TableDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    explicit TableDelegate(QAbstractItemView* view);

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

    /// Where the button of a cell stands; empty without one.
    [[nodiscard]] QRect buttonRect(const QStyleOptionViewItem& option, const QModelIndex& index) const;

signals:
    /// A link or button was clicked, or Enter or Space pressed in its cell.
    void activated(const QModelIndex& index);
    /// The button's chevron was clicked: the further remedies are wanted.
    void moreWanted(const QModelIndex& index, const QPoint& at);

protected:
    bool editorEvent(QEvent* event, QAbstractItemModel* model, const QStyleOptionViewItem& option,
                     const QModelIndex& index) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    [[nodiscard]] bool atAction(const QPoint& at, const QStyleOptionViewItem& option,
                                const QModelIndex& index) const;
    [[nodiscard]] QStyleOptionViewItem filled(const QStyleOptionViewItem& option,
                                              const QModelIndex& index) const;

    QAbstractItemView* view_;
    QWidget* viewport_;          ///< kept apart: while the view goes, its last events still pass here
    QPersistentModelIndex over_; ///< the cell whose button or link is under the pointer
};

} // namespace rowcast::ui
