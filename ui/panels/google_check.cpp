#include "ui/panels/google_check.h"

#include "ui/theme/type.h"
#include "ui/widgets/make_button.h"
#include "ui/widgets/mark_label.h"
#include "ui/widgets/muted_label.h"
#include "ui/widgets/ruled.h"
#include "ui/widgets/section_label.h"

#include <QHBoxLayout>
#include <QLabel>

namespace rowcast::ui {

namespace {
Mark markOf(CheckLine::State state) {
    switch (state) {
    case CheckLine::State::Ok: return Mark::Tick;
    case CheckLine::State::Problem: return Mark::Attention;
    case CheckLine::State::NotAsked: break;
    }
    return Mark::Dash;
}

QString stateOf(CheckLine::State state) {
    switch (state) {
    case CheckLine::State::Ok: return GoogleCheck::tr("fine");
    case CheckLine::State::Problem: return GoogleCheck::tr("problem");
    case CheckLine::State::NotAsked: break;
    }
    return GoogleCheck::tr("not asked");
}

/// The sentence of a problem, below its line's name.
QLabel* remedyLabel(const QString& text, QWidget* parent) {
    auto* label = new QLabel(text, parent);
    label->setFont(smallFont(parent->font()));
    label->setForegroundRole(QPalette::PlaceholderText);
    label->setWordWrap(true);
    return label;
}

/// A part of a line whose width does not follow what it holds, so that the lines' parts stand below each
/// other.
QWidget* half(QWidget* line) {
    auto* part = new QWidget(line);
    part->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    return part;
}
} // namespace

GoogleCheck::GoogleCheck(QWidget* parent)
    : QWidget(parent), summary_(new MutedLabel(this)),
      again_(makeButton(tr("Check &again"), QStringLiteral("checkButton"), {}, this)),
      column_(new QVBoxLayout(this)) {
    auto* head = new QHBoxLayout;
    head->setSpacing(12);
    head->addWidget(new SectionLabel(tr("Check"), this));
    head->addWidget(summary_, 1);
    head->addWidget(again_);
    column_->setContentsMargins(0, 0, 0, 0);
    column_->setSpacing(Sizes(font()).px(6));
    column_->addLayout(head);
    connect(again_, &QPushButton::clicked, this, &GoogleCheck::checkWanted);
}

void GoogleCheck::show(const GoogleStatus& google, WallTime now) {
    summary_->setText(checkSummary(google, now));
    again_->setEnabled(!google.checking);
    again_->setText(google.checkedAt ? tr("Check &again") : tr("&Check"));
    if (shown_ == google.check) return;
    shown_ = google.check;
    rebuild(google);
}

void GoogleCheck::rebuild(const GoogleStatus& google) {
    if (lines_) {
        lines_->hide();
        lines_->deleteLater(); // its button may have been pressed for this
    }
    lines_ = new QWidget(this);
    auto* lines = new QVBoxLayout(lines_);
    lines->setContentsMargins(0, 0, 0, 0);
    lines->setSpacing(0);
    for (const CheckLine& line : google.check)
        lines->addWidget(lineOf(line, google));
    column_->addWidget(lines_);
}

QWidget* GoogleCheck::lineOf(const CheckLine& line, const GoogleStatus& google) {
    const Sizes sizes(font());
    const bool problem = line.state == CheckLine::State::Problem;
    auto* out = new Ruled(lines_);
    out->setObjectName(QStringLiteral("checkLine_%1").arg(line.id));
    out->setMinimumHeight(sizes.text + sizes.px(20));
    const QString sentence = problem && line.error ? line.error->what : QString();
    out->setAccessibleName(
        QStringLiteral("%1: %2. %3 %4").arg(line.title, stateOf(line.state), line.value, sentence));
    auto* mark = new MarkLabel(sizes.mark, out);
    mark->setMark(markOf(line.state));
    auto* name = new QLabel(line.title, out);
    if (problem) name->setFont(weighted(font(), QFont::DemiBold));
    if (line.state == CheckLine::State::NotAsked) name->setForegroundRole(QPalette::PlaceholderText);
    auto* value = new MutedLabel(out);
    value->setFixedHeight(sizes.text);
    value->setText(line.value == sentence ? QString() : line.value);
    value->setToolTip(line.value);
    auto* words = new QVBoxLayout(half(out));
    words->setContentsMargins(0, 0, 16, 0);
    words->setSpacing(1);
    words->addStretch();
    words->addWidget(name);
    if (!sentence.isEmpty()) words->addWidget(remedyLabel(sentence, out));
    words->addStretch();
    auto* seen = new QHBoxLayout(half(out));
    seen->setContentsMargins(0, 0, 0, 0);
    seen->addWidget(value, 1);
    auto* row = new QHBoxLayout(out);
    row->setContentsMargins(0, 5, 0, 5);
    row->setSpacing(sizes.px(7));
    row->addWidget(mark);
    row->addWidget(words->parentWidget(), 14);
    row->addWidget(seen->parentWidget(), 11);
    if (const CheckButton deed = buttonOf(line, google); deed.deed != GoogleDeed::None) {
        QPushButton* button = makeButton(deed.text, QStringLiteral("mend_%1").arg(line.id), {}, out);
        button->setAccessibleName(QStringLiteral("%1: %2").arg(line.title, deed.text));
        button->setFixedHeight(sizes.rowButton);
        seen->addWidget(button);
        connect(button, &QPushButton::clicked, this, [this, deed] { emit deedWanted(deed); });
    }
    return out;
}

} // namespace rowcast::ui
