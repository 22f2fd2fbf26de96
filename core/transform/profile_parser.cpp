// Profile files: JSON → Profile. The grammar stands in resources/profiles/README.md.
#include "core/transform/positioned_json.h"
#include "core/transform/profile.h"
#include "core/transform/question_map_file.h"

#include <algorithm>
#include <array>

namespace rowcast::transform {

namespace {

/// Reads one file; the first error wins and names its place.
class ProfileParser {
public:
    Result<Profile> run(const JsonNode& root) {
        Profile profile;
        object(root, {"profile", "title", "version", "topics", "last", "shapes", "formId", "formTitle",
                      "responseId", "submittedAt", "answers", "edits"});
        profile.name = name(root);
        profile.title = QString::fromStdString(text(root, "title", true));
        if (const JsonNode* version = root.find("version"))
            profile.version = static_cast<int>(number(*version));
        each(root, "topics", false, [&](const JsonNode& node) { profile.topics.push_back(string(node)); });
        profile.last = flag(root, "last");
        each(root, "shapes", true, [&](const JsonNode& node) { profile.shapes.push_back(shape(node)); });
        each(root, "formId", false, [&](const JsonNode& node) { profile.formId.push_back(source(node)); });
        profile.formTitle = paths(root, "formTitle");
        each(root, "responseId", false,
             [&](const JsonNode& node) { profile.responseId.push_back(source(node)); });
        each(root, "submittedAt", false,
             [&](const JsonNode& node) { profile.submittedAt.push_back(submitted(node)); });
        each(root, "answers", false, [&](const JsonNode& node) { profile.answers.push_back(answers(node)); });
        if (const JsonNode* edits = root.find("edits")) profile.edits = editsOf(*edits);
        if (error_) return fail(*error_);
        return profile;
    }

private:
    void wrong(const JsonNode& node, const QString& what) {
        if (!error_) error_ = errorAt(node, what);
    }
    std::string name(const JsonNode& root) {
        std::string out = text(root, "profile", true);
        if (const JsonNode* node = root.find("profile"); node && !isProfileName(out))
            wrong(*node, QStringLiteral("a profile's name has small letters, digits, “-”, “_” and “.” only"));
        return out;
    }
    void object(const JsonNode& node, std::initializer_list<std::string_view> known) {
        if (node.kind != JsonNode::Kind::Object) return wrong(node, QStringLiteral("an object was expected"));
        for (const auto& [name, member] : node.members)
            if (std::find(known.begin(), known.end(), name) == known.end())
                wrong(member, QStringLiteral("“%1” is not known here").arg(QString::fromStdString(name)));
    }
    std::string string(const JsonNode& node) {
        if (node.kind != JsonNode::Kind::String) wrong(node, QStringLiteral("a text was expected"));
        return node.text;
    }
    double number(const JsonNode& node) {
        if (node.kind != JsonNode::Kind::Number) wrong(node, QStringLiteral("a number was expected"));
        return node.number;
    }
    std::string text(const JsonNode& node, const char* name, bool needed = false) {
        const JsonNode* member = node.find(name);
        if (member) return string(*member);
        if (needed) wrong(node, QStringLiteral("“%1” is missing").arg(QLatin1String(name)));
        return {};
    }
    bool flag(const JsonNode& node, const char* name) {
        const JsonNode* member = node.find(name);
        if (!member) return false;
        if (member->kind != JsonNode::Kind::Boolean)
            wrong(*member, QStringLiteral("true or false was expected"));
        return member->boolean;
    }
    /// A list, or one value instead of a list of one.
    template <class Use>
    void each(const JsonNode& node, const char* name, bool needed, Use use) {
        const JsonNode* member = node.find(name);
        if (!member) {
            if (needed) wrong(node, QStringLiteral("“%1” is missing").arg(QLatin1String(name)));
            return;
        }
        if (member->kind != JsonNode::Kind::Array) return use(*member);
        for (const JsonNode& item : member->items)
            use(item);
    }
    JsonPath path(const JsonNode& node) {
        auto parsed = JsonPath::parse(string(node));
        if (parsed) return *parsed;
        wrong(node, QStringLiteral("“%1” is not a path: it must be empty or begin with “/”")
                        .arg(QString::fromStdString(node.text)));
        return {};
    }
    JsonPath path(const JsonNode& node, const char* name, const char* otherwise) {
        const JsonNode* member = node.find(name);
        return member ? path(*member) : *JsonPath::parse(otherwise);
    }
    std::vector<JsonPath> paths(const JsonNode& node, const char* name) {
        std::vector<JsonPath> out;
        each(node, name, false, [&](const JsonNode& item) { out.push_back(path(item)); });
        return out;
    }
    std::vector<KeyPattern> patterns(const JsonNode& node, const char* name) {
        std::vector<KeyPattern> out;
        each(node, name, false, [&](const JsonNode& item) { out.emplace_back(string(item)); });
        return out;
    }

