#include "tests/shots/fixtures.h"
#include "tests/shots/google_fixtures.h"
#include "tests/ui/google_panel_rig.h"
#include "ui/dialogs/folder_dialog.h"
#include "ui/dialogs/service_account_dialog.h"
#include "ui/dialogs/sharing_dialog.h"

#include <QAccessible>
#include <QClipboard>
#include <QLabel>
#include <QSet>

using namespace rowcast;

class TestGooglePanel : public GooglePanelRig {
    Q_OBJECT

private slots:
    void init() { openPanel(); }
    void cleanup() { closePanel(); }

    void signingInOpensTheBrowserAndCanBeCalledOff() {
        show(shots::googleEmpty(true));
        press("step2Button");
        sent<SignIn>(0);
        const Status waiting = shots::googleWaiting();
        show(waiting);
        QCOMPARE(links_->size(), 1);
        QCOMPARE(links_->at(0).at(0).toUrl(), waiting.google.consent->url);
        show(waiting); // once
        QCOMPARE(links_->size(), 1);
        press("openBrowserButton");
        QCOMPARE(links_->size(), 2);
        press("copyLinkButton");
        QCOMPARE(QApplication::clipboard()->text(), waiting.google.consent->url.toString(QUrl::FullyEncoded));
        QTest::mouseClick(
            find<QWidget>("browserNotice")->findChild<QPushButton*>(QStringLiteral("bannerButton")),
            Qt::LeftButton);
        sent<CancelSignIn>(1);
    }

    void noBrowserPopsUpForAnothersSignIn() {
        show(shots::googleWaiting());
        QCOMPARE(links_->size(), 0);
        QVERIFY(inSight("browserNotice"));
    }

    void aFailedSignInSaysWhyAndTriesAgain() {
        show(shots::googleEmpty(true));
        press("step2Button");
        QVERIFY(answer(lastId(), "The sign-in was not allowed in the browser."));
        auto* notice = find<QWidget>("googleNotice");
        QVERIFY(notice->accessibleName().contains(u"not allowed"));
        QTest::mouseClick(notice->findChild<QPushButton*>(QStringLiteral("bannerButton")), Qt::LeftButton);
        QCOMPARE(commands_->size(), 2);
        sent<SignIn>(1);
        QVERIFY(!notice->isVisible());
    }

    void anotherPersonSignsIn() {
        show(shots::googleFull());
        press("signInButton");
        sent<SignIn>(0);
        Status status = shots::googleFull();
        status.google.consent = shots::googleWaiting().google.consent;
        show(status);
        QVERIFY(!find<QPushButton>("signInButton")->isEnabled());
    }

    void signingOutAsksOnce() {
        show(shots::googleFull());
        QString question;
        answerNextQuestion(Qt::Key_Return, &question);
        press("removeAccountButton");
        QCOMPARE(commands_->size(), 0);
        QVERIFY(question.contains(u"amit@example.org"));
        QVERIFY(question.contains(u"Nothing is lost"));
        answerNextQuestion(Qt::Key_Y);
        press("removeAccountButton");
        QCOMPARE(sent<RemoveAccount>(0).email, QStringLiteral("amit@example.org"));
    }

    void filesArePickedByPeopleOnly() {
        show(shots::googleFull());
        press("pickFileButton");
        sent<PickFile>(0);
        show(shots::googleServiceAccount());
        QVERIFY(!inSight("pickFileButton"));
    }

    void eachProblemOfTheCheckHasItsButton() {
        show(shots::googleFull());
        press("checkButton");
        sent<CheckGoogle>(0);
        press("mend_lasts");
        QVERIFY(links_->last().at(0).toUrl().toString().contains(u"audience"));
        press("mend_sharing");
        dialog<ui::SharingDialog>()->reject();
        show(shots::googleExpired());
        press("mend_token");
        sent<SignIn>(1);
        show(shots::googleServiceAccount());
        press("mend_create");
        QVERIFY(hasDialog<ui::FolderDialog>());
    }

    void whileCheckingTheButtonWaits() {
        show(shots::googleMany());
        QVERIFY(!find<QPushButton>("checkButton")->isEnabled());
    }

