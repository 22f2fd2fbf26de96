#pragma once
/// JSON of a file that people write, with the line and column of everything in it, for exact messages. Pure;
/// any thread. For small files: profiles, question maps.

#include "core/base/result.h"

#include <string>
#include <string_view>
#include <vector>

namespace rowcast::transform {

struct JsonNode {
    struct Member;
    enum class Kind { Null, Boolean, Number, String, Array, Object };
    Kind kind = Kind::Null;
    bool boolean = false;
    double number = 0;
    std::string text; ///< of a string, or of a number as it was written
    std::vector<JsonNode> items;
    std::vector<Member> members;
    int line = 1;
    int column = 1;

    [[nodiscard]] const JsonNode* find(std::string_view key) const;
};

struct JsonNode::Member { // here, because Clang wants a pair's parts to be whole at once
    std::string name;
    JsonNode node;
};

/// The error names line and column and what was expected there.
[[nodiscard]] Result<JsonNode> parsePositioned(std::string_view text);

/// "Line 12, column 3: <what>."
[[nodiscard]] Error errorAt(const JsonNode& node, const QString& what);

} // namespace rowcast::transform