    std::optional<Edits> editsOf(const JsonNode& node) {
        const auto edits = editsFrom(string(node));
        if (!edits)
            wrong(node, QStringLiteral("“%1” is not one of update, append, skip")
                            .arg(QString::fromStdString(node.text)));
        return edits;
    }

    Predicate predicate(const JsonNode& node) {
        Predicate out;
        if (node.kind == JsonNode::Kind::String) {
            out.at = path(node);
            return out;
        }
        object(node, {"at", "is", "in", "absent", "key"});
        out.at = path(node, "at", "");
        if (node.find("is")) out.types = 0;
        each(node, "is", false, [&](const JsonNode& item) { out.types |= type(item); });
        each(node, "in", false, [&](const JsonNode& item) { out.in.push_back(string(item)); });
        out.absent = flag(node, "absent");
        if (const JsonNode* key = node.find("key")) out.key = KeyPattern(string(*key));
        return out;
    }
    std::uint8_t type(const JsonNode& node) {
        static constexpr std::array names{"string", "number", "boolean", "object", "array", "null"};
        const std::string word = string(node);
        for (std::size_t i = 0; i < names.size(); ++i)
            if (word == names[i]) return static_cast<std::uint8_t>(1U << i);
        wrong(node, QStringLiteral("“%1” is not one of string, number, boolean, object, array, null")
                        .arg(QString::fromStdString(word)));
        return 0;
    }
    std::vector<Predicate> predicates(const JsonNode& node, const char* name, bool needed = false) {
        std::vector<Predicate> out;
        each(node, name, needed, [&](const JsonNode& item) { out.push_back(predicate(item)); });
        return out;
    }

    Shape shape(const JsonNode& node) {
        Shape out;
        object(node, {"when", "kind", "responses", "having"});
        out.when = predicates(node, "when", true);
        out.responses = path(node, "responses", "");
        out.having = predicates(node, "having");
        const std::string kind = text(node, "kind");
        if (kind == "id-only")
            out.kind = Shape::Kind::IdOnly;
        else if (kind == "ignored")
            out.kind = Shape::Kind::Ignored;
        else if (!kind.empty() && kind != "responses")
            wrong(*node.find("kind"), QStringLiteral("“kind” is one of responses, id-only, ignored"));
        return out;
    }

    IdSource source(const JsonNode& node) {
        IdSource out;
        const std::string word = string(node);
        if (word == "@key") {
            out.kind = IdSource::Kind::Key;
        } else if (word == "@topic") {
            out.kind = IdSource::Kind::Topic;
        } else if (word.starts_with("@header:")) {
            out.kind = IdSource::Kind::Header;
            out.header = word.substr(8);
        } else if (word.starts_with('@')) {
            wrong(node, QStringLiteral("an id comes from a path, @key, @header:NAME or @topic"));
        } else {
            out.path = path(node);
        }
        return out;
    }

    SubmittedAt submitted(const JsonNode& node) {
        SubmittedAt out;
        object(node, {"at", "format", "zone", "json"});
        if (const JsonNode* json = node.find("json")) out.json = path(*json);
        out.at = path(node, "at", "");
        out.format = format(node, "format", "rfc3339");
        return out;
    }
    TimeFormat format(const JsonNode& node, const char* name, const char* otherwise) {
        const JsonNode* member = node.find(name);
        const auto parsed = TimeFormat::parse(member ? string(*member) : otherwise, text(node, "zone"));
        if (parsed) return *parsed;
        wrong(member ? *member : node,
              QStringLiteral("not a time format, or not a zone: rfc3339, epoch_s, epoch_ms or a "
                             "pattern such as yyyy-MM-dd HH:mm:ss, and a zone such as UTC"));
        return {};
    }

