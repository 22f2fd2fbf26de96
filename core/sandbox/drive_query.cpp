#include "core/sandbox/drive_query.h"

#include <algorithm>
#include <cctype>

namespace rowcast::sandbox {

namespace {

std::string lowered(std::string_view text) {
    std::string out(text);
    std::ranges::transform(out, out.begin(), [](unsigned char c) { return char(std::tolower(c)); });
    return out;
}

/// Names are matched by the beginnings of their words.
bool containsWord(const std::string& name, const std::string& wanted) {
    const auto text = lowered(name), prefix = lowered(wanted);
    for (auto at = text.find(prefix); at != std::string::npos; at = text.find(prefix, at + 1)) {
        if (at == 0 || !std::isalnum(static_cast<unsigned char>(text[at - 1]))) return true;
    }
    return false;
}

bool compare(const std::string& left, const std::string& op, const std::string& right) {
    if (op == "=") return left == right;
    if (op == "!=") return left != right;
    if (op == "<") return left < right;
    if (op == "<=") return left <= right;
    if (op == ">") return left > right;
    return left >= right;
}

class QueryParser {
public:
    QueryParser(std::string_view text, std::string rootId) : m_rootId(std::move(rootId)) { tokenize(text); }

    std::optional<FileFilter> parse() {
        if (m_bad) return {};
        auto filter = any();
        return filter && m_at == m_tokens.size() ? filter : std::nullopt;
    }

private:
    struct Token {
        std::string text;
        bool quoted = false;
    };
    using Filter = std::optional<FileFilter>;

    void tokenize(std::string_view text) {
        for (std::size_t i = 0; i < text.size();) {
            const char c = text[i];
            if (c == ' ' || c == '\t' || c == '\n') {
                ++i;
            } else if (c == '\'' || c == '"') {
                Token token{{}, true};
                for (++i; i < text.size() && text[i] != c; ++i) {
                    if (text[i] == '\\' && i + 1 < text.size()) ++i;
                    token.text += text[i];
                }
                m_bad = m_bad || i >= text.size();
                ++i;
                m_tokens.push_back(token);
            } else if (std::string_view("(){}").find(c) != std::string_view::npos) {
                m_tokens.push_back({std::string(1, c)});
                ++i;
            } else if (std::string_view("=!<>").find(c) != std::string_view::npos) {
                const auto size = i + 1 < text.size() && text[i + 1] == '=' ? 2U : 1U;
                m_tokens.push_back({std::string(text.substr(i, size))});
                i += size;
            } else {
                const auto end = std::min(text.find_first_of(" \t\n'\"(){}=!<>", i), text.size());
                m_tokens.push_back({std::string(text.substr(i, end - i))});
                i = end;
            }
        }
    }
    bool take(std::string_view word) {
        if (m_at >= m_tokens.size() || m_tokens[m_at].quoted || m_tokens[m_at].text != word) return false;
        ++m_at;
        return true;
    }
    std::optional<std::string> value() {
        if (m_at >= m_tokens.size()) return {};
        const auto& token = m_tokens[m_at];
        if (!token.quoted && token.text != "true" && token.text != "false") return {};
        ++m_at;
        return token.text;
    }

    Filter any() {
        auto left = all();
        while (left && take("or")) {
            auto right = all();
            if (!right) return {};
            left = [a = *left, b = *right](const QueryFile& f) { return a(f) || b(f); };
        }
        return left;
    }
    Filter all() {
        auto left = negation();
        while (left && take("and")) {
            auto right = negation();
            if (!right) return {};
            left = [a = *left, b = *right](const QueryFile& f) { return a(f) && b(f); };
        }
        return left;
    }
    Filter negation() {
        if (take("not")) {
            auto inner = negation();
            if (!inner) return {};
            return FileFilter([a = *inner](const QueryFile& f) { return !a(f); });
        }
        if (take("(")) {
            auto inner = any();
            return inner && take(")") ? inner : std::nullopt;
        }
        return term();
    }

    Filter term() {
        if (m_at >= m_tokens.size()) return {};
        if (m_tokens[m_at].quoted) return membership();
        const auto field = m_tokens[m_at++].text;
        if (take("in")) {
            const auto wanted = value();
            return wanted ? belonging(field, *wanted) : std::nullopt;
        }
        if (field == "properties" || field == "appProperties") return property(field == "properties");
        if (field == "sharedWithMe" && (m_at >= m_tokens.size() || m_tokens[m_at].text != "="))
            return sharedWithMe(true);
        static const std::set<std::string, std::less<>> kOps = {"=", "!=", "<", "<=", ">", ">=", "contains"};
        if (m_at >= m_tokens.size() || !kOps.contains(m_tokens[m_at].text)) return {};
        const auto op = m_tokens[m_at++].text;
        const auto wanted = value();
        if (!wanted) return {};
        return comparison(field, op, *wanted);
    }

