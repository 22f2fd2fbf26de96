#pragma once
/// Random numbers that are the same on every machine for one seed. Plain value; any thread.

#include <cstdint>
#include <random>
#include <string_view>
#include <vector>

namespace rowcast::intake {

/// std's distributions differ between libraries; its engine does not.
class Dice {
public:
    explicit Dice(std::uint64_t seed) : engine_(seed) {}

    /// 0 … n − 1; n > 0
    [[nodiscard]] std::size_t below(std::size_t n) { return static_cast<std::size_t>(engine_() % n); }
    [[nodiscard]] bool chance(double share) {
        return static_cast<double>(engine_() >> 11U) * 0x1.0p-53 < share;
    }
    template <class Container>
    [[nodiscard]] const auto& pick(const Container& from) {
        return from[below(std::size(from))];
    }

private:
    std::mt19937_64 engine_;
};

} // namespace rowcast::intake
