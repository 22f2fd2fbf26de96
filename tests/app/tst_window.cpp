#include "tests/app/program_rig.h"

#include <QTest>

using namespace rowcast;
using namespace rowcast::app;

class TestWindow : public QObject {
    Q_OBJECT
private slots:
    void demoDeliversIntoTheWindowAndEnds();
    void opensWithoutSettingsAndSaysWhatIsMissing();
};

void TestWindow::demoDeliversIntoTheWindowAndEnds() {
    ProgramRig rig;
    rig.withDisplay();
    const auto window = rig.start({QStringLiteral("--demo")});
    QTRY_VERIFY_WITH_TIMEOUT(rig.status().value(QLatin1String("delivered")).toInt() > 0, 60'000);
    const Outcome second = rig.run({QStringLiteral("--demo")});
    QCOMPARE(second.code, 0); // it has brought the first one to the front
    QCOMPARE(window->state(), QProcess::Running);
    window->terminate();
    QVERIFY(window->waitForFinished(20'000));
    QCOMPARE(window->exitStatus(), QProcess::NormalExit);
    QCOMPARE(window->exitCode(), 0);
}

void TestWindow::opensWithoutSettingsAndSaysWhatIsMissing() {
    ProgramRig rig;
    rig.withDisplay();
    const auto window = rig.start({});
    QTRY_VERIFY_WITH_TIMEOUT(
        rig.status().value(QLatin1String("headline")).toString().contains(u"kafka.servers"), 30'000);
    QCOMPARE(rig.run({QStringLiteral("config"), QStringLiteral("set"), QStringLiteral("kafka.servers"),
                      QStringLiteral("k:9092")})
                 .code,
             0);
    QTRY_VERIFY_WITH_TIMEOUT(
        rig.status().value(QLatin1String("headline")).toString().contains(u"kafka.topics"), 30'000);
    window->terminate();
    QVERIFY(window->waitForFinished(20'000));
    QCOMPARE(window->exitCode(), 0);
}

QTEST_GUILESS_MAIN(TestWindow)
#include "tst_window.moc"
