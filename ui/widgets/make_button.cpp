#include "ui/widgets/make_button.h"

namespace rowcast::ui {

QPushButton* makeButton(const QString& text, const QString& objectName, const QString& kind,
                        QWidget* parent) {
    auto* button = new QPushButton(text, parent);
    button->setObjectName(objectName);
    button->setProperty("kind", kind);
    button->setAutoDefault(false);
    button->setAttribute(Qt::WA_Hover);
    if (kind == u"link") button->setCursor(Qt::PointingHandCursor);
    return button;
}

} // namespace rowcast::ui
