#pragma once
/// The one style: Fusion with flat buttons, inputs, check marks and thin scroll bars in the theme's colours,
/// read from the palette of what it paints. Menus, message boxes and pop-ups stay Fusion's. Main thread.
///
/// Buttons are told apart by the dynamic property "kind": "primary", "quiet", "danger", "choice", "link";
/// without it a button is secondary. An input with the property "wrong" set has a red edge.

#include <QProxyStyle>

namespace rowcast::ui {

class Style : public QProxyStyle {
    Q_OBJECT

public:
    Style();

    void drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                       const QWidget* widget) const override;
    void drawControl(ControlElement element, const QStyleOption* option, QPainter* painter,
                     const QWidget* widget) const override;
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex* option, QPainter* painter,
                            const QWidget* widget) const override;
    QSize sizeFromContents(ContentsType type, const QStyleOption* option, const QSize& size,
                           const QWidget* widget) const override;
    QRect subControlRect(ComplexControl control, const QStyleOptionComplex* option, SubControl part,
                         const QWidget* widget) const override;
    QRect subElementRect(SubElement element, const QStyleOption* option,
                         const QWidget* widget) const override;
    int pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const override;
    int styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                  QStyleHintReturn* result) const override;
};

} // namespace rowcast::ui