    AnswerSource answers(const JsonNode& node) {
        AnswerSource out;
        object(node, {"as", "in", "json", "include", "exclude", "id", "prefix", "label", "lookup", "define",
                      "skip", "rules"});
        const std::string form = text(node, "as", true);
        if (form == "map")
            out.form = AnswerSource::Form::Map;
        else if (form == "flat")
            out.form = AnswerSource::Form::Flat;
        else if (form != "array")
            wrong(node, QStringLiteral("“as” is one of map, array, flat"));
        out.in = paths(node, "in");
        if (out.in.empty()) out.in.push_back(*JsonPath::parse(""));
        out.json = flag(node, "json");
        out.include = patterns(node, "include");
        out.exclude = patterns(node, "exclude");
        out.id = paths(node, "id");
        out.prefix = text(node, "prefix");
        out.label = paths(node, "label");
        if (const JsonNode* lookup = node.find("lookup")) out.lookup = parseWords(*lookup);
        if (const JsonNode* define = node.find("define")) out.define = definition(*define, out);
        each(node, "skip", false, [&](const JsonNode& item) { out.skip.push_back(skip(item)); });
        each(node, "rules", false, [&](const JsonNode& item) { out.rules.push_back(rule(item)); });
        return out;
    }
    std::vector<Predicate> skip(const JsonNode& node) {
        std::vector<Predicate> out;
        if (node.kind != JsonNode::Kind::Array) return {predicate(node)};
        for (const JsonNode& item : node.items)
            out.push_back(predicate(item));
        return out;
    }
    Definition definition(const JsonNode& node, const AnswerSource& source) {
        Definition out;
        object(node, {"in", "id", "title", "type", "types", "several", "choices"});
        out.in = paths(node, "in");
        out.id = node.find("id") ? paths(node, "id") : source.id;
        out.title = node.find("title") ? paths(node, "title") : source.label;
        out.type = path(node, "type", "/type");
        if (const JsonNode* types = node.find("types")) {
            if (types->kind != JsonNode::Kind::Object)
                wrong(*types, QStringLiteral("an object of their words was expected"));
            for (const auto& [word, type] : types->members)
                out.types.emplace_back(word, questionType(type));
        }
        if (const JsonNode* several = node.find("several")) out.several = path(*several);
        if (const JsonNode* choices = node.find("choices")) out.choices = parseWords(*choices);
        return out;
    }
    std::optional<QuestionType> questionType(const JsonNode& node) {
        const std::string word = string(node);
        const auto type = questionTypeFrom(QString::fromStdString(word));
        if (!type && word != "none")
            wrong(node, QStringLiteral("“%1” is not one of none, %2")
                            .arg(QString::fromStdString(word), questionTypeWords()));
        return type;
    }
    Words parseWords(const JsonNode& node) {
        object(node, {"in", "id", "text", "ends"});
        return {path(node, "in", ""), path(node, "id", "/id"), path(node, "text", "/text"),
                flag(node, "ends")};
    }

    ValueRule rule(const JsonNode& node) {
        ValueRule out;
        object(node, {"when", "value", "kind", "time", "zone", "join", "each", "rows", "words", "objects",
                      "html", "json", "places", "omit", "also", "said"});
        out.when = predicates(node, "when");
        out.value = paths(node, "value");
        if (const JsonNode* kind = node.find("kind")) out.kind = cellKind(*kind);
        if (node.find("time")) out.time = format(node, "time", "rfc3339");
        if (node.find("join")) out.join = text(node, "join");
        each(node, "each", false, [&](const JsonNode& item) { out.each.push_back(parseTemplate(item)); });
        if (const JsonNode* rows = node.find("rows")) out.rows = parseWords(*rows);
        if (const JsonNode* words = node.find("words")) out.words = parseWords(*words);
        const std::string objects = text(node, "objects");
        if (objects == "text")
            out.objects = ValueRule::Objects::Text;
        else if (!objects.empty() && objects != "columns")
            wrong(*node.find("objects"), QStringLiteral("“objects” is one of columns, text"));
        out.omit = patterns(node, "omit");
        out.also = patterns(node, "also");
        out.said = patterns(node, "said");
        out.html = flag(node, "html");
        out.json = flag(node, "json");
        out.places = flag(node, "places");
        return out;
    }
    std::optional<CellKind> cellKind(const JsonNode& node) {
        static constexpr std::array names{"text",      "number", "boolean",  "date",
                                          "date-time", "time",   "duration", "link"};
        const std::string word = string(node);
        for (std::size_t i = 0; i < names.size(); ++i)
            if (word == names[i]) return static_cast<CellKind>(i);
        wrong(node, QStringLiteral(
                        "“kind” is one of text, number, boolean, date, date-time, time, duration, link"));
        return {};
    }
    Template parseTemplate(const JsonNode& node) {
        Template out;
        std::string_view rest = node.text;
        string(node);
        for (;;) {
            const std::size_t open = rest.find('{');
            out.texts.emplace_back(rest.substr(0, open));
            if (open == std::string_view::npos) return out;
            const std::size_t close = rest.find('}', open);
            const auto inner = close == std::string_view::npos
                                   ? std::nullopt
                                   : JsonPath::parse(rest.substr(open + 1, close - open - 1));
            if (!inner) {
                wrong(node,
                      QStringLiteral("a template is text with paths in braces, such as “{/first} {/last}”"));
                return {{std::string()}, {}};
            }
            out.paths.push_back(*inner);
            rest.remove_prefix(close + 1);
        }
    }

    std::optional<Error> error_;
};

} // namespace

bool isProfileName(std::string_view name) {
    return !name.empty() && name.size() <= 64 && name.front() != '.' &&
           name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-_.") == std::string_view::npos;
}

std::optional<Edits> editsFrom(std::string_view word) {
    if (word == "update") return Edits::Update;
    if (word == "append") return Edits::Append;
    if (word == "skip") return Edits::Skip;
    return {};
}

Result<Profile> parseProfile(std::string_view json) {
    return parsePositioned(json).and_then([](const JsonNode& root) { return ProfileParser().run(root); });
}

} // namespace rowcast::transform
