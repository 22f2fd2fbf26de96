#include "ui/models/forms_model.h"

#include "ui/widgets/roles.h"
#include "ui/words.h"

#include <algorithm>
#include <chrono>

namespace rowcast::ui {

namespace {
constexpr auto idleAfter = std::chrono::minutes(10);

std::vector<FormId> ids(const std::vector<FormStatus>& forms) {
    std::vector<FormId> out;
    out.reserve(forms.size());
    for (const FormStatus& form : forms)
        out.push_back(form.form);
    return out;
}

bool needsPerson(const FormStatus& form) {
    return form.blocked || form.rejected > 0;
}
} // namespace

void FormsModel::show(const Status& status) {
    now_ = status.at;
    activity_ = stateMark(status) == Mark::Stopped ? Activity::Stopped : status.activity;
    wanted_ = status.forms;
    for (const FormStatus& form : wanted_)
        if (std::find(appeared_.begin(), appeared_.end(), form.form) == appeared_.end())
            appeared_.push_back(form.form);
    const auto place = [this](const FormStatus& form) {
        return std::find(appeared_.begin(), appeared_.end(), form.form) - appeared_.begin();
    };
    std::sort(wanted_.begin(), wanted_.end(), [&](const FormStatus& a, const FormStatus& b) {
        if (needsPerson(a) != needsPerson(b)) return needsPerson(a);
        return place(a) < place(b);
    });
    changeList(ids(forms_), ids(wanted_), *this);
    wanted_.clear();
}

int FormsModel::rowOf(const FormId& form) const {
    const auto found =
        std::find_if(forms_.begin(), forms_.end(), [&](const FormStatus& one) { return one.form == form; });
    return found == forms_.end() ? -1 : static_cast<int>(found - forms_.begin());
}

void FormsModel::removeAt(int row) {
    beginRemoveRows({}, row, row);
    forms_.erase(forms_.begin() + row);
    endRemoveRows();
}

void FormsModel::insertAt(int row, int wanted) {
    beginInsertRows({}, row, row);
    forms_.insert(forms_.begin() + row, wanted_[static_cast<std::size_t>(wanted)]);
    endInsertRows();
}

void FormsModel::move(int from, int to) {
    beginMoveRows({}, from, from, {}, to);
    std::rotate(forms_.begin() + to, forms_.begin() + from, forms_.begin() + from + 1);
    endMoveRows();
}

void FormsModel::change(int row, int wanted) {
    forms_[static_cast<std::size_t>(row)] = wanted_[static_cast<std::size_t>(wanted)];
    emit dataChanged(index(row, 0),
                     index(row, ColumnCount - 1)); // "2 s ago" ages even if the form stands still
}

int FormsModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(forms_.size());
}

int FormsModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : int{ColumnCount};
}

FormsModel::Cell FormsModel::stateOf(const FormStatus& form) const {
    if (form.blocked) {
        const bool passes = form.blocked->remedy == Remedy::Retry || form.blocked->remedy == Remedy::Wait;
        return {passes ? Mark::Attention : Mark::Stopped, form.blocked->what};
    }
    const bool quiet = form.waiting == 0 && (!form.newest || now_ - *form.newest > idleAfter);
    if (activity_ == Activity::Stopped && !quiet) return {Mark::Stopped, tr("Not delivering")};
    if (form.rejected > 0) return {Mark::Attention, tr("%1 rejected").arg(number(form.rejected))};
    if (activity_ == Activity::Paused) return {Mark::Paused, tr("Paused")};
    if (form.url.isEmpty()) return {Mark::Plus, tr("New")};
    if (quiet) return {Mark::Idle, tr("Idle")};
    return {Mark::Delivering, tr("Delivering")};
}

QString FormsModel::text(const FormStatus& form, int column) const {
    switch (column) {
    case Form: return form.title.isEmpty() ? form.form.text() : form.title;
    case Rows: return number(form.rows);
    case Waiting: return number(form.waiting);
    case Newest: return form.newest ? ago(*form.newest, now_) : tr("–");
    case State: return stateOf(form).words;
    case Sheet: return form.url.isEmpty() ? tr("no sheet yet") : tr("Open sheet");
    default: return {};
    }
}

bool FormsModel::muted(const FormStatus& form, int column) const {
    switch (column) {
    case Rows: return form.rows == 0;
    case Waiting: return form.waiting == 0;
    case Newest:
    case Sheet: return true;
    case State: {
        const Mark mark = stateOf(form).mark;
        return mark != Mark::Stopped && mark != Mark::Attention;
    }
    default: return false;
    }
}

QString FormsModel::toolTip(const FormStatus& form, int column) const {
    if (column == Form) return tr("%1 (id %2)").arg(text(form, Form), form.form.text());
    if (column == Newest && form.newest) return exactUtc(*form.newest);
    if (column == Sheet) return form.url;
    return text(form, column);
}

QVariant FormsModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid()) return {};
    const FormStatus& form = at(index.row());
    const int column = index.column();
    const bool figures = column == Rows || column == Waiting;
    switch (role) {
    case Qt::DisplayRole: return text(form, column);
    case Qt::ToolTipRole: return toolTip(form, column);
    case Qt::AccessibleTextRole:
        return column == Form ? text(form, column)
                              : headerData(column, Qt::Horizontal, Qt::DisplayRole).toString() +
                                    QStringLiteral(": ") + text(form, column);
    case Qt::TextAlignmentRole: return int(figures || column == Sheet ? Qt::AlignRight : Qt::AlignLeft);
    case MarkRole: return column == State ? QVariant(static_cast<int>(stateOf(form).mark)) : QVariant();
    case LinkRole: return column == Sheet && !form.url.isEmpty();
    case FiguresRole: return figures;
    case MutedRole: return muted(form, column);
    case StrongRole: return column == Form;
    case KeyRole: return form.form.text();
    default: return {};
    }
}

QVariant FormsModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal) return {};
    if (role == Qt::TextAlignmentRole) {
        const bool right = section == Rows || section == Waiting || section == Sheet;
        return int(right ? Qt::AlignRight : Qt::AlignLeft);
    }
    if (role == FiguresRole) return section == Rows || section == Waiting;
    if (role != Qt::DisplayRole) return {};
    switch (section) {
    case Form: return tr("Form");
    case Rows: return tr("Rows");
    case Waiting: return tr("Waiting");
    case Newest: return tr("Newest response");
    case State: return tr("State");
    case Sheet: return tr("Sheet");
    default: return {};
    }
}

} // namespace rowcast::ui
