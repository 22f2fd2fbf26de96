#include "ui/models/activity_model.h"

#include "ui/theme/marks.h"
#include "ui/widgets/roles.h"
#include "ui/words.h"

#include <QCoreApplication>

#include <algorithm>

namespace rowcast::ui {

QString kindWord(const QString& kind) {
    const auto tr = [](const char* text) { return QCoreApplication::translate("activity", text); };
    if (kind == u"form") return tr("Form");
    if (kind == u"map") return tr("Questions");
    if (kind == u"profile") return tr("Profile");
    if (kind == u"problem") return tr("Problem");
    if (kind == u"start") return tr("Start");
    return kind;
}

bool ActivityModel::show(const ActivityList& newest, WallTime now) {
    now_ = now;
    if (notes_.empty() && newest.empty()) return true;
    const auto known =
        notes_.empty() ? newest.end() : std::find(newest.begin(), newest.end(), notes_.front());
    if (known == newest.end()) { // the first page, or more than a page is new
        beginResetModel();
        notes_ = newest;
        endResetModel();
        return true;
    }
    const int fresh = static_cast<int>(known - newest.begin());
    if (fresh > 0) {
        beginInsertRows({}, 0, fresh - 1);
        notes_.insert(notes_.begin(), newest.begin(), known);
        endInsertRows();
    }
    return false;
}

void ActivityModel::append(const ActivityList& older) {
    // What was noted since the newest were shown has moved the older ones down.
    const auto again = older.empty() ? notes_.end() : std::find(notes_.begin(), notes_.end(), older.front());
    const auto from = older.begin() + std::min(notes_.end() - again, older.end() - older.begin());
    if (from == older.end()) return;
    const int before = rowCount();
    beginInsertRows({}, before, before + static_cast<int>(older.end() - from) - 1);
    notes_.insert(notes_.end(), from, older.end());
    endInsertRows();
}

void ActivityModel::clear() {
    beginResetModel();
    notes_.clear();
    endResetModel();
}

int ActivityModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(notes_.size());
}

int ActivityModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : int{ColumnCount};
}

QVariant ActivityModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid()) return {};
    const ActivityNote& note = at(index.row());
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
        return column == When ? clock(note.at, now_) : column == What ? note.what : kindWord(note.kind);
    case Qt::ToolTipRole:
        if (column == When) return exactUtc(note.at);
        return note.detail.isEmpty() ? note.what : note.what + u'\n' + note.detail;
    case Qt::AccessibleTextRole:
        return headerData(column, Qt::Horizontal, Qt::DisplayRole).toString() + u": "_qs +
               data(index, Qt::DisplayRole).toString();
    case MarkRole:
        return column == What && note.kind == u"problem" && !note.what.startsWith(u"Over: ")
                   ? QVariant(static_cast<int>(Mark::Attention))
                   : QVariant();
    case FiguresRole: return column == When;
    case MutedRole: return column != What;
    default: return {};
    }
}

QVariant ActivityModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) return {};
    return section == When ? tr("When") : section == What ? tr("What happened") : tr("About");
}

} // namespace rowcast::ui
