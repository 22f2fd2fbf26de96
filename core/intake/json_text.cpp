#include "core/intake/json_text.h"

#include <array>
#include <cstdio>

namespace rowcast::intake {

void appendQuoted(std::string& out, std::string_view text) {
    out += '"';
    for (const char c : text) {
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (c == '\n') {
            out += "\\n";
        } else if (static_cast<unsigned char>(c) < 0x20) {
            std::array<char, 8> escape{};
            std::snprintf(escape.data(), escape.size(), "\\u%04x", static_cast<unsigned>(c));
            out += escape.data();
        } else {
            out += c;
        }
    }
    out += '"';
}

void appendName(std::string& out, std::string_view name) {
    if (!out.empty() && out.back() != '{') out += ',';
    appendQuoted(out, name);
    out += ':';
}

} // namespace rowcast::intake
