// What happened, as a table that can be filtered, copied and exported; and the columns of tables, as people
// like them.
#include "tests/shots/fixtures.h"
#include "tests/shots/question_fixtures.h"
#include "tests/ui/window_test.h"
#include "ui/models/activity_model.h"
#include "ui/panels/activity_panel.h"
#include "ui/widgets/muted_label.h"
#include "ui/widgets/roles.h"
#include "ui/widgets/table_columns.h"
#include "ui/words.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QFile>
#include <QHeaderView>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

#include <algorithm>

using namespace rowcast;
using ui::ActivityModel;

class TestActivityPanel : public QObject {
    Q_OBJECT

    ui::OwnSettings settings_;
    std::unique_ptr<ui::ActivityPanel> panel_;
    ActivityList log_; ///< what the program answers; empty: the fixtures'
    std::vector<ActivityOf> asked_;
    QTableView* table_ = nullptr;

    /// Answers as the store would.
    QueryPage answer(const Query& query) {
        const auto& wanted = std::get<ActivityOf>(query.kind);
        asked_.push_back(wanted);
        const ActivityList all = log_.empty() ? shots::activity(wanted.text) : log_;
        ActivityList page;
        for (int at = wanted.skip;
             at < std::min<int>(wanted.skip + wanted.most, static_cast<int>(all.size())); ++at)
            page.push_back(all[static_cast<std::size_t>(at)]);
        QueryPage out;
        out.id = query.id;
        out.detail = page;
        return out;
    }
    void make() {
        panel_ = std::make_unique<ui::ActivityPanel>();
        panel_->resize(1000, 700);
        table_ = panel_->findChild<QTableView*>(QStringLiteral("activityTable"));
        connect(
            panel_.get(), &ui::Panel::queryWanted, this,
            [this](const Query& query) { panel_->answered(answer(query)); }, Qt::QueuedConnection);
        panel_->QWidget::show();
        panel_->show(shots::full());
    }
    QString cell(int row, int column) const { return table_->model()->index(row, column).data().toString(); }
    bool says(const QString& words) const {
        const auto labels = panel_->findChildren<ui::MutedLabel*>();
        return std::any_of(labels.begin(), labels.end(),
                           [&](const auto* label) { return label->text().startsWith(words); });
    }
    void trigger(const char* name) const {
        for (QAction* action : table_->actions())
            if (action->objectName() == QLatin1String(name)) return action->trigger();
        qFatal("no %s", name);
    }
    QMenu* columns() const { return table_->findChild<ui::TableColumns*>()->menu(); }

private slots:
    void initTestCase() { settings_.begin(); }
    void init() {
        QSettings().clear();
        log_.clear();
        asked_.clear();
        make();
    }
    void cleanup() { panel_.reset(); }

    void theNewestStandsFirst() {
        QTRY_COMPARE(table_->model()->rowCount(), 8);
        QVERIFY(cell(0, ActivityModel::What).startsWith(QStringLiteral("The question map of form")));
        QCOMPARE(cell(0, ActivityModel::Kind), QStringLiteral("Questions"));
        const QModelIndex raised = table_->model()->index(4, ActivityModel::What);
        const QModelIndex over = table_->model()->index(3, ActivityModel::What);
        QVERIFY(raised.data(ui::MarkRole).isValid());
        QVERIFY(!over.data(ui::MarkRole).isValid());
        QVERIFY(raised.data(Qt::ToolTipRole).toString().contains(QStringLiteral("timed out")));
        const auto* model = static_cast<ui::ActivityModel*>(table_->model());
        QCOMPARE(model->index(0, ActivityModel::When).data(Qt::ToolTipRole).toString(),
                 ui::exactUtc(model->at(0).at));
    }

    void whatIsNewIsPutBeforeAndTheSelectionStays() {
        QTRY_COMPARE(table_->model()->rowCount(), 8);
        table_->selectRow(2);
        const QString chosen = cell(2, ActivityModel::What);
        log_ = shots::activity();
        log_.insert(log_.begin(), {log_.front().at + std::chrono::seconds(1),
                                   QStringLiteral("start"),
                                   FormId(),
                                   QStringLiteral("Delivery started again."),
                                   {}});
        Status later = shots::full();
        later.at += std::chrono::seconds(5);
        panel_->show(later);
        QTRY_COMPARE(table_->model()->rowCount(), 9);
        QCOMPARE(cell(0, ActivityModel::What), QStringLiteral("Delivery started again."));
        QCOMPARE(
            table_->selectionModel()->selectedRows().value(0).siblingAtColumn(ActivityModel::What).data(),
            QVariant(chosen));
    }

