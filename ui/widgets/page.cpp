#include "ui/widgets/page.h"

#include <QScrollBar>

namespace rowcast::ui {

Page::Page(QWidget* panel, QWidget* parent) : QScrollArea(parent), bar_(new QScrollBar(Qt::Vertical, this)) {
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::NoFocus);
    setWidget(panel);
    const QScrollBar* hidden = verticalScrollBar();
    connect(hidden, &QScrollBar::rangeChanged, this, &Page::placeBar);
    connect(hidden, &QScrollBar::valueChanged, bar_, &QScrollBar::setValue);
    connect(bar_, &QScrollBar::valueChanged, verticalScrollBar(), &QScrollBar::setValue);
    placeBar();
}

void Page::resizeEvent(QResizeEvent* event) {
    QScrollArea::resizeEvent(event);
    placeBar();
}

void Page::placeBar() {
    const QScrollBar* hidden = verticalScrollBar();
    bar_->setRange(hidden->minimum(), hidden->maximum());
    bar_->setPageStep(hidden->pageStep());
    bar_->setSingleStep(hidden->singleStep());
    bar_->setValue(hidden->value());
    bar_->setGeometry(width() - bar_->sizeHint().width(), 0, bar_->sizeHint().width(), height());
    bar_->setVisible(hidden->maximum() > hidden->minimum());
    bar_->raise();
}

} // namespace rowcast::ui
