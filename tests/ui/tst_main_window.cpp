#include "tests/shots/fixtures.h"
#include "tests/shots/google_fixtures.h"
#include "tests/ui/window_test.h"
#include "ui/main_window.h"
#include "ui/models/forms_model.h"
#include "ui/models/problems_model.h"
#include "ui/widgets/table_delegate.h"

#include <QAccessible>
#include <QApplication>
#include <QDesktopServices>
#include <QLabel>
#include <QMessageBox>
#include <QPushButton>
#include <QScrollBar>
#include <QSettings>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>
#include <QToolButton>
#include <QUrl>

using namespace rowcast;
using ui::MainWindow;

/// Takes the place of the browser.
class Browser : public QObject {
    Q_OBJECT
public slots:
    void open(const QUrl& url) { opened << url; }

public:
    QList<QUrl> opened;
};

class TestMainWindow : public QObject {
    Q_OBJECT

    ui::OwnSettings settings_;
    std::unique_ptr<MainWindow> window_;
    std::unique_ptr<QSignalSpy> commands_;

    template <class T>
    T* find(const char* name) {
        return ui::childOf<T>(*window_, name);
    }
    void show(const Status& status) {
        window_->show(status);
        QApplication::processEvents(); // layouts settle as they do before a person clicks
    }
    template <class T>
    T sent(int at) {
        return std::get<T>(commands_->at(at).at(0).value<Command>().kind);
    }
    static QPoint buttonIn(QTableView* table, int row, int column) {
        const QRect cell = table->visualRect(table->model()->index(row, column));
        return {cell.right() - 40, cell.center().y()};
    }

private slots:
    void initTestCase() { settings_.begin(); }
    void init() {
        QSettings().clear();
        window_ = std::make_unique<MainWindow>();
        commands_ = std::make_unique<QSignalSpy>(window_.get(), &MainWindow::command);
        window_->QWidget::show();
        QVERIFY(QTest::qWaitForWindowExposed(window_.get()));
    }
    void cleanup() {
        commands_.reset();
        window_.reset();
    }

    void pauseSendsACommandAndResumeTakesItsPlace() {
        show(shots::full());
        QTest::mouseClick(find<QToolButton>("pauseButton"), Qt::LeftButton, {}, QPoint(20, 10));
        QCOMPARE(commands_->size(), 1);
        sent<Pause>(0);
        show(shots::paused());
        QTest::mouseClick(find<QToolButton>("startButton"), Qt::LeftButton, {}, QPoint(20, 10));
        QCOMPARE(commands_->size(), 2);
        sent<Resume>(1);
        QVERIFY(commands_->at(0).at(0).value<Command>().id != commands_->at(1).at(0).value<Command>().id);
    }

    void theKeyboardReachesPauseAndAForm() {
        show(shots::full());
        window_->activateWindow();
        QTRY_VERIFY(window_->isActiveWindow());
        const auto tabTo = [this](QWidget* wanted) {
            for (int steps = 0; steps < 40 && QApplication::focusWidget() != wanted; ++steps)
                QTest::keyClick(window_.get(), Qt::Key_Tab);
            return QApplication::focusWidget() == wanted;
        };
        QVERIFY(tabTo(find<QToolButton>("pauseButton")));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        sent<Pause>(0);

        Browser browser;
        QDesktopServices::setUrlHandler(QStringLiteral("https"), &browser, "open");
        auto* forms = find<QTableView>("formsTable");
        QVERIFY(tabTo(forms));
        QTest::keyClick(forms, Qt::Key_Down);
        for (int column = 0; column < ui::FormsModel::Sheet; ++column)
            QTest::keyClick(forms, Qt::Key_Right);
        QTest::keyClick(forms, Qt::Key_Return);
        QDesktopServices::unsetUrlHandler(QStringLiteral("https"));
        QCOMPARE(browser.opened.size(), 1);
    }

    void aClickOpensTheSheet() {
        Browser browser;
        QDesktopServices::setUrlHandler(QStringLiteral("https"), &browser, "open");
        show(shots::full());
        auto* forms = find<QTableView>("formsTable");
        QTest::mouseClick(forms->viewport(), Qt::LeftButton, {}, buttonIn(forms, 1, ui::FormsModel::Sheet));
        QDesktopServices::unsetUrlHandler(QStringLiteral("https"));
        QCOMPARE(browser.opened,
                 QList<QUrl>{QUrl(QStringLiteral("https://docs.google.com/spreadsheets/d/crop-kharif-26"))});
    }

