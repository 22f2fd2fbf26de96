#include "tests/shots/profile_fixtures.h"
#include "tests/ui/questions_rig.h"

#include <QAccessible>
#include <QClipboard>
#include <QComboBox>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

using namespace rowcast;
using ui::QuestionsModel;

class TestQuestionsPanel : public ui::QuestionsRig {
    Q_OBJECT

private slots:
    void initTestCase() { prepareAll(); }
    void init() { prepare(); }
    void cleanup() { clear(); }

    void untitledQuestionsAreCountedAndComeFirst() {
        start(shots::untitled());
        auto* places = find<QListView>("placesList");
        QCOMPARE(places->model()->index(1, 0).data(Qt::AccessibleTextRole).toString(), u"Questions, 2"_qs);
        QCOMPARE(cell(0, QuestionsModel::Title), u"No title yet"_qs);
        QCOMPARE(cell(1, QuestionsModel::Title), u"No title yet"_qs);
        QCOMPARE(cell(2, QuestionsModel::Title), u"Village"_qs);
        QCOMPARE(table_->currentIndex().row(), 0);
        QVERIFY(find<QLabel>("questionsSentence")->text().startsWith(u"2 of 41 have no title"));
        QTRY_VERIFY(previewHas(u"q_7f3a92"_qs));
    }

    void unknownShapesAreLookedAtInTheProfiles() {
        start(shots::untitled());
        auto* dialog = find<QDialog>("profilesDialog");
        program_->other = [](const Query& query) {
            QueryPage page;
            if (std::holds_alternative<Profiles>(query.kind)) page.detail = shots::profiles();
            if (std::holds_alternative<TryProfile>(query.kind)) page.detail = shots::profileReport();
            return page;
        };
        QTest::mouseClick(find<QPushButton>("profilesButton"), Qt::LeftButton);
        QVERIFY(dialog->isVisible());
        QTRY_VERIFY(find<QPushButton>("saveProfileButton")->isEnabled());
        dialog->close();

        Status status = shots::untitled();
        Problem problem;
        problem.error = Error{Remedy::FixSettings,
                              u"2 records have a shape that no profile knows."_qs,
                              {},
                              {},
                              {Choice::AcceptGuess, Choice::EditProfile, Choice::Ignore}};
        status.problems = {problem};
        window_->show(status);
        auto* places = find<QListView>("placesList");
        QCOMPARE(places->model()->index(1, 0).data(Qt::AccessibleTextRole).toString(), u"Questions, 3"_qs);
        places->setCurrentIndex(places->model()->index(0, 0));
        emit window_->findChild<ui::OverviewPanel*>()->mendWanted({}, Choice::AcceptGuess);
        QVERIFY(dialog->isVisible());
        QCOMPARE(places->currentIndex().row(), 1);
        QTest::mouseClick(find<QPushButton>("saveProfileButton"), Qt::LeftButton);
        const Command& saved = program_->sent(0);
        QCOMPARE(std::get<SaveProfile>(saved.kind).name, u"stock"_qs);
        window_->done({saved.id, {}, u"Saved."_qs});
        QTRY_COMPARE(find<QLabel>("profileSays")->text(), u"Saved."_qs);
    }

    void theKeyboardNamesQuestionsAndSaves() {
        start(shots::untitled());
        table_->setFocus();
        QTest::keyClick(table_, Qt::Key_Return);
        QTRY_VERIFY(editor());
        typeInto(editor(), u"Was the seed treated?"_qs, Qt::Key_Tab);
        QTRY_VERIFY(editor()); // Tab went on to the next question
        QCOMPARE(table_->currentIndex().row(), 1);
        typeInto(editor(), u"Pests seen"_qs, Qt::Key_Return);
        QCOMPARE(cell(0, QuestionsModel::Title), u"Was the seed treated?"_qs);
        QCOMPARE(cell(1, QuestionsModel::Title), u"Pests seen"_qs);
        QTRY_VERIFY(previewHas(u"Pests seen"_qs));

        QTest::keyClick(table_, Qt::Key_S, Qt::ControlModifier);
        const auto save = std::get<SaveMap>(program_->sent(0).kind);
        QCOMPARE(save.map.form, FormId("crop-kharif-26"));
        QCOMPARE(save.map.entries.size(), std::size_t(40)); // one has the payload's own words
        QVERIFY(!find<QPushButton>("saveButton")->isEnabled());
        program_->known.map = save.map;
        window_->done({program_->sent(0).id, {}, u"Saved 40 questions."_qs});
        QVERIFY(!find<QPushButton>("saveButton")->isVisible());
        QTRY_COMPARE(cell(0, QuestionsModel::Title), u"Village"_qs);
    }

