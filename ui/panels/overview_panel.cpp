#include "ui/panels/overview_panel.h"

#include "core/model/stopping.h"
#include "ui/models/forms_model.h"
#include "ui/models/problems_model.h"
#include "ui/panels/live_sheet.h"
#include "ui/theme/type.h"
#include "ui/widgets/chart.h"
#include "ui/widgets/choice_group.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/in_margins.h"
#include "ui/widgets/section_label.h"
#include "ui/widgets/table_delegate.h"
#include "ui/widgets/table_view.h"
#include "ui/widgets/tile.h"
#include "ui/words.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QUrl>

namespace rowcast::ui {

namespace {
constexpr int mostForms = 12; ///< in sight; more scroll in the table
constexpr int mostProblems = 4;
/// Tables reach this far into the page margin on both sides and pad their outer cells by it.
constexpr int reach = pageMargin - cellPadding;

void fixColumns(QTableView* table, std::initializer_list<std::pair<int, int>> widths, int stretch) {
    QHeaderView* header = table->horizontalHeader();
    header->setSectionResizeMode(QHeaderView::Fixed);
    for (const auto& [column, width] : widths)
        table->setColumnWidth(column, width);
    header->setSectionResizeMode(stretch, QHeaderView::Stretch);
}
} // namespace

OverviewPanel::OverviewPanel(QWidget* parent) : Panel(Place::Overview, parent) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 16, 0, 16);
    column->setSpacing(0);
    buildTiles(column);
    buildChart(column);
    buildProblems(column);
    buildForms(column);
    sheet_ = new LiveSheet(this);
    sheet_->setVisible(false);
    column->addSpacing(16);
    column->addLayout(inMargins(sheet_, pageMargin, pageMargin));
    column->addStretch(1);
    connect(sheet_, &LiveSheet::wanted, this, &OverviewPanel::queryWanted);
}

void OverviewPanel::buildTiles(QVBoxLayout* column) {
    waiting_ = new Tile(tr("Waiting"), this);
    delivered_ = new Tile(tr("Delivered today"), this);
    rejected_ = new Tile(tr("Rejected"), this);
    latency_ = new Tile(tr("Kafka → sheet"), this);
    quota_ = new Tile(tr("Google quota"), this);
    waiting_->setObjectName(QStringLiteral("waitingTile"));
    delivered_->setObjectName(QStringLiteral("deliveredTile"));
    rejected_->setObjectName(QStringLiteral("rejectedTile"));
    latency_->setObjectName(QStringLiteral("latencyTile"));
    quota_->setObjectName(QStringLiteral("quotaTile"));
    for (Tile* plain : {delivered_, latency_})
        plain->setPlain();
    auto* row = new QHBoxLayout;
    row->setContentsMargins(reach, 0, pageMargin + cellPadding, 0);
    row->setSpacing(0);
    for (Tile* tile : {waiting_, delivered_, rejected_, latency_, quota_})
        row->addWidget(tile, 1);
    column->addLayout(row);
    connect(waiting_, &Tile::clicked, this,
            [this] { goToForm([](const FormStatus& form) { return form.waiting > 0; }); });
    connect(quota_, &Tile::clicked, this, [this] { emit placeWanted(Place::Google); });
    connect(rejected_, &Tile::clicked, this,
            [this] { goToForm([](const FormStatus& form) { return form.rejected > 0; }); });
}

void OverviewPanel::buildChart(QVBoxLayout* column) {
    chartTitle_ = new SectionLabel({}, this);
    span_ = new ChoiceGroup(tr("Time shown in the chart"), {tr("10 min"), tr("1 h"), tr("24 h")}, this);
    span_->setObjectName(QStringLiteral("chartSpan"));
    chart_ = new Chart(this);
    chart_->setObjectName(QStringLiteral("deliveryChart"));
    auto* head = new QHBoxLayout;
    head->setContentsMargins(pageMargin, 0, pageMargin, 0);
    head->addWidget(chartTitle_, 1);
    head->addWidget(span_);
    column->addSpacing(12);
    column->addLayout(head);
    chartRow_ = inMargins(chart_, pageMargin, pageMargin);
    column->addLayout(chartRow_, 1000);
    connect(span_, &ChoiceGroup::chosen, this, &OverviewPanel::showChart);
}

