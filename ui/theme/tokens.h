#pragma once
/// Every colour of the program, by what it is for; two instances, and nothing else names a colour. Plain
/// values; main thread.

#include <QColor>
#include <QPalette>

namespace rowcast::ui {

struct Tokens {
    QColor content; ///< the page
    QColor sidebar; ///< places and foot
    QColor raised;  ///< sheet headers, dark buttons
    QColor button;  ///< fill of a secondary button
    QColor pressed; ///< the same under the pointer
    QColor hover;   ///< row under the pointer
    QColor sel;     ///< selected row, place, choice
    QColor hair;    ///< row rule
    QColor line;    ///< section rule
    QColor border;  ///< button edge; decoration, carries no meaning
    QColor field;   ///< input edge
    QColor input;   ///< input fill
    QColor text;
    QColor muted;
    QColor disabled;
    QColor accent; ///< primary fill
    QColor accentText;
    QColor accentInk; ///< links, selected place, chart line, focus
    QColor ok, att, err;
    QColor okTint, attTint, errTint, infoTint, neutTint;
    QColor chartFill;
    QColor attFill;  ///< the triangle
    QColor attGlyph; ///< what stands on it
};

[[nodiscard]] const Tokens& lightTokens();
[[nodiscard]] const Tokens& darkTokens();

/// A palette is dark when its window is darker than its text.
[[nodiscard]] bool isDark(const QPalette& palette);
/// The tokens that go with a palette: a widget passes its own, so that it follows a change of theme by
/// itself.
[[nodiscard]] const Tokens& tokens(const QPalette& palette);
/// The palette that goes with the tokens.
[[nodiscard]] QPalette paletteOf(const Tokens& tokens);

/// Colours of the tray's marks, ≥ 3 : 1 on light and on dark panels.
struct TrayTokens {
    QColor ok, neutral, att, err, glyph;
};
[[nodiscard]] const TrayTokens& trayTokens();

} // namespace rowcast::ui
