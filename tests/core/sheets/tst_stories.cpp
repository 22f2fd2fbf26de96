#include "tests/core/sheets/story.h"

#include <QDir>
#include <QTest>

using rowcast::sheets::test::Story;

/// The protocol's rules as stories: tests/data/sheets/stories/*.txt, each under a line that begins with "##".
/// Their words are explained in story.cpp.
class TestStories : public QObject {
    Q_OBJECT
private slots:
    void comesTrue_data() {
        QTest::addColumn<QString>("story");
        const QDir folder(QStringLiteral(TESTS_DATA "/sheets/stories"));
        for (const QString& name : folder.entryList({QStringLiteral("*.txt")}, QDir::Files, QDir::Name)) {
            QFile file(folder.filePath(name));
            QVERIFY(file.open(QIODevice::ReadOnly));
            const QStringList stories =
                QString::fromUtf8(file.readAll()).split(QStringLiteral("## "), Qt::SkipEmptyParts);
            for (const QString& story : stories)
                QTest::addRow("%s: %s", qPrintable(name.chopped(4)), qPrintable(story.section(u'\n', 0, 0)))
                    << story.section(u'\n', 1);
        }
    }
    void comesTrue() {
        QFETCH(QString, story);
        Story teller;
        const QString problem = teller.run(story);
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
    }
    void aWrongClaimIsNoticed() {
        // The stories' own check must be able to fail.
        QVERIFY(!Story().run(QStringLiteral("a takes 1-3\nholds 1-4")).isEmpty());
        QVERIFY(!Story().run(QStringLiteral("a takes 1-3\npeople edit 2 2 elsewhere\nholds 1-3")).isEmpty());
        QVERIFY(
            !Story().run(QStringLiteral("a takes 1-3\na said appended 2 found 0 duplicates 0")).isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestStories)
#include "tst_stories.moc"
