#include "ui/models/problems_model.h"

#include "core/model/stopping.h"
#include "ui/widgets/roles.h"
#include "ui/words.h"

namespace rowcast::ui {

namespace {
std::vector<QString> ids(const std::vector<Problem>& problems) {
    std::vector<QString> out;
    out.reserve(problems.size());
    for (const Problem& problem : problems)
        out.push_back(problem.id);
    return out;
}
} // namespace

void ProblemsModel::show(const Status& status) {
    now_ = status.at;
    const Problem* inStateBar = stopping(status);
    for (const Problem& problem : status.problems)
        if (&problem != inStateBar) wanted_.push_back(problem);
    changeList(ids(problems_), ids(wanted_), *this);
    wanted_.clear();
}

void ProblemsModel::removeAt(int row) {
    beginRemoveRows({}, row, row);
    problems_.erase(problems_.begin() + row);
    endRemoveRows();
}

void ProblemsModel::insertAt(int row, int wanted) {
    beginInsertRows({}, row, row);
    problems_.insert(problems_.begin() + row, wanted_[static_cast<std::size_t>(wanted)]);
    endInsertRows();
}

void ProblemsModel::move(int from, int to) {
    beginMoveRows({}, from, from, {}, to);
    std::rotate(problems_.begin() + to, problems_.begin() + from, problems_.begin() + from + 1);
    endMoveRows();
}

void ProblemsModel::change(int row, int wanted) {
    Problem& kept = problems_[static_cast<std::size_t>(row)];
    const Problem& newer = wanted_[static_cast<std::size_t>(wanted)];
    if (kept == newer) return;
    kept = newer;
    emit dataChanged(index(row, 0), index(row, ColumnCount - 1));
}

int ProblemsModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(problems_.size());
}

int ProblemsModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : int{ColumnCount};
}

QVariant ProblemsModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid()) return {};
    const Problem& problem = at(index.row());
    const std::vector<Choice>& choices = problem.error.choices;
    const bool button = index.column() == Mend && !choices.empty();
    switch (role) {
    case Qt::DisplayRole:
        if (index.column() == Sentence) return problem.error.what;
        if (index.column() == Since) return tr("since %1").arg(clock(problem.since, now_));
        return {};
    case Qt::ToolTipRole:
        if (index.column() == Since) return exactUtc(problem.since);
        return index.column() == Sentence ? problem.error.what : QVariant();
    case Qt::AccessibleTextRole: return button ? label(choices.front()) : data(index, Qt::DisplayRole);
    case MarkRole:
        return index.column() == Sentence ? QVariant(static_cast<int>(Mark::Attention)) : QVariant();
    case ButtonRole: return button ? label(choices.front()) : QVariant();
    case MoreRole: return button && choices.size() > 1;
    case MutedRole: return index.column() == Since;
    case KeyRole: return problem.id;
    default: return {};
    }
}

} // namespace rowcast::ui
