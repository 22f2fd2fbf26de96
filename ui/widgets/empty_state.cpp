#include "ui/widgets/empty_state.h"

#include "ui/theme/style_parts.h"
#include "ui/theme/type.h"
#include "ui/widgets/mark_label.h"
#include "ui/widgets/muted_label.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>

namespace rowcast::ui {

namespace {
/// Three lines of dots that become bars, as in the application icon, each paler than the one above.
class FadingRows : public QWidget {
public:
    explicit FadingRows(QWidget* parent) : QWidget(parent) { setFixedHeight(76); }

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        const Tokens& t = tokens(palette());
        const double bars[3][2] = {{120, 44}, {84, 36}, {52, 24}};
        for (int row = 0; row < 3; ++row) {
            painter.setOpacity(row == 0 ? 1 : row == 1 ? 0.6 : 0.3);
            const double y = row * 30;
            paintSurface(&painter, {0, y, 14, 14}, 7, row == 0 ? t.accent : t.border);
            paintSurface(&painter, {28, y, bars[row][0], 14}, 7, t.border);
            paintSurface(&painter, {36 + bars[row][0], y, bars[row][1], 14}, 7, t.border);
        }
    }
};
} // namespace

EmptyState::EmptyState(const QString& title, const QString& sentence, QWidget* parent)
    : QWidget(parent), column_(new QVBoxLayout) {
    auto* head = new QLabel(title, this);
    head->setFont(titleFont(font()));
    auto* body = new QLabel(sentence, this);
    body->setWordWrap(true);
    body->setForegroundRole(QPalette::PlaceholderText);
    column_->setSpacing(0);
    column_->addWidget(new FadingRows(this));
    column_->addSpacing(28);
    column_->addWidget(head);
    column_->addSpacing(8);
    column_->addWidget(body);
    column_->addSpacing(16);
    auto* inner = new QWidget(this);
    inner->setLayout(column_);
    inner->setMaximumWidth(Sizes(font()).px(560));
    inner->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 24, 0, 24);
    row->addStretch(1);
    row->addWidget(inner, 100);
    row->addStretch(1);
}

EmptyState::Line EmptyState::addLine() {
    const Line line{new MarkLabel(Sizes(font()).mark, this), new QLabel(this), new MutedLabel(this)};
    line.name->setFont(weighted(font(), QFont::Medium));
    line.note->setFont(smallFont(font()));
    auto* words = new QVBoxLayout;
    words->setSpacing(0);
    words->addWidget(line.name);
    words->addWidget(line.note);
    auto* row = new QHBoxLayout;
    row->setContentsMargins(0, 4, 0, 8);
    row->setSpacing(12);
    row->addWidget(line.mark);
    row->addLayout(words, 1);
    column_->addLayout(row);
    lines_.push_back(line);
    return line;
}

void EmptyState::setSteps(const std::vector<Step>& steps) {
    while (lines_.size() < steps.size())
        addLine();
    for (std::size_t at = 0; at < steps.size(); ++at) {
        lines_[at].mark->setMark(steps[at].mark);
        lines_[at].name->setText(steps[at].name);
        lines_[at].note->setText(steps[at].note);
    }
}

} // namespace rowcast::ui
