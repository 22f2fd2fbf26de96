// The questions as cells: what the table shows, tells and lets be edited.
#include "ui/models/question_words.h"
#include "ui/models/questions_model.h"
#include "ui/theme/marks.h"
#include "ui/widgets/roles.h"
#include "ui/words.h"

#include <QIODevice>
#include <QMimeData>

namespace rowcast::ui {

namespace {
const QString rowsMime = QStringLiteral("application/x-rowcast-question-rows");

bool isFigures(int column) {
    return column == QuestionsModel::Order || column == QuestionsModel::Seen;
}

QStringList typeOptions() {
    QStringList words{noTypeWord()};
    for (const QuestionType type : questionTypes())
        words << typeWord(type);
    return words;
}
} // namespace

int QuestionsModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(rows_.size());
}

int QuestionsModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : int{ColumnCount};
}

QString QuestionsModel::text(const Row& row, int column) {
    switch (column) {
    case Order: return number(row.draft.order + 1);
    case Id: return row.known.id.text();
    case Title: {
        const QString title = titleOf(row);
        return title.isEmpty() ? tr("No title yet") : title;
    }
    case Type: return typeWord(row.draft.entry.type.value_or(row.known.type));
    case Shown: return row.draft.entry.shown ? tr("yes") : tr("left out");
    case Seen: return number(row.known.seen);
    case Samples: return row.known.samples.join(u" · "_qs);
    default: return {};
    }
}

/// Where the title comes from, or what it was.
QString QuestionsModel::note(const Row& row, int column) {
    if (column == Type && !row.draft.entry.choices.empty())
        return counted(static_cast<std::int64_t>(row.draft.entry.choices.size()), tr("label"), tr("labels"));
    if (column != Title) return {};
    const QString& title = row.draft.entry.title;
    const QString& used = row.used.entry.title;
    if (title != used && !used.isEmpty()) return tr("was “%1”").arg(used);
    if (title.isEmpty() && !row.known.label.isEmpty()) return tr("from the responses");
    return {};
}

QVariant QuestionsModel::editText(const Row& row, int column) {
    switch (column) {
    case Title: return titleOf(row);
    case Order: return row.draft.order + 1;
    case Type: return row.draft.entry.type ? typeWord(*row.draft.entry.type) : noTypeWord();
    default: return text(row, column);
    }
}

bool QuestionsModel::muted(const Row& row, int column) {
    switch (column) {
    case Id: return !titleOf(row).isEmpty();
    case Type: return !row.draft.entry.type; // guessed
    case Seen: return row.known.seen == 0;
    case Title: return !row.draft.entry.shown;
    default: return true;
    }
}

QVariant QuestionsModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid()) return {};
    const Row& row = at(index.row());
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole: return text(row, column);
    case Qt::EditRole: return editText(row, column);
    case Qt::ToolTipRole: return column == Shown ? tr("Is it a column of the sheet?") : text(row, column);
    case Qt::AccessibleTextRole:
        return headerData(column, Qt::Horizontal, Qt::DisplayRole).toString() + u": "_qs + text(row, column);
    case Qt::AccessibleDescriptionRole:
        return tr("%1 of %2")
            .arg(headerData(column, Qt::Horizontal, Qt::DisplayRole).toString(), row.known.id.text());
    case Qt::TextAlignmentRole: return int(isFigures(column) ? Qt::AlignRight : Qt::AlignLeft);
    case Qt::CheckStateRole:
        return column == Shown ? QVariant(row.draft.entry.shown ? Qt::Checked : Qt::Unchecked) : QVariant();
    case MarkRole:
        return column == Title && wantsTitle(row) ? QVariant(static_cast<int>(Mark::Attention)) : QVariant();
    case WantedRole: return column == Title && wantsTitle(row);
    case NoteRole: return note(row, column);
    case MonoRole: return column == Id;
    case FiguresRole: return isFigures(column);
    case MutedRole: return muted(row, column);
    case OptionsRole: return column == Type ? QVariant(typeOptions()) : QVariant();
    case CopyRole:
        return column == Title ? titleOf(row) : column == Type ? editText(row, Type) : text(row, column);
    case KeyRole: return row.known.id.text();
    default: return {};
    }
}

QVariant QuestionsModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal) return {};
    if (role == Qt::TextAlignmentRole) return int(isFigures(section) ? Qt::AlignRight : Qt::AlignLeft);
    if (role == FiguresRole) return isFigures(section);
    if (role != Qt::DisplayRole) return {};
    switch (section) {
    case Order: return tr("Order");
    case Id: return tr("Question id");
    case Title: return tr("Title in the sheet");
    case Type: return tr("Type");
    case Shown: return tr("Shown");
    case Seen: return tr("Seen in");
    case Samples: return tr("Sample answers");
    default: return {};
    }
}

Qt::ItemFlags QuestionsModel::flags(const QModelIndex& index) const {
    if (!index.isValid()) return Qt::ItemIsDropEnabled; // between rows only
    Qt::ItemFlags flags =
        Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsDragEnabled | Qt::ItemNeverHasChildren;
    if (index.column() == Order || index.column() == Title || index.column() == Type)
        flags |= Qt::ItemIsEditable;
    if (index.column() == Shown) flags |= Qt::ItemIsUserCheckable;
    return flags;
}

bool QuestionsModel::setData(const QModelIndex& index, const QVariant& value, int role) {
    QuestionDraft draft = at(index.row()).draft;
    const QString word = value.toString().trimmed();
    if (role == Qt::CheckStateRole && index.column() == Shown) {
        draft.entry.shown = value.toInt() == Qt::Checked;
        edit(draft.entry.shown ? tr("showing a column") : tr("leaving out a column"), {draft});
        return true;
    }
    if (role != Qt::EditRole) return false;
    switch (index.column()) {
    case Order: {
        const int wanted = word.toInt();
        if (wanted < 1) return false;
        moveTo(index.row(), wanted - 1);
        return true;
    }
    case Title:
        if (word == titleOf(at(index.row()))) return true; // the payload's own stays its own
        draft.entry.title = word;
        edit(tr("a title"), {draft});
        return true;
    case Type:
        draft.entry.type = typeFrom(word);
        if (!draft.entry.type && word != noTypeWord()) return false;
        edit(tr("a type"), {draft});
        return true;
    default: return false;
    }
}

QStringList QuestionsModel::mimeTypes() const {
    return {rowsMime};
}

QMimeData* QuestionsModel::mimeData(const QModelIndexList& indexes) const {
    QByteArray rows;
    QDataStream out(&rows, QIODevice::WriteOnly);
    for (const QModelIndex& index : indexes)
        if (index.column() == Order) out << index.row();
    auto* data = new QMimeData; // the drag owns it
    data->setData(rowsMime, rows);
    return data;
}

bool QuestionsModel::dropMimeData(const QMimeData* data, Qt::DropAction action, int row, int,
                                  const QModelIndex& parent) {
    if (action != Qt::MoveAction || parent.isValid() || !data->hasFormat(rowsMime)) return false;
    std::vector<int> rows;
    QByteArray bytes = data->data(rowsMime);
    QDataStream in(&bytes, QIODevice::ReadOnly);
    for (int moved = 0; !in.atEnd();) {
        in >> moved;
        if (moved >= 0 && moved < rowCount()) rows.push_back(moved);
    }
    move(std::move(rows), row >= 0 && row < rowCount() ? at(row).draft.order : rowCount());
    return true;
}

} // namespace rowcast::ui
