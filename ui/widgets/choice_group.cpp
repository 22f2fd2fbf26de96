#include "ui/widgets/choice_group.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QPushButton>

namespace rowcast::ui {

ChoiceGroup::ChoiceGroup(const QString& name, const QStringList& choices, QWidget* parent)
    : QWidget(parent), buttons_(new QButtonGroup(this)) {
    setAccessibleName(name);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(2);
    for (const QString& choice : choices) {
        auto* button = new QPushButton(choice, this);
        button->setProperty("kind", QStringLiteral("choice"));
        button->setCheckable(true);
        button->setAutoDefault(false);
        button->setAttribute(Qt::WA_Hover);
        buttons_->addButton(button, static_cast<int>(buttons_->buttons().size()));
        row->addWidget(button);
    }
    buttons_->button(0)->setChecked(true);
    connect(buttons_, &QButtonGroup::idToggled, this, [this](int id, bool on) {
        if (on) emit chosen(id);
    });
}

int ChoiceGroup::choice() const {
    return buttons_->checkedId();
}

void ChoiceGroup::setText(int choice, const QString& text) {
    buttons_->button(choice)->setText(text);
}

void ChoiceGroup::choose(int choice) {
    buttons_->button(choice)->setChecked(true);
}

} // namespace rowcast::ui
