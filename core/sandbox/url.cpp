#include "core/sandbox/url.h"

namespace rowcast::sandbox {

namespace {

int hexOf(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

} // namespace

std::string decodePercent(std::string_view text, PlusIs plus) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '%' && i + 2 < text.size() && hexOf(text[i + 1]) >= 0 && hexOf(text[i + 2]) >= 0) {
            out += char(hexOf(text[i + 1]) * 16 + hexOf(text[i + 2]));
            i += 2;
        } else {
            out += text[i] == '+' && plus == PlusIs::Space ? ' ' : text[i];
        }
    }
    return out;
}

std::string encodePercent(std::string_view text) {
    static constexpr char kHex[] = "0123456789ABCDEF";
    std::string out;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        const bool plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                           c == '-' || c == '_' || c == '.' || c == '~';
        if (plain) {
            out += c;
        } else {
            out += '%';
            out += kHex[byte >> 4];
            out += kHex[byte & 15];
        }
    }
    return out;
}

std::vector<std::string> splitPath(std::string_view path) {
    std::vector<std::string> out;
    while (!path.empty()) {
        const auto slash = path.find('/');
        if (slash != 0) out.emplace_back(path.substr(0, slash));
        if (slash == std::string_view::npos) break;
        path.remove_prefix(slash + 1);
    }
    return out;
}

QueryItems parseQuery(std::string_view query) {
    QueryItems out;
    while (!query.empty()) {
        const auto end = query.find('&');
        const auto item = query.substr(0, end);
        const auto equals = item.find('=');
        if (!item.empty())
            out.emplace_back(decodePercent(item.substr(0, equals), PlusIs::Space),
                             equals == std::string_view::npos
                                 ? std::string()
                                 : decodePercent(item.substr(equals + 1), PlusIs::Space));
        if (end == std::string_view::npos) break;
        query.remove_prefix(end + 1);
    }
    return out;
}

std::string valueOf(const QueryItems& items, std::string_view name) {
    for (const auto& [key, value] : items) {
        if (key == name) return value;
    }
    return {};
}

bool contains(const QueryItems& items, std::string_view name) {
    for (const auto& item : items) {
        if (item.first == name) return true;
    }
    return false;
}

} // namespace rowcast::sandbox
