#include "tests/shots/google_fixtures.h"
#include "tests/ui/google_panel_rig.h"
#include "ui/dialogs/client_dialog.h"
#include "ui/dialogs/folder_dialog.h"
#include "ui/dialogs/help_dialog.h"
#include "ui/dialogs/service_account_dialog.h"
#include "ui/dialogs/sharing_dialog.h"

#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QTemporaryDir>
#include <QTextBrowser>

using namespace rowcast;

namespace {
const QByteArray keyFile = R"({"type":"service_account","project_id":"forms-481",
    "private_key":"-----BEGIN PRIVATE KEY-----\nnot-a-key\n-----END PRIVATE KEY-----\n",
    "client_email":"writer@forms-481.iam.gserviceaccount.com"})";
const QByteArray clientFile = R"({"installed":{"client_id":"1.apps.example","client_secret":"hush",
    "project_id":"forms-481"}})";
} // namespace

class TestGoogleDialogs : public GooglePanelRig {
    Q_OBJECT

private slots:
    void init() { openPanel(); }
    void cleanup() { closePanel(); }

    void withoutAClientTheFirstStepShowsHow() {
        show(shots::googleEmpty(false));
        QVERIFY(inSight("googleStart"));
        QVERIFY(!inSight("signInButton"));
        press("step1Button");
        auto* how = dialog<ui::ClientDialog>();
        QVERIFY(!how->findChild<QPushButton*>(QStringLiteral("deedButton"))->isEnabled());
        press(how, "step2Link");
        QCOMPARE(links_->size(), 1);
        QVERIFY(links_->at(0).at(0).toUrl().toString().contains(u"enableapi"));
    }

    void aPastedClientIsKeptAndTheSignInGoesOn() {
        show(shots::googleEmpty(false));
        press("step1Button");
        auto* how = dialog<ui::ClientDialog>();
        QApplication::clipboard()->setText(QString::fromUtf8(clientFile));
        press(how, "pasteButton");
        QVERIFY(QApplication::clipboard()->text().isEmpty()); // it would lie there for whoever pastes next
        press(how, "deedButton");
        QCOMPARE(sent<UseOAuthClient>(0).file.reveal(), clientFile);
        QVERIFY(answer(lastId()));
        QTRY_VERIFY(!hasDialog<ui::ClientDialog>());
        QCOMPARE(commands_->size(), 2);
        sent<SignIn>(1);
    }

    void aKeyIsPastedNeverShownAndSent() {
        show(shots::googleFull());
        press("serviceAccountButton");
        auto* ask = dialog<ui::ServiceAccountDialog>();
        QApplication::clipboard()->setText(QString::fromUtf8(keyFile));
        press(ask, "pasteButton");
        QVERIFY(QApplication::clipboard()->text().isEmpty());
        for (const QLabel* label : ask->findChildren<QLabel*>())
            QVERIFY(!label->text().contains(u"PRIVATE"));
        for (const QLineEdit* field : ask->findChildren<QLineEdit*>())
            QVERIFY(!field->text().contains(u"PRIVATE"));
        QCOMPARE(ask->findChild<QLabel*>(QStringLiteral("keyAddress"))->text(),
                 QStringLiteral("writer@forms-481.iam.gserviceaccount.com"));
        press(ask, "copyAddressButton");
        QCOMPARE(QApplication::clipboard()->text(),
                 QStringLiteral("writer@forms-481.iam.gserviceaccount.com"));
        ask->findChild<QLineEdit*>(QStringLiteral("actsForField"))
            ->setText(QStringLiteral(" amit@example.org "));
        press(ask, "deedButton");
        QCOMPARE(sent<AddServiceAccount>(0).key.reveal(), keyFile);
        QCOMPARE(sent<AddServiceAccount>(0).actsFor, QStringLiteral("amit@example.org"));
        QVERIFY(answer(lastId(), "The key is not an RSA key."));
        QVERIFY(ask->findChild<QLabel*>(QStringLiteral("refusal"))->isVisible());
        press(ask, "deedButton");
        QVERIFY(answer(lastId()));
        QTRY_VERIFY(!hasDialog<ui::ServiceAccountDialog>());
    }

