// The Questions panel from the first record to the header of the sheet, through the real window and the whole
// program: ids become words, and every step back is there.
#include "app/desktop/connect_window.h"
#include "tests/app/runtime_rig.h"
#include "tests/ui/window_test.h"
#include "ui/main_window.h"
#include "ui/models/questions_model.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>
#include <QToolButton>

using namespace rowcast;
using namespace rowcast::app;
using ui::QuestionsModel;

namespace {

const QString kForm = QStringLiteral("bees");
const QStringList kIds{QStringLiteral("q1"), QStringLiteral("q2"), QStringLiteral("q3")};
const QStringList kTitles{QStringLiteral("How many hives?"), QStringLiteral("Which plants?"),
                          QStringLiteral("Keeper")};

QByteArray response(int number, const QByteArray& more = {}) {
    return R"({"formId":"bees","responseId":"b)" + QByteArray::number(number) + R"(","q1":)" +
           QByteArray::number(number) + R"(,"q2":"clover )" + QByteArray::number(number) + R"(","q3":"Ada")" +
           more + "}";
}

} // namespace

class TestQuestionsWindow : public QObject {
    Q_OBJECT

    ui::OwnSettings settings_;
    std::unique_ptr<RuntimeRig> rig_;
    std::unique_ptr<ui::MainWindow> window_;
    QTableView* table_ = nullptr;

