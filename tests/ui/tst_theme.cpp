#include "ui/theme/text.h"
#include "ui/theme/theme.h"
#include "ui/theme/tokens.h"
#include "ui/theme/type.h"

#include <QApplication>
#include <QFontMetricsF>
#include <QTest>

#include <cmath>

using namespace rowcast::ui;

namespace {
double linear(double channel) {
    return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

double luminance(const QColor& c) {
    return 0.2126 * linear(c.redF()) + 0.7152 * linear(c.greenF()) + 0.0722 * linear(c.blueF());
}

/// WCAG 2.1, 1.4.3.
double contrast(const QColor& a, const QColor& b) {
    const double brighter = std::max(luminance(a), luminance(b));
    const double darker = std::min(luminance(a), luminance(b));
    return (brighter + 0.05) / (darker + 0.05);
}

struct Pair {
    const char* name;
    QColor ink, ground;
};

std::vector<Pair> textPairs(const Tokens& t) {
    std::vector<Pair> pairs;
    const std::pair<const char*, QColor> inks[] = {
        {"text", t.text}, {"muted", t.muted}, {"accentInk", t.accentInk},
        {"ok", t.ok},     {"att", t.att},     {"err", t.err}};
    for (const auto& [name, ink] : inks)
        for (const QColor& ground : {t.content, t.sidebar, t.raised, t.hover, t.sel, t.input})
            pairs.push_back({name, ink, ground});
    pairs.push_back({"ok chip", t.ok, t.okTint});
    pairs.push_back({"att chip", t.att, t.attTint});
    pairs.push_back({"err chip", t.err, t.errTint});
    pairs.push_back({"info chip", t.accentInk, t.infoTint});
    pairs.push_back({"neutral chip", t.muted, t.neutTint});
    pairs.push_back({"red bar", t.text, t.errTint});
    pairs.push_back({"banner", t.text, t.attTint});
    pairs.push_back({"primary", t.accentText, t.accent});
    pairs.push_back({"primary under the pointer", t.accentText, t.accent.darker(112)});
    return pairs;
}
} // namespace

class TestTheme : public QObject {
    Q_OBJECT

private slots:
    void textReachesFourAndAHalfToOne_data() {
        QTest::addColumn<bool>("dark");
        QTest::newRow("light") << false;
        QTest::newRow("dark") << true;
    }
    void textReachesFourAndAHalfToOne() {
        QFETCH(bool, dark);
        for (const Pair& pair : textPairs(dark ? darkTokens() : lightTokens()))
            QVERIFY2(contrast(pair.ink, pair.ground) >= 4.5,
                     qPrintable(QStringLiteral("%1 on %2: %3")
                                    .arg(QString::fromLatin1(pair.name), pair.ground.name())
                                    .arg(contrast(pair.ink, pair.ground))));
    }

    void shapesReachThreeToOne() {
        for (const Tokens* t : {&lightTokens(), &darkTokens()}) {
            for (const QColor& shape : {t->field, t->attFill, t->ok, t->err, t->accent, t->accentInk})
                QVERIFY(contrast(shape, t->content) >= 3);
            QVERIFY(contrast(t->attGlyph, t->attFill) >= 3);
        }
        const TrayTokens& tray = trayTokens();
        for (const char* panel : {"#EFF0F1", "#1F2226"})
            for (const QColor& shape : {tray.ok, tray.neutral, tray.att, tray.err})
                QVERIFY(contrast(shape, QColor(QString::fromLatin1(panel))) >= 3);
    }

    void followsAPlatformThatTurnsDark() {
        Theme theme(qApp);
        theme.follow(paletteOf(darkTokens()));
        QCOMPARE(QApplication::palette().color(QPalette::Window), darkTokens().content);
        QCOMPARE(&tokens(QApplication::palette()), &darkTokens());
        theme.follow(QPalette(Qt::white));
        QCOMPARE(&tokens(QApplication::palette()), &lightTokens());
        QWidget shown;
        theme.follow(paletteOf(darkTokens()));
        QTRY_COMPARE(&tokens(shown.palette()), &darkTokens());
    }

    void digitsStandInColumns() {
        QFont font = QApplication::font();
        QCOMPARE(figuresWidth(font, QStringLiteral("1,111")), figuresWidth(font, QStringLiteral("8,040")));
        QCOMPARE(figuresWidth(font, QStringLiteral("abc")),
                 QFontMetricsF(font).horizontalAdvance(QStringLiteral("abc")));
    }

    void sizesGrowWithTheFont() {
        QFont font = QApplication::font();
        font.setPointSizeF(10);
        const Sizes normal(font);
        font.setPointSizeF(20);
        const Sizes large(font);
        QVERIFY(large.row > normal.row + 10);
        QVERIFY(large.button > large.text);
        QCOMPARE(large.px(32) / 2, normal.px(32) * large.text / normal.text / 2);
    }
};

QTEST_MAIN(TestTheme)
#include "tst_theme.moc"