    static Filter sharedWithMe(bool wanted) {
        return FileFilter([wanted](const QueryFile& f) {
            const bool shared = f.file.driveId.empty() && f.file.owner != f.asking;
            return shared == wanted;
        });
    }

    static Filter comparison(const std::string& field, const std::string& op, const std::string& wanted) {
        if (field == "name" && op == "contains")
            return FileFilter([wanted](const QueryFile& f) { return containsWord(f.file.name, wanted); });
        if (field == "fullText" && op == "contains")
            return FileFilter([wanted](const QueryFile& f) {
                return containsWord(f.file.name, wanted) || containsWord(f.file.description, wanted);
            });
        if (field == "mimeType" && op == "contains")
            return FileFilter([wanted](const QueryFile& f) { return f.file.mimeType.starts_with(wanted); });
        if (op == "contains") return {};
        if (field == "name")
            return FileFilter([op, wanted](const QueryFile& f) { return compare(f.file.name, op, wanted); });
        if (field == "mimeType")
            return FileFilter(
                [op, wanted](const QueryFile& f) { return compare(f.file.mimeType, op, wanted); });
        if (field == "createdTime")
            return FileFilter(
                [op, wanted](const QueryFile& f) { return compareTime(f.file.created, op, wanted); });
        if (field == "modifiedTime" || field == "viewedByMeTime")
            return FileFilter(
                [op, wanted](const QueryFile& f) { return compareTime(f.file.modified, op, wanted); });
        const bool positive = (wanted == "true") == (op == "=");
        if (field == "trashed")
            return FileFilter([positive](const QueryFile& f) { return f.files.trashed(f.file) == positive; });
        if (field == "starred")
            return FileFilter([positive](const QueryFile& f) { return f.file.starred == positive; });
        if (field == "sharedWithMe") return sharedWithMe(positive);
        return {};
    }

    /// "2026-01-02T03:04:05" compares as text up to what was given.
    static bool compareTime(WallTime time, const std::string& op, const std::string& wanted) {
        const auto text = rfc3339(time);
        const auto digits = std::min(wanted.find_first_of("Z+"), wanted.size());
        return compare(text.substr(0, std::min(digits, text.size() - 1)), op, wanted.substr(0, digits));
    }

    /// 'x' in parents | owners | writers | readers; clients turn it round, too: parents in 'x'
    Filter membership() {
        const auto wanted = m_tokens[m_at++].text;
        if (!take("in") || m_at >= m_tokens.size()) return {};
        return belonging(m_tokens[m_at++].text, wanted);
    }
    Filter belonging(const std::string& list, const std::string& wanted) {
        if (list == "parents") {
            const auto id = wanted == "root" ? m_rootId : wanted;
            return FileFilter([id](const QueryFile& f) { return f.file.parent == id; });
        }
        if (list == "owners")
            return FileFilter([wanted](const QueryFile& f) {
                return f.file.owner == wanted || (wanted == "me" && f.file.owner == f.asking);
            });
        if (list == "writers" || list == "readers")
            return FileFilter(
                [wanted, least = list == "writers" ? Role::Writer : Role::Reader](const QueryFile& f) {
                    return f.files.roleOf(f.file, wanted == "me" ? f.asking : wanted) >= least;
                });
        return {};
    }

    Filter property(bool open) {
        if (!take("has") || !take("{") || !take("key") || !take("=")) return {};
        const auto key = value();
        if (!key || !take("and") || !take("value") || !take("=")) return {};
        const auto wanted = value();
        if (!wanted || !take("}")) return {};
        return FileFilter([open, key = *key, wanted = *wanted](const QueryFile& f) {
            const auto* own = (open ? f.file.properties : f.file.appProperties).find(key);
            return own && own->asString() == wanted;
        });
    }

    std::string m_rootId;
    std::vector<Token> m_tokens;
    std::size_t m_at = 0;
    bool m_bad = false;
};

} // namespace

std::optional<FileFilter> parseFileQuery(std::string_view query, const std::string& rootId) {
    if (query.find_first_not_of(" \t\n") == std::string_view::npos)
        return FileFilter([](const QueryFile&) { return true; });
    return QueryParser(query, rootId).parse();
}

} // namespace rowcast::sandbox
