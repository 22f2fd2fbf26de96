#pragma once
/// JSON Pointers with `*` for every element of an array or member of an object, compiled. Pure; any thread.
///
/// "" is the element itself; "/answers/0", "/pages/*/questions/*"; "~1" is "/", "~0" is "~"; a leading "^"
/// starts at the whole document instead of the response.

#include "core/transform/decoder.h"

#include <optional>
#include <string>

namespace rowcast::transform {

class JsonPath {
public:
    /// None: `text` is not such a path.
    [[nodiscard]] static std::optional<JsonPath> parse(std::string_view text);

    /// Does the path start at the whole document?
    [[nodiscard]] bool fromDocument() const { return fromDocument_; }
    [[nodiscard]] const std::string& text() const { return text_; }
    /// The name of the root's member that the path leads through; empty: none in particular.
    [[nodiscard]] std::string_view rootKey() const {
        return steps_.empty() || steps_.front().every ? std::string_view()
                                                      : std::string_view(steps_.front().key);
    }

    /// Calls `use(element)` for everything that the path leads to from `from`; stops when it returns false.
    template <class Use>
    bool each(Element from, Use&& use) const {
        return walk(from, 0, use);
    }
    /// The first element that the path leads to.
    [[nodiscard]] bool first(Element from, Element& found) const {
        return !each(from, [&](Element element) {
            found = element;
            return false;
        });
    }

private:
    struct Step {
        std::string key;
        std::optional<std::size_t> index; ///< if the key is a number: also an array's place
        bool every = false;
    };
    template <class Use>
    bool walk(Element at, std::size_t step, Use& use) const {
        for (; step < steps_.size(); ++step) {
            const Step& next = steps_[step];
            if (next.every) return walkAll(at, step + 1, use);
            if (at.is_object()) {
                if (asObject(at).at_key(next.key).get(at) != simdjson::SUCCESS) return true;
            } else if (at.is_array() && next.index) {
                if (asArray(at).at(*next.index).get(at) != simdjson::SUCCESS) return true;
            } else {
                return true;
            }
        }
        return use(at);
    }
    template <class Use>
    bool walkAll(Element at, std::size_t step, Use& use) const {
        if (at.is_array()) {
            for (const Element child : asArray(at))
                if (!walk(child, step, use)) return false;
        } else if (at.is_object()) {
            for (const auto field : asObject(at))
                if (!walk(field.value, step, use)) return false;
        }
        return true;
    }

    std::vector<Step> steps_;
    bool fromDocument_ = false;
    std::string text_;
};

} // namespace rowcast::transform