void OverviewPanel::buildProblems(QVBoxLayout* column) {
    const Sizes sizes(font());
    problemsTitle_ = new SectionLabel({}, this);
    problems_ = new ProblemsModel(this);
    problemsTable_ = new TableView(this);
    problemsTable_->setObjectName(QStringLiteral("problemsTable"));
    problemsTable_->setAccessibleName(tr("Needs attention"));
    problemsTable_->setModel(problems_);
    problemsTable_->setRowHeight(sizes.actionRow);
    problemsTable_->setSelectionMode(QAbstractItemView::NoSelection);
    problemsTable_->horizontalHeader()->hide();
    problemsTable_->fitRows(mostProblems);
    fixColumns(problemsTable_, {{ProblemsModel::Since, sizes.px(140)}, {ProblemsModel::Mend, sizes.px(174)}},
               ProblemsModel::Sentence);
    column->addSpacing(12);
    column->addLayout(inMargins(problemsTitle_, pageMargin, pageMargin));
    column->addSpacing(3);
    column->addLayout(inMargins(problemsTable_, reach, reach));
    TableDelegate* delegate = problemsTable_->delegate();
    connect(delegate, &TableDelegate::activated, this, [this](const QModelIndex& index) {
        const Problem& problem = problems_->at(index.row());
        emit mendWanted(problem.form, problem.error.choices.front());
    });
    connect(delegate, &TableDelegate::moreWanted, this, [this](const QModelIndex& index, const QPoint& at) {
        const Problem problem = problems_->at(index.row());
        QMenu menu(this);
        for (const Choice choice : problem.error.choices)
            connect(menu.addAction(label(choice)), &QAction::triggered, this,
                    [this, form = problem.form, choice] { emit mendWanted(form, choice); });
        menu.exec(at);
    });
}

void OverviewPanel::buildForms(QVBoxLayout* column) {
    const Sizes sizes(font());
    forms_ = new FormsModel(this);
    formsTable_ = new TableView(this);
    formsTable_->setObjectName(QStringLiteral("formsTable"));
    formsTable_->setAccessibleName(tr("Forms"));
    formsTable_->setModel(forms_);
    formsTable_->fitRows(mostForms);
    fixColumns(formsTable_,
               {{FormsModel::Rows, sizes.px(112)},
                {FormsModel::Waiting, sizes.px(90)},
                {FormsModel::Newest, sizes.px(140)},
                {FormsModel::State, sizes.px(160)},
                {FormsModel::Sheet, sizes.px(110)}},
               FormsModel::Form);
    empty_ =
        new EmptyState(tr("No form has sent anything yet"),
                       tr("Each form that sends a response appears here by itself, with its sheet, its rows "
                          "and its state. There is nothing to set up for it."),
                       this);
    empty_->setObjectName(QStringLiteral("noFormsYet"));
    connect(empty_, &EmptyState::pressed, this, [this] { emit placeWanted(Place::Google); });
    formsTitle_ = new SectionLabel(tr("Forms"), this);
    column->addSpacing(sizes.px(16));
    column->addLayout(inMargins(formsTitle_, pageMargin, pageMargin));
    column->addSpacing(4);
    column->addLayout(inMargins(formsTable_, reach, reach));
    column->addLayout(inMargins(empty_, pageMargin, pageMargin));
    connect(formsTable_->delegate(), &TableDelegate::activated, this,
            [this](const QModelIndex& index) { emit linkWanted(QUrl(forms_->at(index.row()).url)); });
    connect(formsTable_->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &OverviewPanel::showForms, Qt::QueuedConnection); // after the model has settled
}

void OverviewPanel::show(const Status& status) {
    status_ = status;
    showTiles();
    showChart();
    showProblems();
    forms_->show(status_);
    showForms();
}

void OverviewPanel::answered(const QueryPage& page) {
    sheet_->answered(page);
}

/// And beside them the events that are no rejects, but make no row either.
void OverviewPanel::showRejected() {
    const Status& s = status_;
    const QString fresh = number(s.rejectedToday);
    const QString bare = number(s.idOnly);
    const QString note = s.idOnly == 0
                             ? s.rejectedToday == 0 ? tr("none new today") : tr("%1 new today").arg(fresh)
                         : s.rejectedToday == 0 ? tr("%1 without answers").arg(bare)
                                                : tr("%1 new · %2 no answers").arg(fresh, bare);
    rejected_->show({number(s.rejected), {}, note});
    if (s.idOnly == 0) return;
    rejected_->setToolTip(
        tr("%1 a response without its answers, as SurveyMonkey's and Google's events do. They "
           "make no row and are not rejected: have the responses themselves sent to Kafka.")
            .arg(counted(s.idOnly, tr("record names"), tr("records name"))));
}

