#include "ui/panels/panel.h"

#include "ui/ids.h"

namespace rowcast::ui {

Panel::Panel(Place place, QWidget* parent) : QWidget(parent), place_(place) {
    setAccessibleName(faceOf(place).name);
}

std::uint64_t Panel::send(CommandKind kind) {
    const Command wanted{newId(), std::move(kind)};
    emit commandWanted(wanted);
    return wanted.id;
}

std::uint64_t Panel::ask(QueryKind kind) {
    const Query wanted{newId(), std::move(kind)};
    emit queryWanted(wanted);
    return wanted.id;
}

} // namespace rowcast::ui
