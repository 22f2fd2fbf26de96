#include "core/transform/key_pattern.h"

namespace rowcast::transform {

namespace {
bool digit(char c) {
    return c >= '0' && c <= '9';
}
} // namespace

bool KeyPattern::matches(std::string_view pattern, std::string_view key) {
    while (!pattern.empty()) {
        const char next = pattern.front();
        pattern.remove_prefix(1);
        if (next == '*') {
            for (std::size_t skip = 0; skip <= key.size(); ++skip)
                if (matches(pattern, key.substr(skip))) return true;
            return false;
        }
        if (key.empty() || (next == '#' ? !digit(key.front()) : key.front() != next)) return false;
        key.remove_prefix(1);
        while (next == '#' && !key.empty() && digit(key.front()))
            key.remove_prefix(1);
    }
    return key.empty();
}

} // namespace rowcast::transform
