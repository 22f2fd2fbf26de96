#include "core/sheets/layout.h"

#include "core/base/hash.h"
#include "core/google/sheets_get.h"

#include <algorithm>
#include <map>

// tag := key title    8 characters of hash(question id), 4 of hash(title last written), base64url of SHA-256

namespace rowcast::sheets {

namespace {

constexpr std::size_t kKey = 8;
constexpr std::size_t kTitle = 4;

/// One column that should be there.
struct Wanted {
    QuestionId id;
    std::string title;
    CellKind kind;
    std::int64_t* place; ///< where its column goes
};

std::string trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos) return {};
    return std::string(text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1));
}

std::map<std::string, std::size_t> columnsByKey(const SheetView& view) {
    std::map<std::string, std::size_t> found;
    for (std::size_t i = 0; i < view.columns.size(); ++i)
        if (view.columns[i].tag.size() >= kKey) found.emplace(view.columns[i].tag.substr(0, kKey), i);
    return found;
}

/// Places one wanted column after the other.
class Arranger {
public:
    Arranger(const SheetView& view, const ColumnsEntry& entry, const std::set<std::string>& recreate,
             Layout& layout)
        : view_(view), entry_(entry), recreate_(recreate), layout_(layout), byKey_(columnsByKey(view)),
          end_(static_cast<std::int64_t>(view.columns.size())) {}

    void place(const Wanted& wanted) {
        const std::string key = questionKey(wanted.id);
        if (const auto found = byKey_.find(key); found != byKey_.end()) {
            *wanted.place = static_cast<std::int64_t>(found->second);
            layout_.entry.made.insert(key);
            layout_.entry.left.erase(key);
            retitle(wanted, view_.columns[found->second]);
        } else if (entry_.left.contains(key) && !recreate_.contains(key)) {
            *wanted.place = -1;
        } else if (entry_.made.contains(key) && !recreate_.contains(key)) {
            layout_.deleted.push_back(wanted.title);
            layout_.deletedKeys.push_back(key);
        } else {
            add(wanted, key);
        }
    }
    [[nodiscard]] std::int64_t end() const { return end_; }

private:
    void retitle(const Wanted& wanted, const SheetView::Column& column) {
        const std::string tag = columnTag(wanted.id, wanted.title);
        if (tag == column.tag) return;
        const bool asWeLeftIt = shortHash(column.title, kTitle) == column.tag.substr(kKey);
        if (asWeLeftIt) layout_.retitled.push_back({*wanted.place, column.tagId, tag, wanted.title});
    }

    void add(const Wanted& wanted, const std::string& key) {
        NewColumn added{0, columnTag(wanted.id, wanted.title), wanted.title, wanted.kind};
        const auto titled = std::find_if(view_.columns.begin(), view_.columns.end(), [&](const auto& column) {
            const auto index = static_cast<std::size_t>(&column - view_.columns.data());
            return column.tag.empty() && trimmed(column.title) == trimmed(wanted.title) &&
                   !adopted_.contains(index);
        });
        // Titles count only before the sheet is ours; later a column of that title is somebody's own.
        if (!view_.hasTags() && titled != view_.columns.end()) {
            added.column = titled - view_.columns.begin();
            added.title.clear();
            adopted_.insert(static_cast<std::size_t>(added.column));
        } else {
            added.column = end_++;
        }
        *wanted.place = added.column;
        layout_.entry.made.insert(key);
        layout_.entry.left.erase(key);
        byKey_.emplace(key, static_cast<std::size_t>(added.column));
        layout_.added.push_back(std::move(added));
    }

    const SheetView& view_;
    const ColumnsEntry& entry_;
    const std::set<std::string>& recreate_;
    Layout& layout_;
    std::map<std::string, std::size_t> byKey_;
    std::set<std::size_t> adopted_;
    std::int64_t end_;
};

} // namespace

bool SheetView::hasTags() const {
    return std::any_of(columns.begin(), columns.end(),
                       [](const Column& column) { return !column.tag.empty(); });
}

std::size_t SheetView::rangesAtOnce() const {
    constexpr std::size_t room = 6000;  // beside path and fields
    constexpr std::size_t numbers = 60; // &ranges=%27%27%2112345678%3A12345678
    constexpr std::size_t encoded = 3;  // bytes of a byte of the title
    return std::clamp<std::size_t>(room / (numbers + encoded * google::quotedTab(tabTitle).size()), 1, 40);
}

const QuestionId& submittedQuestion() {
    static const QuestionId id{"\x1fsubmitted at"};
    return id;
}

const QuestionId& responseIdQuestion() {
    static const QuestionId id{"\x1fresponse id"};
    return id;
}

std::string questionKey(const QuestionId& id) {
    return shortHash(id.value, kKey);
}

std::string columnTag(const QuestionId& id, const std::string& title) {
    return questionKey(id) + shortHash(title, kTitle);
}

Layout arrange(const SheetView& view, const ColumnsEntry& entry, const QuestionList& questions,
               const std::set<std::string>& recreate) {
    Layout layout;
    layout.entry = entry;
    layout.entry.tab = view.tab;
    layout.questions.assign(questions.size(), -1);
    Arranger arranger(view, entry, recreate, layout);
    arranger.place({submittedQuestion(), kSubmittedTitle, CellKind::DateTime, &layout.submitted});
    arranger.place({responseIdQuestion(), kResponseIdTitle, CellKind::Text, &layout.responseId});
    for (std::size_t i = 0; i < questions.size(); ++i)
        if (questions[i].shown)
            arranger.place({questions[i].id, questions[i].title, questions[i].kind, &layout.questions[i]});
    layout.width = arranger.end();
    return layout;
}

bool adoptable(const SheetView& view, const QuestionList& questions) {
    std::set<std::string> titles{kSubmittedTitle, kResponseIdTitle};
    for (const Question& question : questions)
        titles.insert(trimmed(question.title));
    return std::all_of(view.columns.begin(), view.columns.end(), [&](const SheetView::Column& column) {
        const std::string title = trimmed(column.title);
        return title.empty() || titles.contains(title);
    });
}

} // namespace rowcast::sheets
