#include "ui/panels/google_facts.h"

#include "ui/google_words.h"
#include "ui/theme/type.h"
#include "ui/widgets/gauge.h"
#include "ui/widgets/make_button.h"
#include "ui/widgets/muted_label.h"
#include "ui/words.h"

#include <QGridLayout>
#include <QLabel>

#include <algorithm>

namespace rowcast::ui {

namespace {
QPushButton* link(const QString& text, const char* objectName, QWidget* parent) {
    return makeButton(text, QLatin1String(objectName), QStringLiteral("link"), parent);
}

/// No wider than its text, so that its link follows it; what is longer than a line wraps.
void say(QLabel* label, const QString& text) {
    label->setText(text);
    label->setMaximumWidth(
        std::min(Sizes(label->font()).px(700), label->fontMetrics().horizontalAdvance(text) + 2));
}
} // namespace

GoogleFacts::GoogleFacts(QWidget* parent)
    : QWidget(parent), grid_(new QGridLayout(this)), mayDo_(new QLabel(this)),
      pick_(link(tr("Let it use a file…"), "pickFileButton", this)),
      openFolder_(link(tr("Open"), "openFolderButton", this)), folder_(new QLabel(this)),
      changeFolder_(link(tr("Choose another…"), "chooseFolderButton", this)), people_(new QLabel(this)),
      changePeople_(link(tr("Change…"), "choosePeopleButton", this)), gauge_(new Gauge(this)),
      used_(new QLabel(this)), peak_(new MutedLabel(this)) {
    const Sizes sizes(font());
    grid_->setContentsMargins(0, 0, 0, 0);
    grid_->setVerticalSpacing(sizes.px(7));
    grid_->setHorizontalSpacing(0);
    grid_->setColumnMinimumWidth(0, sizes.px(128));
    grid_->setColumnStretch(1, 1);
    for (QLabel* words : {mayDo_, people_}) {
        words->setWordWrap(true);
        words->setContentsMargins(0, sizes.px(3), 0, sizes.px(3));
    }
    QHBoxLayout* line = addLine(tr("May do"));
    line->addWidget(mayDo_, 1);
    line->addWidget(pick_, 0, Qt::AlignTop);
    line->addStretch();
    line = addLine(tr("Folder"));
    line->addWidget(folder_);
    line->addWidget(openFolder_);
    line->addWidget(changeFolder_);
    line->addStretch();
    line = addLine(tr("Share new sheets"));
    line->addWidget(people_, 1);
    line->addWidget(changePeople_, 0, Qt::AlignTop);
    line->addStretch();
    line = addLine(tr("Writes a minute"));
    line->addWidget(gauge_);
    line->addWidget(used_);
    line->addWidget(peak_, 1);
    changeFolder_->setAccessibleName(tr("Choose a folder"));
    changePeople_->setAccessibleName(tr("Change who gets new sheets"));
    pick_->setToolTip(tr("Your browser opens, and you pick spreadsheets or a folder"));
    connect(pick_, &QPushButton::clicked, this, &GoogleFacts::pickWanted);
    connect(openFolder_, &QPushButton::clicked, this, [this] { emit openFolderWanted(folderUrl_); });
    connect(changeFolder_, &QPushButton::clicked, this, &GoogleFacts::folderWanted);
    connect(changePeople_, &QPushButton::clicked, this, &GoogleFacts::peopleWanted);
}

QHBoxLayout* GoogleFacts::addLine(const QString& name) {
    const int row = grid_->rowCount();
    auto* label = new QLabel(name, this);
    label->setForegroundRole(QPalette::PlaceholderText);
    label->setContentsMargins(0, Sizes(font()).px(3), 0, 0);
    const int height = Sizes(font()).text + Sizes(font()).px(6);
    grid_->addWidget(label, row, 0, Qt::AlignTop);
    auto* line = new QHBoxLayout;
    line->setSpacing(Sizes(font()).px(10));
    grid_->addLayout(line, row, 1);
    grid_->setRowMinimumHeight(row, height);
    return line;
}

void GoogleFacts::show(const GoogleStatus& google, WallTime now) {
    say(mayDo_, mayDo(google));
    pick_->setVisible(!google.accounts.empty() &&
                      google.accounts.front().kind == AccountStatus::Kind::Person);
    folderUrl_ = QUrl(google.folderUrl);
    const QString name = google.folderName.isEmpty() ? tr("none yet") : google.folderName;
    folder_->setText(name);
    openFolder_->setVisible(!google.folderUrl.isEmpty());
    changeFolder_->setText(google.folderName.isEmpty() ? tr("Choose one…") : tr("Choose another…"));
    openFolder_->setAccessibleName(tr("Open the folder %1").arg(name));
    say(people_, google.mayCreate ? peopleOf(google.shareNew) : tr("this account makes none"));
    changePeople_->setVisible(google.mayCreate);
    const int quota = google.writesPerMinute;
    gauge_->setFilled(quota > 0 ? double(google.writesLastMinute) / quota : 0);
    used_->setText(tr("%1 of %2").arg(number(google.writesLastMinute), number(quota)));
    peak_->setText(google.peakAt
                       ? tr("peak today %1 at %2").arg(number(google.peakWrites), clock(*google.peakAt, now))
                       : QString());
}

} // namespace rowcast::ui
