#include "tests/shots/profile_fixtures.h"
#include "tests/ui/window_test.h"
#include "ui/dialogs/profiles_dialog.h"
#include "ui/theme/theme.h"
#include "ui/widgets/code_edit.h"
#include "ui/widgets/roles.h"

#include <QAccessible>
#include <QApplication>
#include <QInputDialog>
#include <QLabel>
#include <QMessageBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

using namespace rowcast;
using ui::ProfilesDialog;

class TestProfilesDialog : public QObject {
    Q_OBJECT

    std::unique_ptr<ui::Theme> theme_;
    std::unique_ptr<ProfilesDialog> dialog_;
    std::unique_ptr<QSignalSpy> commands_;
    std::vector<Query> queries_;
    ProfileList list_ = shots::profiles();
    ProfileReport report_ = shots::profileReport();

    template <class T>
    T* find(const char* name) {
        return ui::childOf<T>(*dialog_, name);
    }
    ui::CodeEdit* text() { return find<ui::CodeEdit>("profileText"); }
    QPushButton* saveButton() { return find<QPushButton>("saveProfileButton"); }
    Command sent(int at) { return commands_->at(at).at(0).value<Command>(); }
    void answer(const Query& query) {
        QueryPage page;
        page.id = query.id;
        if (std::holds_alternative<Profiles>(query.kind))
            page.detail = list_;
        else
            page.detail = report_;
        dialog_->answered(page);
    }
    int tried() {
        int count = 0;
        for (const Query& query : queries_)
            count += std::holds_alternative<TryProfile>(query.kind);
        return count;
    }
    void choose(int row) {
        auto* list = find<QTableView>("profilesList");
        list->setCurrentIndex(list->model()->index(row, 0));
        QApplication::processEvents();
    }

private slots:
    void initTestCase() { theme_ = std::make_unique<ui::Theme>(qApp); }
    void init() {
        list_ = shots::profiles();
        report_ = shots::profileReport();
        queries_.clear();
        dialog_ = std::make_unique<ProfilesDialog>();
        commands_ = std::make_unique<QSignalSpy>(dialog_.get(), &ProfilesDialog::commandWanted);
        connect(dialog_.get(), &ProfilesDialog::queryWanted, this, [this](const Query& query) {
            queries_.push_back(query);
            QMetaObject::invokeMethod(
                dialog_.get(), [this, query] { answer(query); }, Qt::QueuedConnection);
        });
        dialog_->open();
        QVERIFY(QTest::qWaitForWindowExposed(dialog_.get()));
        QTRY_COMPARE(find<QTableView>("profilesList")->model()->rowCount(), static_cast<int>(list_.size()));
    }
    void cleanup() {
        commands_.reset();
        dialog_.reset();
    }

    void whatWaitsForAWordComesFirstWithItsTrial() {
        const QAbstractItemModel* model = find<QTableView>("profilesList")->model();
        QCOMPARE(model->index(0, 0).data(ui::NoteRole).toString(), u"a guess"_qs);
        QCOMPARE(model->index(1, 0).data(ui::NoteRole).toString(), u"yours"_qs);
        QTRY_COMPARE(find<QTableView>("dryRunTable")->model()->rowCount(), 2);
        QCOMPARE(
            find<QLabel>("dryRunSummary")->text(),
            u"Of the newest 200 records, 2 would be read differently: 188 → 190 responses, 2 → 0 unknown."_qs);
        QCOMPARE(saveButton()->text(), u"&Read them like this"_qs);
        QTest::mouseClick(saveButton(), Qt::LeftButton);
        const auto save = std::get<SaveProfile>(sent(0).kind);
        QCOMPARE(save.name, list_[2].name);
        QCOMPARE(save.text, list_[2].text);
        QVERIFY(dialog_->commandDone({sent(0).id, {}, u"Saved."_qs}));
    }

    void aShapeThatIsNoResponseIsIgnoredByItsTopic() {
        QTRY_VERIFY(find<QPushButton>("ignoreShapeButton")->isVisible());
        QTest::mouseClick(find<QPushButton>("ignoreShapeButton"), Qt::LeftButton);
        const auto mend = std::get<Mend>(sent(0).kind);
        QVERIFY(mend.choice == Choice::Ignore);
        QCOMPARE(mend.argument, u"stock"_qs);
    }

    void aWrongLineIsMarkedWhileOneTypes() {
        choose(1);
        QTRY_VERIFY(tried() >= 2);
        QVERIFY(!saveButton()->isEnabled()); // nothing was changed
        report_ = {};
        report_.error = Error{Remedy::FixSettings, u"Line 2, column 14: a text was expected."_qs, {}, {}, {}};
        report_.line = 2;
        report_.column = 14;
        const int before = tried();
        text()->setFocus();
        QTest::keyClicks(text(), u"xy"_qs);
        QTRY_COMPARE(tried(), before + 1); // one trial for a burst of keys
        QTRY_COMPARE(text()->markedLine(), 2);
        QCOMPARE(find<QLabel>("profileSays")->text(), report_.error->what);
        QVERIFY(!saveButton()->isEnabled());
        report_ = shots::profileReport();
        QTest::keyClicks(text(), u" "_qs);
        QTRY_COMPARE(text()->markedLine(), 0);
        QVERIFY(saveButton()->isEnabled());
        QTest::mouseClick(saveButton(), Qt::LeftButton);
        QCOMPARE(std::get<SaveProfile>(sent(0).kind).name, u"collect-export"_qs);
    }

