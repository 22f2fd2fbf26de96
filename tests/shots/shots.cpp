/// Pictures of every panel to be looked at beside the drawings: shots [folder]. QT_SCALE_FACTOR=2 gives the
/// 200 % ones.
#include "tests/shots/controls_page.h"
#include "tests/shots/fixtures.h"
#include "ui/main_window.h"
#include "ui/theme/theme.h"
#include "ui/theme/tokens.h"
#include "ui/theme/type.h"

#include <QApplication>
#include <QDir>
#include <QFontDatabase>
#include <QSettings>
#include <QStandardPaths>

#include <cstdio>

using namespace rowcast;

namespace {
struct Shot {
    QString name;
    Status status;
    QSize size{1280, 800};
};

bool save(QWidget& widget, const QString& path) {
    QApplication::processEvents();
    QApplication::processEvents();
    return widget.grab().save(path);
}

bool shoot(const Shot& shot, const QString& folder, const QString& mode) {
    ui::MainWindow window;
    window.resize(shot.size);
    QObject::connect(
        &window, &ui::MainWindow::query, &window,
        [&](const Query& query) { window.answered(shots::sheetPage(query.id)); }, Qt::QueuedConnection);
    window.show(shot.status);
    window.QWidget::show();
    QApplication::processEvents();
    window.show(shot.status);
    return save(window, QStringLiteral("%1/%2-%3.png").arg(folder, shot.name, mode));
}

bool shootAll(const QString& folder, const QString& mode) {
    const QSize smallest(1024, 640);
    const Shot all[] = {{QStringLiteral("overview"), shots::full()},
                        {QStringLiteral("overview-demo"), shots::demo()},
                        {QStringLiteral("overview-empty"), shots::empty()},
                        {QStringLiteral("overview-problem"), shots::problem()},
                        {QStringLiteral("overview-paused"), shots::paused()},
                        {QStringLiteral("overview-1024x640"), shots::full(), smallest},
                        {QStringLiteral("overview-problem-1024x640"), shots::problem(), smallest}};
    bool fine = true;
    for (const Shot& shot : all)
        fine = shoot(shot, folder, mode) && fine;
    shots::ControlsPage controls;
    controls.resize(1280, 800);
    controls.show();
    return save(controls, QStringLiteral("%1/controls-%2.png").arg(folder, mode)) && fine;
}
} // namespace

int main(int argc, char** argv) {
    QApplication application(argc, argv);
    QStandardPaths::setTestModeEnabled(true);
    QApplication::setOrganizationName(QStringLiteral("rowcast-shots"));
    const QString folder = argc > 1 ? QString::fromLocal8Bit(argv[1]) : QStringLiteral("shots");
    if (QFontDatabase::families().contains(QStringLiteral("Inter")))
        QApplication::setFont(QFont(QStringLiteral("Inter"), 10));
    ui::Theme theme(&application);
    bool fine = QDir().mkpath(folder);
    for (const bool dark : {false, true}) {
        theme.follow(ui::paletteOf(dark ? ui::darkTokens() : ui::lightTokens()));
        fine = shootAll(folder, dark ? QStringLiteral("dark") : QStringLiteral("light")) && fine;
    }
    std::printf("pictures are in %s\n", qPrintable(folder));
    return fine ? 0 : 1;
}
