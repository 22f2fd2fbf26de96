#include "ui/models/questions_model.h"

#include "ui/words.h"

#include <algorithm>
#include <numeric>
#include <unordered_set>

namespace rowcast::ui {

namespace {
constexpr int stepsKept = 200;

/// A map that says nothing of the question.
QuestionMap::Entry silent(const QuestionId& id) {
    QuestionMap::Entry entry;
    entry.id = id;
    return entry;
}

/// `entry`, and of `kept` what it leaves open.
QuestionMap::Entry filledFrom(QuestionMap::Entry entry, const QuestionMap::Entry& kept) {
    if (entry.title.isEmpty()) entry.title = kept.title;
    if (!entry.type) entry.type = kept.type;
    if (entry.choices.empty()) entry.choices = kept.choices;
    return entry;
}
} // namespace

/// What one edit did, forth and back.
class QuestionsModel::Step : public QUndoCommand {
public:
    Step(QuestionsModel* model, const QString& words, std::vector<QuestionDraft> after)
        : QUndoCommand(words), model_(model), after_(std::move(after)) {
        for (const QuestionDraft& draft : after_) {
            if (const int row = model->rowOf(draft.entry.id); row >= 0)
                before_.push_back(model->at(row).draft);
            else
                added_.push_back(draft.entry.id);
        }
    }

