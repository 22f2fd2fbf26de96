#include "ui/widgets/filter_edit.h"

#include "ui/theme/themed_icon.h"

#include <QAction>
#include <QKeyEvent>

namespace rowcast::ui {

FilterEdit::FilterEdit(QWidget* parent) : QLineEdit(parent) {
    addAction(themedIcon(QStringLiteral("edit-find")), QLineEdit::LeadingPosition);
    // Qt's own clear button keeps its colour on a dark field.
    QAction* empty = addAction(themedIcon(QStringLiteral("edit-clear")), QLineEdit::TrailingPosition);
    empty->setText(tr("Clear"));
    empty->setVisible(false);
    connect(this, &QLineEdit::textChanged, empty,
            [empty](const QString& text) { empty->setVisible(!text.isEmpty()); });
    connect(empty, &QAction::triggered, this, &QLineEdit::clear);
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
