#pragma once
/// Draws every table's cells: mark, check, text, note, chip, link, button, the row's rule and its selection.
/// Text colour never switches. Edits those that may be edited. Main thread.

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

    QWidget* createEditor(QWidget* parent, const QStyleOptionViewItem& option,
                          const QModelIndex& index) const override;
    void updateEditorGeometry(QWidget* editor, const QStyleOptionViewItem& option,
                              const QModelIndex& index) const override;

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
    void takeChoice();
    [[nodiscard]] bool atAction(const QPoint& at, const QStyleOptionViewItem& option,
                                const QModelIndex& index) const;
    [[nodiscard]] QStyleOptionViewItem filled(const QStyleOptionViewItem& option,
                                              const QModelIndex& index) const;

    QAbstractItemView* view_;
    QWidget* viewport_;          ///< kept apart: while the view goes, its last events still pass here
    QPersistentModelIndex over_; ///< the cell whose button or link is under the pointer
};

} // namespace rowcast::ui
