// From nothing to the first row without a step outside the window: a real keychain, a Kafka and a Google in
// this process, and a browser that follows where the window sends it.
#include "app/desktop/connect_window.h"
#include "tests/app/google_rig.h"
#include "tests/ui/window_test.h"
#include "ui/dialogs/client_dialog.h"
#include "ui/dialogs/folder_dialog.h"
#include "ui/dialogs/service_account_dialog.h"
#include "ui/dialogs/sharing_dialog.h"
#include "ui/main_window.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QDesktopServices>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QPushButton>
#include <QTest>
#include <QUrl>

using namespace rowcast;
using namespace rowcast::app;

namespace {
const QString kAnna = QStringLiteral("anna@example.org");
const QString kRobot = QStringLiteral("robot@project.iam.gserviceaccount.com");
const QString kForm = QStringLiteral("feedback");
} // namespace

/// The person's browser: whoever asks for consent gets this answer.
class Browser : public QObject {
    Q_OBJECT
public:
    QByteArray answer; ///< empty: the person never comes back
    int opened = 0;
    QUrl last;

public slots:
    void open(const QUrl& url) {
        ++opened;
        last = url;
        if (!answer.isEmpty()) network_.get(QNetworkRequest(QUrl::fromEncoded(url.toEncoded() + answer)));
    }

private:
    QNetworkAccessManager network_;
};

class TestGoogleWindow : public QObject {
    Q_OBJECT

    ui::OwnSettings settings_;
    Browser browser_;
    std::unique_ptr<GoogleRig> rig_;
    std::unique_ptr<ui::MainWindow> window_;

