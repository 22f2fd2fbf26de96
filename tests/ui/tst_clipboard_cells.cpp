#include "ui/models/clipboard_cells.h"

#include <QRandomGenerator>
#include <QTest>

using namespace rowcast::ui;

class TestClipboardCells : public QObject {
    Q_OBJECT

private slots:
    void readsWhatSpreadsheetsCopy_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QList<QStringList>>("cells");
        const auto row = [](const char* name, const QString& text, const QList<QStringList>& cells) {
            QTest::newRow(name) << text << cells;
        };
        row("nothing", u""_qs, {});
        row("one cell", u"Village"_qs, {{u"Village"_qs}});
        row("a column", u"Village\nCrop\n"_qs, {{u"Village"_qs}, {u"Crop"_qs}});
        row("a block", u"q1\tVillage\r\nq2\tCrop\r\n"_qs,
            {{u"q1"_qs, u"Village"_qs}, {u"q2"_qs, u"Crop"_qs}});
        row("old line ends", u"a\rb"_qs, {{u"a"_qs}, {u"b"_qs}});
        row("empty cells", u"q1\t\n\tCrop\nq3\t"_qs,
            {{u"q1"_qs, u""_qs}, {u""_qs, u"Crop"_qs}, {u"q3"_qs, u""_qs}});
        row("an empty row between", u"a\n\nb"_qs, {{u"a"_qs}, {u""_qs}, {u"b"_qs}});
        row("several lines in a cell", u"q1\t\"Which crop?\nOne answer\"\nq2\tArea"_qs,
            {{u"q1"_qs, u"Which crop?\nOne answer"_qs}, {u"q2"_qs, u"Area"_qs}});
        row("marks doubled in a cell of several lines", u"\"say \"\"yes\"\"\nor no\"\tx"_qs,
            {{u"say \"yes\"\nor no"_qs, u"x"_qs}});
        row("marks that are text", u"\"Yes\" or \"no\"?\tx\n\"Yes\"\ty"_qs,
            {{u"\"Yes\" or \"no\"?"_qs, u"x"_qs}, {u"\"Yes\""_qs, u"y"_qs}});
        row("an open mark", u"\"half\nq2\tCrop"_qs, {{u"\"half"_qs}, {u"q2"_qs, u"Crop"_qs}});
        row("many scripts", u"q1\tगाँव\nq2\tகிராமம்"_qs, {{u"q1"_qs, u"गाँव"_qs}, {u"q2"_qs, u"கிராமம்"_qs}});
    }
    void readsWhatSpreadsheetsCopy() {
        QFETCH(QString, text);
        QFETCH(QList<QStringList>, cells);
        const CellRows read = cellsFrom(text);
        QCOMPARE(QList<QStringList>(read.begin(), read.end()), cells);
    }

    void readsBackWhatItWrites() {
        QRandomGenerator random(11);
        const QString letters = u"ab\t\n\" ,ñ"_qs;
        for (int round = 0; round < 2000; ++round) {
            CellRows rows(static_cast<std::size_t>(random.bounded(1, 4)));
            for (QStringList& row : rows)
                for (int cell = random.bounded(1, 4); cell > 0; --cell) {
                    row << QString();
                    for (int letter = random.bounded(5); letter > 0; --letter)
                        row.back() += letters[random.bounded(static_cast<int>(letters.size()))];
                }
            if (rows.back() == QStringList{QString()}) continue; // a last line's end begins no row
            QCOMPARE(cellsFrom(clipboardText(rows)), rows);
        }
    }
};

QTEST_APPLESS_MAIN(TestClipboardCells)
#include "tst_clipboard_cells.moc"