    void redo() override {
        model_->put(after_);
        emit model_->changed();
        emit model_->edited();
    }
    void undo() override {
        model_->removeUnseen(added_);
        model_->put(before_);
        emit model_->changed();
        emit model_->edited();
    }

private:
    QuestionsModel* model_;
    std::vector<QuestionDraft> before_;
    std::vector<QuestionDraft> after_;
    std::vector<QuestionId> added_;
};

QuestionsModel::QuestionsModel(QObject* parent) : QAbstractTableModel(parent) {
    undo_.setUndoLimit(stepsKept);
}

int QuestionsModel::rowOf(const QuestionId& id) const {
    const auto found = index_.find(id.value);
    return found == index_.end() ? -1 : found->second;
}

const QString& QuestionsModel::titleOf(const Row& row) {
    return row.draft.entry.title.isEmpty() ? row.known.label : row.draft.entry.title;
}

bool QuestionsModel::wantsTitle(const Row& row) {
    return row.draft.entry.shown && titleOf(row).isEmpty();
}

QuestionsModel::Counts QuestionsModel::counts() const {
    Counts counts;
    counts.all = rowCount();
    for (const Row& row : rows_) {
        if (wantsTitle(row)) ++counts.untitled;
        if (row.draft == row.used) continue;
        ++counts.changed;
        if (row.draft.entry.title != row.used.entry.title && row.known.seen > 0) ++counts.retitled;
    }
    return counts;
}

void QuestionsModel::show(const FormQuestions& questions) {
    const bool other = questions.map != known_.map;
    known_ = questions;
    if (other && undo_.isClean())
        reset();
    else
        refresh();
    emit changed();
}

void QuestionsModel::reset() {
    std::unordered_map<std::string, int> inMap;
    for (std::size_t at = 0; at < known_.map.entries.size(); ++at)
        inMap.emplace(known_.map.entries[at].id.value, static_cast<int>(at));
    beginResetModel();
    rows_.clear();
    index_.clear();
    undo_.clear();
    const auto add = [this](Row row) {
        row.used.order = static_cast<int>(rows_.size());
        row.draft = row.used;
        row.first = wantsTitle(row);
        index_.emplace(row.known.id.value, row.used.order);
        rows_.push_back(std::move(row));
    };
    for (const FormQuestion& question : known_.questions) {
        Row row;
        row.known = question;
        row.used.entry.id = question.id;
        if (const auto found = inMap.find(question.id.value); found != inMap.end()) {
            row.used.entry = known_.map.entries[static_cast<std::size_t>(found->second)];
            row.mapped = true;
        }
        add(std::move(row));
    }
    for (const QuestionMap::Entry& entry : known_.map.entries) { // named before any response did
        if (index_.contains(entry.id.value)) continue;
        Row row;
        row.known.id = entry.id;
        row.used.entry = entry;
        row.mapped = true;
        add(std::move(row));
    }
    endResetModel();
}

/// Newer numbers under the same map: what is being edited stays as it is.
void QuestionsModel::refresh() {
    std::vector<Row> unknown;
    int first = rowCount();
    int last = -1;
    bool titles = false;
    for (const FormQuestion& question : known_.questions) {
        const int at = rowOf(question.id);
        if (at < 0) {
            Row row;
            row.known = question;
            row.used.entry.id = question.id;
            row.used.order = rowCount() + static_cast<int>(unknown.size());
            row.draft = row.used;
            row.first = wantsTitle(row);
            unknown.push_back(std::move(row));
            continue;
        }
        Row& row = rows_[static_cast<std::size_t>(at)];
        if (row.known == question) continue;
        titles = titles || row.known.label != question.label || row.known.type != question.type;
        row.known = question;
        first = std::min(first, at);
        last = std::max(last, at);
    }
    // Not the cells that can be edited, if it can be helped: an open editor would begin anew.
    if (last >= 0) emit dataChanged(index(first, titles ? Title : Seen), index(last, Samples));
    append(std::move(unknown));
}

void QuestionsModel::edit(const QString& words, std::vector<QuestionDraft> drafts) {
    std::erase_if(drafts, [this](const QuestionDraft& draft) {
        const int row = rowOf(draft.entry.id);
        return row >= 0 && at(row).draft == draft;
    });
    if (!drafts.empty()) undo_.push(new Step(this, words, std::move(drafts)));
}

void QuestionsModel::put(const std::vector<QuestionDraft>& drafts) {
    std::vector<Row> unknown;
    int first = rowCount();
    int last = -1;
    for (const QuestionDraft& draft : drafts) {
        const int row = rowOf(draft.entry.id);
        if (row < 0) {
            Row added;
            added.known.id = added.used.entry.id = draft.entry.id;
            added.used.order = draft.order;
            added.draft = draft;
            unknown.push_back(std::move(added));
            continue;
        }
        rows_[static_cast<std::size_t>(row)].draft = draft;
        first = std::min(first, row);
        last = std::max(last, row);
    }
    if (last >= 0) emit dataChanged(index(first, Order), index(last, Shown));
    append(std::move(unknown));
}

void QuestionsModel::append(std::vector<Row> rows) {
    if (rows.empty()) return;
    const int end = rowCount();
    beginInsertRows({}, end, end + static_cast<int>(rows.size()) - 1);
    for (Row& row : rows) {
        index_.emplace(row.known.id.value, static_cast<int>(rows_.size()));
        rows_.push_back(std::move(row));
    }
    endInsertRows();
}

void QuestionsModel::removeUnseen(const std::vector<QuestionId>& ids) {
    std::vector<int> rows;
    for (const QuestionId& id : ids) {
        const int row = rowOf(id);
        if (row < 0) continue;
        Row& question = rows_[static_cast<std::size_t>(row)];
        if (question.known.seen == 0)
            rows.push_back(row);
        else
            question.draft = question.used;
    }
    std::sort(rows.begin(), rows.end(), std::greater<>());
    for (std::size_t at = 0; at < rows.size();) { // a run of neighbours at once
        std::size_t end = at + 1;
        while (end < rows.size() && rows[end] == rows[end - 1] - 1)
            ++end;
        const int first = rows[end - 1];
        const int last = rows[at];
        beginRemoveRows({}, first, last);
        rows_.erase(rows_.begin() + first, rows_.begin() + last + 1);
        endRemoveRows();
        at = end;
    }
    index_.clear();
    for (int row = 0; row < rowCount(); ++row)
        index_.emplace(at(row).known.id.value, row);
}

std::vector<int> QuestionsModel::byOrder() const {
    std::vector<int> rows(rows_.size());
    std::iota(rows.begin(), rows.end(), 0);
    std::stable_sort(rows.begin(), rows.end(),
                     [this](int a, int b) { return at(a).draft.order < at(b).draft.order; });
    return rows;
}

void QuestionsModel::move(std::vector<int> rows, int order) {
    std::vector<int> all = byOrder();
    std::sort(rows.begin(), rows.end(),
              [this](int a, int b) { return at(a).draft.order < at(b).draft.order; });
    std::vector<bool> among(rows_.size());
    for (const int row : rows)
        among[static_cast<std::size_t>(row)] = true;
    const auto moved = [&among](int row) { return among[static_cast<std::size_t>(row)]; };
    const int end = std::clamp(order, 0, rowCount());
    const auto place = end - std::count_if(all.begin(), all.begin() + end, moved);
    std::erase_if(all, moved);
    all.insert(all.begin() + place, rows.begin(), rows.end());
    std::vector<QuestionDraft> drafts;
    for (int at = 0; at < rowCount(); ++at) {
        const QuestionDraft& now = this->at(all[static_cast<std::size_t>(at)]).draft;
        if (now.order != at) drafts.push_back({now.entry, at});
    }
    edit(
        tr("moving %1").arg(counted(static_cast<std::int64_t>(rows.size()), tr("question"), tr("questions"))),
        std::move(drafts));
}

void QuestionsModel::moveTo(int row, int order) {
    move({row}, order > at(row).draft.order ? order + 1 : order);
}

QuestionMap QuestionsModel::map() const {
    QuestionMap map;
    map.form = known_.map.form;
    map.formTitle = known_.map.formTitle;
    const bool ordered = std::any_of(rows_.begin(), rows_.end(),
                                     [](const Row& row) { return row.draft.order != row.used.order; });
    for (const int row : byOrder())
        if (ordered || at(row).mapped || at(row).draft.entry != silent(at(row).known.id))
            map.entries.push_back(at(row).draft.entry);
    return map;
}

void QuestionsModel::adopt(const QString& words, const QuestionMap& map, Adopt what) {
    std::vector<QuestionDraft> drafts;
    std::unordered_set<std::string> named;
    int order = 0;
    int end = rowCount();
    for (const QuestionMap::Entry& entry : map.entries) {
        named.insert(entry.id.value);
        const int row = rowOf(entry.id);
        QuestionDraft draft{entry, row < 0 ? end++ : at(row).draft.order};
        if (row >= 0 && what != Adopt::All) draft.entry = filledFrom(entry, at(row).draft.entry);
        if (what != Adopt::Words) draft.order = order++;
        drafts.push_back(std::move(draft));
    }
    if (what != Adopt::Words) { // what the map does not name comes after it
        for (const int row : byOrder()) {
            QuestionMap::Entry entry = at(row).draft.entry;
            if (named.contains(entry.id.value)) continue;
            if (what == Adopt::All) entry = silent(entry.id);
            drafts.push_back({std::move(entry), order++});
        }
    }
    edit(words, std::move(drafts));
}

QuestionMap QuestionsModel::beginSave() {
    saving_ = map();
    savingStep_ = undo_.index();
    savingDrafts_.clear();
    for (const Row& row : rows_)
        savingDrafts_.push_back(row.draft);
    return saving_;
}

void QuestionsModel::saved() {
    known_.map = saving_;
    std::unordered_set<std::string> named;
    for (const QuestionMap::Entry& entry : saving_.entries)
        named.insert(entry.id.value);
    for (const QuestionDraft& draft : savingDrafts_) {
        const int at = rowOf(draft.entry.id);
        if (at < 0) continue;
        Row& row = rows_[static_cast<std::size_t>(at)];
        row.used = draft;
        row.mapped = named.contains(draft.entry.id.value);
        row.first = wantsTitle(row);
    }
    if (undo_.index() == savingStep_)
        undo_.setClean();
    else
        undo_.resetClean();
    if (!rows_.empty()) emit dataChanged(index(0, Order), index(rowCount() - 1, Shown));
    emit changed();
}

void QuestionsModel::discard() {
    if (undo_.cleanIndex() >= 0)
        undo_.setIndex(undo_.cleanIndex());
    else
        reset();
    emit changed();
    emit edited();
}

} // namespace rowcast::ui