    template <class T>
    T* inSight(const char* name) {
        for (QWidget* top : QApplication::topLevelWidgets())
            for (T* one : top->findChildren<T*>(QString::fromLatin1(name)))
                if (one->isVisible()) return one;
        return nullptr;
    }
    template <class T>
    T* dialog() {
        for (QWidget* top : QApplication::topLevelWidgets())
            if (auto* found = qobject_cast<T*>(top); found && found->isVisible()) return found;
        return nullptr;
    }
    void press(const char* button) {
        QTRY_VERIFY2_WITH_TIMEOUT(inSight<QPushButton>(button) && inSight<QPushButton>(button)->isEnabled(),
                                  button, 30'000);
        QTest::mouseClick(inSight<QPushButton>(button), Qt::LeftButton);
    }
    /// Whether one of the labels of that name says it.
    bool says(const char* label, const QString& text) {
        for (QWidget* top : QApplication::topLevelWidgets())
            for (const auto* one : top->findChildren<QLabel*>(QString::fromLatin1(label)))
                if (one->isVisible() && one->text().contains(text)) return true;
        return false;
    }
    /// Hands over the client where the window asks for it; the sign-in goes on by itself.
    void giveClient(bool testing = false) {
        press("remedyButton");
        QTRY_VERIFY(dialog<ui::ClientDialog>());
        QApplication::clipboard()->setText(QString::fromStdString(rig_->google().issueClient(testing)));
        press("pasteButton");
        press("deedButton");
    }
    /// The person says yes, as this account, and picks that.
    void consentAs(const QString& account, const std::string& pick = {}) {
        browser_.answer = "&approve=1&account=" + account.toUtf8();
        if (!pick.empty()) browser_.answer += "&pick=" + QByteArray::fromStdString(pick);
    }
    void signIn(bool testing = false) {
        consentAs(kAnna);
        giveClient(testing);
        QTRY_VERIFY_WITH_TIMEOUT(says("accountAddress", kAnna), 30'000);
    }
    /// Into the dialog that is open.
    void nameFolder(const QString& link) {
        QTRY_VERIFY(dialog<ui::FolderDialog>());
        auto* field = dialog<ui::FolderDialog>()->findChild<QLineEdit*>(QStringLiteral("folderField"));
        field->setText(link);
        press("deedButton");
        QTRY_VERIFY_WITH_TIMEOUT(!dialog<ui::FolderDialog>(), 30'000);
    }
    void begin(const sandbox::Options& options) {
        window_.reset();
        rig_.reset();
        rig_ = std::make_unique<GoogleRig>(options);
        rig_->start();
        window_ = std::make_unique<ui::MainWindow>();
        connectWindow(*window_, rig_->runtime());
        window_->QWidget::show();
        QVERIFY(QTest::qWaitForWindowExposed(window_.get()));
    }

private slots:
    void initTestCase() {
        settings_.begin();
        for (const QString& scheme : {QStringLiteral("http"), QStringLiteral("https")})
            QDesktopServices::setUrlHandler(scheme, &browser_, "open");
    }
    void init() {
        browser_.answer.clear();
        browser_.opened = 0;
        begin({});
    }
    void cleanup() {
        window_.reset();
        rig_.reset();
    }

    void fromNothingToTheFirstRowAndASharedFolder() {
        rig_->respond(kForm, 1);
        signIn();
        QCOMPARE(browser_.opened, 1);
        QVERIFY(rig_->delivered(kForm, 1));
        QTRY_COMPARE(rig_->status().google.folderName, QStringLiteral("Atlan"));
        press("choosePeopleButton");
        auto* share = dialog<ui::SharingDialog>();
        QVERIFY(share);
        share->findChild<QComboBox*>(QStringLiteral("sharedFile"))->setCurrentIndex(1);
        QTest::keyClicks(share->findChild<QLineEdit*>(QStringLiteral("shareEmail")),
                         QStringLiteral("team@example.org"));
        press("deedButton");
        QTRY_VERIFY_WITH_TIMEOUT(says("sharedWith", QStringLiteral("team@example.org")), 30'000);
        share->close();
    }

    void aDeniedSignInIsToldAndTriedAgain() {
        browser_.answer = "&approve=0&account=" + kAnna.toUtf8();
        giveClient();
        QTRY_VERIFY_WITH_TIMEOUT(inSight<QWidget>("googleNotice"), 30'000);
        consentAs(kAnna);
        QTest::mouseClick(
            inSight<QWidget>("googleNotice")->findChild<QPushButton*>(QStringLiteral("bannerButton")),
            Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(says("accountAddress", kAnna), 30'000);
        QCOMPARE(browser_.opened, 2);
    }

    void aBrowserThatNeverComesBackIsCalledOff() {
        giveClient();
        QTRY_VERIFY_WITH_TIMEOUT(inSight<QWidget>("browserNotice"), 30'000);
        QTRY_COMPARE(browser_.opened, 1);
        QTest::mouseClick(
            inSight<QWidget>("browserNotice")->findChild<QPushButton*>(QStringLiteral("bannerButton")),
            Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(!inSight<QWidget>("browserNotice"), 30'000);
        QVERIFY(inSight<QWidget>("googleNotice"));
    }

    void signingOutAndInAgainLosesNothing() {
        signIn();
        rig_->respond(kForm, 1);
        QVERIFY(rig_->delivered(kForm, 1));
        QMetaObject::invokeMethod(
            window_.get(),
            [] {
                auto* box = qobject_cast<QMessageBox*>(QApplication::activeModalWidget());
                QVERIFY(box);
                for (QAbstractButton* button : box->buttons())
                    if (box->buttonRole(button) == QMessageBox::AcceptRole) button->click();
            },
            Qt::QueuedConnection);
        press("removeAccountButton");
        QTRY_VERIFY_WITH_TIMEOUT(inSight<QWidget>("googleStart"), 30'000);
        rig_->respond(kForm, 2);
        press("remedyButton");
        QTRY_VERIFY_WITH_TIMEOUT(says("accountAddress", kAnna), 30'000);
        QVERIFY(rig_->delivered(kForm, 2));
    }

    void aFolderIsHiddenUntilItIsPicked() {
        signIn();
        std::string folder;
        rig_->google().people([&folder](sandbox::People& people) {
            folder = people.createFolder("Responses 2026", {}, kAnna.toStdString());
        });
        press("chooseFolderButton");
        nameFolder(QStringLiteral("https://drive.google.com/drive/folders/") +
                   QString::fromStdString(folder));
        press("mend_folder"); // Google does not find it
        consentAs(kAnna, folder);
        press("pickFolderButton");
        QTRY_COMPARE_WITH_TIMEOUT(rig_->status().google.folderName, QStringLiteral("Responses 2026"), 30'000);
        rig_->respond(kForm, 1);
        QVERIFY(rig_->delivered(kForm, 1));
        QTRY_VERIFY_WITH_TIMEOUT(!inSight<QWidget>("mend_folder"), 30'000);
    }

    void anotherAccountPicksNothing() {
        signIn();
        consentAs(QStringLiteral("bert@example.org"));
        press("pickFileButton");
        QTRY_VERIFY_WITH_TIMEOUT(inSight<QWidget>("googleNotice"), 30'000);
        QVERIFY2(inSight<QWidget>("googleNotice")->accessibleName().contains(u"bert@example.org"),
                 qPrintable(inSight<QWidget>("googleNotice")->accessibleName()));
    }

    void anEndedSignInIsMendedByItsButton_data() {
        QTest::addColumn<bool>("testing");
        QTest::newRow("the app is in testing, and seven days are over") << true;
        QTest::newRow("the person took the access back") << false;
    }
    void anEndedSignInIsMendedByItsButton() {
        QFETCH(bool, testing);
        signIn(testing);
        rig_->respond(kForm, 1);
        QVERIFY(rig_->delivered(kForm, 1));
        if (testing)
            rig_->google().skipTime(std::chrono::hours(24 * 7 + 1));
        else
            rig_->google().accounts(
                [](sandbox::Accounts& accounts) { accounts.withdraw(kAnna.toStdString()); });
        rig_->respond(kForm, 2);
        press("signInAgainButton");
        QVERIFY(rig_->delivered(kForm, 2));
        QTRY_VERIFY_WITH_TIMEOUT(!inSight<QWidget>("signInAgainButton"), 30'000);
        QTRY_VERIFY2_WITH_TIMEOUT(rig_->status().problems.empty(), qPrintable(rig_->problems()), 30'000);
    }

    void aServiceAccountIsLedToASharedDrive() {
        rig_->respond(kForm, 1);
        press("remedyButton"); // leads to the place where both ways are offered
        QTRY_VERIFY(dialog<ui::ClientDialog>());
        dialog<ui::ClientDialog>()->reject();
        press("step3Button");
        QTRY_VERIFY(dialog<ui::ServiceAccountDialog>());
        QApplication::clipboard()->setText(QString::fromUtf8(rig_->robotKey()));
        press("pasteButton");
        press("deedButton");
        QTRY_VERIFY_WITH_TIMEOUT(says("accountAddress", kRobot), 30'000);
        std::string drive;
        rig_->google().people([&drive](sandbox::People& people) {
            drive = people.createSharedDrive("Forms", kRobot.toStdString());
        });
        press("mend_create"); // it may not make files in a Drive of its own
        QVERIFY(!inSight<QWidget>("choosePeopleButton"));
        nameFolder(QString::fromStdString(drive));
        QVERIFY(rig_->delivered(kForm, 1));
        QTRY_VERIFY_WITH_TIMEOUT(!inSight<QWidget>("mend_create"), 30'000);
    }

    void anApiThatIsOffIsNamedWithItsSwitch_data() {
        QTest::addColumn<QString>("api");
        QTest::newRow("Drive") << QStringLiteral("drive");
        QTest::newRow("Sheets") << QStringLiteral("sheets");
    }
    void anApiThatIsOffIsNamedWithItsSwitch() {
        QFETCH(QString, api);
        sandbox::Options options;
        options.disabledApis = {api.toStdString()};
        begin(options);
        signIn();
        browser_.answer.clear(); // the switch is Google's
        const int before = browser_.opened;
        press(qPrintable(QStringLiteral("mend_") + api));
        QTRY_COMPARE(browser_.opened, before + 1);
        QVERIFY(browser_.last.toString().contains(api + QStringLiteral(".googleapis.com")));
    }
};

QTEST_MAIN(TestGoogleWindow)
#include "tst_google_window.moc"
