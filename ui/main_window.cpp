#include "ui/main_window.h"

#include "ui/dialogs/mend_dialog.h"
#include "ui/dialogs/quit_dialog.h"
#include "ui/ids.h"
#include "ui/panels/activity_panel.h"
#include "ui/panels/google_panel.h"
#include "ui/panels/overview_panel.h"
#include "ui/panels/questions_panel.h"
#include "ui/theme/type.h"
#include "ui/tray_icon.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/foot.h"
#include "ui/widgets/page.h"
#include "ui/widgets/sidebar.h"
#include "ui/widgets/state_bar.h"
#include "ui/words.h"

#include <QApplication>
#include <QCloseEvent>
#include <QDesktopServices>
#include <QHBoxLayout>
#include <QMessageBox>
#include <QSettings>
#include <QShortcut>
#include <QStackedWidget>
#include <QUrl>

#include <algorithm>

namespace rowcast::ui {

namespace {
const QString toldKey = QStringLiteral("window/toldThatClosingKeepsDelivering");
const QString placeKey = QStringLiteral("window/place");

QString titleOf(const Status& status, const FormId& form) {
    for (const FormStatus& one : status.forms)
        if (one.form == form && !one.title.isEmpty()) return one.title;
    return form.text();
}

/// In the order of their places: here a new one is added.
std::vector<Panel*> everyPanel() {
    return {new OverviewPanel, new QuestionsPanel, new ActivityPanel, new GooglePanel};
}
} // namespace

MainWindow::MainWindow(QWidget* parent) : MainWindow(everyPanel(), parent) {}

MainWindow::MainWindow(const std::vector<Panel*>& panels, QWidget* parent)
    : QWidget(parent), sidebar_(new Sidebar(this)), stateBar_(new StateBar(this)), banner_(new Banner(this)),
      pages_(new QStackedWidget(this)), foot_(new Foot(this)) {
    setObjectName(QStringLiteral("mainWindow"));
    setWindowTitle(tr("Rowcast"));
    resize(1280, 800);
    restoreGeometry(QSettings().value(placeKey).toByteArray());
    banner_->hide();
    layOut();
    connectControls();
    for (Panel* panel : panels)
        add(panel);
    sidebar_->choose(panels.front()->place());
    if (QSystemTrayIcon::isSystemTrayAvailable()) connectTray();
}

MainWindow::~MainWindow() = default;

void MainWindow::layOut() {
    auto* notice = new QHBoxLayout;
    notice->setContentsMargins(pageMargin - cellPadding, 0, pageMargin - cellPadding, 0);
    notice->addWidget(banner_);
    auto* right = new QVBoxLayout;
    right->setSpacing(0);
    right->addWidget(stateBar_);
    right->addLayout(notice);
    right->addWidget(pages_, 1);
    auto* middle = new QHBoxLayout;
    middle->setSpacing(0);
    middle->addWidget(sidebar_);
    middle->addLayout(right, 1);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addLayout(middle, 1);
    all->addWidget(foot_);
}

void MainWindow::connectControls() {
    resume_.setSingleShot(true);
    connect(&resume_, &QTimer::timeout, this, [this] { send(Resume{}); });
    connect(stateBar_, &StateBar::pauseWanted, this, [this] { send(Pause{}); });
    connect(stateBar_, &StateBar::resumeWanted, this, [this] { send(Resume{}); });
    connect(stateBar_, &StateBar::pauseForWanted, this, [this](std::chrono::minutes time) {
        send(Pause{});
        resume_.start(time);
    });
    connect(stateBar_, &StateBar::mendWanted, this, &MainWindow::mend);
    connect(banner_, &Banner::pressed, banner_, &QWidget::hide);
    // Not QKeySequence::Quit: outside KDE and GNOME that is no key at all.
    connect(new QShortcut(QKeySequence(Qt::CTRL | Qt::Key_Q), this), &QShortcut::activated, this,
            &MainWindow::quit);
    connect(new QShortcut(QKeySequence(Qt::Key_Escape), this), &QShortcut::activated, banner_,
            &QWidget::hide);
    connect(sidebar_, &Sidebar::chosen, this, &MainWindow::go);
}

void MainWindow::add(Panel* panel) {
    panels_.push_back(panel);
    pages_->addWidget(new Page(panel, pages_));
    sidebar_->add(panel->place());
    // Queued: an answer must not come before the panel knows what it asked.
    connect(panel, &Panel::commandWanted, this, &MainWindow::command, Qt::QueuedConnection);
    connect(panel, &Panel::queryWanted, this, &MainWindow::query, Qt::QueuedConnection);
    connect(panel, &Panel::mendWanted, this, &MainWindow::mend);
    connect(panel, &Panel::linkWanted, this, &MainWindow::openLink);
    connect(panel, &Panel::placeWanted, sidebar_, &Sidebar::choose);
}

Panel* MainWindow::panelInSight() const {
    return panels_[static_cast<std::size_t>(pages_->currentIndex())];
}

void MainWindow::go(Place place) {
    const auto found = std::find_if(panels_.begin(), panels_.end(),
                                    [place](const Panel* panel) { return panel->place() == place; });
    if (found == panels_.end()) return;
    pages_->setCurrentIndex(static_cast<int>(found - panels_.begin()));
    (*found)->show(status_);
}

void MainWindow::connectTray() {
    tray_ = std::make_unique<TrayIcon>();
    connect(tray_.get(), &TrayIcon::openWanted, this, &MainWindow::raiseWindow);
    connect(tray_.get(), &TrayIcon::pauseWanted, this, [this] { send(Pause{}); });
    connect(tray_.get(), &TrayIcon::resumeWanted, this, [this] { send(Resume{}); });
    connect(tray_.get(), &TrayIcon::quitWanted, this, &MainWindow::quit);
    tray_->showIcon();
    QApplication::setQuitOnLastWindowClosed(false);
}

void MainWindow::show(const Status& status) {
    status_ = status;
    setWindowTitle(status.pipeline.isEmpty() ? tr("Rowcast") : tr("Rowcast — %1").arg(status.pipeline));
    sidebar_->setPipeline(status.pipeline);
    stateBar_->show(status);
    for (const Panel* panel : panels_)
        sidebar_->setCount(panel->place(), panel->waiting(status));
    panelInSight()->show(status);
    foot_->show(status);
    if (tray_) tray_->show(status);
}

void MainWindow::answered(const QueryPage& page) {
    for (Panel* panel : panels_)
        panel->answered(page);
}

void MainWindow::done(const CommandResult& result) {
    for (Panel* panel : panels_)
        if (panel->done(result)) return;
    if (result.error) {
        banner_->tell(Banner::Tone::Attention, tr("That did not work."), result.error->what, tr("Close"));
        banner_->show();
    } else if (result.id == mending_ && !result.message.isEmpty()) {
        banner_->tell(Banner::Tone::Info, tr("Done."), result.message, tr("Understood"));
        banner_->show();
    }
}

void MainWindow::send(CommandKind kind) {
    if (!std::holds_alternative<Pause>(kind))
        resume_.stop(); // resumed by hand, or gone: no timer may resume it
    const Command wanted{newId(), std::move(kind)};
    if (std::holds_alternative<Mend>(wanted.kind)) mending_ = wanted.id;
    emit command(wanted);
}

void MainWindow::quit() {
    QStringList unsaved;
    for (const Panel* panel : panels_)
        if (const QString sentence = panel->unsaved(); !sentence.isEmpty()) unsaved << sentence;
    if (!unsaved.isEmpty()) raiseWindow(); // the tray may be all that is in sight
    if (findChild<QMessageBox*>(QStringLiteral("askBeforeQuitting"))) return; // it is asked already
    if (unsaved.isEmpty() || askBeforeQuitting(this, unsaved)) send(Quit{});
}

void MainWindow::mend(const FormId& form, Choice choice) {
    for (Panel* panel : panels_) {
        if (!panel->mends(choice)) continue;
        sidebar_->choose(panel->place());
        panel->mend(choice);
        return;
    }
    if (const auto argument = askBeforeMending(this, choice, titleOf(status_, form)))
        send(Mend{form, choice, *argument});
}

void MainWindow::openLink(const QUrl& url) {
    if (QDesktopServices::openUrl(url)) return;
    banner_->tell(Banner::Tone::Attention, tr("No browser could be started."),
                  url.toDisplayString(QUrl::RemoveQuery), tr("Close"));
    banner_->show();
}

void MainWindow::raiseWindow() {
    setWindowState(windowState() & ~Qt::WindowMinimized);
    QWidget::show();
    raise();
    activateWindow();
}

void MainWindow::closeEvent(QCloseEvent* event) {
    if (!event->spontaneous() && QCoreApplication::closingDown()) return;
    event->ignore();
    QSettings().setValue(placeKey, saveGeometry());
    tellOnce();
    if (tray_)
        hide();
    else
        showMinimized();
}

void MainWindow::tellOnce() {
    QSettings settings;
    if (settings.value(toldKey).toBool()) return;
    settings.setValue(toldKey, true);
    const QString bold =
        tray_ ? tr("Rowcast keeps delivering in the tray.") : tr("Rowcast keeps delivering while minimised.");
    const QString rest = tray_ ? tr("Quit from its menu.") : tr("This desktop has no tray. Ctrl+Q quits.");
    banner_->tell(Banner::Tone::Info, bold, rest, tr("Understood"));
    banner_->show();
    if (tray_) tray_->tell(bold, rest);
}

} // namespace rowcast::ui
