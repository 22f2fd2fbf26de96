#include "ui/panels/activity_panel.h"

#include "ui/models/activity_model.h"
#include "ui/models/clipboard_cells.h"
#include "ui/theme/themed_icon.h"
#include "ui/theme/type.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/filter_edit.h"
#include "ui/widgets/in_margins.h"
#include "ui/widgets/make_button.h"
#include "ui/widgets/muted_label.h"
#include "ui/widgets/table_columns.h"
#include "ui/widgets/table_view.h"
#include "ui/words.h"

#include <QFileDialog>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QSaveFile>
#include <QShortcut>

namespace rowcast::ui {

namespace {
constexpr int pageSize = 500;
constexpr auto pace = std::chrono::milliseconds(2'000);      ///< between two looks at the log
constexpr auto patience = std::chrono::milliseconds(10'000); ///< then a question was lost
constexpr int reach = pageMargin - cellPadding;
} // namespace

ActivityPanel::ActivityPanel(QWidget* parent)
    : PagedPanel(Place::Activity, parent), model_(new ActivityModel(this)),
      save_(
          makeButton(tr("E&xport…"), QStringLiteral("exportActivityButton"), QStringLiteral("quiet"), this)) {
    setObjectName(QStringLiteral("activityPanel"));
    sentence_->setText(usual());
    auto* empty =
        new EmptyState(tr("Nothing has happened yet"),
                       tr("Starts, new questions, saved titles and profiles, and problems from their "
                          "beginning to their end are noted here."),
                       this);
    empty->setObjectName(QStringLiteral("noActivityYet"));
    lay(save_, empty, buildContent());
}

QWidget* ActivityPanel::buildContent() {
    find_ = new FilterEdit(this);
    find_->setObjectName(QStringLiteral("activityFilter"));
    find_->setAccessibleName(tr("Filter activity"));
    find_->setPlaceholderText(tr("Filter"));
    find_->setFixedWidth(Sizes(font()).px(240));
    save_->setIcon(themedIcon(QStringLiteral("document-export")));
    QSizePolicy room = save_->sizePolicy(); // nothing moves when there is nothing to export
    room.setRetainSizeWhenHidden(true);
    save_->setSizePolicy(room);
    auto* tools = new QHBoxLayout;
    tools->setContentsMargins(pageMargin, 0, pageMargin, 0);
    tools->addWidget(find_);
    tools->addStretch(1);
    table_ = new TableView(this);
    table_->setObjectName(QStringLiteral("activityTable"));
    table_->setAccessibleName(tr("What happened"));
    table_->setSelectionMode(QAbstractItemView::ExtendedSelection);
    table_->setContextMenuPolicy(Qt::ActionsContextMenu);
    table_->setModel(model_);
    columns_ = new TableColumns(table_, ActivityModel::What);
    more_ = makeButton(tr("Show &older"), QStringLiteral("olderActivityButton"), {}, this);
    more_->hide();
    connect(find_, &FilterEdit::textChanged, this, &ActivityPanel::filter);
    connect(save_, &QPushButton::clicked, this, [this] {
        const QString path =
            QFileDialog::getSaveFileName(this, tr("Export activity"), tr("activity.csv"), tr("CSV (*.csv)"));
        if (!path.isEmpty()) exportTo(path);
    });
    connect(more_, &QPushButton::clicked, this, [this] {
        older_ = ask(ActivityOf{find_->text(), model_->rowCount(), pageSize});
    });
    auto* focus = new QShortcut(QKeySequence::Find, this);
    focus->setContext(Qt::WidgetWithChildrenShortcut);
    connect(focus, &QShortcut::activated, this, [this] { find_->setFocus(Qt::ShortcutFocusReason); });
    auto* again = new QShortcut(QKeySequence::Refresh, this);
    again->setContext(Qt::WidgetWithChildrenShortcut);
    connect(again, &QShortcut::activated, this, &ActivityPanel::askNewest);
    auto* content = new QWidget(this);
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    column->addLayout(tools);
    column->addLayout(inMargins(table_, reach), 1);
    column->addWidget(more_, 0, Qt::AlignHCenter);
    return content;
}

void ActivityPanel::show(const Status& status) {
    status_ = status;
    const bool open = asked_ != 0 && status.at - askedAt_ < patience;
    if (!open && status.at - askedAt_ >= pace) askNewest();
}

void ActivityPanel::askNewest() {
    askedAt_ = status_.at;
    asked_ = ask(ActivityOf{find_->text(), 0, pageSize});
}

void ActivityPanel::filter() {
    older_ = 0; // they would be of the words before
    model_->clear();
    more_->hide();
    askNewest();
}

void ActivityPanel::answered(const QueryPage& page) {
    const auto mine = [&page](std::uint64_t& id) {
        const bool is = id != 0 && page.id == id;
        if (is) id = 0;
        return is;
    };
    const bool newest = mine(asked_);
    const bool older = mine(older_);
    const bool exported = mine(exporting_);
    if (!newest && !older && !exported) return;
    if (page.error) return tell(false, tr("The log could not be read."), page.error->what);
    const auto* notes = std::get_if<ActivityList>(&page.detail);
    if (!notes) return;
    if (newest) showNewest(*notes);
    if (older) {
        model_->append(*notes);
        more_->setVisible(notes->size() == pageSize);
    }
    if (exported) collect(*notes);
}

void ActivityPanel::showNewest(const ActivityList& page) {
    const bool others = model_->show(page, status_.at);
    const bool none = model_->rowCount() == 0;
    const bool filtered = !find_->text().isEmpty();
    showContent(!none || filtered);
    save_->setVisible(!none);
    sentence_->setText(none && filtered ? tr("nothing that was noted says “%1”").arg(find_->text())
                                        : usual());
    if (!others) return;
    more_->setVisible(page.size() == pageSize);
    fit();
}

QString ActivityPanel::usual() {
    return tr("what happened and what was decided, kept for 90 days");
}

void ActivityPanel::exportTo(const QString& path) {
    path_ = path;
    collected_.clear();
    exporting_ = ask(ActivityOf{find_->text(), 0, pageSize});
}

void ActivityPanel::collect(const ActivityList& page) {
    collected_.insert(collected_.end(), page.begin(), page.end());
    if (page.size() < pageSize) return write();
    exporting_ = ask(ActivityOf{find_->text(), static_cast<int>(collected_.size()), pageSize});
}

void ActivityPanel::write() {
    CellRows rows{{tr("When (UTC)"), tr("About"), tr("Form"), tr("What happened"), tr("Detail")}};
    for (const ActivityNote& note : collected_)
        rows.push_back({exactUtc(note.at), kindWord(note.kind), note.form.text(), note.what, note.detail});
    QSaveFile file(path_);
    const QByteArray text = csvText(rows).toUtf8() + '\n';
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size() || !file.commit())
        return tell(false, tr("The file could not be written."), file.errorString());
    tell(true, {},
         tr("%1 written to %2.")
             .arg(counted(static_cast<qint64>(collected_.size()), tr("note"), tr("notes")), path_));
}

void ActivityPanel::fit() {
    const Sizes sizes(font());
    columns_->fit({{ActivityModel::When, sizes.px(150)}, {ActivityModel::Kind, sizes.px(110)}});
}

void ActivityPanel::resizeEvent(QResizeEvent* event) {
    PagedPanel::resizeEvent(event);
    fit();
}

} // namespace rowcast::ui
