#include "ui/tray_icon.h"

#include "ui/words.h"

#include <QMenu>
#include <QPainter>

#include <algorithm>

namespace rowcast::ui {

namespace {
constexpr auto quiet = std::chrono::minutes(1); ///< between two notifications

const Problem* newestProblem(const Status& status) {
    const auto newest =
        std::max_element(status.problems.begin(), status.problems.end(),
                         [](const Problem& a, const Problem& b) { return a.since < b.since; });
    return newest == status.problems.end() ? nullptr : &*newest;
}
} // namespace

QIcon trayPicture(Mark mark) {
    QIcon icon;
    for (const int side : {16, 22, 32, 48}) {
        QPixmap pixmap(side, side);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paintMark(&painter, mark, pixmap.rect(), markColors(mark, trayTokens()));
        painter.end();
        icon.addPixmap(pixmap);
    }
    return icon;
}

TrayIcon::TrayIcon(QObject* parent) : QObject(parent), menu_(std::make_unique<QMenu>()) {
    icon_.setIcon(trayPicture(mark_));
    QAction* open = menu_->addAction(tr("&Open Rowcast"));
    open->setObjectName(QStringLiteral("trayOpen"));
    pause_ = menu_->addAction(tr("&Pause"));
    pause_->setObjectName(QStringLiteral("trayPause"));
    problem_ = menu_->addAction(QString());
    problem_->setObjectName(QStringLiteral("trayProblem"));
    problem_->setVisible(false);
    menu_->addSeparator();
    QAction* quit = menu_->addAction(tr("&Quit"));
    quit->setObjectName(QStringLiteral("trayQuit"));
    icon_.setContextMenu(menu_.get());
    connect(open, &QAction::triggered, this, &TrayIcon::openWanted);
    connect(problem_, &QAction::triggered, this, &TrayIcon::openWanted);
    connect(quit, &QAction::triggered, this, &TrayIcon::quitWanted);
    connect(pause_, &QAction::triggered, this,
            [this] { paused_ ? emit resumeWanted() : emit pauseWanted(); });
    connect(&icon_, &QSystemTrayIcon::messageClicked, this, &TrayIcon::openWanted);
    connect(&icon_, &QSystemTrayIcon::activated, this, [this](QSystemTrayIcon::ActivationReason reason) {
        if (reason == QSystemTrayIcon::Trigger || reason == QSystemTrayIcon::DoubleClick) emit openWanted();
    });
}

TrayIcon::~TrayIcon() = default;

void TrayIcon::show(const Status& status) {
    if (const Mark mark = trayMark(status); mark != mark_) {
        mark_ = mark;
        icon_.setIcon(trayPicture(mark));
    }
    const StateSentence& sentence = status.sentence;
    icon_.setToolTip(sentence.rest.isEmpty() ? sentence.headline
                                             : sentence.headline + QLatin1Char('\n') + sentence.rest);
    paused_ = status.activity == Activity::Paused;
    pause_->setText(paused_ ? tr("&Resume") : tr("&Pause"));
    pause_->setEnabled(stateMark(status) != Mark::Stopped);
    const Problem* newest = newestProblem(status);
    problem_->setVisible(newest != nullptr);
    if (newest)
        problem_->setText(QString(newest->error.what).replace(QLatin1Char('&'), QStringLiteral("&&")));
    notify(status);
}

void TrayIcon::notify(const Status& status) {
    const Problem* newest = newestProblem(status);
    const QString id = newest ? newest->id : QString();
    if (id == newest_ || status.at - toldAt_ < quiet) return;
    const bool cleared = id.isEmpty();
    newest_ = id;
    toldAt_ = status.at;
    if (cleared)
        tell(status.sentence.headline, tr("What needed attention is mended."));
    else
        tell(status.sentence.headline, newest->error.what);
}

void TrayIcon::tell(const QString& title, const QString& text) {
    icon_.showMessage(title, text, icon_.icon());
}

} // namespace rowcast::ui
