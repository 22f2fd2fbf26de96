#include "ui/widgets/foot.h"

#include "ui/theme/type.h"
#include "ui/widgets/mark_label.h"
#include "ui/widgets/muted_label.h"
#include "ui/words.h"

#include <QHBoxLayout>
#include <QPainter>

#include <algorithm>

namespace rowcast::ui {

Foot::Foot(QWidget* parent)
    : QWidget(parent), googleMark_(new MarkLabel(12, this)), google_(new MutedLabel(this)),
      kafkaMark_(new MarkLabel(12, this)), kafka_(new MutedLabel(this)), group_(new MutedLabel(this)),
      time_(new MutedLabel(this)) {
    google_->setObjectName(QStringLiteral("footGoogle"));
    kafka_->setObjectName(QStringLiteral("footKafka"));
    setFixedHeight(Sizes(font()).foot);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(12, 1, 12, 0);
    row->setSpacing(6);
    row->addWidget(googleMark_);
    row->addWidget(google_);
    row->addSpacing(14);
    row->addWidget(kafkaMark_);
    row->addWidget(kafka_);
    row->addSpacing(14);
    row->addWidget(group_);
    row->addStretch();
    row->addWidget(time_);
    for (MutedLabel* label : {google_, kafka_, group_, time_})
        label->setFont(smallFont(font()));
}

void Foot::show(const Status& status) {
    const GoogleStatus& google = status.google;
    const bool signedIn = !google.account.isEmpty();
    const bool expired =
        std::any_of(status.problems.begin(), status.problems.end(),
                    [](const Problem& problem) { return problem.error.remedy == Remedy::SignIn; });
    googleMark_->setMark(expired || !signedIn ? Mark::Stopped : google.reachable ? Mark::Tick : Mark::Dash);
    google_->setText(!signedIn ? tr("not signed in to Google")
                     : expired ? tr("%1 – signed out").arg(google.account)
                               : google.account);
    google_->setToolTip(google.reachable ? tr("Google answers") : tr("Google has not answered yet"));
    kafkaMark_->setMark(status.kafka.connected ? Mark::Tick : Mark::Stopped);
    kafka_->setText(status.kafka.connected ? status.kafka.servers
                                           : tr("%1 – not connected").arg(status.kafka.servers));
    group_->setText(status.kafka.group.isEmpty() ? QString() : tr("group %1").arg(status.kafka.group));
    time_->setText(dateAndZone(status.at));
}

void Foot::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const Tokens& t = tokens(palette());
    painter.fillRect(rect(), t.sidebar);
    painter.fillRect(QRect(0, 0, width(), 1), t.line);
}

} // namespace rowcast::ui
