#include "ui/theme/style.h"

#include "ui/theme/style_parts.h"
#include "ui/theme/type.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QPainter>
#include <QStyleOption>
#include <QToolButton>

namespace rowcast::ui {

namespace {
constexpr int scrollBarWidth = 10;
constexpr int thumbWidth = 5;

int padding(ButtonKind kind) {
    if (kind == ButtonKind::Link) return linkPadding;
    return kind == ButtonKind::Quiet || kind == ButtonKind::Choice ? 10 : 14;
}

QFont buttonFont(const QFont& base, ButtonKind kind, QStyle::State state) {
    if (kind == ButtonKind::Primary) return weighted(base, QFont::DemiBold);
    if (kind == ButtonKind::Choice && state.testFlag(QStyle::State_On)) return weighted(base, QFont::Medium);
    QFont font = base;
    font.setUnderline(kind == ButtonKind::Link && state.testFlag(QStyle::State_MouseOver));
    return font;
}

QFont fontOf(const QWidget* widget) {
    return widget ? widget->font() : QApplication::font();
}

/// Mnemonics are underlined once the keyboard is in use.
int mnemonics(const QStyle* style, const QStyleOption* option, const QWidget* widget) {
    return style->styleHint(QStyle::SH_UnderlineShortcut, option, widget) ? Qt::TextShowMnemonic
                                                                          : Qt::TextHideMnemonic;
}

void paintInput(QPainter* painter, const QStyleOption* option, const QWidget* widget) {
    const Tokens& t = tokens(option->palette);
    const bool enabled = option->state.testFlag(QStyle::State_Enabled);
    const bool wrong = widget && widget->property("wrong").toBool();
    const bool focus = option->state.testFlag(QStyle::State_HasFocus);
    const QColor edge = wrong ? t.err : focus ? t.accentInk : enabled ? t.field : t.line;
    paintSurface(painter, option->rect, controlRadius, enabled ? t.input : t.neutTint, edge,
                 wrong || focus ? 2 : 1);
}

void paintButtonLabel(const QStyle* style, const QStyleOptionButton* button, QPainter* painter,
                      const QWidget* widget) {
    const ButtonKind kind = buttonKind(widget);
    const Tokens& t = tokens(button->palette);
    const QFont font = buttonFont(fontOf(widget), kind, button->state);
    painter->setFont(font);
    painter->setPen(buttonLook(kind, button->state, t).ink);
    QRect text = button->rect;
    if (!button->icon.isNull()) {
        const int side = Sizes(fontOf(widget)).mark;
        const int width = side + 8 + painter->fontMetrics().size(Qt::TextShowMnemonic, button->text).width();
        const QRect icon(text.left() + (text.width() - width) / 2, text.center().y() - side / 2 + 1, side,
                         side);
        button->icon.paint(painter, icon, Qt::AlignCenter,
                           button->state.testFlag(QStyle::State_Enabled) ? QIcon::Normal : QIcon::Disabled);
        text.setLeft(icon.right() + 9);
        text.setWidth(width - side);
        style->drawItemText(painter, text,
                            static_cast<int>(Qt::AlignLeft | Qt::AlignVCenter) |
                                mnemonics(style, button, widget),
                            button->palette, true, button->text);
        return;
    }
    style->drawItemText(painter, text, Qt::AlignCenter | mnemonics(style, button, widget), button->palette,
                        true, button->text);
}

/// A tool button: icon, text and, apart from them, the chevron that opens its menu.
void paintToolButton(const QStyle* style, const QStyleOptionToolButton* tool, QPainter* painter,
                     const QWidget* widget) {
    const ButtonKind kind = buttonKind(widget);
    const Tokens& t = tokens(tool->palette);
    QStyle::State state = tool->state;
    if (!tool->activeSubControls) state &= ~QStyle::State_Sunken;
    paintButton(painter, tool->rect, kind, state, t);
    const Sizes sizes(fontOf(widget));
    const QColor ink = buttonLook(kind, state, t).ink;
    QRectF area = QRectF(tool->rect).adjusted(padding(kind), 0, 0, 0);
    if (!tool->icon.isNull()) {
        const QRectF icon(area.left(), area.center().y() - sizes.mark / 2.0, sizes.mark, sizes.mark);
        tool->icon.paint(painter, icon.toRect(), Qt::AlignCenter,
                         state.testFlag(QStyle::State_Enabled) ? QIcon::Normal : QIcon::Disabled);
        area.setLeft(icon.right() + sizes.px(4));
    }
    painter->setFont(buttonFont(fontOf(widget), kind, state));
    painter->setPen(ink);
    painter->drawText(area,
                      static_cast<int>(Qt::AlignLeft | Qt::AlignVCenter) | mnemonics(style, tool, widget),
                      tool->text);
    if (tool->features.testFlag(QStyleOptionToolButton::HasMenu))
        paintChevron(painter, QRectF(tool->rect.right() - 19, tool->rect.top(), 16, tool->rect.height()),
                     Qt::DownArrow, t.muted);
}

void paintCombo(const QStyleOptionComboBox* combo, QPainter* painter, const QWidget* widget) {
    paintInput(painter, combo, widget);
    const QRectF arrow(combo->rect.right() - 24, combo->rect.top(), 16, combo->rect.height());
    paintChevron(painter, arrow, Qt::DownArrow, tokens(combo->palette).muted);
}

void paintSpin(const QStyle* style, const QStyleOptionSpinBox* spin, QPainter* painter,
               const QWidget* widget) {
    paintInput(painter, spin, widget);
    for (const auto part : {QStyle::SC_SpinBoxUp, QStyle::SC_SpinBoxDown}) {
        const QRect rect = style->subControlRect(QStyle::CC_SpinBox, spin, part, widget);
        const bool up = part == QStyle::SC_SpinBoxUp;
        const bool can = spin->stepEnabled.testFlag(up ? QAbstractSpinBox::StepUpEnabled
                                                       : QAbstractSpinBox::StepDownEnabled);
        const Tokens& t = tokens(spin->palette);
        paintChevron(painter, rect, up ? Qt::UpArrow : Qt::DownArrow, can ? t.muted : t.disabled);
    }
}

void paintScrollBar(const QStyle* style, const QStyleOptionSlider* bar, QPainter* painter,
                    const QWidget* widget) {
    const Tokens& t = tokens(bar->palette);
    if (bar->maximum <= bar->minimum) return;
    QRectF thumb = style->subControlRect(QStyle::CC_ScrollBar, bar, QStyle::SC_ScrollBarSlider, widget);
    const double air = (scrollBarWidth - thumbWidth) / 2.0;
    thumb.adjust(air, air, -air, -air);
    const bool active =
        bar->state.testFlag(QStyle::State_MouseOver) || bar->state.testFlag(QStyle::State_Sunken);
    paintSurface(painter, thumb, thumbWidth / 2.0, active ? t.field : t.border);
}
} // namespace

Style::Style() : QProxyStyle(QStringLiteral("Fusion")) {}

void Style::drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                          const QWidget* widget) const {
    const Tokens& t = tokens(option->palette);
    switch (element) {
    case PE_PanelButtonCommand:
    case PE_PanelButtonTool:
        paintButton(painter, option->rect, buttonKind(widget), option->state & ~State_HasFocus, t);
        return;
    case PE_PanelLineEdit:
        if (const auto* frame = qstyleoption_cast<const QStyleOptionFrame*>(option);
            frame && frame->lineWidth > 0)
            paintInput(painter, option, widget);
        return;
    case PE_FrameLineEdit:
    case PE_PanelItemViewRow: return; // delegates draw selection
    case PE_IndicatorCheckBox:
    case PE_IndicatorItemViewItemCheck: paintCheck(painter, option->rect, option->state, false, t); return;
    case PE_IndicatorRadioButton: paintCheck(painter, option->rect, option->state, true, t); return;
    case PE_IndicatorArrowDown: paintChevron(painter, option->rect, Qt::DownArrow, t.muted); return;
    case PE_IndicatorArrowUp: paintChevron(painter, option->rect, Qt::UpArrow, t.muted); return;
    case PE_FrameFocusRect:
        if (option->state.testFlag(State_KeyboardFocusChange) || !widget)
            paintFocus(painter, option->rect, buttonKind(widget), t);
        return;
    default: QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

void Style::drawControl(ControlElement element, const QStyleOption* option, QPainter* painter,
                        const QWidget* widget) const {
    if (element == CE_PushButtonLabel) {
        if (const auto* button = qstyleoption_cast<const QStyleOptionButton*>(option)) {
            paintButtonLabel(this, button, painter, widget);
            return;
        }
    }
    if (element == CE_HeaderSection ||
        element == CE_HeaderEmptyArea) { // a sheet's corner; beside its columns
        const Tokens& t = tokens(option->palette);
        painter->fillRect(option->rect, element == CE_HeaderSection ? t.raised : t.content);
        return;
    }
    QProxyStyle::drawControl(element, option, painter, widget);
}

void Style::drawComplexControl(ComplexControl control, const QStyleOptionComplex* option, QPainter* painter,
                               const QWidget* widget) const {
    if (const auto* tool = qstyleoption_cast<const QStyleOptionToolButton*>(option);
        tool && control == CC_ToolButton)
        paintToolButton(this, tool, painter, widget);
    else if (const auto* combo = qstyleoption_cast<const QStyleOptionComboBox*>(option);
             combo && control == CC_ComboBox)
        paintCombo(combo, painter, widget);
    else if (const auto* spin = qstyleoption_cast<const QStyleOptionSpinBox*>(option);
             spin && control == CC_SpinBox)
        paintSpin(this, spin, painter, widget);
    else if (const auto* bar = qstyleoption_cast<const QStyleOptionSlider*>(option);
             bar && control == CC_ScrollBar)
        paintScrollBar(this, bar, painter, widget);
    else
        QProxyStyle::drawComplexControl(control, option, painter, widget);
}

QSize Style::sizeFromContents(ContentsType type, const QStyleOption* option, const QSize& size,
                              const QWidget* widget) const {
    const Sizes sizes(fontOf(widget));
    const ButtonKind kind = buttonKind(widget);
    if (const auto* button = qstyleoption_cast<const QStyleOptionButton*>(option);
        button && type == CT_PushButton) {
        const QFontMetrics metrics(buttonFont(fontOf(widget), kind, State_On));
        const int icon = button->icon.isNull() ? 0 : sizes.mark + 8;
        const int text = metrics.size(Qt::TextShowMnemonic, button->text).width();
        const int height = kind == ButtonKind::Choice ? sizes.button - 2
                           : kind == ButtonKind::Link ? sizes.text + sizes.px(6)
                                                      : sizes.button;
        return {text + icon + 2 * padding(kind), height};
    }
    if (const auto* tool = qstyleoption_cast<const QStyleOptionToolButton*>(option);
        tool && type == CT_ToolButton) {
        const QFontMetrics metrics(buttonFont(fontOf(widget), kind, State_On));
        const int icon = tool->icon.isNull() ? 0 : sizes.mark + sizes.px(4);
        const int menu = tool->features.testFlag(QStyleOptionToolButton::HasMenu) ? 18 : 0;
        const int text = metrics.size(Qt::TextShowMnemonic, tool->text).width();
        return {text + icon + menu + 2 * padding(kind), sizes.button};
    }
    const QSize fusion = QProxyStyle::sizeFromContents(type, option, size, widget);
    if (type == CT_LineEdit || type == CT_ComboBox || type == CT_SpinBox)
        return {fusion.width() + (type == CT_LineEdit ? 8 : 16), sizes.button};
    return fusion;
}

QRect Style::subControlRect(ComplexControl control, const QStyleOptionComplex* option, SubControl part,
                            const QWidget* widget) const {
    const QRect all = option->rect;
    if (control == CC_ScrollBar) {
        if (part == SC_ScrollBarAddLine || part == SC_ScrollBarSubLine) return {};
        if (part == SC_ScrollBarGroove) return all;
        if (const auto* bar = qstyleoption_cast<const QStyleOptionSlider*>(option);
            bar && part == SC_ScrollBarSlider) {
            const bool flat = bar->orientation == Qt::Horizontal;
            const int length = flat ? all.width() : all.height();
            const qint64 range = qint64(bar->maximum) - bar->minimum + bar->pageStep;
            const int thumb =
                range > 0 ? std::clamp(static_cast<int>(length * qint64(bar->pageStep) / range), 32, length)
                          : length;
            const int at = sliderPositionFromValue(bar->minimum, bar->maximum, bar->sliderPosition,
                                                   length - thumb, bar->upsideDown);
            return visualRect(bar->direction, all,
                              flat ? QRect(all.x() + at, all.y(), thumb, all.height())
                                   : QRect(all.x(), all.y() + at, all.width(), thumb));
        }
    }
    if (const auto* tool = qstyleoption_cast<const QStyleOptionToolButton*>(option);
        tool && control == CC_ToolButton &&
        tool->features.testFlag(QStyleOptionToolButton::MenuButtonPopup)) {
        const int width = pixelMetric(PM_MenuButtonIndicator, option, widget);
        const QRect menu(all.right() + 1 - width, all.top(), width, all.height());
        return visualRect(tool->direction, all,
                          part == SC_ToolButtonMenu ? menu : all.adjusted(0, 0, -width, 0));
    }
    if (control == CC_ComboBox && part == SC_ComboBoxEditField) return all.adjusted(9, 1, -28, -1);
    return QProxyStyle::subControlRect(control, option, part, widget);
}

QRect Style::subElementRect(SubElement element, const QStyleOption* option, const QWidget* widget) const {
    if (element == SE_LineEditContents) return option->rect.adjusted(5, 1, -5, -1);
    return QProxyStyle::subElementRect(element, option, widget);
}

int Style::pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const {
    switch (metric) {
    case PM_ScrollBarExtent: return scrollBarWidth;
    case PM_ScrollView_ScrollBarOverlap:
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical:
    case PM_ButtonDefaultIndicator: return 0;
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
    case PM_ExclusiveIndicatorWidth:
    case PM_ExclusiveIndicatorHeight: return Sizes(fontOf(widget)).mark;
    case PM_MenuButtonIndicator: return 28;
    case PM_CheckBoxLabelSpacing:
    case PM_RadioButtonLabelSpacing: return 8;
    default: return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int Style::styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                     QStyleHintReturn* result) const {
    switch (hint) {
    case SH_UnderlineShortcut: return widget && widget->window()->testAttribute(Qt::WA_KeyboardFocusChange);
    case SH_DialogButtonBox_ButtonsHaveIcons: // the desktop's icons are not of our colours
    case SH_EtchDisabledText:
    case SH_ScrollBar_Transient: return 0;
    default: return QProxyStyle::styleHint(hint, option, widget, result);
    }
}

} // namespace rowcast::ui
