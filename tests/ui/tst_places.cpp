#include "tests/shots/fixtures.h"
#include "tests/ui/window_test.h"
#include "ui/main_window.h"
#include "ui/models/places_model.h"
#include "ui/panels/overview_panel.h"

#include <QApplication>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTest>

using namespace rowcast;
using ui::MainWindow;
using ui::Place;
using ui::PlaceCount;

/// A panel that counts what it is told and answers for its own commands.
class OnePanel : public ui::Panel {
    Q_OBJECT
public:
    explicit OnePanel(Place place) : Panel(place) {
        field = new QLineEdit(this);
        field->setAccessibleName(QStringLiteral("field"));
    }
    void show(const Status& status) override {
        ++shown;
        pipeline = status.pipeline;
    }
    [[nodiscard]] PlaceCount waiting(const Status& status) const override {
        return {static_cast<int>(status.rejected), PlaceCount::Kind::NeedsYou};
    }
    void answered(const QueryPage& page) override { pages << page.id; }
    bool done(const CommandResult& result) override { return result.id == own; }
    [[nodiscard]] bool mends(Choice choice) const override {
        return place() == Place::Google && choice == Choice::SignIn;
    }
    void mend(Choice choice) override { mended << choice; }
    void sendPause() { own = send(Pause{}); }
    void askRows() { own = ask(SheetRows{}); }

    QLineEdit* field;
    int shown = 0;
    QString pipeline;
    QList<std::uint64_t> pages;
    QList<Choice> mended;
    std::uint64_t own = 0;
};

class TestPlaces : public QObject {
    Q_OBJECT

    ui::OwnSettings settings_;
    std::unique_ptr<MainWindow> window_;
    OnePanel* google_ = nullptr;

    [[nodiscard]] QListView* list() const {
        return window_->findChild<QListView*>(QStringLiteral("placesList"));
    }
    [[nodiscard]] QString placeInSight() const { return list()->currentIndex().data().toString(); }

private slots:
    void initTestCase() { settings_.begin(); }
    void init() {
        QSettings().clear();
        google_ = new OnePanel(Place::Google);
        window_ = std::make_unique<MainWindow>(
            std::vector<ui::Panel*>{new ui::OverviewPanel, new OnePanel(Place::Questions), google_});
        window_->QWidget::show();
        QVERIFY(QTest::qWaitForWindowExposed(window_.get()));
        window_->activateWindow();
        QTRY_VERIFY(window_->isActiveWindow());
    }
    void cleanup() { window_.reset(); }

    void theFirstPlaceIsTheOverview() {
        window_->show(shots::full());
        QCOMPARE(placeInSight(), QStringLiteral("Overview"));
        QVERIFY(!google_->isVisible());
    }

    void ctrlAndANumberGoesThere() {
        const int last = static_cast<int>(list()->model()->rowCount());
        window_->show(shots::full());
        int apart = 0;
        for (int row = 0; row < last; ++row)
            apart += list()->model()->index(row, 0).data(ui::PlacesModel::RuleRole).toBool();
        QCOMPARE(apart, 1);
        const auto key = static_cast<Qt::Key>(Qt::Key_0 + (last - apart));
        QTest::keyClick(window_.get(), key, Qt::ControlModifier);
        QTRY_VERIFY(google_->isVisible());
        QCOMPARE(placeInSight(), QStringLiteral("Google"));
        QCOMPARE(google_->pipeline, QStringLiteral("Feedback forms"));
        QTest::keyClick(window_.get(), Qt::Key_1, Qt::ControlModifier);
        QTRY_VERIFY(!google_->isVisible());
    }

    void arrowsStepOverTheRule() {
        list()->setFocus();
        QTest::keyClick(list(), Qt::Key_End);
        QCOMPARE(placeInSight(), QStringLiteral("Google"));
        QTest::keyClick(list(), Qt::Key_Up);
        QVERIFY(!placeInSight().isEmpty());
        QVERIFY(placeInSight() != QStringLiteral("Google"));
    }

    void onlyThePanelInSightIsShownTheStatus() {
        window_->show(shots::full());
        QCOMPARE(google_->shown, 0);
        list()->setCurrentIndex(list()->model()->index(list()->model()->rowCount() - 1, 0));
        QCOMPARE(google_->shown, 1);
        window_->show(shots::full());
        QCOMPARE(google_->shown, 2);
    }

    void whatWaitsIsCountedOutOfSightToo() {
        window_->show(shots::full());
        const QModelIndex row = list()->model()->index(list()->model()->rowCount() - 1, 0);
        QCOMPARE(row.data(ui::PlacesModel::CountRole).toInt(), 6);
        QCOMPARE(row.data(Qt::AccessibleTextRole).toString(), QStringLiteral("Google, 6"));
        window_->show(shots::empty());
        QCOMPARE(row.data(ui::PlacesModel::CountRole).toInt(), 0);
    }

    void aPanelsWishesLeaveTheWindow() {
        QSignalSpy commands(window_.get(), &MainWindow::command);
        QSignalSpy queries(window_.get(), &MainWindow::query);
        google_->sendPause();
        QTRY_COMPARE(commands.size(), 1);
        QCOMPARE(commands.at(0).at(0).value<Command>().id, google_->own);
        google_->askRows();
        QTRY_COMPARE(queries.size(), 1);
        QueryPage page;
        page.id = google_->own;
        window_->answered(page);
        QCOMPARE(google_->pages, QList<std::uint64_t>{google_->own});
        emit google_->placeWanted(Place::Google);
        QCOMPARE(placeInSight(), QStringLiteral("Google"));
    }

    void aPanelAnswersForItsOwnCommands() {
        auto* banner = window_->findChild<QPushButton*>(QStringLiteral("bannerButton"));
        CommandResult result;
        result.error = Error{Remedy::FixSettings, QStringLiteral("No."), {}, {}, {}};
        google_->sendPause();
        result.id = google_->own;
        window_->done(result);
        QVERIFY(!banner->isVisible());
        ++result.id;
        window_->done(result);
        QVERIFY(banner->isVisible());
    }

    void signInAgainLeadsToGoogle() {
        QSignalSpy commands(window_.get(), &MainWindow::command);
        window_->show(shots::problem());
        window_->findChild<QPushButton*>(QStringLiteral("remedyButton"))->click();
        QCOMPARE(placeInSight(), QStringLiteral("Google"));
        QVERIFY(google_->mended == QList<Choice>{Choice::SignIn});
        QCOMPARE(google_->pipeline, QStringLiteral("Feedback forms")); // it knew the state before
        QCOMPARE(commands.size(), 0);
    }
};

QTEST_MAIN(TestPlaces)
#include "tst_places.moc"
