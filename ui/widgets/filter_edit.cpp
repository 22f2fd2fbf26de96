#include "ui/widgets/filter_edit.h"

#include "ui/theme/themed_icon.h"

#include <QKeyEvent>

namespace rowcast::ui {

FilterEdit::FilterEdit(QWidget* parent) : QLineEdit(parent) {
    setClearButtonEnabled(true);
    addAction(themedIcon(QStringLiteral("edit-find")), QLineEdit::LeadingPosition);
}

bool FilterEdit::event(QEvent* event) {
    // Before the window's own Esc.
    if (event->type() == QEvent::ShortcutOverride && !text().isEmpty() &&
        static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
        event->accept();
        return true;
    }
    return QLineEdit::event(event);
}

void FilterEdit::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape && !text().isEmpty())
        clear();
    else
        QLineEdit::keyPressEvent(event);
}

} // namespace rowcast::ui
