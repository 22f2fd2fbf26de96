#include "ui/widgets/banner.h"

#include "ui/theme/style_parts.h"
#include "ui/theme/type.h"
#include "ui/widgets/make_button.h"
#include "ui/widgets/mark_label.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>

namespace rowcast::ui {

Banner::Banner(QWidget* parent)
    : QWidget(parent), row_(new QHBoxLayout(this)), mark_(new MarkLabel(Sizes(font()).mark, this)),
      bold_(new QLabel(this)), rest_(new QLabel(this)), button_(new QPushButton(this)) {
    bold_->setFont(weighted(font(), QFont::DemiBold));
    rest_->setWordWrap(true);
    button_->setObjectName(QStringLiteral("bannerButton"));
    button_->setAutoDefault(false);
    setMinimumHeight(Sizes(font()).text + 28);
    row_->setContentsMargins(12, 7, 8, 7);
    row_->setSpacing(10);
    row_->addWidget(mark_);
    row_->addWidget(bold_);
    row_->addWidget(rest_, 1);
    row_->addWidget(button_);
    connect(button_, &QPushButton::clicked, this, &Banner::pressed);
}

void Banner::tell(Tone tone, const QString& bold, const QString& rest, const QString& button) {
    tone_ = tone;
    mark_->setMark(tone == Tone::Info ? Mark::Info : Mark::Attention);
    bold_->setText(bold);
    rest_->setText(rest);
    button_->setText(button);
    button_->setVisible(!button.isEmpty());
    button_->setProperty("kind", tone == Tone::Info ? QStringLiteral("quiet") : QString());
    button_->updateGeometry();
    setAccessibleName(bold + QLatin1Char(' ') + rest);
    update();
}

QPushButton* Banner::addLink(const QString& text, const QString& objectName) {
    QPushButton* link = makeButton(text, objectName, QStringLiteral("link"), this);
    row_->insertWidget(row_->indexOf(button_), link);
    return link;
}

void Banner::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const Tokens& t = tokens(palette());
    paintSurface(&painter, rect(), surfaceRadius, tone_ == Tone::Info ? t.infoTint : t.attTint);
}

} // namespace rowcast::ui
