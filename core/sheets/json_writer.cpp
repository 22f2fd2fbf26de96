#include "core/sheets/json_writer.h"

namespace rowcast::sheets {

namespace {

bool plain(unsigned char byte) {
    return byte >= 0x20 && byte != '"' && byte != '\\';
}

/// True if none of the eight bytes needs an escape.
bool plain8(const char* bytes) {
    constexpr std::uint64_t ones = 0x0101010101010101ULL;
    constexpr std::uint64_t highs = 0x8080808080808080ULL;
    std::uint64_t word = 0;
    std::memcpy(&word, bytes, sizeof word);
    const std::uint64_t quote = word ^ (ones * '"');
    const std::uint64_t slash = word ^ (ones * '\\');
    const std::uint64_t low = (word - ones * 0x20) & ~word;
    return ((((quote - ones) & ~quote) | ((slash - ones) & ~slash) | low) & highs) == 0;
}

} // namespace

void JsonWriter::escape(unsigned char byte) {
    static constexpr char hex[] = "0123456789abcdef";
    switch (byte) {
    case '"': return put("\\\"");
    case '\\': return put("\\\\");
    case '\n': return put("\\n");
    case '\r': return put("\\r");
    case '\t': return put("\\t");
    default: break;
    }
    const char code[] = {'\\', 'u', '0', '0', hex[byte >> 4], hex[byte & 15]};
    put({code, sizeof code});
}

JsonWriter& JsonWriter::text(std::string_view text) {
    room(6 * static_cast<qsizetype>(text.size()) + 2);
    put("\"");
    const char* at = text.data();
    const char* const end = at + text.size();
    while (at != end) {
        const char* const from = at;
        while (end - at >= 8 && plain8(at))
            at += 8;
        while (at != end && plain(static_cast<unsigned char>(*at)))
            ++at;
        put({from, static_cast<std::size_t>(at - from)});
        if (at != end) escape(static_cast<unsigned char>(*at++));
    }
    put("\"");
    return *this;
}

} // namespace rowcast::sheets
