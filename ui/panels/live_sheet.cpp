#include "ui/panels/live_sheet.h"

#include "ui/ids.h"
#include "ui/models/sheet_model.h"
#include "ui/widgets/muted_label.h"
#include "ui/widgets/section_label.h"
#include "ui/widgets/sheet_preview.h"

namespace rowcast::ui {

namespace {
constexpr int newestRows = 5;
constexpr auto pace = std::chrono::milliseconds(500);
constexpr auto patience = std::chrono::seconds(10); ///< an unanswered question is asked again
} // namespace

LiveSheet::LiveSheet(QWidget* parent) : TitledSheet(tr("The sheet as it stands"), newestRows, parent) {
    view_->setObjectName(QStringLiteral("sheetPreview"));
    view_->setAccessibleName(tr("The sheet's newest rows"));
}

void LiveSheet::follow(const FormStatus& form, WallTime now) {
    if (form.form != form_) {
        form_ = form.form;
        rowsAsked_ = -1;
        asked_ = 0;
        model_->clear();
        note_->setText({});
        title_->setText(
            tr("The sheet of “%1” as it stands").arg(form.title.isEmpty() ? form.form.text() : form.title));
    }
    const bool waiting = asked_ != 0 && now - askedAt_ < patience;
    if (!waiting && form.rows > 0 && form.rows != rowsAsked_ && now - askedAt_ >= pace) ask(form, now);
}

void LiveSheet::ask(const FormStatus& form, WallTime now) {
    rowsAsked_ = form.rows;
    askedAt_ = now;
    asked_ = newId();
    emit wanted({asked_, SheetRows{form.form, newestRows}});
}

void LiveSheet::answered(const QueryPage& page) {
    if (page.id != asked_) return; // of the form shown before
    asked_ = 0;
    if (page.error) {
        note_->setText(page.error->what);
        rowsAsked_ = -1;
        return;
    }
    model_->show(page);
    note_->setText(page.rows.empty() ? QString() : tr("newest %1 rows").arg(page.rows.size()));
}

} // namespace rowcast::ui
