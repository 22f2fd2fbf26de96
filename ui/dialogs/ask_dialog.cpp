#include "ui/dialogs/ask_dialog.h"

#include "ui/theme/type.h"
#include "ui/widgets/make_button.h"
#include "ui/widgets/mark_label.h"

#include <QAccessible>
#include <QHBoxLayout>
#include <QLabel>

namespace rowcast::ui {

AskDialog::AskDialog(const QString& title, const QString& sentence, const QString& deed, QWidget* parent)
    : QDialog(parent), sentence_(new QLabel(sentence, this)), body_(new QVBoxLayout),
      problem_(new QWidget(this)), why_(new QLabel(problem_)),
      cancel_(makeButton(tr("Cancel"), QStringLiteral("cancelButton"), {}, this)),
      deed_(makeButton(deed, QStringLiteral("deedButton"), QStringLiteral("primary"), this)) {
    const Sizes sizes(font());
    setWindowTitle(title);
    setMinimumWidth(sizes.px(560));
    sentence_->setWordWrap(true);
    auto* mark = new MarkLabel(sizes.mark, problem_);
    mark->setMark(Mark::Stopped);
    why_->setObjectName(QStringLiteral("refusal"));
    why_->setWordWrap(true);
    auto* problem = new QHBoxLayout(problem_);
    problem->setContentsMargins(0, 0, 0, 0);
    problem->addWidget(mark, 0, Qt::AlignTop);
    problem->addWidget(why_, 1);
    problem_->hide();
    body_->setSpacing(8);
    deed_->setDefault(true);
    auto* buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(cancel_);
    buttons->addWidget(deed_);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(pageMargin, 20, pageMargin, 20);
    column->setSpacing(16);
    column->addWidget(sentence_);
    column->addLayout(body_, 1);
    column->addWidget(problem_);
    column->addLayout(buttons);
    connect(cancel_, &QPushButton::clicked, this, &QDialog::reject);
    connect(deed_, &QPushButton::clicked, this, &AskDialog::deedWanted);
}

void AskDialog::setWaiting() {
    problem_->hide();
    deed_->setEnabled(false);
}

void AskDialog::refuse(const QString& why) {
    why_->setText(why);
    problem_->show();
    deed_->setEnabled(ready_);
    QAccessibleEvent announce(why_, QAccessible::Alert);
    QAccessible::updateAccessibility(&announce);
}

void AskDialog::setReady(bool ready) {
    ready_ = ready;
    deed_->setEnabled(ready);
    problem_->hide();
}

void AskDialog::setCancel(const QString& text) {
    cancel_->setText(text);
}

} // namespace rowcast::ui