    void troubleShowsOnePrimaryButtonThatMends() {
        show(shots::full());
        QVERIFY(!find<QPushButton>("remedyButton")->isVisible());
        show(shots::googleExpired());
        int primary = 0;
        for (const QPushButton* button : window_->findChildren<QPushButton*>())
            primary += button->isVisible() && button->property("kind") == QStringLiteral("primary");
        QCOMPARE(primary, 1);
        QVERIFY(!find<QToolButton>("pauseButton")->isVisible());
        auto* remedy = find<QPushButton>("remedyButton");
        QCOMPARE(remedy->text(), QStringLiteral("Sign in again"));
        QTest::mouseClick(remedy, Qt::LeftButton);
        QVERIFY(find<QWidget>("googlePanel")->isVisible());
        QTRY_COMPARE(commands_->size(), 1);
        sent<SignIn>(0);
        show(shots::full());
        QVERIFY(!remedy->isVisible());
    }

    void theQuotaIsExplainedAtGoogle() {
        show(shots::googleFull());
        QTest::mouseClick(find<QWidget>("quotaTile"), Qt::LeftButton);
        QVERIFY(find<QWidget>("googlePanel")->isVisible());
    }

    void whatCameWithoutAnswersIsTold() {
        const auto* tile = find<QWidget>("rejectedTile");
        Status status = shots::full();
        status.idOnly = 0;
        window_->show(status);
        QVERIFY(!tile->accessibleName().contains(QStringLiteral("without answers")));
        const QString usual = tile->toolTip();
        QVERIFY(!usual.isEmpty());
        status.idOnly = 3;
        window_->show(status);
        QVERIFY2(tile->accessibleName().endsWith(QStringLiteral("2 new · 3 no answers")),
                 qPrintable(tile->accessibleName()));
        QVERIFY(tile->toolTip().startsWith(QStringLiteral("3 records name a response without its answers")));
        status.idOnly = 0;
        window_->show(status);
        QCOMPARE(tile->toolTip(), usual);
    }

    void aFirstStartLeadsToGoogle() {
        show(shots::googleEmpty(false));
        QTest::mouseClick(find<QWidget>("noFormsYet")->findChild<QPushButton*>(QStringLiteral("step2Button")),
                          Qt::LeftButton);
        QVERIFY(find<QWidget>("googlePanel")->isVisible());
    }

    void aRowsButtonMendsItsForm() {
        show(shots::full());
        auto* problems = find<QTableView>("problemsTable");
        const QPoint place = buttonIn(problems, 1, ui::ProblemsModel::Mend) - QPoint(30, 0);
        QTest::mouseClick(problems->viewport(), Qt::LeftButton, {}, place);
        QCOMPARE(commands_->size(), 1);
        QVERIFY(sent<Mend>(0).choice == Choice::Restore);
        QCOMPARE(sent<Mend>(0).form, FormId("whs-stock"));
    }

    void whatCannotBeUndoneAsksFirst() {
        Status status = shots::full();
        status.problems[0].error.choices = {Choice::LeaveOut};
        show(status);
        auto* problems = find<QTableView>("problemsTable");
        QString question;
        const auto answer = [&question] {
            auto* box = qobject_cast<QMessageBox*>(QApplication::activeModalWidget());
            QVERIFY(box);
            question = box->text();
            QTest::keyClick(box, Qt::Key_Return); // the default is the safe side
        };
        QMetaObject::invokeMethod(window_.get(), answer, Qt::QueuedConnection);
        QTest::mouseClick(problems->viewport(), Qt::LeftButton, {},
                          buttonIn(problems, 0, ui::ProblemsModel::Mend));
        QVERIFY(question.contains(QStringLiteral("Job application")));
        QCOMPARE(commands_->size(), 0);
    }

    void theSentenceIsToldToAScreenReader() {
        show(shots::full());
        auto* sentence = find<QLabel>("stateSentence");
        QAccessibleInterface* told = QAccessible::queryAccessibleInterface(sentence);
        QVERIFY(told->text(QAccessible::Name).startsWith(QStringLiteral("Delivering. 6 forms")));
        show(shots::problem());
        QVERIFY(told->text(QAccessible::Name)
                    .startsWith(QStringLiteral("Not delivering: the Google sign-in has expired. 1,204")));
    }