    void theFilterAsksTheLog() {
        QTRY_COMPARE(table_->model()->rowCount(), 8);
        auto* find = panel_->findChild<QLineEdit*>(QStringLiteral("activityFilter"));
        QTest::keyClicks(find, QStringLiteral("kafka does"));
        QTRY_COMPARE(table_->model()->rowCount(), 2);
        QCOMPARE(asked_.back().text, QStringLiteral("kafka does"));
        QTest::keyClicks(find, QStringLiteral(" nobody"));
        QTRY_COMPARE(table_->model()->rowCount(), 0);
        QVERIFY(table_->isVisible()); // nothing found is not nothing happened
        QTRY_VERIFY(says(QStringLiteral("nothing that was noted says “kafka does nobody”")));
        QTest::keyClick(find, Qt::Key_Escape);
        QTRY_COMPARE(table_->model()->rowCount(), 8);
        QVERIFY(says(QStringLiteral("what happened and what was decided")));
    }

    void olderPagesFollowOnDemandAndAllIsExported() {
        panel_.reset();
        for (int at = 0; at < 1203; ++at)
            log_.push_back({WallTime{Millis{1'790'000'000'000 - at}},
                            QStringLiteral("form"),
                            FormId("f"),
                            QStringLiteral("Note %1, the \"last\".").arg(at),
                            {}});
        make();
        QTRY_COMPARE(table_->model()->rowCount(), 500);
        auto* older = panel_->findChild<QPushButton*>(QStringLiteral("olderActivityButton"));
        QTRY_VERIFY(older->isVisible());
        older->click();
        QTRY_COMPARE(table_->model()->rowCount(), 1000);
        log_.insert(log_.begin(), log_.front()); // noted meanwhile, and not shown yet
        log_.front().what = QStringLiteral("Just now.");
        older->click();
        QTRY_COMPARE(table_->model()->rowCount(), 1203);
        QCOMPARE(cell(1000, ActivityModel::What), QStringLiteral("Note 1000, the \"last\"."));
        QCOMPARE(cell(1202, ActivityModel::What), QStringLiteral("Note 1202, the \"last\"."));
        QVERIFY(!older->isVisible());
        const QString path = settings_.filePath(QStringLiteral("activity.csv"));
        panel_->exportTo(path);
        QTRY_VERIFY(QFile::exists(path));
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray text = file.readAll();
        QCOMPARE(text.count('\n'), 1205);
        QVERIFY2(text.contains("\"Note 1202, the \"\"last\"\".\""), text.right(200).constData());
    }

    void nothingYetTeaches() {
        panel_ = std::make_unique<ui::ActivityPanel>();
        QSignalSpy asked(panel_.get(), &ui::Panel::queryWanted);
        panel_->QWidget::show();
        panel_->show(shots::full());
        QueryPage none;
        none.id = asked.at(0).at(0).value<Query>().id;
        none.detail = ActivityList();
        panel_->answered(none);
        QVERIFY(panel_->findChild<QWidget*>(QStringLiteral("noActivityYet"))->isVisible());
    }

    void selectedRowsAreCopiedAsCsv() {
        QTRY_COMPARE(table_->model()->rowCount(), 8);
        table_->selectRow(5);
        trigger("copyCsv");
        const QStringList lines = QApplication::clipboard()->text().split(u'\n');
        QCOMPARE(lines.size(), 2);
        QCOMPARE(lines[0], QStringLiteral("When,What happened,About"));
        QVERIFY2(lines[1].endsWith(QStringLiteral(",\"Profile “visits” was saved, version 2.\",Profile")),
                 qPrintable(lines[1]));
    }

    void columnsAndWidthsAreRemembered() {
        QTRY_COMPARE(table_->model()->rowCount(), 8);
        const int usual = table_->columnWidth(ActivityModel::When);
        QCOMPARE(columns()->actions().size(), 5); // three columns, a rule, the usual widths
        QVERIFY(!columns()->actions()[ActivityModel::What]->isEnabled());
        table_->horizontalHeader()->resizeSection(ActivityModel::When, usual + 40); // as a drag does
        columns()->actions()[ActivityModel::Kind]->trigger();
        QVERIFY(table_->isColumnHidden(ActivityModel::Kind));
        make();
        QTRY_COMPARE(table_->model()->rowCount(), 8);
        QTRY_COMPARE(table_->columnWidth(ActivityModel::When), usual + 40);
        QVERIFY(table_->isColumnHidden(ActivityModel::Kind));
        trigger("copyCsv");
        QVERIFY(QApplication::clipboard()->text().startsWith(QStringLiteral("When,What happened\n")));
        columns()->actions()[ActivityModel::Kind]->trigger();
        columns()->actions().back()->trigger();
        QCOMPARE(table_->columnWidth(ActivityModel::When), usual);
        QVERIFY(!table_->isColumnHidden(ActivityModel::Kind));
    }
};

QTEST_MAIN(TestActivityPanel)
#include "tst_activity_panel.moc"
