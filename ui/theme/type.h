#pragma once
/// The type scale and the sizes that follow from it: all from one base font, so that 200 % and large fonts
/// fit. Pure; main thread.

#include <QFont>

namespace rowcast::ui {

[[nodiscard]] QFont smallFont(const QFont& base);  ///< notes, headers, help
[[nodiscard]] QFont titleFont(const QFont& base);  ///< panel heads
[[nodiscard]] QFont figureFont(const QFont& base); ///< tiles only
[[nodiscard]] QFont monoFont(const QFont& base);   ///< ids, paths, payloads
[[nodiscard]] QFont weighted(QFont base, QFont::Weight weight);

/// Heights and gaps in px for a base font; at 10 pt and 96 dpi they are the numbers of the 8-px grid.
class Sizes {
public:
    explicit Sizes(const QFont& base);

    int text;      ///< height of a line of the base font: 16
    int button;    ///< buttons and inputs: 30
    int rowButton; ///< a button in a row: 25
    int place;     ///< one line of the side list: 32
    int stateBar;  ///< 48
    int foot;      ///< 28
    int header;    ///< of a table: 28
    int row;       ///< 32
    int actionRow; ///< a row with a button: 40
    int mark;      ///< 16

    /// A length drawn for the 16-px line, at this font's size.
    [[nodiscard]] int px(double drawn) const { return qRound(drawn * scale_); }

private:
    double scale_;
};

/// Lengths that do not grow with the font.
inline constexpr int pageMargin = 24;
inline constexpr int cellPadding = 12;
inline constexpr int linkPadding = 4; ///< beside the text of a link, for its focus ring
inline constexpr double controlRadius = 5;
inline constexpr double surfaceRadius = 6;

} // namespace rowcast::ui
