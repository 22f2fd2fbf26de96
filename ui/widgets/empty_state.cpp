#include "ui/widgets/empty_state.h"

#include "ui/theme/style_parts.h"
#include "ui/theme/type.h"
#include "ui/widgets/make_button.h"
#include "ui/widgets/mark_label.h"
#include "ui/widgets/muted_label.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>

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
    column_->setContentsMargins(0, 0, 0, 0);
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
    const int step = static_cast<int>(lines_.size());
    const Line line{new MarkLabel(Sizes(font()).mark, this), new QLabel(this), new MutedLabel(this),
                    makeButton({}, QStringLiteral("step%1Button").arg(step + 1), {}, this)};
    connect(line.button, &QPushButton::clicked, this, [this, step] { emit pressed(step); });
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
    row->addWidget(line.button);
    column_->addLayout(row);
    lines_.push_back(line);
    return line;
}

void EmptyState::setSteps(const std::vector<Step>& steps, bool mayBePrimary) {
    while (lines_.size() < steps.size())
        addLine();
    bool first = mayBePrimary;
    for (std::size_t at = 0; at < steps.size(); ++at) {
        const Step& step = steps[at];
        const Line& line = lines_[at];
        line.mark->setMark(step.mark);
        line.name->setText(step.name);
        line.note->setText(step.note);
        line.button->setText(step.button);
        line.button->setVisible(!step.button.isEmpty());
        const bool primary = first && step.mark == Mark::Ring && !step.button.isEmpty();
        line.button->setProperty("kind", primary ? QStringLiteral("primary") : QString());
        line.button->updateGeometry();
        first = first && !primary;
    }
}

} // namespace rowcast::ui