    void aSaveThatFailedKeepsWhatWasTyped() {
        start(shots::untitled());
        table_->model()->setData(table_->model()->index(0, QuestionsModel::Title), u"Seed treated"_qs);
        QTest::mouseClick(find<QPushButton>("saveButton"), Qt::LeftButton);
        window_->done({program_->sent(0).id, Error{Remedy::Retry, u"The disk is full."_qs, {}, {}, {}}, {}});
        QVERIFY(find<QPushButton>("saveButton")->isEnabled());
        QCOMPARE(cell(0, QuestionsModel::Title), u"Seed treated"_qs);
    }

    void typingWritesOverACell() {
        start(shots::untitled());
        table_->setFocus();
        goTo(2, QuestionsModel::Title);
        QTest::keyClick(table_, Qt::Key_H);
        QTRY_VERIFY(editor());
        typeInto(editor(), u"amlet"_qs, Qt::Key_Return);
        QCOMPARE(cell(2, QuestionsModel::Title), u"hamlet"_qs);
        goTo(3, QuestionsModel::Title);
        QTest::keyClick(table_, Qt::Key_F2);
        QTRY_VERIFY(editor());
        typeInto(editor(), u"never mind"_qs, Qt::Key_Escape);
        QCOMPARE(cell(3, QuestionsModel::Title), u"Farmer’s name"_qs);
    }