    void aKeyIsReadFromAFile() {
        QTemporaryDir folder;
        QFile file(folder.filePath(QStringLiteral("key.json")));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(keyFile) > 0);
        file.close();
        show(shots::googleFull());
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(file.fileName())});
        drop(panel_.get(), data);
        press(dialog<ui::ServiceAccountDialog>(), "deedButton");
        QCOMPARE(sent<AddServiceAccount>(0).key.reveal(), keyFile);
    }

    void aFileDroppedOnThePanelGoesWhereItBelongs() {
        show(shots::googleEmpty(false));
        drop(panel_.get(), clientFile);
        press(dialog<ui::ClientDialog>(), "deedButton");
        QCOMPARE(sent<UseOAuthClient>(0).file.reveal(), clientFile);
        dialog<ui::ClientDialog>()->reject();
        drop(panel_.get(), "a poem");
        QVERIFY(find<QWidget>("googleNotice")->accessibleName().contains(u"no file from Google"));
        QCOMPARE(commands_->size(), 1);
    }

    void theGuideIsInTheApp() {
        show(shots::googleEmpty(false));
        press("helpButton");
        auto* guide = dialog<ui::HelpDialog>();
        auto* text = guide->findChild<QTextBrowser*>(QStringLiteral("helpText"));
        QVERIFY(text->toPlainText().contains(u"Desktop app"));
        emit text->anchorClicked(QUrl(QStringLiteral("https://console.cloud.google.com/")));
        QCOMPARE(links_->size(), 1);
    }

    void theWrongFileSaysWhichOneItIs() {
        show(shots::googleEmpty(false));
        press("step1Button");
        auto* how = dialog<ui::ClientDialog>();
        how->take(Secret(keyFile));
        QVERIFY(how->findChild<QLabel*>(QStringLiteral("refusal"))->text().contains(u"service account"));
        QVERIFY(!how->findChild<QPushButton*>(QStringLiteral("deedButton"))->isEnabled());
    }

    void theFolderIsNamedOrPicked() {
        show(shots::googleFull());
        press("openFolderButton");
        QCOMPARE(links_->size(), 1);
        press("chooseFolderButton");
        auto* ask = dialog<ui::FolderDialog>();
        auto* field = ask->findChild<QLineEdit*>(QStringLiteral("folderField"));
        QCOMPARE(field->text(), QStringLiteral("Responses 2026"));
        field->clear();
        QVERIFY(!ask->findChild<QPushButton*>(QStringLiteral("deedButton"))->isEnabled());
        QTest::keyClicks(field, QStringLiteral("Answers"));
        QTest::keyClick(field, Qt::Key_Return);
        QCOMPARE(sent<SetSetting>(0).key, QStringLiteral("google.folder"));
        QCOMPARE(sent<SetSetting>(0).value, QStringLiteral("Answers"));
        QVERIFY(answer(lastId()));
        press("chooseFolderButton");
        press(dialog<ui::FolderDialog>(), "pickFolderButton");
        sent<PickFile>(1);
        QVERIFY(answer(lastId(), "The browser did not come back in time."));
        QVERIFY(inSight("googleNotice"));
    }

    void newSheetsAreSharedBySetting() {
        show(shots::googleFull());
        press("choosePeopleButton");
        auto* share = dialog<ui::SharingDialog>();
        QTest::keyClicks(share->findChild<QLineEdit*>(QStringLiteral("shareEmail")),
                         QStringLiteral("new@example.org"));
        share->findChild<QComboBox*>(QStringLiteral("shareRole"))->setCurrentIndex(1);
        share->findChild<QCheckBox*>(QStringLiteral("shareNotify"))->setChecked(true);
        press(share, "deedButton");
        QCOMPARE(sent<SetSetting>(0).key, QStringLiteral("google.share"));
        QCOMPARE(sent<SetSetting>(0).value,
                 QStringLiteral("group:field-team@example.org=editor,audit@example.org=reader,"
                                "new@example.org=commenter+mail"));
        QVERIFY(answer(lastId()));
        QVERIFY(share->isVisible());
        press(share, "unshareButton");
        QCOMPARE(sent<SetSetting>(1).value,
                 QStringLiteral("audit@example.org=reader,new@example.org=commenter+mail"));
    }

    void theFoldersRightsAreShownAddedAndTakenAway() {
        show(shots::googleFull());
        press("choosePeopleButton");
        auto* share = dialog<ui::SharingDialog>();
        share->findChild<QComboBox*>(QStringLiteral("sharedFile"))->setCurrentIndex(1);
        QCOMPARE(queries_->size(), 1);
        const Query query = queries_->at(0).at(0).value<Query>();
        QVERIFY(std::get<SharesOf>(query.kind).file.empty());
        QueryPage page;
        page.id = query.id;
        page.detail = Permissions{{"o", "user", Role::Owner, "amit@example.org", "Amit", false},
                                  {"p", "group", Role::Reader, "team@example.org", "Team", false}};
        panel_->answered(page);
        QApplication::processEvents();
        press(share, "unshareButton"); // of the owner: hidden
        QTest::keyClicks(share->findChild<QLineEdit*>(QStringLiteral("shareEmail")),
                         QStringLiteral("x@example.org"));
        share->findChild<QCheckBox*>(QStringLiteral("shareGroup"))->setChecked(true);
        press(share, "deedButton");
        const AddShare added = sent<AddShare>(commands_->size() - 1);
        QVERIFY(added.file.empty());
        QVERIFY(added.share.group);
        QVERIFY(added.share.role == Role::Reader);
        QVERIFY(answer(lastId(), "Google cannot share with this address."));
        QVERIFY(share->findChild<QLabel*>(QStringLiteral("refusal"))->isVisible());
    }

    void aFormsSheetIsSharedById() {
        show(shots::googleFull());
        press("choosePeopleButton");
        auto* share = dialog<ui::SharingDialog>();
        share->findChild<QComboBox*>(QStringLiteral("sharedFile"))->setCurrentIndex(2);
        QCOMPARE(std::get<SharesOf>(queries_->at(0).at(0).value<Query>().kind).file,
                 SpreadsheetId("crop-kharif-26"));
    }
};

QTEST_MAIN(TestGoogleDialogs)
#include "tst_google_dialogs.moc"
