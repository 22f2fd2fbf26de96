#include "ui/widgets/state_bar.h"

#include "core/model/stopping.h"
#include "ui/theme/text.h"
#include "ui/theme/themed_icon.h"
#include "ui/theme/type.h"
#include "ui/widgets/mark_label.h"
#include "ui/widgets/menu_button.h"
#include "ui/widgets/muted_label.h"
#include "ui/words.h"

#include <QAccessible>
#include <QHBoxLayout>
#include <QMenu>
#include <QPainter>
#include <QPushButton>

namespace rowcast::ui {

namespace {
constexpr int growth = 24; ///< of the bar in trouble, beyond a second line
} // namespace

StateBar::StateBar(QWidget* parent)
    : QWidget(parent), mark_(new MarkLabel(Sizes(font()).mark, this)), headline_(new QLabel(this)),
      rest_(new MutedLabel(this)), meaning_(new QLabel(this)), pause_(new MenuButton(this)),
      second_(new QPushButton(this)), primary_(new QPushButton(this)), pauseMenu_(pauseMenu()),
      row_(new QHBoxLayout) {
    headline_->setObjectName(QStringLiteral("stateSentence"));
    pause_->setObjectName(QStringLiteral("pauseButton"));
    primary_->setObjectName(QStringLiteral("remedyButton"));
    second_->setObjectName(QStringLiteral("secondRemedyButton"));
    primary_->setProperty("kind", QStringLiteral("primary"));
    auto* lines = new QVBoxLayout;
    lines->setSpacing(2);
    auto* first = new QHBoxLayout;
    first->setSpacing(Sizes(font()).px(16));
    first->addWidget(headline_);
    first->addWidget(rest_, 1);
    lines->addStretch();
    lines->addLayout(first);
    lines->addWidget(meaning_);
    lines->addStretch();
    row_->setContentsMargins(pageMargin, 0, pageMargin, 0);
    row_->setSpacing(Sizes(font()).px(10));
    row_->addWidget(mark_);
    row_->addLayout(lines, 1);
    for (QWidget* button :
         {static_cast<QWidget*>(second_), static_cast<QWidget*>(primary_), static_cast<QWidget*>(pause_)})
        row_->addWidget(button);
    setLayout(row_);
    trouble_ = true;
    setTrouble(false);
    showRemedies(nullptr, {});
    showPause(Activity::Starting);
    connect(pause_, &QToolButton::clicked, this,
            [this] { paused_ ? emit resumeWanted() : emit pauseWanted(); });
    connect(primary_, &QPushButton::clicked, this,
            [this] { emit mendWanted(problem_.form, problem_.error.choices.at(0)); });
    connect(second_, &QPushButton::clicked, this,
            [this] { emit mendWanted(problem_.form, problem_.error.choices.at(1)); });
}

QMenu* StateBar::pauseMenu() {
    auto* menu = new QMenu(this);
    for (const int minutes : {15, 60, 240}) {
        const QString text = minutes < 60    ? tr("Pause for %1 minutes").arg(minutes)
                             : minutes == 60 ? tr("Pause for an hour")
                                             : tr("Pause for %1 hours").arg(minutes / 60);
        connect(menu->addAction(text), &QAction::triggered, this,
                [this, minutes] { emit pauseForWanted(std::chrono::minutes(minutes)); });
    }
    return menu;
}

void StateBar::show(const Status& status) {
    setTrouble(stateMark(status) == Mark::Stopped);
    mark_->setMark(stateMark(status));
    say(status.sentence);
    const Problem* problem = stopping(status);
    showRemedies(problem, status.google);
    showPause(status.activity);
}

void StateBar::say(const StateSentence& sentence) {
    const bool changed = headline_->text() != sentence.headline;
    headline_->setText(sentence.headline);
    rest_->setText(trouble_ ? QString() : QString(sentence.rest).replace(u" · "_qs, u"  ·  "_qs));
    meaning_->setText(trouble_ ? sentence.rest : QString());
    const QString whole = sentence.rest.isEmpty()
                              ? sentence.headline
                              : QStringLiteral("%1. %2").arg(sentence.headline, sentence.rest);
    if (headline_->accessibleName() != whole) headline_->setAccessibleName(whole);
    headline_->setToolTip(whole);
    if (!changed) return; // running numbers are no news to a listener
    QAccessibleEvent announce(headline_, QAccessible::Alert);
    QAccessible::updateAccessibility(&announce);
}

void StateBar::setTrouble(bool trouble) {
    if (trouble == trouble_) return;
    trouble_ = trouble;
    const Sizes sizes(font());
    headline_->setFont(trouble ? titleFont(font()) : weighted(font(), QFont::DemiBold));
    meaning_->setVisible(trouble);
    const int side = sizes.mark + (trouble ? sizes.px(4) : 0);
    mark_->setFixedSize(side, side);
    row_->setAlignment(mark_, trouble ? Qt::AlignTop : Qt::AlignVCenter);
    row_->setContentsMargins(pageMargin, trouble ? sizes.px(19) : 0, pageMargin, trouble ? sizes.px(14) : 0);
    const int tall = QFontMetrics(titleFont(font())).height() + sizes.text + 2 + growth;
    setFixedHeight(trouble ? std::max(tall, sizes.stateBar + growth) + 1 : sizes.stateBar);
    update();
}

void StateBar::showRemedies(const Problem* problem, const GoogleStatus& google) {
    problem_ = problem ? *problem : Problem{};
    const std::vector<Choice>& choices = problem_.error.choices;
    primary_->setVisible(!choices.empty());
    second_->setVisible(choices.size() > 1);
    if (!choices.empty()) primary_->setText(label(choices[0], google));
    if (choices.size() > 1) second_->setText(label(choices[1], google));
}

void StateBar::showPause(Activity activity) {
    paused_ = activity == Activity::Paused;
    pause_->setVisible(!trouble_);
    const QString text = paused_ ? tr("&Resume") : tr("&Pause");
    if (pause_->text() == text) return;
    pause_->setText(text);
    pause_->setObjectName(paused_ ? QStringLiteral("startButton") : QStringLiteral("pauseButton"));
    pause_->setAccessibleName(paused_ ? tr("Resume delivery") : tr("Pause delivery"));
    pause_->setIcon(themedIcon(paused_ ? QStringLiteral("media-playback-start")
                                       : QStringLiteral("media-playback-pause")));
    pause_->setMenu(paused_ ? nullptr : pauseMenu_);
}

void StateBar::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const Tokens& t = tokens(palette());
    painter.fillRect(rect(), trouble_ ? t.errTint : t.content);
    painter.fillRect(QRect(0, height() - 1, width(), 1), t.line);
}

} // namespace rowcast::ui
