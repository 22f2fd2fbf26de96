#include "ui/panels/paged_panel.h"

#include "ui/theme/type.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/in_margins.h"
#include "ui/widgets/muted_label.h"

#include <QLabel>
#include <QStackedLayout>

namespace rowcast::ui {

PagedPanel::PagedPanel(Place place, QWidget* parent)
    : Panel(place, parent), sentence_(new MutedLabel(this)), banner_(new Banner(this)),
      pages_(new QStackedLayout) {
    banner_->hide();
    connect(banner_, &Banner::pressed, banner_, &QWidget::hide);
}

void PagedPanel::lay(QWidget* deed, EmptyState* empty, QWidget* content) {
    auto* title = new QLabel(faceOf(place()).name, this);
    title->setFont(titleFont(font()));
    auto* head = new QHBoxLayout;
    head->setContentsMargins(pageMargin, 0, pageMargin - 10, 0); // a quiet button's text ends on the edge
    head->setSpacing(20);
    head->addWidget(title);
    head->addWidget(sentence_, 1);
    head->addWidget(deed);
    auto* blank = new QWidget(this);
    auto* blankColumn = new QVBoxLayout(blank);
    blankColumn->addLayout(inMargins(empty, pageMargin));
    blankColumn->addStretch(1);
    pages_->addWidget(blank);
    pages_->addWidget(content);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 12, 0, 14);
    column->setSpacing(6);
    column->addLayout(head);
    column->addLayout(inMargins(banner_, pageMargin - cellPadding));
    column->addLayout(pages_, 1);
}

void PagedPanel::showContent(bool any) {
    pages_->setCurrentIndex(any ? 1 : 0);
}

void PagedPanel::tell(bool fine, const QString& bold, const QString& rest) {
    banner_->tell(fine ? Banner::Tone::Info : Banner::Tone::Attention, bold, rest,
                  fine ? tr("Understood") : tr("Close"));
    banner_->show();
}

} // namespace rowcast::ui