    void whatIsWrongComesIntoSight() {
        report_ = {};
        report_.error = Error{Remedy::FixSettings, u"Line 9, column 4: a text was expected."_qs, {}, {}, {}};
        report_.line = 9;
        report_.column = 4;
        choose(1);
        QTRY_COMPARE(text()->textCursor().blockNumber(), 8);
        QCOMPARE(text()->textCursor().positionInBlock(), 3);
    }

    void aSaveThatFailedSaysWhyAndKeepsTheText() {
        choose(1);
        QTest::keyClicks(text(), u" "_qs);
        QTRY_VERIFY(saveButton()->isEnabled());
        QTest::mouseClick(saveButton(), Qt::LeftButton);
        QVERIFY(dialog_->commandDone(
            {sent(0).id, Error{Remedy::Retry, u"The disk is full."_qs, {}, {}, {}}, {}}));
        QCOMPARE(find<QLabel>("profileSays")->text(), u"The disk is full."_qs);
        QVERIFY(saveButton()->isEnabled());
        QVERIFY(text()->toPlainText().startsWith(u' '));
        QVERIFY(!dialog_->commandDone({7, {}, {}})); // another's
    }

    void aNewProfileBeginsWithOneThatCanBeRead() {
        QMetaObject::invokeMethod(
            dialog_.get(),
            [] {
                auto* ask = qobject_cast<QInputDialog*>(QApplication::activeModalWidget());
                QVERIFY(ask);
                ask->setTextValue(u"stock-take"_qs);
                ask->accept();
            },
            Qt::QueuedConnection);
        QTest::mouseClick(find<QPushButton>("newProfileButton"), Qt::LeftButton);
        QTRY_VERIFY(text()->toPlainText().contains(u"\"profile\": \"stock-take\""));
        QTRY_VERIFY(saveButton()->isEnabled());
        QTest::mouseClick(saveButton(), Qt::LeftButton);
        QCOMPARE(std::get<SaveProfile>(sent(0).kind).name, u"stock-take"_qs);
        QVERIFY(dialog_->commandDone(
            {sent(0).id, Error{Remedy::Retry, u"The disk is full."_qs, {}, {}, {}}, {}}));
        QTest::mouseClick(find<QPushButton>("removeProfileButton"), Qt::LeftButton); // was never saved
        QTRY_COMPARE(find<QTableView>("profilesList")->model()->rowCount(), static_cast<int>(list_.size()));
        QCOMPARE(commands_->size(), 1);
    }

    void whatWasTypedStaysWhileAnotherIsLookedAt() {
        choose(1);
        QTest::keyClicks(text(), u"xy"_qs);
        choose(2);
        QCOMPARE(text()->toPlainText(), list_[0].text);
        choose(1);
        QCOMPARE(text()->toPlainText(), u"xy"_qs + list_[1].text);
        QTRY_VERIFY(saveButton()->isEnabled());
    }

    void whatASaveDidIsSaidBesideTheNewList() {
        choose(1);
        QTest::keyClicks(text(), u" "_qs);
        QTRY_VERIFY(saveButton()->isEnabled());
        QTest::mouseClick(saveButton(), Qt::LeftButton);
        list_[1].text = std::get<SaveProfile>(sent(0).kind).text;
        QVERIFY(dialog_->commandDone({sent(0).id, {}, u"Saved profile “collect-export”."_qs}));
        QTRY_COMPARE(find<QLabel>("profileSays")->text(), u"Saved profile “collect-export”."_qs);
        QVERIFY(!saveButton()->isEnabled());
    }

    void aFileThatIsNotUsedSaysWhy() {
        list_[1].error =
            Error{Remedy::FixSettings, u"another file names the profile “tally” already."_qs, {}, {}, {}};
        dialog_->open();
        QTRY_VERIFY(find<QTableView>("profilesList")->model()->index(1, 0).data(ui::MarkRole).isValid());
        choose(1);
        QTRY_COMPARE(find<QLabel>("profileSays")->text(), list_[1].error->what);
    }

    void removingAsksFirstAndBuiltInOnesStay() {
        choose(1);
        QVERIFY(find<QPushButton>("removeProfileButton")->isVisible());
        const auto press = [this](Qt::Key key) {
            QMetaObject::invokeMethod(
                dialog_.get(),
                [key] {
                    auto* box = qobject_cast<QMessageBox*>(QApplication::activeModalWidget());
                    QVERIFY(box);
                    if (key == Qt::Key_Return) return QTest::keyClick(box, key); // the safe side
                    for (QAbstractButton* button : box->buttons())
                        if (box->buttonRole(button) == QMessageBox::AcceptRole) button->click();
                },
                Qt::QueuedConnection);
            QTest::mouseClick(find<QPushButton>("removeProfileButton"), Qt::LeftButton);
        };
        press(Qt::Key_Return);
        QCOMPARE(commands_->size(), 0);
        press(Qt::Key_Y);
        QCOMPARE(std::get<RemoveProfile>(sent(0).kind).name, u"collect-export"_qs);
        choose(2);
        QVERIFY(!find<QPushButton>("removeProfileButton")->isVisible());
    }

    void everyControlHasAName() {
        for (QWidget* widget : dialog_->findChildren<QWidget*>()) {
            if (!widget->isVisible() || widget->focusPolicy() == Qt::NoFocus) continue;
            QAccessibleInterface* told = QAccessible::queryAccessibleInterface(widget);
            QVERIFY2(!told->text(QAccessible::Name).isEmpty(),
                     qPrintable(QString::fromLatin1(widget->metaObject()->className()) + u' ' +
                                widget->objectName()));
        }
    }
};

QTEST_MAIN(TestProfilesDialog)
#include "tst_profiles_dialog.moc"