    template <class T>
    T* find(const char* name) {
        return ui::childOf<T>(*window_, name);
    }
    void go(const char* place) {
        auto* places = find<QListView>("placesList");
        for (int row = 0; row < places->model()->rowCount(); ++row)
            if (places->model()->index(row, 0).data().toString() == QLatin1String(place))
                places->setCurrentIndex(places->model()->index(row, 0));
    }
    QStringList column(int which) {
        QStringList texts;
        for (int row = 0; table_->model() && row < table_->model()->rowCount(); ++row)
            texts << table_->model()->index(row, which).data().toString();
        return texts;
    }
    QStringList previewHeader() {
        const auto* preview = find<QTableView>("mapPreview");
        QStringList titles;
        for (int each = 0; each < preview->model()->columnCount(); ++each)
            titles << preview->model()->index(0, each).data().toString();
        return titles;
    }
    void press(const char* button) {
        QTRY_VERIFY_WITH_TIMEOUT(
            find<QPushButton>(button)->isVisible() && find<QPushButton>(button)->isEnabled(), 30'000);
        QTest::mouseClick(find<QPushButton>(button), Qt::LeftButton);
    }
    void save() {
        press("saveButton");
        QTRY_VERIFY_WITH_TIMEOUT(!find<QPushButton>("saveButton")->isVisible(), 30'000);
    }
    void paste(const QString& text) {
        QApplication::clipboard()->setText(text);
        table_->setFocus();
        table_->setCurrentIndex(table_->model()->index(0, QuestionsModel::Title));
        QTest::keySequence(table_, QKeySequence::Paste);
    }
    /// Presses Quit and answers the box that opens; its text.
    QString quit(QMessageBox::ButtonRole role) {
        window_->activateWindow();
        if (!QTest::qWaitForWindowActive(window_.get(), 30'000))
            return QStringLiteral("the window is not active");
        QString asked;
        QTimer look;
        connect(&look, &QTimer::timeout, this, [role, &asked, &look] {
            auto* box = qobject_cast<QMessageBox*>(QApplication::activeModalWidget());
            if (!box) return;
            look.stop();
            asked = box->text();
            for (QAbstractButton* button : box->buttons())
                if (box->buttonRole(button) == role) return button->click();
            qFatal("no such answer");
        });
        look.start(10);
        QTest::keyClick(window_.get(), Qt::Key_Q, Qt::ControlModifier);
        static_cast<void>(QTest::qWaitFor([&asked] { return !asked.isEmpty(); }, 30'000));
        return asked;
    }

private slots:
    void initTestCase() { settings_.begin(); }
    void init() {
        rig_ = std::make_unique<RuntimeRig>(
            QMap<QString, QString>{{QStringLiteral("form.unknown"), QStringLiteral("guess")}});
        rig_->start();
        window_ = std::make_unique<ui::MainWindow>();
        table_ = find<QTableView>("questionsTable");
        connectWindow(*window_, rig_->runtime());
        window_->QWidget::show();
        window_->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(window_.get()));
    }
    void cleanup() {
        window_.reset();
        rig_.reset();
    }

    void idsBecomeTheWordsPeopleKnow() {
        for (int number = 1; number <= 3; ++number)
            rig_->send(response(number));
        QVERIFY(rig_->delivered(kForm, 3));
        QVERIFY(rig_->headed(kForm, kIds)); // nobody has said yet what they are called
        go("Questions");
        QTRY_COMPARE_WITH_TIMEOUT(column(QuestionsModel::Id), kIds, 30'000);
        QTRY_COMPARE(column(QuestionsModel::Seen), (QStringList{u"3"_qs, u"3"_qs, u"3"_qs}));
        QCOMPARE(column(QuestionsModel::Samples).at(1), QStringLiteral("clover 3 · clover 2 · clover 1"));
        QTRY_COMPARE(previewHeader().mid(2), kIds);

        paste(QStringLiteral("q2\tWhich plants?\nq1\tHow many hives?\nq3\tKeeper\n"));
        QTRY_COMPARE(column(QuestionsModel::Title), kTitles);
        QTRY_COMPARE_WITH_TIMEOUT(previewHeader().mid(2), kTitles, 30'000);
        QVERIFY(rig_->headed(kForm, kIds)); // a preview changes nothing
        save();
        rig_->send(response(4, R"(,"q4":"new")"));
        QVERIFY(rig_->delivered(kForm, 4));
        QVERIFY(rig_->headed(kForm, kTitles + QStringList{u"q4"_qs}));

        // What nobody has named yet stands first.
        QTRY_COMPARE_WITH_TIMEOUT(column(QuestionsModel::Id).value(0), QStringLiteral("q4"), 30'000);
        QTest::mouseClick(find<QToolButton>("undoButton"), Qt::LeftButton);
        QTRY_COMPARE(column(QuestionsModel::Title).filter(QStringLiteral("No title yet")).size(), 4);
        save();
        rig_->send(response(5));
        QVERIFY(rig_->delivered(kForm, 5));
        QVERIFY(rig_->headed(kForm, kIds + QStringList{u"q4"_qs}));

        QMenu* versions = window_->findChild<QMenu*>(QStringLiteral("savedVersions"));
        const auto saved = [versions] {
            emit versions->aboutToShow();
            return versions->actions().size();
        };
        QTRY_COMPARE_WITH_TIMEOUT(saved(), 2, 30'000);
        versions->actions().back()->trigger(); // the first that was saved
        QTRY_COMPARE(column(QuestionsModel::Title).filter(QStringLiteral("No title yet")).size(), 1);
        save();
        rig_->send(response(6));
        QVERIFY(rig_->delivered(kForm, 6));
        QVERIFY(rig_->headed(kForm, kTitles + QStringList{u"q4"_qs}));
        QVERIFY(rig_->activity().contains(
            QStringLiteral("The question map of form “bees” was saved with 3 questions.")));
    }

    void aWrongPasteChangesNothing() {
        rig_->send(response(1));
        QVERIFY(rig_->delivered(kForm, 1));
        go("Questions");
        QTRY_COMPARE_WITH_TIMEOUT(column(QuestionsModel::Id), kIds, 30'000);
        paste(QStringLiteral("q1\tHives\tcolour\nq2\tPlants\ttext\n"));
        QTRY_VERIFY(find<QWidget>("questionsPanel")
                        ->findChild<QPushButton*>(QStringLiteral("bannerButton"))
                        ->isVisible());
        QCOMPARE(column(QuestionsModel::Title).filter(QStringLiteral("No title yet")).size(), 3);
        QVERIFY(!find<QPushButton>("saveButton")->isVisible());
    }

    void activityShowsWhatWasDecided() {
        rig_->send(response(1));
        QVERIFY(rig_->delivered(kForm, 1));
        QVERIFY(!rig_->ask(SaveMap{{FormId("bees"), {}, {{QuestionId("q1"), u"Hives"_qs}}}}).error);
        go("Activity");
        const auto* table = find<QTableView>("activityTable");
        QTRY_VERIFY_WITH_TIMEOUT(table->isVisible() && table->model()->rowCount() >= 2, 30'000);
        QCOMPARE(table->model()->index(0, 1).data().toString(),
                 QStringLiteral("The question map of form “bees” was saved with 1 question."));
        QVERIFY(table->model()
                    ->index(table->model()->rowCount() - 1, 1)
                    .data()
                    .toString()
                    .startsWith(QStringLiteral("Delivery started")));
        auto* filter = find<QLineEdit>("activityFilter");
        QTest::keyClicks(filter, QStringLiteral("question MAP"));
        QTRY_COMPARE_WITH_TIMEOUT(table->model()->rowCount(), 1, 30'000);
    }

    void quittingAsksForWhatIsNotSaved() {
        rig_->send(response(1));
        QVERIFY(rig_->delivered(kForm, 1));
        go("Questions");
        QTRY_COMPARE_WITH_TIMEOUT(column(QuestionsModel::Id), kIds, 30'000);
        paste(QStringLiteral("q1\tHives\nq2\tPlants\n"));
        QTRY_VERIFY(find<QPushButton>("saveButton")->isVisible());
        QSignalSpy commands(window_.get(), &ui::MainWindow::command);
        const QString asked = quit(QMessageBox::RejectRole);
        QVERIFY2(asked.contains(QStringLiteral("Not saved: 2 changed questions.")), qPrintable(asked));
        QCOMPARE(commands.count(), 0);
        QSignalSpy stopped(&rig_->runtime(), &Runtime::stopped);
        QVERIFY(!quit(QMessageBox::DestructiveRole).isEmpty());
        QTRY_COMPARE_WITH_TIMEOUT(stopped.count(), 1, 60'000);
    }
};

QTEST_MAIN(TestQuestionsWindow)
#include "tst_questions_window.moc"
