#include "ui/widgets/table_delegate.h"

#include "ui/theme/marks.h"
#include "ui/theme/style_parts.h"
#include "ui/theme/text.h"
#include "ui/theme/type.h"
#include "ui/widgets/cell_editor.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/roles.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QTimer>

#include <algorithm>

namespace rowcast::ui {

namespace {
constexpr int buttonPadding = 10;
constexpr int chevronWidth = 18;

bool hasAction(const QModelIndex& index) {
    return index.data(LinkRole).toBool() || !index.data(ButtonRole).toString().isEmpty();
}

/// The cell's text stands inside its padding; the view's outer cells reach into the page margin.
QRectF inside(const QStyleOptionViewItem& option, const QModelIndex& index) {
    const bool number =
        index.data(FiguresRole).toBool() && index.data(Qt::TextAlignmentRole).toInt() == int(Qt::AlignRight);
    return QRectF(option.rect).adjusted(cellPadding, 0, number ? -2 * cellPadding : -cellPadding, 0);
}

double textWidth(const QFont& font, const QString& text, bool figures) {
    return figures ? figuresWidth(font, text) : QFontMetricsF(font).horizontalAdvance(text);
}

void paintBackground(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index,
                     const Tokens& t) {
    const bool first = index.column() == 0;
    const bool last = index.column() == index.model()->columnCount() - 1;
    const QRectF rect(option.rect);
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    if (selected || option.state.testFlag(QStyle::State_MouseOver)) {
        painter->save();
        painter->setClipRect(option.rect);
        const double cut = surfaceRadius * 2; // a rounded end only where the row ends
        paintSurface(painter, rect.adjusted(first ? 0 : -cut, 0, last ? 0 : cut, -1), surfaceRadius,
                     selected ? t.sel : t.hover);
        painter->restore();
    }
    painter->fillRect(QRectF(rect.left() + (first ? cellPadding : 0), rect.bottom() - 1,
                             rect.width() - (first ? cellPadding : 0) - (last ? cellPadding : 0), 1),
                      t.hair);
}

QColor inkOf(const QModelIndex& index, const Tokens& t) {
    if (index.data(LinkRole).toBool()) return t.accentInk;
    if (index.data(WantedRole).toBool()) return t.att;
    return index.data(MutedRole).toBool() ? t.muted : t.text;
}

QFont fontOf(const QStyleOptionViewItem& option, const QModelIndex& index, bool hovered) {
    QFont font = index.data(StrongRole).toBool() ? weighted(option.font, QFont::Medium)
                 : index.data(MonoRole).toBool() ? monoFont(option.font)
                                                 : option.font;
    font.setItalic(index.data(WantedRole).toBool());
    font.setUnderline(hovered && index.data(LinkRole).toBool());
    return font;
}

QRectF checkRect(const QStyleOptionViewItem& option) {
    const int side = Sizes(option.font).px(16);
    return QRect(option.rect.left() + cellPadding, option.rect.center().y() - side / 2, side, side);
}

/// After the text, as long as they fit whole: the chip, the note.
void paintAfter(QPainter* painter, QRectF room, const QModelIndex& index, const QFont& base,
                const Tokens& t) {
    if (const QString chip = index.data(ChipRole).toString(); !chip.isEmpty()) {
        const double width = chipWidth(base, chip);
        if (width > room.width()) return;
        paintChip(painter, QRectF(room.left(), room.top(), width, room.height()), base, chip,
                  ChipTone::Attention, t);
        room.setLeft(room.left() + width + 8);
    }
    const QString note = index.data(NoteRole).toString();
    const QFont font = smallFont(base);
    if (note.isEmpty() || QFontMetricsF(font).horizontalAdvance(note) > room.width()) return;
    painter->setPen(t.muted);
    painter->setFont(font);
    painter->drawText(QPointF(room.left(), baselineIn(room, base)), note);
}

void paintText(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index, bool hovered,
               const Tokens& t) {
    QRectF room = inside(option, index);
    const Sizes sizes(option.font);
    if (const Mark mark = static_cast<Mark>(index.data(MarkRole).toInt()); mark != Mark::None) {
        const int side = option.rect.height() < sizes.actionRow ? sizes.px(14) : sizes.mark;
        const QRect place(qRound(room.left()), qRound(room.center().y() - side / 2.0), side, side);
        paintMark(painter, mark, place, markColors(mark, t));
        room.setLeft(room.left() + side + sizes.px(7));
    }
    const QFont font = fontOf(option, index, hovered);
    QString text = index.data(Qt::DisplayRole).toString();
    if (index.data(MonoRole).toBool())
        text = QFontMetricsF(font).elidedText(text, Qt::ElideMiddle, room.width());
    const bool figures = index.data(FiguresRole).toBool();
    painter->setPen(inkOf(index, t));
    const double width = textWidth(font, text, figures);
    const auto align = static_cast<Qt::Alignment>(index.data(Qt::TextAlignmentRole).toInt());
    if (figures) {
        const double left = align.testFlag(Qt::AlignRight) ? room.right() - width : room.left();
        drawFigures(painter, left, baselineIn(room, option.font), font, text);
    } else {
        painter->save();
        painter->setFont(font);
        drawLine(painter, room, font, text, align);
        painter->restore();
    }
    room.setLeft(room.left() + width + 8);
    if (room.width() > 0) paintAfter(painter, room, index, option.font, t);
}

/// A click on the check, or Space in its cell.
bool toggles(const QEvent* event, const QStyleOptionViewItem& option, const QModelIndex& index) {
    if (!index.data(Qt::CheckStateRole).isValid()) return false;
    if (event->type() == QEvent::KeyPress)
        return static_cast<const QKeyEvent*>(event)->key() == Qt::Key_Space;
    if (event->type() != QEvent::MouseButtonRelease) return false;
    const auto* mouse = static_cast<const QMouseEvent*>(event);
    return mouse->button() == Qt::LeftButton &&
           checkRect(option).adjusted(-4, -4, 4, 4).contains(mouse->position());
}
} // namespace

TableDelegate::TableDelegate(QAbstractItemView* view)
    : QStyledItemDelegate(view), view_(view), viewport_(view->viewport()) {
    viewport_->setMouseTracking(true);
    viewport_->installEventFilter(this);
    view_->installEventFilter(this);
}

QStyleOptionViewItem TableDelegate::filled(const QStyleOptionViewItem& option, const QModelIndex&) const {
    QStyleOptionViewItem full = option;
    full.font = view_->font();
    return full;
}

QSize TableDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const {
    return {0, Sizes(view_->font()).row};
}

QRect TableDelegate::buttonRect(const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const QString text = index.data(ButtonRole).toString();
    if (text.isEmpty()) return {};
    const Sizes sizes(view_->font());
    const int width = QFontMetrics(view_->font()).horizontalAdvance(text) + 2 * buttonPadding +
                      (index.data(MoreRole).toBool() ? chevronWidth : 0);
    return {option.rect.right() + 1 - cellPadding - width,
            option.rect.top() + (option.rect.height() - sizes.rowButton) / 2, width, sizes.rowButton};
}

void TableDelegate::paint(QPainter* painter, const QStyleOptionViewItem& given,
                          const QModelIndex& index) const {
    const QStyleOptionViewItem option = filled(given, index);
    const Tokens& t = tokens(view_->palette());
    paintBackground(painter, option, index, t);
    const bool hovered = over_ == index;
    const bool focus = option.state.testFlag(QStyle::State_HasFocus) && view_->hasFocus();
    const QRect button = buttonRect(option, index);
    if (const QVariant check = index.data(Qt::CheckStateRole); check.isValid()) {
        const QStyle::State on = check.toInt() == Qt::Checked ? QStyle::State_On : QStyle::State_Off;
        paintCheck(painter, checkRect(option), on | QStyle::State_Enabled, false, t);
    } else if (button.isEmpty()) {
        paintText(painter, option, index, hovered, t);
    } else {
        QStyle::State state = QStyle::State_Enabled;
        if (hovered) state |= QStyle::State_MouseOver;
        paintButton(painter, button, ButtonKind::Secondary, state, t);
        painter->setPen(t.text);
        drawLine(painter, QRectF(button).adjusted(buttonPadding, 0, 0, 0), view_->font(),
                 index.data(ButtonRole).toString());
        if (index.data(MoreRole).toBool())
            paintChevron(painter, QRectF(button).adjusted(button.width() - chevronWidth - 4, 0, -4, 0),
                         Qt::DownArrow, t.muted);
    }
    if (focus)
        paintFocus(painter, button.isEmpty() ? QRectF(option.rect).adjusted(2, 2, -2, -3) : QRectF(button),
                   ButtonKind::Secondary, t);
}

bool TableDelegate::atAction(const QPoint& at, const QStyleOptionViewItem& option,
                             const QModelIndex& index) const {
    if (const QRect button = buttonRect(option, index); !button.isEmpty()) return button.contains(at);
    return index.data(LinkRole).toBool() && inside(option, index).contains(at);
}

QWidget* TableDelegate::createEditor(QWidget* parent, const QStyleOptionViewItem&,
                                     const QModelIndex& index) const {
    QWidget* editor = makeCellEditor(parent, index);
    if (auto* choice = qobject_cast<QComboBox*>(editor)) {
        connect(choice, &QComboBox::activated, this, &TableDelegate::takeChoice);
        QTimer::singleShot(0, choice, &QComboBox::showPopup); // once it stands in its place
    }
    return editor;
}

void TableDelegate::takeChoice() {
    auto* choice = qobject_cast<QComboBox*>(sender());
    emit commitData(choice);
    emit closeEditor(choice);
}

void TableDelegate::updateEditorGeometry(QWidget* editor, const QStyleOptionViewItem& option,
                                         const QModelIndex&) const {
    editor->setGeometry(cellEditorRect(option.rect));
}

bool TableDelegate::editorEvent(QEvent* event, QAbstractItemModel* model, const QStyleOptionViewItem& option,
                                const QModelIndex& index) {
    if (toggles(event, option, index)) {
        const bool on = index.data(Qt::CheckStateRole).toInt() == Qt::Checked;
        return model->setData(index, on ? Qt::Unchecked : Qt::Checked, Qt::CheckStateRole);
    }
    if (event->type() == QEvent::MouseMove) {
        const auto* mouse = static_cast<QMouseEvent*>(event);
        const QPersistentModelIndex now =
            atAction(mouse->pos(), option, index) ? QPersistentModelIndex(index) : QPersistentModelIndex();
        if (now != over_) {
            over_ = now;
            viewport_->setCursor(now.isValid() ? Qt::PointingHandCursor : Qt::ArrowCursor);
            viewport_->update();
        }
        return false;
    }
    if (event->type() != QEvent::MouseButtonRelease) return false;
    const auto* mouse = static_cast<QMouseEvent*>(event);
    if (mouse->button() != Qt::LeftButton || !atAction(mouse->pos(), option, index)) return false;
    const QRect button = buttonRect(option, index);
    if (index.data(MoreRole).toBool() && mouse->pos().x() > button.right() - chevronWidth - 4)
        emit moreWanted(index, viewport_->mapToGlobal(button.bottomLeft()));
    else
        emit activated(index);
    return true;
}

bool TableDelegate::eventFilter(QObject* watched, QEvent* event) {
    if (watched == viewport_ && event->type() == QEvent::Leave && over_.isValid()) {
        over_ = QPersistentModelIndex();
        viewport_->setCursor(Qt::ArrowCursor);
        viewport_->update();
    }
    if (watched == view_ && event->type() == QEvent::KeyPress && view_->currentIndex().isValid()) {
        const QModelIndex index = view_->currentIndex();
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (hasAction(index) && (key == Qt::Key_Return || key == Qt::Key_Enter || key == Qt::Key_Space)) {
            emit activated(index);
            return true;
        }
        if (index.data(MoreRole).toBool() && key == Qt::Key_Menu) {
            emit moreWanted(index, viewport_->mapToGlobal(view_->visualRect(index).bottomLeft()));
            return true;
        }
    }
    return watched == view_ || watched == viewport_ ? false
                                                    : QStyledItemDelegate::eventFilter(watched, event);
}

} // namespace rowcast::ui
