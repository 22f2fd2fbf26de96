#include "ui/widgets/cell_editor.h"

#include "ui/widgets/roles.h"

#include <QComboBox>
#include <QLineEdit>
#include <QModelIndex>

namespace rowcast::ui {

QWidget* makeCellEditor(QWidget* parent, const QModelIndex& index) {
    const QString name = index.data(Qt::AccessibleDescriptionRole).toString();
    if (const QStringList options = index.data(OptionsRole).toStringList(); !options.isEmpty()) {
        auto* choice = new QComboBox(parent);
        choice->setObjectName(QStringLiteral("cellChoice"));
        choice->setAccessibleName(name);
        choice->addItems(options);
        choice->setMaxVisibleItems(static_cast<int>(options.size()));
        return choice;
    }
    auto* line = new QLineEdit(parent);
    line->setObjectName(QStringLiteral("cellEditor"));
    line->setAccessibleName(name);
    line->setTextMargins(1, 0, 0, 0);
    return line;
}

QRect cellEditorRect(const QRect& cell) {
    return cell.adjusted(4, 1, 0, -2);
}

} // namespace rowcast::ui
