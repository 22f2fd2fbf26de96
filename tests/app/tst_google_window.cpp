// From nothing to the first row without a step outside the window: a real keychain, a Kafka and a Google in
// this process, and a browser that follows where the window sends it.
#include "tests/app/google_rig.h"
#include "ui/dialogs/client_dialog.h"
#include "ui/dialogs/sharing_dialog.h"
#include "ui/main_window.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QDesktopServices>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QNetworkReply>
#include <QPushButton>
#include <QSettings>
#include <QtTest>

using namespace rowcast;
using namespace rowcast::app;

namespace {
const QString kAnna = QStringLiteral("anna@example.org");
const QString kForm = QStringLiteral("feedback");
} // namespace

/// The person's browser: whoever asks for consent gets this answer.
class Browser : public QObject {
    Q_OBJECT
public:
    QByteArray answer; ///< empty: the person never comes back
    int opened = 0;

public slots:
    void open(const QUrl& url) {
        ++opened;
        if (!answer.isEmpty()) network_.get(QNetworkRequest(QUrl::fromEncoded(url.toEncoded() + answer)));
    }

private:
    QNetworkAccessManager network_;
};

class TestGoogleWindow : public QObject {
    Q_OBJECT

    QTemporaryDir settings_;
    std::unique_ptr<ui::Theme> theme_;
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
    void giveClient() {
        press("remedyButton");
        QTRY_VERIFY(dialog<ui::ClientDialog>());
        QApplication::clipboard()->setText(QString::fromStdString(rig_->google().issueClient(false)));
        press("pasteButton");
        press("deedButton");
    }
    void signIn() {
        browser_.answer = "&approve=1&account=" + kAnna.toUtf8();
        giveClient();
        QTRY_VERIFY_WITH_TIMEOUT(says("accountAddress", kAnna), 30'000);
    }

private slots:
    void initTestCase() {
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, settings_.path());
        QCoreApplication::setOrganizationName(QStringLiteral("rowcast-test"));
        theme_ = std::make_unique<ui::Theme>(qApp);
        for (const QString& scheme : {QStringLiteral("http"), QStringLiteral("https")})
            QDesktopServices::setUrlHandler(scheme, &browser_, "open");
    }
    void init() {
        browser_.answer.clear();
        browser_.opened = 0;
        rig_ = std::make_unique<GoogleRig>();
        rig_->start();
        window_ = std::make_unique<ui::MainWindow>();
        Runtime& runtime = rig_->runtime();
        connect(&runtime, &Runtime::statusChanged, window_.get(),
                qOverload<const Status&>(&ui::MainWindow::show));
        connect(&runtime, &Runtime::answered, window_.get(), &ui::MainWindow::answered);
        connect(&runtime, &Runtime::done, window_.get(), &ui::MainWindow::done);
        connect(window_.get(), &ui::MainWindow::command, &runtime, &Runtime::command);
        connect(window_.get(), &ui::MainWindow::query, &runtime, &Runtime::query);
        window_->QWidget::show();
        QVERIFY(QTest::qWaitForWindowExposed(window_.get()));
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
        browser_.answer = "&approve=1&account=" + kAnna.toUtf8();
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
};

QTEST_MAIN(TestGoogleWindow)
#include "tst_google_window.moc"
