#include "core/transform/json_repair.h"

#include <charconv>
#include <cmath>

namespace rowcast::transform {

namespace {

/// Copies JSON token by token; syntax is the parser's affair.
class Repair {
public:
    explicit Repair(std::string_view json) : in_(json) { out_.reserve(json.size() + 16); }

    std::optional<std::string> run() {
        while (at_ < in_.size()) {
            const char c = in_[at_];
            if (c == '"')
                string();
            else if (c == '-' || (c >= '0' && c <= '9'))
                number();
            else
                copy(1);
        }
        if (!changed_) return {};
        return std::move(out_);
    }

private:
    void copy(std::size_t count) {
        out_.append(in_.substr(at_, count));
        at_ += count;
    }

    std::optional<unsigned> escapeAt(std::size_t at) const {
        if (at + 6 > in_.size() || in_[at] != '\\' || in_[at + 1] != 'u') return {};
        unsigned value = 0;
        const char* end = in_.data() + at + 6;
        const auto parsed = std::from_chars(in_.data() + at + 2, end, value, 16);
        if (parsed.ec != std::errc{} || parsed.ptr != end) return {};
        return value;
    }

    void string() {
        copy(1);
        while (at_ < in_.size() && in_[at_] != '"') {
            if (in_[at_] != '\\') {
                copy(1);
                continue;
            }
            const auto unit = escapeAt(at_);
            if (!unit || *unit < 0xD800 || *unit > 0xDFFF) {
                copy(2);
                continue;
            }
            const auto low = *unit < 0xDC00 ? escapeAt(at_ + 6) : std::nullopt;
            if (low && *low >= 0xDC00 && *low <= 0xDFFF) {
                copy(12);
                continue;
            }
            out_ += "\\ufffd";
            at_ += 6;
            changed_ = true;
        }
        if (at_ < in_.size()) copy(1);
    }

    void number() {
        std::size_t end = at_ + 1;
        while (end < in_.size() &&
               std::string_view("0123456789+-.eE").find(in_[end]) != std::string_view::npos)
            ++end;
        const std::string_view text = in_.substr(at_, end - at_);
        if (!huge(text)) return copy(text.size());
        out_ += '"';
        copy(text.size());
        out_ += '"';
        changed_ = true;
    }

    static bool huge(std::string_view text) {
        const char* end = text.data() + text.size();
        if (text.find_first_of(".eE") == std::string_view::npos) {
            std::int64_t small = 0;
            std::uint64_t large = 0;
            return std::from_chars(text.data(), end, small).ec == std::errc::result_out_of_range &&
                   std::from_chars(text.data(), end, large).ec != std::errc{};
        }
        double value = 0;
        return std::from_chars(text.data(), end, value).ec == std::errc::result_out_of_range ||
               std::isinf(value);
    }

    std::string_view in_;
    std::size_t at_ = 0;
    std::string out_;
    bool changed_ = false;
};

} // namespace

std::optional<std::string> repairedJson(std::string_view json) {
    return Repair(json).run();
}

} // namespace rowcast::transform