    void signInAgainFromAnywhereStartsHere() {
        QVERIFY(panel_->mends(Choice::SignIn));
        QVERIFY(!panel_->mends(Choice::Rebuild));
        show(shots::googleExpired());
        panel_->mend(Choice::SignIn);
        sent<SignIn>(0);
        show(shots::googleServiceAccount());
        panel_->mend(Choice::SignIn);
        QVERIFY(hasDialog<ui::ServiceAccountDialog>());
    }

    void theKeyOfTheEnvironmentIsNotOursToRemove() {
        show(shots::googleServiceAccount());
        QVERIFY(!inSight("removeAccountButton"));
        press("copyAddressButton");
        QCOMPARE(QApplication::clipboard()->text(),
                 QStringLiteral("rowcast-writer@forms-481.iam.gserviceaccount.com"));
    }

    void withoutAKeychainItSaysHow() {
        show(shots::googleNoKeychain());
        QVERIFY(
            find<QWidget>("keychainNotice")->accessibleName().contains(u"GOOGLE_APPLICATION_CREDENTIALS"));
        QSignalSpy mends(panel_.get(), &GooglePanel::mendWanted);
        QTest::mouseClick(
            find<QWidget>("keychainNotice")->findChild<QPushButton*>(QStringLiteral("bannerButton")),
            Qt::LeftButton);
        QCOMPARE(mends.size(), 1);
        QVERIFY(mends.at(0).at(1).value<Choice>() == Choice::TryAgain);
        show(shots::googleEmpty(true));
        QVERIFY(!inSight("keychainNotice"));
    }

    void onePrimaryButtonAtMost() {
        show(shots::googleEmpty(true)); // the state bar has one
        for (const QPushButton* button : panel_->findChildren<QPushButton*>())
            QVERIFY(button->property("kind") != QStringLiteral("primary"));
        Status ready = shots::googleEmpty(true);
        ready.problems.clear();
        show(ready);
        QCOMPARE(find<QPushButton>("step2Button")->property("kind").toString(), QStringLiteral("primary"));
    }

    void whatNeedsAPersonIsCounted() {
        QCOMPARE(panel_->waiting(shots::googleFull()), (ui::PlaceCount{2, ui::PlaceCount::Kind::NeedsYou}));
        QCOMPARE(panel_->waiting(shots::googleExpired()), (ui::PlaceCount{1, ui::PlaceCount::Kind::Stopped}));
        QCOMPARE(panel_->waiting(shots::googleEmpty(true)).count, 1);
    }

    void everyControlHasAName_data() {
        QTest::addColumn<int>("state");
        for (int state = 0; state < 7; ++state)
            QTest::addRow("state %d", state) << state;
    }
    void everyControlHasAName() {
        QFETCH(int, state);
        const Status states[] = {shots::googleFull(),      shots::googleEmpty(false),
                                 shots::googleWaiting(),   shots::googleExpired(),
                                 shots::googleMany(),      shots::googleServiceAccount(),
                                 shots::googleNoKeychain()};
        show(states[state]);
        for (QWidget* widget : panel_->findChildren<QWidget*>()) {
            if (!widget->isVisible() || widget->focusPolicy() == Qt::NoFocus) continue;
            QAccessibleInterface* told = QAccessible::queryAccessibleInterface(widget);
            QVERIFY2(!told->text(QAccessible::Name).isEmpty(),
                     qPrintable(QStringLiteral("%1 %2").arg(
                         QString::fromLatin1(widget->metaObject()->className()), widget->objectName())));
            QVERIFY2(!widget->objectName().isEmpty(), widget->metaObject()->className());
        }
    }

    void theKeyboardReachesEveryButton() {
        show(shots::googleFull());
        panel_->activateWindow();
        QTRY_VERIFY(panel_->isActiveWindow());
        QSet<QWidget*> wanted;
        for (QPushButton* button : panel_->findChildren<QPushButton*>())
            if (button->isVisible() && button->isEnabled()) wanted << button;
        for (int steps = 0; steps < 60 && !wanted.isEmpty(); ++steps) {
            QTest::keyClick(panel_.get(), Qt::Key_Tab);
            wanted.remove(QApplication::focusWidget());
        }
        QVERIFY2(wanted.isEmpty(), wanted.isEmpty() ? "" : qPrintable((*wanted.begin())->objectName()));
    }
};

QTEST_MAIN(TestGooglePanel)
#include "tst_google_panel.moc"
