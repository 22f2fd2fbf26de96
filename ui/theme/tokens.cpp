#include "ui/theme/tokens.h"

namespace rowcast::ui {

namespace {
constexpr QColor hex(unsigned rgb) {
    return {static_cast<int>(rgb >> 16U & 255U), static_cast<int>(rgb >> 8U & 255U),
            static_cast<int>(rgb & 255U)};
}

constexpr Tokens light{
    .content = hex(0xFFFFFF),
    .sidebar = hex(0xF5F6F8),
    .raised = hex(0xF5F6F8),
    .button = hex(0xFFFFFF),
    .pressed = hex(0xF3F5F8),
    .hover = hex(0xF3F5F8),
    .sel = hex(0xE4ECFC),
    .hair = hex(0xEDEFF2),
    .line = hex(0xE2E5E9),
    .border = hex(0xC3C9D0),
    .field = hex(0x868E98),
    .input = hex(0xFFFFFF),
    .text = hex(0x1A1D21),
    .muted = hex(0x5B636D),
    .disabled = hex(0x9AA2AB),
    .accent = hex(0x2F5BD0),
    .accentText = hex(0xFFFFFF),
    .accentInk = hex(0x2A53C0),
    .ok = hex(0x17703F),
    .att = hex(0x8A5800),
    .err = hex(0xBE2D2A),
    .okTint = hex(0xE4F4EB),
    .attTint = hex(0xFBF1DA),
    .errTint = hex(0xFCEBE9),
    .infoTint = hex(0xEAF0FD),
    .neutTint = hex(0xECEFF2),
    .chartFill = hex(0xDCE6FB),
    .attFill = hex(0xC27A00),
    .attGlyph = hex(0xFFFFFF),
};

constexpr Tokens dark{
    .content = hex(0x1C1E22),
    .sidebar = hex(0x17191C),
    .raised = hex(0x24272C),
    .button = hex(0x24272C),
    .pressed = hex(0x34383F),
    .hover = hex(0x25282D),
    .sel = hex(0x27355A),
    .hair = hex(0x2A2D33),
    .line = hex(0x34383F),
    .border = hex(0x4A505A),
    .field = hex(0x757D88),
    .input = hex(0x1F2125),
    .text = hex(0xE7E9EC),
    .muted = hex(0xA6ADB7),
    .disabled = hex(0x636A74),
    .accent = hex(0x4369D9),
    .accentText = hex(0xFFFFFF),
    .accentInk = hex(0x8FB0FF),
    .ok = hex(0x55C58E),
    .att = hex(0xE9B44C),
    .err = hex(0xFF857C),
    .okTint = hex(0x1D3329),
    .attTint = hex(0x3A301B),
    .errTint = hex(0x3B272A),
    .infoTint = hex(0x232E4A),
    .neutTint = hex(0x2D3036),
    .chartFill = hex(0x26345A),
    .attFill = hex(0xE9B44C),
    .attGlyph = hex(0x2B1D00),
};

constexpr TrayTokens tray{.ok = hex(0x1F9A58),
                          .neutral = hex(0x7F8893),
                          .att = hex(0xBD7A00),
                          .err = hex(0xDB453D),
                          .glyph = hex(0xFFFFFF)};
} // namespace

const Tokens& lightTokens() {
    return light;
}

const Tokens& darkTokens() {
    return dark;
}

const TrayTokens& trayTokens() {
    return tray;
}

bool isDark(const QPalette& palette) {
    return palette.color(QPalette::Active, QPalette::Window).lightness() <
           palette.color(QPalette::Active, QPalette::WindowText).lightness();
}

const Tokens& tokens(const QPalette& palette) {
    return isDark(palette) ? dark : light;
}

QPalette paletteOf(const Tokens& t) {
    QPalette p;
    for (auto role : {QPalette::Window, QPalette::Base, QPalette::Button})
        p.setColor(role, t.content);
    for (auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::BrightText,
                      QPalette::ToolTipText})
        p.setColor(role, t.text);
    for (auto role : {QPalette::AlternateBase, QPalette::ToolTipBase})
        p.setColor(role, t.raised);
    for (auto role : {QPalette::Light, QPalette::Midlight})
        p.setColor(role, t.hover);
    for (auto role : {QPalette::Mid, QPalette::Dark})
        p.setColor(role, t.line);
    for (auto role : {QPalette::Link, QPalette::LinkVisited})
        p.setColor(role, t.accentInk);
    p.setColor(QPalette::Shadow, t.border);
    p.setColor(QPalette::PlaceholderText, t.muted);
    p.setColor(QPalette::Highlight, t.accent);
    p.setColor(QPalette::HighlightedText, t.accentText);
    for (auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::Link,
                      QPalette::PlaceholderText})
        p.setColor(QPalette::Disabled, role, t.disabled);
    p.setColor(QPalette::Disabled, QPalette::Highlight, t.neutTint);
    p.setColor(QPalette::Disabled, QPalette::HighlightedText, t.disabled);
    return p;
}

} // namespace rowcast::ui
