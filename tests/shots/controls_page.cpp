#include "tests/shots/controls_page.h"

#include "ui/theme/icons.h"
#include "ui/theme/marks.h"
#include "ui/theme/style_parts.h"
#include "ui/theme/text.h"
#include "ui/theme/type.h"
#include "ui/tray_icon.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/choice_group.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QPainter>
#include <QPushButton>
#include <QRadioButton>
#include <QSpinBox>

namespace rowcast::shots {

using namespace ui;

namespace {
void place(QWidget* widget, int x, int y, int width = 0) {
    widget->adjustSize();
    widget->move(x, y);
    if (width > 0) widget->resize(width, widget->height());
}

void addFields(QWidget* page) {
    auto* line = new QLineEdit(page);
    line->setPlaceholderText(QStringLiteral("Filter forms"));
    place(line, 669, 83, 250);
    auto* combo = new QComboBox(page);
    combo->addItem(QStringLiteral("Stop the form and ask"));
    place(combo, 669, 163, 250);
    auto* wrong = new QLineEdit(QStringLiteral("kafka-1.example.org;9092"), page);
    wrong->setProperty("wrong", true);
    place(wrong, 669, 203, 250);
    auto* off = new QLineEdit(QStringLiteral("off"), page);
    off->setEnabled(false);
    place(off, 669, 123, 120);
    auto* spin = new QSpinBox(page);
    spin->setRange(0, 999);
    spin->setValue(120);
    place(spin, 799, 123, 120);
}

void addChecks(QWidget* page) {
    int x = 959;
    for (const bool on : {false, true}) {
        for (const bool enabled : {true, false}) {
            auto* check = new QCheckBox(QStringLiteral("Check"), page);
            auto* radio = new QRadioButton(QStringLiteral("Radio"), page);
            radio->setAutoExclusive(false);
            for (QAbstractButton* button :
                 {static_cast<QAbstractButton*>(check), static_cast<QAbstractButton*>(radio)}) {
                button->setEnabled(enabled);
                button->setChecked(on);
            }
            place(check, x, 90);
            place(radio, x, 120);
            x += 78;
        }
    }
}

void addButtons(QWidget* page) {
    int y = 108;
    for (const char* kind : {"primary", "", "quiet", "danger"}) {
        for (const bool enabled : {true, false}) {
            auto* button = new QPushButton(QStringLiteral("Sign in again"), page);
            button->setProperty("kind", QString::fromLatin1(kind));
            button->setEnabled(enabled);
            place(button, enabled ? 136 : 463, y);
        }
        y += 40;
    }
}
} // namespace

ControlsPage::ControlsPage() {
    addButtons(this);
    addFields(this);
    addChecks(this);
    place(new ChoiceGroup(QStringLiteral("Span"),
                          {QStringLiteral("10 min"), QStringLiteral("1 h"), QStringLiteral("24 h")}, this),
          378, 367);
    auto* warning = new Banner(this);
    warning->tell(Banner::Tone::Attention, QStringLiteral("Records are kept for 7 days only."),
                  QStringLiteral("The oldest waiting one will be deleted on Thu 26 Nov, 18:40."),
                  QStringLiteral("Sign in again"));
    warning->setGeometry(32, 435, 1216, 44);
    auto* info = new Banner(this);
    info->tell(Banner::Tone::Info, QStringLiteral("Rowcast keeps delivering in the tray."),
               QStringLiteral("Quit from its menu."), QStringLiteral("Understood"));
    info->setGeometry(32, 485, 1216, 44);
}

void ControlsPage::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const Tokens& t = tokens(palette());
    painter.fillRect(rect(), t.content);
    const Mark marks[] = {Mark::Delivering, Mark::Idle, Mark::Attention, Mark::Paused, Mark::Stopped,
                          Mark::Tick,       Mark::Ring, Mark::Dash,      Mark::Plus,   Mark::Info};
    double x = 32;
    for (const Mark mark : marks) {
        paintMark(&painter, mark, {x, 313, 16, 16}, markColors(mark, t));
        paintMark(&painter, mark, {x, 560, 64, 64}, markColors(mark, t));
        x += 80;
    }
    x = 32;
    for (const ChipTone tone :
         {ChipTone::Attention, ChipTone::Trouble, ChipTone::Info, ChipTone::Neutral, ChipTone::Fine}) {
        paintChip(&painter, {x, 371, 60, 20}, font(),
                  tone == ChipTone::Attention ? QStringLiteral("2") : QStringLiteral("chip"), tone, t);
        x += 60;
    }
    x = 32;
    for (const Mark mark : {Mark::Delivering, Mark::Idle, Mark::Attention, Mark::Paused, Mark::Stopped})
        for (const int side : {16, 22, 32, 48}) {
            trayPicture(mark).paint(&painter, QRect(int(x), 650, side, side));
            x += side + 8;
        }
    x = 32;
    for (const int side : {16, 22, 24, 32, 48, 64}) {
        applicationIcon().paint(&painter, QRect(int(x), 720, side, side));
        x += side + 16;
    }
    painter.setPen(t.text);
    drawFigures(&painter, 959, 200, figureFont(font()), QStringLiteral("18,204"));
}

} // namespace rowcast::shots
