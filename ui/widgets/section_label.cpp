#include "ui/widgets/section_label.h"

#include "ui/theme/type.h"

namespace rowcast::ui {

SectionLabel::SectionLabel(const QString& text, QWidget* parent) : QLabel(text, parent) {
    setFont(weighted(font(), QFont::DemiBold));
}

} // namespace rowcast::ui
