#pragma once
/// Every form seen, its questions and its question map. Indices of forms and questions never change while the
/// program runs. Pure; one thread at a time.
///
/// Precedence of a title: the map's, else the payload's label, else the question's id.

#include "core/model/form_questions.h"
#include "core/model/row.h"
#include "core/transform/decoded.h"

#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace rowcast::transform {

/// Hashes a text without making a string of it.
struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const noexcept {
        return std::hash<std::string_view>{}(text);
    }
};
template <class Value>
using TextMap = std::unordered_map<std::string, Value, TextHash, std::equal_to<>>;

/// What the map says of a question's choices.
struct MappedChoices {
    bool several = false;
    bool split = false;                                      ///< a column a choice
    std::vector<std::pair<std::string, std::string>> labels; ///< id, words; in the map's order

    [[nodiscard]] const std::string* label(std::string_view id) const;
};

/// One form's questions.
class FormEntry {
public:
    explicit FormEntry(FormId id) : id_(std::move(id)), title_(id_.value) {}

    [[nodiscard]] const FormId& id() const { return id_; }
    [[nodiscard]] const std::string& title() const { return title_; }
    /// The payload's word; the map's goes before it.
    void suggestTitle(std::string_view title);

    /// Call before the questions of each row: they mostly come in the order of the last one.
    void beginRow();
    /// The question's index, a new one if it is new.
    [[nodiscard]] std::uint32_t intern(std::string_view questionId);
    /// Does the payload's word for the question still lack?
    [[nodiscard]] bool unlabelled(std::uint32_t question) const {
        return states_[question].label.empty() || states_[question].remembered;
    }
    void suggestLabel(std::uint32_t question, std::string_view label);
    /// The map's word on the type.
    [[nodiscard]] std::optional<CellKind> mappedKind(std::uint32_t question) const {
        return states_[question].mappedKind;
    }
    /// What the payload's answers are, until the map says otherwise. `several`: a list.
    void suggestKind(std::uint32_t question, CellKind kind, bool several);
    void countUnparsed(std::uint32_t question);
    /// The map's words for the choices of a question; none: it names none.
    [[nodiscard]] const MappedChoices* choices(std::string_view questionId) const;
    /// The response comes through this profile.
    void readBy(const std::string& profile, int version);
    /// Is it the first answer to the question in this row?
    [[nodiscard]] bool firstInRow(std::uint32_t question);

    void apply(const QuestionMap& map);
    [[nodiscard]] std::shared_ptr<const QuestionList> questions();
    [[nodiscard]] int untitledCount() const;
    [[nodiscard]] const QuestionMap& map() const { return map_; }
    /// What is known of the questions, in column order; without map versions, samples and definition.
    [[nodiscard]] FormQuestions known() const;
    /// The same as responses alone say it, whatever the map says: to remember() after a restart.
    [[nodiscard]] FormQuestions memory() const;
    /// Precondition: nothing is known of the form yet. Payloads may say otherwise from now on.
    void remember(const FormQuestions& memory);
    /// What changed in the form's structure since the last call, a sentence each.
    [[nodiscard]] std::vector<QString> takeChanges();

    std::int64_t unparsed = 0;    ///< answers whose type did not parse
    std::shared_ptr<Arena> arena; ///< takes the next rows of this form
    std::size_t arenaUsed = 0;

private:
    struct State {
        bool titled = false; ///< by the map or a label
        bool named = false;  ///< by the map
        bool mapped = false;
        bool kindKnown = false;
        bool several = false;
        bool said = false;       ///< that it vanished, or that its answers changed
        bool remembered = false; ///< its label is of an earlier run
        CellKind look = CellKind::Text;
        std::optional<QuestionType> mappedType;
        std::optional<CellKind> mappedKind;
        std::uint64_t row = 0; ///< the last row that answered it
        std::int64_t seen = 0;
        std::int64_t unparsed = 0;
        std::string label;
    };
    void applyEntry(const QuestionMap::Entry& entry);
    void lookForVanished();
    void changed(std::uint32_t question, const char* what);
    [[nodiscard]] std::uint32_t lookUp(std::string_view questionId);

    FormId id_;
    std::string title_;
    bool titleMapped_ = false;
    QuestionMap map_;
    QuestionList list_;
    std::vector<State> states_;
    TextMap<MappedChoices> choices_;
    std::vector<QString> changes_;
    std::string profile_;
    int profileVersion_ = 0;
    std::uint64_t lookedAt_ = 0; ///< row at which vanished questions were last looked for
    TextMap<std::uint32_t> index_;
    std::vector<std::uint32_t> order_; ///< of the last row's questions
    std::size_t place_ = 0;
    std::uint64_t row_ = 0;
    std::shared_ptr<const QuestionList> shared_; ///< none: the list changed since
};

class FormBook {
public:
    /// The form's index, a new one if it is new.
    [[nodiscard]] FormIndex intern(std::string_view formId);
    [[nodiscard]] FormEntry& entry(FormIndex form) { return entries_[form]; }
    [[nodiscard]] const FormEntry& entry(FormIndex form) const { return entries_[form]; }
    [[nodiscard]] std::size_t size() const { return entries_.size(); }
    void setMap(const QuestionMap& map) { entry(intern(map.form.value)).apply(map); }

private:
    std::deque<FormEntry> entries_;
    TextMap<FormIndex> index_;
    FormIndex last_ = 0; ///< records of one form often follow each other
};

} // namespace rowcast::transform
