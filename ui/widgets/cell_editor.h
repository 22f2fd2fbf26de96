#pragma once
/// What a table's cell is edited with: a line of text, or a choice where the cell names its options. Main
/// thread.

#include <QRect>

class QModelIndex;
class QWidget;

namespace rowcast::ui {

/// A QLineEdit or a QComboBox; owned by `parent`.
[[nodiscard]] QWidget* makeCellEditor(QWidget* parent, const QModelIndex& index);
/// Its text stands where the cell's text stood, its edge reaches a little over the cell.
[[nodiscard]] QRect cellEditorRect(const QRect& cell);

} // namespace rowcast::ui