    void pasteAndUndoFromTheKeyboard() {
        start(shots::untitled());
        table_->setFocus();
        goTo(0, QuestionsModel::Title);
        QApplication::clipboard()->setText(u"Seed treated\nPests seen"_qs);
        QTest::keyClick(table_, Qt::Key_V, Qt::ControlModifier);
        QCOMPARE(cell(0, QuestionsModel::Title), u"Seed treated"_qs);
        QCOMPARE(cell(1, QuestionsModel::Title), u"Pests seen"_qs);
        QTest::keyClick(table_, Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(cell(0, QuestionsModel::Title), u"No title yet"_qs);
        QCOMPARE(cell(1, QuestionsModel::Title), u"No title yet"_qs);
        QTest::keyClick(table_, Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(cell(1, QuestionsModel::Title), u"Pests seen"_qs);
        QTest::mouseClick(find<QToolButton>("undoButton"), Qt::LeftButton, {}, QPoint(20, 10));
        QCOMPARE(cell(1, QuestionsModel::Title), u"No title yet"_qs);
        trigger(menuOf("undoButton"), "redoAction");
        QCOMPARE(cell(1, QuestionsModel::Title), u"Pests seen"_qs);
    }

    void aWrongPasteSaysItsRowAndChangesNothing() {
        start(shots::untitled());
        table_->setFocus();
        QApplication::clipboard()->setText(u"q_crop\tCrop\tText\nq_soil\tSoil\tColour"_qs);
        QTest::keyClick(table_, Qt::Key_V, Qt::ControlModifier);
        QVERIFY(!find<QPushButton>("saveButton")->isVisible());
        bool told = false;
        for (const QLabel* label : window_->findChildren<QLabel*>())
            told = told || (label->isVisible() && label->text().contains(u"Row 2 of what was copied"));
        QVERIFY(told);
    }

    void aCopyIsPastedBackAsItWas() {
        start(shots::untitled());
        table_->setFocus();
        goTo(2, QuestionsModel::Title);
        table_->selectAll();
        QTest::keyClick(table_, Qt::Key_C, Qt::ControlModifier);
        QVERIFY(QApplication::clipboard()->text().contains(u"q_village\tVillage\tText\tyes"_qs));
        QTest::keyClick(table_, Qt::Key_Delete);
        QCOMPARE(cell(2, QuestionsModel::Title), u"No title yet"_qs);
        QTest::keyClick(table_, Qt::Key_V, Qt::ControlModifier);
        QCOMPARE(cell(2, QuestionsModel::Title), u"Village"_qs);
    }

    void rowsMoveByKeysAndColumnsAreLeftOut() {
        start(shots::untitled());
        table_->setFocus();
        goTo(3, QuestionsModel::Title);
        QTest::keyClick(table_, Qt::Key_Up, Qt::AltModifier);
        QCOMPARE(cell(2, QuestionsModel::Title), u"Farmer’s name"_qs);
        QCOMPARE(table_->currentIndex().row(), 2);
        QTest::keyClick(table_, Qt::Key_Down, Qt::AltModifier);
        QCOMPARE(cell(3, QuestionsModel::Title), u"Farmer’s name"_qs);
        goTo(3, QuestionsModel::Shown);
        QTest::keyClick(table_, Qt::Key_Space);
        QTRY_VERIFY(!previewHas(u"Farmer’s name"_qs));
        const QRect check = table_->visualRect(table_->model()->index(3, QuestionsModel::Shown));
        QTest::mouseClick(table_->viewport(), Qt::LeftButton, {},
                          QPoint(check.left() + 20, check.center().y()));
        QTRY_VERIFY(previewHas(u"Farmer’s name"_qs));
    }

    void aTypeIsChosenFromAList() {
        start(shots::untitled());
        table_->setFocus();
        goTo(2, QuestionsModel::Type);
        QTest::keyClick(table_, Qt::Key_Return);
        auto* choice = table_->viewport()->findChild<QComboBox*>(QStringLiteral("cellChoice"));
        QVERIFY(choice);
        QCOMPARE(choice->currentText(), u"Text"_qs);
        QApplication::processEvents();
        choice->hidePopup();
        choice->setCurrentText(u"Location"_qs);
        emit choice->activated(choice->currentIndex());
        QCOMPARE(cell(2, QuestionsModel::Type), u"Location"_qs);
    }

    void theFilterNarrowsAndEscWidens() {
        start(shots::untitled());
        table_->setFocus();
        QTest::keyClick(table_, Qt::Key_F, Qt::ControlModifier);
        auto* box = find<QLineEdit>("questionsFilter");
        QTRY_VERIFY(box->hasFocus());
        QTest::keyClicks(box, u"village"_qs);
        QVERIFY(table_->model()->rowCount() < 41);
        QTest::keyClick(box, Qt::Key_Escape);
        QCOMPARE(table_->model()->rowCount(), 41);
        auto* untitled = find<QWidget>("questionsShown")->findChildren<QPushButton*>().at(1);
        QCOMPARE(untitled->text(), u"Without a title 2"_qs);
        untitled->click();
        QCOMPARE(table_->model()->rowCount(), 2);
    }

    void whatIsTypedForAFormStaysWhileAnotherIsLookedAt() {
        start(shots::untitled());
        table_->model()->setData(table_->model()->index(0, QuestionsModel::Title), u"Seed treated"_qs);
        auto* forms = find<QComboBox>("formChooser");
        forms->setCurrentIndex(1);
        emit forms->activated(1);
        QTRY_COMPARE(cell(0, QuestionsModel::Title), u"No title yet"_qs);
        QVERIFY(!find<QPushButton>("saveButton")->isVisible());
        emit forms->activated(0);
        QTRY_COMPARE(cell(0, QuestionsModel::Title), u"Seed treated"_qs);
        QTest::mouseClick(find<QPushButton>("discardButton"), Qt::LeftButton);
        QCOMPARE(cell(0, QuestionsModel::Title), u"No title yet"_qs);
    }

    void liveNumbersDoNotDisturbTyping() {
        start(shots::untitled());
        table_->setFocus();
        QTest::keyClick(table_, Qt::Key_Return);
        QTRY_VERIFY(editor());
        QTest::keyClicks(editor(), u"Half a ti"_qs);
        Status later = shots::untitled();
        for (int tick = 0; tick < 3; ++tick) {
            const std::size_t asked = program_->asked<QuestionsOf>().size();
            ++program_->known.questions[0].seen;
            program_->known.questions[39].samples.prepend(u"another"_qs);
            ++later.forms[0].rows;
            later.at += Millis(1'500);
            window_->show(later);
            QTRY_VERIFY(program_->asked<QuestionsOf>().size() > asked);
            QTRY_VERIFY(cell(2, QuestionsModel::Seen) == QLocale().toString(12022 + tick));
        }
        QVERIFY(editor());
        QCOMPARE(qobject_cast<QLineEdit*>(editor())->text(), u"Half a ti"_qs);
    }

    void withoutAFormItTeaches() {
        start(shots::empty());
        QVERIFY(find<QWidget>("noQuestionsYet")->isVisible());
        QVERIFY(!table_->isVisible());
        window_->show(shots::untitled());
        QTRY_VERIFY(table_->isVisible());
    }

    void everyControlHasAName() {
        start(shots::untitled());
        table_->model()->setData(table_->model()->index(0, QuestionsModel::Title), u"x"_qs);
        for (QWidget* widget : window_->findChildren<QWidget*>()) {
            if (!widget->isVisible() || widget->focusPolicy() == Qt::NoFocus) continue;
            QAccessibleInterface* told = QAccessible::queryAccessibleInterface(widget);
            QVERIFY2(!told->text(QAccessible::Name).isEmpty(),
                     qPrintable(QString::fromLatin1(widget->metaObject()->className()) + u' ' +
                                widget->objectName()));
        }
    }

    void theSmallestWindowCutsNothingSideways() {
        window_->resize(1024, 640);
        start(shots::untitled());
        table_->model()->setData(table_->model()->index(0, QuestionsModel::Title), u"x"_qs);
        QApplication::processEvents();
        QCOMPARE(window_->size(), QSize(1024, 640));
        for (const QWidget* widget : window_->findChildren<QWidget*>())
            if (widget->isVisible() && !widget->objectName().isEmpty() &&
                widget->objectName() != u"qt_scrollarea_viewport" && !table_->isAncestorOf(widget))
                QVERIFY2(widget->mapTo(window_.get(), QPoint(widget->width(), 0)).x() <= 1024 + 1,
                         qPrintable(widget->objectName()));
    }
};

QTEST_MAIN(TestQuestionsPanel)
#include "tst_questions_panel.moc"
