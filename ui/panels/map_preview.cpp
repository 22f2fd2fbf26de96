#include "ui/panels/map_preview.h"

#include "ui/ids.h"
#include "ui/models/questions_model.h"
#include "ui/models/sheet_model.h"
#include "ui/widgets/muted_label.h"
#include "ui/widgets/section_label.h"
#include "ui/widgets/sheet_preview.h"
#include "ui/words.h"

#include <algorithm>

namespace rowcast::ui {

namespace {
constexpr int newestRows = 4;
constexpr int mostColumns = 12;
constexpr auto moment = std::chrono::milliseconds(150);      ///< a paste or a held key asks once
constexpr auto patience = std::chrono::milliseconds(10'000); ///< then the question was lost
} // namespace

MapPreview::MapPreview(QWidget* parent) : TitledSheet(tr("The sheet as it will look"), newestRows, parent) {
    model_->setMostColumns(mostColumns);
    view_->setObjectName(QStringLiteral("mapPreview"));
    view_->setAccessibleName(title_->text());
    soon_.setSingleShot(true);
    soon_.setInterval(moment);
    connect(&soon_, &QTimer::timeout, this, &MapPreview::ask);
}

void MapPreview::setQuestions(const QuestionsModel* questions) {
    questions_ = questions;
    asked_ = 0;
    current_.clear();
    header_.clear();
    note_->setText({});
    model_->clear();
    renew();
}

void MapPreview::renew() {
    if (asked_ != 0 && !since_.hasExpired(patience.count()))
        again_ = true;
    else
        soon_.start();
}

void MapPreview::ask() {
    if (!questions_ || questions_->form().empty()) return;
    again_ = false;
    asked_ = newId();
    since_.start();
    emit wanted({asked_, PreviewMap{questions_->map(), newestRows}});
}

void MapPreview::answered(const QueryPage& page) {
    if (page.id != asked_) return; // of the form shown before
    asked_ = 0;
    if (again_) renew();
    if (page.error) {
        note_->setText(page.error->what);
        return;
    }
    QStringList unnamed;
    for (int row = 0; row < questions_->rowCount(); ++row)
        if (QuestionsModel::wantsTitle(questions_->at(row))) unnamed << questions_->at(row).known.id.text();
    header_ = page.header;
    model_->setUnnamed(unnamed);
    model_->show(page);
    note_->setText(page.rows.empty() ? tr("no responses yet")
                                     : tr("newest %1")
                                           .arg(counted(static_cast<std::int64_t>(page.rows.size()),
                                                        tr("row"), tr("rows"))));
    showFocus();
}

void MapPreview::setCurrent(const QString& header) {
    if (current_ == header) return;
    current_ = header;
    showFocus();
}

void MapPreview::showFocus() {
    const auto found = std::find(header_.begin(), header_.end(), current_);
    const int column = found == header_.end() ? -1 : static_cast<int>(found - header_.begin());
    model_->setFocus(column);
    if (const int section = model_->sectionOf(column); column >= 0 && section >= 0)
        view_->scrollTo(model_->index(0, section));
}

} // namespace rowcast::ui
