#pragma once
/// Names of answers by pattern: `*` is any text, `#` is one digit or more, all else itself. Pure; any thread.

#include <string>
#include <string_view>
#include <vector>

namespace rowcast::transform {

class KeyPattern {
public:
    explicit KeyPattern(std::string pattern)
        : pattern_(std::move(pattern)), plain_(pattern_.find_first_of("*#") == std::string::npos) {}
    [[nodiscard]] bool matches(std::string_view key) const {
        return plain_ ? pattern_ == key : matches(pattern_, key);
    }

private:
    [[nodiscard]] static bool matches(std::string_view pattern, std::string_view key);
    std::string pattern_;
    bool plain_;
};

[[nodiscard]] inline bool matchesAny(const std::vector<KeyPattern>& patterns, std::string_view key) {
    for (const KeyPattern& pattern : patterns)
        if (pattern.matches(key)) return true;
    return false;
}

} // namespace rowcast::transform