void OverviewPanel::showTiles() {
    const Status& s = status_;
    const bool stopped = stateMark(s) == Mark::Stopped;
    const QString held = s.oldestWaiting  ? tr("oldest since %1").arg(clock(*s.oldestWaiting, s.at))
                         : s.waiting == 0 ? tr("nothing is held up")
                         : s.activity == Activity::Paused ? tr("until you resume")
                                                          : tr("on their way");
    waiting_->show({number(s.waiting), {}, held, stopped && s.waiting > 0 ? Mark::Stopped : Mark::None});
    delivered_->show({number(s.deliveredToday),
                      {},
                      stopped && s.lastRow ? tr("last row at %1").arg(clock(*s.lastRow, s.at))
                      : s.updatedToday > 0 ? tr("and %1 updated").arg(number(s.updatedToday))
                                           : tr("since midnight")});
    showRejected();
    latency_->show(
        {s.latencyP50 ? seconds(*s.latencyP50) : tr("–"), s.latencyP50 ? tr("s") : QString(),
         s.latencyP99 ? tr("99 of 100 within %1 s").arg(seconds(*s.latencyP99)) : tr("nothing written now")});
    const GoogleStatus& google = s.google;
    const double used =
        google.writesPerMinute > 0 ? double(google.writesLastMinute) / google.writesPerMinute : 0;
    quota_->show({number(google.writesLastMinute), tr("of %1").arg(number(google.writesPerMinute)),
                  tr("writes a minute"), Mark::None, used});
}

void OverviewPanel::showChart() {
    using std::chrono::hours;
    using std::chrono::minutes;
    static const std::vector<HistoryPoint> none;
    const History* history = status_.history.get();
    const Problem* problem = stopping(status_);
    chart_->setEvent(problem ? std::optional(Chart::Event{problem->since, tr("delivery stopped")})
                             : std::nullopt);
    switch (span_->choice()) {
    case 0:
        chartTitle_->setText(tr("Last 10 minutes"));
        chart_->show(history ? history->tenMinutes : none, minutes(10), status_.at);
        break;
    case 1:
        chartTitle_->setText(tr("Last hour"));
        chart_->show(history ? history->hour : none, hours(1), status_.at);
        break;
    default:
        chartTitle_->setText(tr("Last 24 hours"));
        chart_->show(history ? history->day : none, hours(24), status_.at);
    }
}

void OverviewPanel::showProblems() {
    problems_->show(status_);
    problemsTitle_->setText(stopping(status_) ? tr("Also needs attention") : tr("Needs attention"));
    const bool any = problems_->rowCount() > 0;
    problemsTitle_->setVisible(any);
    problemsTable_->setVisible(any);
}

void OverviewPanel::showForms() {
    const bool any = forms_->rowCount() > 0;
    for (QWidget* widget :
         {static_cast<QWidget*>(formsTitle_), static_cast<QWidget*>(formsTable_),
          static_cast<QWidget*>(chartTitle_), static_cast<QWidget*>(span_), static_cast<QWidget*>(chart_)})
        widget->setVisible(any);
    empty_->setVisible(!any);
    qobject_cast<QVBoxLayout*>(layout())->setStretchFactor(chartRow_, any ? 1000 : 0);
    empty_->setSteps(
        {{status_.kafka.connected ? Mark::Tick : Mark::Ring, tr("Kafka is connected"), status_.kafka.servers},
         {status_.google.reachable ? Mark::Tick : Mark::Ring, tr("Google answers"), status_.google.account,
          status_.google.account.isEmpty() ? tr("Set up Google…") : QString()},
         {Mark::Ring, tr("A form sends its first response"), tr("its sheet appears by itself")}},
        stopping(status_) == nullptr);
    sheet_->setVisible(status_.demo && any);
    if (!status_.demo || !any) return;
    if (!formsTable_->currentIndex().isValid()) formsTable_->setCurrentIndex(forms_->index(0, 0));
    const int row = forms_->rowOf(selectedForm());
    if (row >= 0) sheet_->follow(forms_->at(row), status_.at);
}

FormId OverviewPanel::selectedForm() const {
    const QModelIndex current = formsTable_->currentIndex();
    return current.isValid() ? forms_->at(current.row()).form : FormId{};
}

void OverviewPanel::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    const Sizes sizes(font());
    const bool narrow = width() < sizes.px(900);
    formsTable_->setColumnWidth(FormsModel::Rows, sizes.px(narrow ? 90 : 112));
    formsTable_->setColumnWidth(FormsModel::Newest, sizes.px(narrow ? 126 : 140));
    formsTable_->setColumnWidth(FormsModel::Sheet, sizes.px(narrow ? 98 : 110));
    formsTable_->setColumnWidth(FormsModel::State, sizes.px(narrow ? 144 : 160));
}

void OverviewPanel::goToForm(bool (*wanted)(const FormStatus&)) {
    for (int row = 0; row < forms_->rowCount(); ++row) {
        if (!wanted(forms_->at(row))) continue;
        formsTable_->setCurrentIndex(forms_->index(row, FormsModel::Form));
        formsTable_->setFocus();
        return;
    }
}

} // namespace rowcast::ui
