#include "ui/widgets/sidebar.h"

#include "ui/models/places_model.h"
#include "ui/theme/icons.h"
#include "ui/theme/style_parts.h"
#include "ui/theme/text.h"
#include "ui/theme/type.h"
#include "ui/widgets/chip.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QListView>
#include <QPainter>
#include <QShortcut>
#include <QStyledItemDelegate>

namespace rowcast::ui {

namespace {
constexpr int ruleRoom = 17; ///< px between the places above and those apart

class PlaceDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override {
        const Sizes sizes(option.font);
        return {0, index.data(PlacesModel::RuleRole).toBool() ? ruleRoom : sizes.place + 2};
    }

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override {
        const Tokens& t = tokens(option.palette);
        const Sizes sizes(option.font);
        if (index.data(PlacesModel::RuleRole).toBool()) {
            const int y = option.rect.top() + ruleRoom / 2 - 1;
            painter->fillRect(QRect(option.rect.left() + 12, y, option.rect.width() - 24, 1), t.line);
            return;
        }
        const QRectF rect = QRectF(option.rect).adjusted(0, 0, 0, -2);
        const bool selected = option.state.testFlag(QStyle::State_Selected);
        if (selected || option.state.testFlag(QStyle::State_MouseOver))
            paintSurface(painter, rect, surfaceRadius, selected ? t.sel : t.neutTint);
        if (selected && option.state.testFlag(QStyle::State_HasFocus) &&
            option.state.testFlag(QStyle::State_KeyboardFocusChange))
            paintSurface(painter, rect, surfaceRadius, {}, t.accentInk, 2);
        const QRectF icon(rect.left() + sizes.px(12), rect.center().y() - sizes.mark / 2.0, sizes.mark,
                          sizes.mark);
        paintIcon(painter, icon, index.data(PlacesModel::IconRole).toString(),
                  selected ? t.accentInk : t.muted);
        painter->setPen(selected ? t.accentInk : t.text);
        drawLine(painter, rect.adjusted(sizes.px(38), 0, -sizes.px(36), 0),
                 selected ? weighted(option.font, QFont::DemiBold) : option.font,
                 index.data(Qt::DisplayRole).toString());
        paintCount(painter, rect, option.font, index, t);
    }

private:
    static void paintCount(QPainter* painter, const QRectF& rect, const QFont& font, const QModelIndex& index,
                           const Tokens& t) {
        const int count = index.data(PlacesModel::CountRole).toInt();
        if (count == 0) return;
        const QString text = QString::number(count);
        const auto kind = static_cast<PlaceCount::Kind>(index.data(PlacesModel::KindRole).toInt());
        if (kind == PlaceCount::Kind::Plain) {
            painter->setPen(t.muted);
            drawLine(painter, rect.adjusted(0, 0, -Sizes(font).px(15), 0), smallFont(font), text,
                     Qt::AlignRight);
            return;
        }
        const double width = chipWidth(font, text);
        paintChip(painter, QRectF(rect.right() - width - Sizes(font).px(8), rect.top(), width, rect.height()),
                  font, text, kind == PlaceCount::Kind::Stopped ? ChipTone::Trouble : ChipTone::Attention, t);
    }
};

/// Application icon and the pipeline's name, as high as the state bar beside it.
QHBoxLayout* headOf(QLabel* name, const QFont& font) {
    auto* icon = new QLabel;
    const Sizes sizes(font);
    icon->setPixmap(QIcon(QStringLiteral(":/icons/rowcast.svg")).pixmap(sizes.px(28), sizes.px(28)));
    name->setFont(weighted(font, QFont::DemiBold));
    auto* head = new QHBoxLayout;
    head->setContentsMargins(10, 0, 12, 0);
    head->setSpacing(6);
    head->addWidget(icon);
    head->addWidget(name, 1);
    return head;
}
} // namespace

Sidebar::Sidebar(QWidget* parent)
    : QWidget(parent), places_(new PlacesModel(this)), list_(new QListView(this)),
      pipeline_(new QLabel(this)) {
    const Sizes sizes(font());
    setFixedWidth(sizes.px(200));
    pipeline_->setObjectName(QStringLiteral("pipelineName"));
    list_->setObjectName(QStringLiteral("placesList"));
    list_->setAccessibleName(tr("Places"));
    list_->setModel(places_);
    list_->setItemDelegate(new PlaceDelegate(list_));
    list_->setFrameShape(QFrame::NoFrame);
    list_->setEditTriggers(QAbstractItemView::NoEditTriggers);
    list_->setMouseTracking(true);
    list_->viewport()->setAutoFillBackground(false);
    list_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    auto* top = new QWidget(this);
    top->setFixedHeight(sizes.stateBar);
    top->setLayout(headOf(pipeline_, font()));
    layout->addWidget(top);
    layout->addSpacing(8);
    auto* inset = new QHBoxLayout;
    inset->setContentsMargins(8, 0, 9, 0);
    inset->addWidget(list_);
    layout->addLayout(inset, 1);
    connect(list_->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this](const QModelIndex& now) {
                if (now.isValid()) emit chosen(*places_->at(now.row()));
            });
    addKeys();
}

void Sidebar::addKeys() {
    for (int number = 1; number <= 9; ++number) {
        auto* key = new QShortcut(QKeySequence(QStringLiteral("Ctrl+%1").arg(number)), this);
        connect(key, &QShortcut::activated, this, [this, number] {
            if (const auto place = places_->numbered(number)) choose(*place);
        });
    }
}

void Sidebar::add(Place place) {
    places_->add(place);
}

void Sidebar::setCount(Place place, PlaceCount count) {
    places_->setCount(place, count);
}

void Sidebar::setPipeline(const QString& name) {
    const QString shown =
        pipeline_->fontMetrics().elidedText(name, Qt::ElideRight, width() - Sizes(font()).px(60));
    pipeline_->setText(shown);
    pipeline_->setToolTip(shown == name ? QString() : name);
}

void Sidebar::choose(Place place) {
    if (const QModelIndex index = places_->indexOf(place); index.isValid()) list_->setCurrentIndex(index);
}

void Sidebar::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const Tokens& t = tokens(palette());
    painter.fillRect(rect(), t.sidebar);
    painter.fillRect(QRect(width() - 1, 0, 1, height()), t.line);
}

} // namespace rowcast::ui
