#include "core/transform/form_book.h"

#include <algorithm>
#include <utility>

namespace rowcast::transform {

namespace {

constexpr std::uint64_t settledRows = 50;   // until then every question is new
constexpr std::int64_t settledAnswers = 20; // until then a type may be found
constexpr std::uint64_t vanishedRows = 200;

QuestionType typeOf(CellKind kind) {
    switch (kind) {
    case CellKind::Number: return QuestionType::Number;
    case CellKind::Boolean: return QuestionType::YesNo;
    case CellKind::Date: return QuestionType::Date;
    case CellKind::DateTime: return QuestionType::DateTime;
    case CellKind::Time: return QuestionType::Time;
    case CellKind::Duration: return QuestionType::Duration;
    case CellKind::Link: return QuestionType::Link;
    case CellKind::Text: break;
    }
    return QuestionType::Text;
}

} // namespace

void FormEntry::suggestTitle(std::string_view title) {
    if (!titleMapped_ && !title.empty() && title != title_) title_ = title;
}

void FormEntry::beginRow() {
    place_ = 0;
    ++row_;
}

std::uint32_t FormEntry::intern(std::string_view questionId) {
    if (place_ < order_.size() && list_[order_[place_]].id.value == questionId) return order_[place_++];
    const std::uint32_t question = lookUp(questionId);
    if (place_ < order_.size())
        order_[place_] = question;
    else
        order_.push_back(question);
    ++place_;
    return question;
}

std::uint32_t FormEntry::lookUp(std::string_view questionId) {
    if (const auto found = index_.find(questionId); found != index_.end()) return found->second;
    const auto question = static_cast<std::uint32_t>(list_.size());
    index_.emplace(questionId, question);
    list_.push_back({QuestionId(std::string(questionId)), std::string(questionId), CellKind::Text, true});
    states_.emplace_back();
    shared_.reset();
    return question;
}

void FormEntry::suggestLabel(std::uint32_t question, std::string_view label) {
    State& state = states_[question];
    if (label.empty()) return;
    const bool oldLabel = std::exchange(state.remembered, false);
    state.label = label;
    if (state.named || (state.titled && !oldLabel)) return;
    state.titled = true;
    list_[question].title = label;
    shared_.reset();
}

void FormEntry::suggestKind(std::uint32_t question, CellKind kind, bool several) {
    State& state = states_[question];
    if (!state.kindKnown) {
        state.kindKnown = true;
        state.look = kind;
        state.several = several;
        list_[question].kind = state.mappedKind.value_or(kind);
        shared_.reset();
        if (row_ > settledRows && !state.mapped && state.seen == 0) changed(question, "is new");
        return;
    }
    if (kind == state.look && several == state.several) return;
    if (!state.said && !state.mappedType && state.seen >= settledAnswers) {
        state.said = true;
        changed(question, several && !state.several ? "has answers with several choices now"
                                                    : "has answers of another type now");
    }
    state.several = state.several || several;
}

bool FormEntry::firstInRow(std::uint32_t question) {
    State& state = states_[question];
    if (state.row == row_) return false;
    state.row = row_;
    ++state.seen;
    return true;
}

void FormEntry::countUnparsed(std::uint32_t question) {
    ++unparsed;
    ++states_[question].unparsed;
}

const MappedChoices* FormEntry::choices(std::string_view questionId) const {
    if (choices_.empty()) return nullptr;
    const auto found = choices_.find(questionId);
    return found == choices_.end() ? nullptr : &found->second;
}

void FormEntry::readBy(const std::string& profile, int version) {
    if (profile == profile_ && version == profileVersion_) return;
    if (!profile_.empty())
        changes_.push_back(
            QStringLiteral("Form “%1” is read by profile “%2” version %3 now; before it was “%4” "
                           "version %5.")
                .arg(QString::fromStdString(title_), QString::fromStdString(profile))
                .arg(version)
                .arg(QString::fromStdString(profile_))
                .arg(profileVersion_));
    profile_ = profile;
    profileVersion_ = version;
}

void FormEntry::changed(std::uint32_t question, const char* what) {
    changes_.push_back(QStringLiteral("Question “%1” of form “%2” %3.")
                           .arg(QString::fromStdString(list_[question].title), QString::fromStdString(title_),
                                QLatin1String(what)));
}

void FormEntry::lookForVanished() {
    lookedAt_ = row_;
    for (std::uint32_t question = 0; question < states_.size(); ++question) {
        State& state = states_[question];
        // Once in most responses, and now in none of very many.
        const bool usual =
            state.seen >= settledAnswers && state.seen * 2 > static_cast<std::int64_t>(state.row);
        if (state.said || !usual || row_ - state.row < vanishedRows) continue;
        state.said = true;
        changed(question, "is no longer answered by anybody");
    }
}

std::vector<QString> FormEntry::takeChanges() {
    if (row_ - lookedAt_ >= vanishedRows) lookForVanished();
    return std::exchange(changes_, {});
}

void FormEntry::apply(const QuestionMap& map) {
    map_ = map;
    titleMapped_ = !map.formTitle.isEmpty();
    if (titleMapped_) title_ = map.formTitle.toStdString();
    for (std::size_t i = 0; i < list_.size(); ++i) {
        State& state = states_[i];
        if (!state.mapped) continue; // what a new map no longer names shows its label, else its id
        state.mapped = state.named = false;
        state.mappedType.reset();
        state.mappedKind.reset();
        state.titled = !state.label.empty();
        list_[i].title = state.titled ? state.label : list_[i].id.value;
        list_[i].kind = state.look;
        list_[i].shown = true;
    }
    choices_.clear();
    for (const QuestionMap::Entry& entry : map.entries)
        applyEntry(entry);
    shared_.reset();
}

void FormEntry::applyEntry(const QuestionMap::Entry& entry) {
    const auto name = [this](std::uint32_t question, const std::string& title, QuestionType type) {
        State& state = states_[question];
        state.mapped = true;
        state.mappedType = type;
        state.mappedKind = list_[question].kind = cellKind(type);
        if (title.empty()) return;
        state.titled = state.named = true;
        list_[question].title = title;
    };
    const std::uint32_t question = lookUp(entry.id.value);
    const std::string title = entry.title.toStdString();
    if (entry.type) name(question, title, *entry.type);
    State& state = states_[question];
    state.mapped = true;
    if (!title.empty()) {
        state.titled = state.named = true;
        list_[question].title = title;
    }
    const bool split = entry.split && entry.type == QuestionType::Choices;
    list_[question].shown = entry.shown && !split;
    if (entry.choices.empty() && !split) return;
    MappedChoices& choices = choices_[entry.id.value];
    choices.several = entry.type == QuestionType::Choices;
    choices.split = split;
    for (const QuestionMap::ChoiceLabel& choice : entry.choices) {
        const std::string label =
            choice.label.isEmpty() ? choice.id.toStdString() : choice.label.toStdString();
        choices.labels.emplace_back(choice.id.toStdString(), label);
        if (!split) continue;
        const std::uint32_t column = lookUp(entry.id.value + "[" + choice.id.toStdString() + "]");
        name(column, (title.empty() ? entry.id.value : title) + " [" + label + "]", QuestionType::YesNo);
        list_[column].shown = entry.shown;
    }
}

std::shared_ptr<const QuestionList> FormEntry::questions() {
    if (!shared_) shared_ = std::make_shared<const QuestionList>(list_);
    return shared_;
}

int FormEntry::untitledCount() const {
    return static_cast<int>(
        std::count_if(states_.begin(), states_.end(), [](const State& state) { return !state.titled; }));
}

FormQuestions FormEntry::known() const {
    FormQuestions out;
    out.map = map_;
    out.map.form = id_;
    out.responses = static_cast<std::int64_t>(row_);
    out.profile = QString::fromStdString(profile_);
    out.profileVersion = profileVersion_;
    for (std::size_t i = 0; i < list_.size(); ++i) {
        const State& state = states_[i];
        FormQuestion question;
        question.id = list_[i].id;
        question.title = QString::fromStdString(list_[i].title);
        question.label = QString::fromStdString(state.label);
        question.source = state.mapped && list_[i].title != state.label && list_[i].title != list_[i].id.value
                              ? TitleSource::Map
                          : state.label.empty() ? TitleSource::Id
                                                : TitleSource::Label;
        question.type = state.mappedType.value_or(state.several ? QuestionType::Choices : typeOf(state.look));
        question.shown = list_[i].shown;
        question.seen = state.seen;
        question.unparsed = state.unparsed;
        out.questions.push_back(std::move(question));
    }
    return out;
}

FormQuestions FormEntry::memory() const {
    FormQuestions out = known();
    out.map = {id_, titleMapped_ ? QString() : QString::fromStdString(title_), {}};
    for (std::size_t i = 0; i < states_.size(); ++i) {
        const State& state = states_[i];
        out.questions[i].title = out.questions[i].label;
        out.questions[i].type = state.several ? QuestionType::Choices : typeOf(state.look);
        out.questions[i].shown = true;
    }
    // What only the map names, and the columns of its choices, are the map's to say.
    std::erase_if(out.questions, [this](const FormQuestion& question) {
        const MappedChoices* choices =
            this->choices(question.id.value.substr(0, question.id.value.rfind('[')));
        return (question.seen == 0 && question.label.isEmpty()) || (choices && choices->split);
    });
    return out;
}

void FormEntry::remember(const FormQuestions& memory) {
    row_ = lookedAt_ = static_cast<std::uint64_t>(memory.responses);
    profile_ = memory.profile.toStdString();
    profileVersion_ = memory.profileVersion;
    suggestTitle(memory.map.formTitle.toStdString());
    for (const FormQuestion& question : memory.questions) {
        const std::uint32_t at = lookUp(question.id.value);
        State& state = states_[at];
        state.seen = question.seen;
        state.unparsed = question.unparsed;
        unparsed += question.unparsed;
        state.row = row_; // as if the last response had answered it
        state.kindKnown = question.seen > 0;
        state.look = list_[at].kind = cellKind(question.type);
        state.several = question.type == QuestionType::Choices;
        state.remembered = true;
        state.label = question.label.toStdString();
        if (state.label.empty()) continue;
        state.titled = true;
        list_[at].title = state.label;
    }
}

const std::string* MappedChoices::label(std::string_view id) const {
    const auto found =
        std::find_if(labels.begin(), labels.end(), [&](const auto& each) { return each.first == id; });
    return found == labels.end() ? nullptr : &found->second;
}

FormIndex FormBook::intern(std::string_view formId) {
    if (last_ < entries_.size() && entries_[last_].id().value == formId) return last_;
    if (const auto found = index_.find(formId); found != index_.end()) return last_ = found->second;
    last_ = static_cast<FormIndex>(entries_.size());
    entries_.emplace_back(FormId(std::string(formId)));
    index_.emplace(formId, last_);
    return last_;
}

} // namespace rowcast::transform
