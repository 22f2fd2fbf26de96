#include "ui/panels/titled_sheet.h"

#include "ui/models/sheet_model.h"
#include "ui/theme/type.h"
#include "ui/widgets/muted_label.h"
#include "ui/widgets/section_label.h"
#include "ui/widgets/sheet_preview.h"

#include <QHBoxLayout>

namespace rowcast::ui {

TitledSheet::TitledSheet(const QString& title, int rows, QWidget* parent)
    : QWidget(parent), title_(new SectionLabel(title, this)), note_(new MutedLabel(this)),
      model_(new SheetModel(this)), view_(new SheetPreview(this)) {
    view_->setModel(model_);
    view_->setRowsShown(rows + 1);
    note_->setFont(smallFont(font()));
    note_->setAlignment(Qt::AlignRight);
    auto* head = new QHBoxLayout;
    head->addWidget(title_);
    head->addWidget(note_, 1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addLayout(head);
    column->addWidget(view_);
}

} // namespace rowcast::ui
