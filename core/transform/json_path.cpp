#include "core/transform/json_path.h"

#include <charconv>

namespace rowcast::transform {

namespace {

std::string unescaped(std::string_view token) {
    std::string out;
    for (std::size_t i = 0; i < token.size(); ++i) {
        const bool escape =
            token[i] == '~' && i + 1 < token.size() && (token[i + 1] == '0' || token[i + 1] == '1');
        out += escape ? (token[i + 1] == '1' ? '/' : '~') : token[i];
        i += escape ? 1 : 0;
    }
    return out;
}

std::optional<std::size_t> asIndex(std::string_view token) {
    std::size_t value = 0;
    const char* end = token.data() + token.size();
    const auto parsed = std::from_chars(token.data(), end, value);
    if (token.empty() || parsed.ec != std::errc{} || parsed.ptr != end) return {};
    return value;
}

} // namespace

std::optional<JsonPath> JsonPath::parse(std::string_view text) {
    JsonPath path;
    path.text_ = text;
    if (text.starts_with('^')) {
        path.fromDocument_ = true;
        text.remove_prefix(1);
    }
    if (!text.empty() && text.front() != '/') return {};
    while (!text.empty()) {
        text.remove_prefix(1);
        const std::size_t end = std::min(text.find('/'), text.size());
        const std::string_view token = text.substr(0, end);
        path.steps_.push_back({unescaped(token), asIndex(token), token == "*"});
        text.remove_prefix(end);
    }
    return path;
}

} // namespace rowcast::transform
