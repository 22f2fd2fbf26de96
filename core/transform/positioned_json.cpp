#include "core/transform/positioned_json.h"

#include <charconv>

namespace rowcast::transform {

namespace {

constexpr int mostDepth = 64;

/// Recursive descent over RFC 8259.
class Parser {
public:
    explicit Parser(std::string_view text) : text_(text) {}

    Result<JsonNode> run() {
        if (text_.starts_with("\xEF\xBB\xBF")) text_.remove_prefix(3);
        JsonNode root;
        space();
        if (!value(root, 0)) return fail(error());
        space();
        if (at_ < text_.size() && !wrong(u"nothing more")) return fail(error());
        return root;
    }

private:
    Error error() const {
        JsonNode here;
        here.line = line_;
        here.column = column_;
        return errorAt(here, QStringLiteral("%1 was expected").arg(expected_));
    }
    bool wrong(const char16_t* expected) {
        expected_ = QString::fromUtf16(expected);
        return false;
    }
    char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }
    void step() {
        if (text_[at_] == '\n') {
            ++line_;
            column_ = 1;
        } else if ((static_cast<unsigned char>(text_[at_]) & 0xC0) != 0x80) {
            ++column_;
        }
        ++at_;
    }
    void space() {
        while (at_ < text_.size() && std::string_view(" \t\r\n").find(text_[at_]) != std::string_view::npos)
            step();
    }
    bool eat(char c) {
        if (peek() != c || at_ >= text_.size()) return false;
        step();
        return true;
    }
    bool word(std::string_view word) {
        if (text_.substr(at_, word.size()) != word) return wrong(u"a value");
        for (std::size_t i = 0; i < word.size(); ++i)
            step();
        return true;
    }

    bool value(JsonNode& node, int depth) {
        node.line = line_;
        node.column = column_;
        if (depth > mostDepth) return wrong(u"less nesting");
        switch (peek()) {
        case '{': return object(node, depth);
        case '[': return array(node, depth);
        case '"': node.kind = JsonNode::Kind::String; return string(node.text);
        case 't':
        case 'f':
            node.kind = JsonNode::Kind::Boolean;
            node.boolean = peek() == 't';
            return word(node.boolean ? "true" : "false");
        case 'n': return word("null");
        default: return number(node);
        }
    }

    bool number(JsonNode& node) {
        node.kind = JsonNode::Kind::Number;
        const std::size_t first = at_;
        while (at_ < text_.size() &&
               std::string_view("0123456789+-.eE").find(text_[at_]) != std::string_view::npos)
            step();
        node.text = text_.substr(first, at_ - first);
        const char* end = node.text.data() + node.text.size();
        const auto parsed = std::from_chars(node.text.data(), end, node.number);
        if (node.text.empty() || parsed.ec != std::errc{} || parsed.ptr != end) return wrong(u"a value");
        return true;
    }

    bool array(JsonNode& node, int depth) {
        node.kind = JsonNode::Kind::Array;
        step();
        space();
        if (eat(']')) return true;
        do {
            space();
            if (!value(node.items.emplace_back(), depth + 1)) return false;
            space();
        } while (eat(','));
        return eat(']') || wrong(u"“,” or “]”");
    }

    bool object(JsonNode& node, int depth) {
        node.kind = JsonNode::Kind::Object;
        step();
        space();
        if (eat('}')) return true;
        do {
            space();
            if (peek() != '"') return wrong(u"a name in quotes");
            auto& [key, child] = node.members.emplace_back();
            if (!string(key)) return false;
            for (std::size_t i = 0; i + 1 < node.members.size(); ++i)
                if (node.members[i].name == key) return wrong(u"a name that does not stand here already");
            space();
            if (!eat(':')) return wrong(u"“:”");
            space();
            if (!value(child, depth + 1)) return false;
            space();
        } while (eat(','));
        return eat('}') || wrong(u"“,” or “}”");
    }

    bool string(std::string& out) {
        step();
        while (at_ < text_.size() && text_[at_] != '"') {
            if (static_cast<unsigned char>(text_[at_]) < 0x20) return wrong(u"“\"” at the end of the text");
            if (text_[at_] != '\\') {
                out += text_[at_];
                step();
            } else if (!escape(out)) {
                return false;
            }
        }
        return eat('"') || wrong(u"“\"” at the end of the text");
    }

    bool escape(std::string& out) {
        step();
        const char c = peek();
        if (c == 'u') return unicode(out);
        const std::size_t place = std::string_view("\"\\/bfnrt").find(c);
        if (place == std::string_view::npos) return wrong(u"a known escape");
        out += "\"\\/\b\f\n\r\t"[place];
        step();
        return true;
    }

    bool unit(unsigned& value) {
        const std::string_view digits = text_.substr(at_ + 1, 4);
        const char* end = digits.data() + digits.size();
        const auto parsed = std::from_chars(digits.data(), end, value, 16);
        if (digits.size() != 4 || parsed.ptr != end) return wrong(u"four hexadecimal digits");
        for (int i = 0; i < 5; ++i)
            step();
        return true;
    }

    bool unicode(std::string& out) {
        unsigned first = 0;
        if (!unit(first)) return false;
        char32_t code = first;
        if (first >= 0xD800 && first < 0xDC00 && text_.substr(at_, 2) == "\\u") {
            step();
            unsigned second = 0;
            if (!unit(second)) return false;
            code = 0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00);
        }
        out += QString::fromUcs4(&code, 1).toStdString();
        return true;
    }

    std::string_view text_;
    std::size_t at_ = 0;
    int line_ = 1;
    int column_ = 1;
    QString expected_;
};

} // namespace

const JsonNode* JsonNode::find(std::string_view key) const {
    for (const auto& [name, node] : members)
        if (name == key) return &node;
    return nullptr;
}

Result<JsonNode> parsePositioned(std::string_view text) {
    return Parser(text).run();
}

Error errorAt(const JsonNode& node, const QString& what) {
    return Error{Remedy::FixSettings,
                 QStringLiteral("Line %1, column %2: %3.").arg(node.line).arg(node.column).arg(what),
                 {},
                 {},
                 {}};
}

} // namespace rowcast::transform
