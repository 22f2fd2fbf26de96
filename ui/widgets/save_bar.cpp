#include "ui/widgets/save_bar.h"

#include "ui/theme/icons.h"
#include "ui/theme/tokens.h"
#include "ui/theme/type.h"
#include "ui/widgets/make_button.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>

namespace rowcast::ui {

namespace {
constexpr int iconGap = 8;
} // namespace

SaveBar::SaveBar(QWidget* parent)
    : QWidget(parent), sentence_(new QLabel(this)),
      discard_(makeButton(tr("&Discard"), u"discardButton"_qs, u"quiet"_qs, this)),
      save_(makeButton(tr("&Save"), u"saveButton"_qs, u"primary"_qs, this)) {
    sentence_->setWordWrap(true);
    sentence_->setObjectName(u"unsavedSentence"_qs);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(Sizes(font()).mark + iconGap, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(sentence_, 1);
    for (QPushButton* each : {discard_, save_})
        row->addWidget(each);
    setFixedHeight(Sizes(font()).button + 4);
    connect(discard_, &QPushButton::clicked, this, &SaveBar::discardWanted);
    connect(save_, &QPushButton::clicked, this, &SaveBar::saveWanted);
    clear();
}

void SaveBar::tell(const QString& sentence) {
    sentence_->setText(sentence);
    for (QWidget* each :
         {static_cast<QWidget*>(sentence_), static_cast<QWidget*>(discard_), static_cast<QWidget*>(save_)})
        each->setVisible(true);
    update();
}

void SaveBar::clear() {
    for (QWidget* each :
         {static_cast<QWidget*>(sentence_), static_cast<QWidget*>(discard_), static_cast<QWidget*>(save_)})
        each->setVisible(false);
    setBusy(false);
    update();
}

void SaveBar::setBusy(bool busy) {
    for (QWidget* each : {discard_, save_})
        each->setEnabled(!busy);
}

void SaveBar::paintEvent(QPaintEvent*) {
    if (sentence_->isHidden()) return;
    QPainter painter(this);
    const int side = Sizes(font()).mark;
    paintIcon(&painter, QRectF(0, (height() - side) / 2.0, side, side), u"document-edit"_qs,
              tokens(palette()).muted);
}

} // namespace rowcast::ui
