#include "core/transform/form_book.h"

#include <algorithm>

namespace rowcast::transform {

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
    if (state.titled || label.empty()) return;
    state.titled = true;
    list_[question].title = label;
    shared_.reset();
}

void FormEntry::suggestKind(std::uint32_t question, CellKind kind) {
    State& state = states_[question];
    if (state.kindKnown) return;
    state.kindKnown = true;
    list_[question].kind = state.mappedKind.value_or(kind);
    shared_.reset();
}

bool FormEntry::firstInRow(std::uint32_t question) {
    if (states_[question].row == row_) return false;
    states_[question].row = row_;
    return true;
}

void FormEntry::apply(const QuestionMap& map) {
    titleMapped_ = !map.formTitle.isEmpty();
    if (titleMapped_) title_ = map.formTitle.toStdString();
    for (std::size_t i = 0; i < list_.size(); ++i) {
        if (!states_[i].mapped) continue; // what a new map no longer names shows its id until a label comes
        states_[i] = State{};
        list_[i].title = list_[i].id.value;
        list_[i].shown = true;
    }
    for (const QuestionMap::Entry& entry : map.entries) {
        const std::uint32_t question = lookUp(entry.id.value);
        State& state = states_[question];
        state.mapped = true;
        if (entry.type) state.mappedKind = cellKind(*entry.type);
        list_[question].shown = entry.shown;
        if (state.mappedKind) list_[question].kind = *state.mappedKind;
        if (entry.title.isEmpty()) continue;
        state.titled = true;
        list_[question].title = entry.title.toStdString();
    }
    shared_.reset();
}

std::shared_ptr<const QuestionList> FormEntry::questions() {
    if (!shared_) shared_ = std::make_shared<const QuestionList>(list_);
    return shared_;
}

int FormEntry::untitledCount() const {
    return static_cast<int>(
        std::count_if(states_.begin(), states_.end(), [](const State& state) { return !state.titled; }));
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
