#include "tests/shots/fixtures.h"
#include "ui/tray_icon.h"

#include <QAction>
#include <QMenu>
#include <QSignalSpy>
#include <QTest>

#include <set>

using namespace rowcast;
using namespace rowcast::ui;

namespace {
QAction* action(const TrayIcon& tray, const char* name) {
    for (QAction* one : tray.menu()->actions())
        if (one->objectName() == QLatin1String(name)) return one;
    return nullptr;
}

/// The shape alone: alpha, without colour.
QByteArray silhouette(Mark mark, int side) {
    const QImage image =
        trayPicture(mark).pixmap(QSize(side, side), 1.0).toImage().convertToFormat(QImage::Format_ARGB32);
    QByteArray alpha;
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            alpha += char(qGray(image.pixel(x, y)) > 200 ? 2 : qAlpha(image.pixel(x, y)) > 127);
    return alpha;
}
} // namespace

class TestTray : public QObject {
    Q_OBJECT

private slots:
    void everyStateHasItsOwnShape() {
        for (const int side : {16, 22, 32, 48}) {
            std::set<QByteArray> shapes;
            for (const Mark mark :
                 {Mark::Delivering, Mark::Idle, Mark::Attention, Mark::Paused, Mark::Stopped})
                shapes.insert(silhouette(mark, side));
            QCOMPARE(shapes.size(), std::size_t{5});
        }
    }

    void saysTheStateSentence() {
        TrayIcon tray;
        tray.show(shots::full());
        QVERIFY(tray.toolTip().startsWith(QStringLiteral("Delivering\n")));
    }

    void pausesAndResumes() {
        TrayIcon tray;
        QSignalSpy pause(&tray, &TrayIcon::pauseWanted);
        QSignalSpy resume(&tray, &TrayIcon::resumeWanted);
        tray.show(shots::full());
        action(tray, "trayPause")->trigger();
        QCOMPARE(pause.size(), 1);
        tray.show(shots::paused());
        action(tray, "trayPause")->trigger();
        QCOMPARE(resume.size(), 1);
        QCOMPARE(pause.size(), 1);
    }

    void showsTheNewestProblemAndOpensTheWindow() {
        TrayIcon tray;
        QSignalSpy open(&tray, &TrayIcon::openWanted);
        tray.show(shots::problem());
        QAction* problem = action(tray, "trayProblem");
        QVERIFY(problem->isVisible());
        QCOMPARE(problem->text(), QStringLiteral("The Google sign-in has expired"));
        problem->trigger();
        QCOMPARE(open.size(), 1);
        tray.show(shots::demo());
        QVERIFY(!problem->isVisible());
    }

    void quits() {
        TrayIcon tray;
        QSignalSpy quit(&tray, &TrayIcon::quitWanted);
        action(tray, "trayQuit")->trigger();
        QCOMPARE(quit.size(), 1);
    }
};

QTEST_MAIN(TestTray)
#include "tst_tray.moc"
