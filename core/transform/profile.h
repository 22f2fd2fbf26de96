#pragma once
/// How one form product's JSON is read, as data. The schema stands in resources/profiles/README.md. Plain
/// value made by parseProfile(); any thread.

#include "core/base/result.h"
#include "core/model/question_map.h"
#include "core/transform/json_path.h"
#include "core/transform/key_pattern.h"
#include "core/transform/time_format.h"

#include <array>
#include <optional>
#include <string>
#include <vector>

namespace rowcast::transform {

/// Something that must hold of what stands at a path.
struct Predicate {
    enum Type : std::uint8_t { String = 1, Number = 2, Boolean = 4, Object = 8, Array = 16, Null = 32 };
    JsonPath at;
    std::uint8_t types = 0xFF;
    std::vector<std::string> in;   ///< if not empty: one of these texts
    bool absent = false;           ///< nothing may stand there
    std::optional<KeyPattern> key; ///< some name of the object there matches

    [[nodiscard]] bool holds(Element from) const;
};
[[nodiscard]] bool allHold(const std::vector<Predicate>& predicates, Element from);

/// Where an id or title comes from.
struct IdSource {
    enum class Kind { Path, Key, Header, Topic };
    Kind kind = Kind::Path;
    JsonPath path;
    std::string header;
};

struct SubmittedAt {
    std::optional<JsonPath> json; ///< to a text that holds JSON, in which `at` leads on
    JsonPath at;
    TimeFormat format;
};

/// "{/first} {/last}": texts and paths, in turns.
struct Template {
    std::vector<std::string> texts; ///< one more than paths
    std::vector<JsonPath> paths;
};

/// Words for ids: the options beside an answer, the rows and columns of a grid.
struct Words {
    JsonPath in; ///< from the answer, else from the response
    JsonPath id;
    JsonPath text;
    bool ends = false; ///< the option's id is a path that ends with the value
};

/// Where a response says what its form's questions are, for the question map.
struct Definition {
    std::vector<JsonPath> in; ///< lists of questions; empty: the answers themselves
    std::vector<JsonPath> id;
    std::vector<JsonPath> title;
    JsonPath type;
    /// By the product's word; no type: not a question of its own. A word that is not here says nothing.
    std::vector<std::pair<std::string, std::optional<QuestionType>>> types;
    std::optional<JsonPath> several; ///< true there: any number of the choices
    std::optional<Words> choices;    ///< `in` from the question
};

/// How a value becomes cells; the first rule of a source whose `when` holds is used.
struct ValueRule {
    enum class Objects { Columns, Text }; ///< a column a member, or all in one cell
    std::vector<Predicate> when;
    std::vector<JsonPath> value; ///< the first that leads anywhere; with `*` all of them, joined
    std::optional<CellKind> kind;
    std::optional<TimeFormat> time; ///< how a date, time or date-time is written; none: the usual ways
    std::string join = ", ";
    std::vector<Template> each; ///< for an object: the first template of which all paths lead anywhere
    std::optional<Words> rows;  ///< for an object: words for its names
    std::optional<Words> words; ///< for texts
    Objects objects = Objects::Columns;
    std::vector<KeyPattern> omit; ///< names of an object that say nothing
    std::vector<KeyPattern> also; ///< further members of the answer: a column each
    std::vector<KeyPattern> said; ///< but for texts and numbers of these names
    bool html = false;            ///< entities and tags are taken out
    bool json = false;            ///< texts may hold JSON
    bool places = false;          ///< for a list: a column a place
};

struct AnswerSource {
    enum class Form { Map, Array, Flat };
    Form form = Form::Array;
    std::vector<JsonPath> in; ///< all that lead anywhere
    bool json = false;        ///< a text there holds the JSON
    std::vector<KeyPattern> include;
    std::vector<KeyPattern> exclude;
    std::vector<JsonPath> id; ///< in the answer; empty: its name (map, flat) or place (array)
    std::string prefix;       ///< before each id
    std::vector<JsonPath> label;
    std::optional<Words> lookup; ///< labels by question id in another list
    std::optional<Definition> define;
    std::vector<std::vector<Predicate>> skip; ///< an answer is left out if all of one list hold
    std::vector<ValueRule> rules;
};

/// One shape in which a product's records come.
struct Shape {
    enum class Kind { Responses, IdOnly, Ignored };
    Kind kind = Kind::Responses;
    std::vector<Predicate> when;
    JsonPath responses;            ///< to each response
    std::vector<Predicate> having; ///< must hold of a response; what lacks it is passed over
};

struct Profile {
    std::string name;
    QString title;
    int version = 1;
    std::vector<std::string> topics; ///< reads only records of these; empty: of any
    bool last = false;               ///< tried when no other profile fits
    std::vector<Shape> shapes;
    std::vector<IdSource> formId;
    std::vector<JsonPath> formTitle;
    std::vector<IdSource> responseId;
    std::vector<SubmittedAt> submittedAt;
    std::vector<AnswerSource> answers;
    std::optional<Edits>
        edits; ///< what a response id that comes again means, unless the admin says otherwise
};

/// Small letters, digits, “-”, “_” and “.”: also the name of a file.
[[nodiscard]] bool isProfileName(std::string_view name);
/// By its word in profiles and settings: update, append, skip.
[[nodiscard]] std::optional<Edits> editsFrom(std::string_view word);
/// Errors name line and column.
[[nodiscard]] Result<Profile> parseProfile(std::string_view json);
/// The profiles that come with the program, most specific first.
[[nodiscard]] const std::vector<std::pair<std::string_view, std::string_view>>& builtInProfiles();

} // namespace rowcast::transform