    void everyControlHasAName() {
        show(shots::full());
        for (QWidget* widget : window_->findChildren<QWidget*>()) {
            if (!widget->isVisible() || widget->focusPolicy() == Qt::NoFocus) continue;
            QAccessibleInterface* told = QAccessible::queryAccessibleInterface(widget);
            QVERIFY2(!told->text(QAccessible::Name).isEmpty(),
                     qPrintable(QStringLiteral("%1 %2").arg(
                         QString::fromLatin1(widget->metaObject()->className()), widget->objectName())));
        }
    }

    void runningNumbersKeepSelectionAndScroll() {
        Status status = shots::full();
        for (int more = 0; more < 40; ++more) {
            FormStatus form = status.forms[1];
            form.form = FormId("more-" + std::to_string(more));
            status.forms.push_back(form);
        }
        show(status);
        auto* forms = find<QTableView>("formsTable");
        forms->setCurrentIndex(forms->model()->index(20, ui::FormsModel::Rows));
        forms->verticalScrollBar()->setValue(300);
        const QString chosen = forms->model()->index(20, 0).data().toString();
        for (int tick = 0; tick < 20; ++tick) {
            for (FormStatus& form : status.forms)
                ++form.rows;
            std::rotate(status.forms.begin(), status.forms.begin() + 3, status.forms.end());
            status.at += Millis(100);
            show(status);
        }
        QCOMPARE(forms->currentIndex().row(), 20);
        QCOMPARE(forms->currentIndex().siblingAtColumn(0).data().toString(), chosen);
        QCOMPARE(forms->verticalScrollBar()->value(), 300);
    }

    void theDemoShowsTheSelectedFormsRows() {
        QSignalSpy queries(window_.get(), &MainWindow::query);
        show(shots::demo());
        QTRY_COMPARE(queries.size(), 1);
        const Query first = queries.at(0).at(0).value<Query>();
        QCOMPARE(std::get<SheetRows>(first.kind).form, FormId("crop-kharif-26"));
        window_->answered(shots::sheetPage(first.id));
        auto* sheet = find<QTableView>("sheetPreview");
        QCOMPARE(sheet->model()->index(0, 0).data().toString(), QStringLiteral("Submitted at"));

        Status later = shots::demo();
        later.at += Millis(5000);
        auto* forms = find<QTableView>("formsTable");
        forms->setCurrentIndex(forms->model()->index(1, 0));
        show(later);
        QTRY_COMPARE(queries.size(), 2);
        QCOMPARE(std::get<SheetRows>(queries.at(1).at(0).value<Query>().kind).form, FormId("site-insp-v3"));
        window_->answered(shots::sheetPage(first.id)); // too late: of the other form
        QCOMPARE(sheet->model()->rowCount(), 0);
    }

    void closingKeepsDeliveringAndSaysSoOnce() {
        show(shots::full());
        window_->close();
        QVERIFY(window_->isMinimized());
        QCOMPARE(commands_->size(), 0);
        QVERIFY(QSettings().value(QStringLiteral("window/toldThatClosingKeepsDelivering")).toBool());
        auto* understood = find<QPushButton>("bannerButton");
        QVERIFY(understood->parentWidget()->isVisibleTo(window_.get()));
        understood->click();
        window_->raiseWindow();
        window_->close();
        QVERIFY(!understood->parentWidget()->isVisibleTo(window_.get()));
    }

    void aCommandThatFailedSaysWhatToDo() {
        CommandResult result;
        result.error =
            Error{Remedy::FixSettings, QStringLiteral("The link is not a spreadsheet's."), {}, {}, {}};
        window_->done(result);
        auto* button = find<QPushButton>("bannerButton");
        QVERIFY(button->isVisible());
        QVERIFY(button->parentWidget()->accessibleName().contains(result.error->what));
        QTest::keyClick(window_.get(), Qt::Key_Escape);
        QTRY_VERIFY(!button->isVisible());
    }

    void theSmallestWindowCutsNothingSideways() {
        window_->resize(1024, 640);
        show(shots::problem());
        QApplication::processEvents();
        QCOMPARE(window_->size(), QSize(1024, 640));
        for (const QWidget* widget : window_->findChildren<QWidget*>())
            if (widget->isVisible() && !widget->objectName().isEmpty() &&
                widget->objectName() != u"qt_scrollarea_viewport")
                QVERIFY2(widget->mapTo(window_.get(), QPoint(widget->width(), 0)).x() <= 1024 + 1,
                         qPrintable(widget->objectName()));
    }
};

QTEST_MAIN(TestMainWindow)
#include "tst_main_window.moc"
