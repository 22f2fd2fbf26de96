#include "core/sheets/id_table.h"

#include <bit>
#include <cstring>

namespace rowcast::sheets {

namespace {

constexpr std::uint64_t kKey0 = 0x526f776361737420ULL;
constexpr std::uint64_t kKey1 = 0x726573706f6e7365ULL;

struct Sip {
    std::uint64_t a, b, c, d;
    void round() {
        a += b;
        b = std::rotl(b, 13) ^ a;
        a = std::rotl(a, 32);
        c += d;
        d = std::rotl(d, 16) ^ c;
        a += d;
        d = std::rotl(d, 21) ^ a;
        c += b;
        b = std::rotl(b, 17) ^ c;
        c = std::rotl(c, 32);
    }
    void word(std::uint64_t m) {
        d ^= m;
        round();
        round();
        a ^= m;
    }
    [[nodiscard]] std::uint64_t finish() {
        for (int i = 0; i < 4; ++i)
            round();
        return a ^ b ^ c ^ d;
    }
};

} // namespace

std::array<std::uint32_t, 3> idHash(std::string_view id) {
    Sip sip{kKey0 ^ 0x736f6d6570736575ULL, kKey1 ^ 0x646f72616e646f6dULL ^ 0xee,
            kKey0 ^ 0x6c7967656e657261ULL, kKey1 ^ 0x7465646279746573ULL};
    std::size_t at = 0;
    for (; at + 8 <= id.size(); at += 8) {
        std::uint64_t word = 0;
        std::memcpy(&word, id.data() + at, 8);
        sip.word(word);
    }
    std::uint64_t tail = static_cast<std::uint64_t>(id.size()) << 56;
    std::memcpy(&tail, id.data() + at, id.size() - at);
    sip.word(tail);
    sip.c ^= 0xee;
    const std::uint64_t first = sip.finish();
    sip.b ^= 0xdd;
    const std::uint64_t second = sip.finish();
    return {static_cast<std::uint32_t>(first), static_cast<std::uint32_t>(first >> 32U),
            static_cast<std::uint32_t>(second) | 1U};
}

} // namespace rowcast::sheets
