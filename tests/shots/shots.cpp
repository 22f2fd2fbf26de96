/// Pictures of every panel to be looked at beside the drawings: shots [folder]. QT_SCALE_FACTOR=2 gives the
/// 200 % ones.
#include "tests/shots/controls_page.h"
#include "tests/shots/fixtures.h"
#include "tests/shots/google_fixtures.h"
#include "tests/shots/profile_fixtures.h"
#include "tests/shots/question_fixtures.h"
#include "ui/dialogs/client_dialog.h"
#include "ui/dialogs/folder_dialog.h"
#include "ui/dialogs/help_dialog.h"
#include "ui/dialogs/profiles_dialog.h"
#include "ui/dialogs/service_account_dialog.h"
#include "ui/dialogs/sharing_dialog.h"
#include "ui/main_window.h"
#include "ui/panels/questions_panel.h"
#include "ui/panels/questions_transfer.h"
#include "ui/theme/theme.h"
#include "ui/theme/tokens.h"
#include "ui/theme/type.h"
#include "ui/widgets/sidebar.h"

#include <QApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QFontDatabase>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSettings>
#include <QStandardPaths>
#include <QTableView>

#include <cstdio>
#include <functional>

using namespace rowcast;

namespace {
constexpr QSize usual(1280, 800);

struct Shot {
    QString name;
    Status status;
    ui::Place place = ui::Place::Overview;
    QSize size = usual;
    FormQuestions questions = shots::questions();
    std::function<void(ui::MainWindow&)> act = {}; ///< what a person has done
};

/// A pause in typing, after which the preview is asked for.
void settle() {
    QElapsedTimer since;
    since.start();
    while (!since.hasExpired(250))
        QApplication::processEvents(QEventLoop::WaitForMoreEvents, 50);
}

/// Names the first question without a title, with the editor open on the next.
void nameOne(ui::MainWindow& window) {
    auto* table = window.findChild<QTableView*>(QStringLiteral("questionsTable"));
    table->model()->setData(table->model()->index(0, 2),
                            QStringLiteral("Was the seed treated before sowing?"));
    table->setCurrentIndex(table->model()->index(0, 2));
    table->edit(table->currentIndex());
}

void findNothing(ui::MainWindow& window) {
    window.findChild<QLineEdit*>(QStringLiteral("activityFilter"))->setText(QStringLiteral("wheat"));
}

/// A wrong file was imported.
void importWrong(ui::MainWindow& window) {
    auto* transfer = window.findChild<ui::QuestionsTransfer*>();
    emit transfer->failed({Remedy::FixSettings,
                           QStringLiteral("Line 12: the id “q_crop” stands in the file already."),
                           {},
                           {},
                           {}});
}

bool save(QWidget& widget, const QString& path) {
    QApplication::processEvents();
    QApplication::processEvents();
    return widget.grab().save(path);
}

bool shoot(const Shot& shot, const QString& folder, const QString& mode) {
    ui::MainWindow window;
    window.resize(shot.size);
    QObject::connect(
        &window, &ui::MainWindow::query, &window,
        [&](const Query& query) { window.answered(shots::answer(query, shot.questions)); },
        Qt::QueuedConnection);
    window.show(shot.status);
    window.findChild<ui::Sidebar*>()->choose(shot.place);
    window.QWidget::show();
    QApplication::processEvents();
    window.show(shot.status);
    if (shot.place == ui::Place::Questions) settle();
    if (shot.act) {
        shot.act(window);
        settle();
    }
    return save(window, QStringLiteral("%1/%2-%3.png").arg(folder, shot.name, mode));
}

bool shootDialog(QWidget& dialog, const QString& folder, const QString& name, const QString& mode) {
    dialog.show();
    if (!dialog.testAttribute(Qt::WA_Resized)) dialog.resize(dialog.sizeHint());
    return save(dialog, QStringLiteral("%1/dialog-%2-%3.png").arg(folder, name, mode));
}

/// A guess on trial, an own profile with a wrong line, and the least height.
bool shootProfiles(const QString& folder, const QString& mode) {
    ui::ProfilesDialog dialog;
    ProfileReport report = shots::profileReport();
    QObject::connect(
        &dialog, &ui::ProfilesDialog::queryWanted, &dialog,
        [&](const Query& query) {
            QueryPage page;
            page.id = query.id;
            if (std::holds_alternative<Profiles>(query.kind)) page.detail = shots::profiles();
            if (std::holds_alternative<TryProfile>(query.kind)) page.detail = report;
            dialog.answered(page);
        },
        Qt::QueuedConnection);
    dialog.open();
    settle();
    bool fine = shootDialog(dialog, folder, QStringLiteral("profiles"), mode);
    report = shots::wrongReport();
    auto* list = dialog.findChild<QTableView*>(QStringLiteral("profilesList"));
    list->setCurrentIndex(list->model()->index(1, 0));
    settle();
    auto* text = dialog.findChild<QPlainTextEdit*>(QStringLiteral("profileText"));
    text->setPlainText(text->toPlainText().replace(QStringLiteral("\"object\""), QStringLiteral("\"map\"")));
    settle();
    settle();
    fine = shootDialog(dialog, folder, QStringLiteral("profiles-wrong"), mode) && fine;
    dialog.resize(dialog.minimumSizeHint());
    settle();
    return shootDialog(dialog, folder, QStringLiteral("profiles-least"), mode) && fine;
}

bool shootDialogs(const QString& folder, const QString& mode) {
    const Secret key(
        R"({"type":"service_account","client_email":"rowcast-writer@forms-481.iam.gserviceaccount.com"})");
    ui::ClientDialog client;
    ui::ServiceAccountDialog empty;
    ui::ServiceAccountDialog account;
    ui::FolderDialog place(QStringLiteral("Responses 2026"), true);
    ui::HelpDialog help(QStringLiteral("Google"), QStringLiteral("google"));
    ui::SharingDialog sharing(shots::googleFull());
    bool fine = shootDialog(help, folder, QStringLiteral("help"), mode);
    fine = shootDialog(client, folder, QStringLiteral("client"), mode) && fine;
    fine = shootDialog(empty, folder, QStringLiteral("service-account"), mode) && fine;
    empty.take(Secret("not a key"));
    fine = shootDialog(empty, folder, QStringLiteral("service-account-wrong"), mode) && fine;
    account.take(key);
    fine = shootDialog(account, folder, QStringLiteral("service-account-taken"), mode) && fine;
    fine = shootDialog(place, folder, QStringLiteral("folder"), mode) && fine;
    fine = shootProfiles(folder, mode) && fine;
    return shootDialog(sharing, folder, QStringLiteral("sharing"), mode) && fine;
}

bool shootAll(const QString& folder, const QString& mode) {
    using ui::Place;
    const QSize smallest(1024, 640);
    const Shot all[] = {
        {QStringLiteral("overview"), shots::full()},
        {QStringLiteral("overview-demo"), shots::demo()},
        {QStringLiteral("overview-empty"), shots::empty()},
        {QStringLiteral("overview-problem"), shots::problem()},
        {QStringLiteral("overview-paused"), shots::paused()},
        {QStringLiteral("overview-1024x640"), shots::full(), Place::Overview, smallest},
        {QStringLiteral("overview-problem-1024x640"), shots::problem(), Place::Overview, smallest},
        {QStringLiteral("google"), shots::googleFull(), Place::Google},
        {QStringLiteral("google-no-client"), shots::googleEmpty(false), Place::Google},
        {QStringLiteral("google-empty"), shots::googleEmpty(true), Place::Google},
        {QStringLiteral("google-waiting"), shots::googleWaiting(), Place::Google},
        {QStringLiteral("google-expired"), shots::googleExpired(), Place::Google},
        {QStringLiteral("google-service-account"), shots::googleServiceAccount(), Place::Google},
        {QStringLiteral("google-many"), shots::googleMany(), Place::Google},
        {QStringLiteral("google-no-keychain"), shots::googleNoKeychain(), Place::Google},
        {QStringLiteral("google-1024x640"), shots::googleFull(), Place::Google, smallest},
        {QStringLiteral("google-empty-1024x640"), shots::googleEmpty(false), Place::Google, smallest},
        {QStringLiteral("activity"), shots::full(), Place::Activity},
        {QStringLiteral("activity-1024x640"), shots::full(), Place::Activity, smallest},
        {QStringLiteral("activity-empty"), shots::empty(), Place::Activity, usual, FormQuestions{}},
        {QStringLiteral("activity-nothing-found"), shots::full(), Place::Activity, usual, shots::questions(),
         findNothing},
        {QStringLiteral("questions"), shots::untitled(), Place::Questions, usual, shots::questions(),
         nameOne},
        {QStringLiteral("questions-unmapped"), shots::untitled(), Place::Questions},
        {QStringLiteral("questions-empty"), shots::empty(), Place::Questions},
        {QStringLiteral("questions-problem"), shots::untitled(), Place::Questions, usual, shots::questions(),
         importWrong},
        {QStringLiteral("questions-thousands"), shots::untitled(), Place::Questions, usual,
         shots::manyQuestions(5000), nameOne},
        {QStringLiteral("questions-1024x640"), shots::untitled(), Place::Questions, smallest,
         shots::questions(), nameOne}};
    bool fine = shootDialogs(folder, mode);
    for (const Shot& shot : all)
        fine = shoot(shot, folder, mode) && fine;
    shots::ControlsPage controls;
    controls.resize(1280, 800);
    controls.show();
    return save(controls, QStringLiteral("%1/controls-%2.png").arg(folder, mode)) && fine;
}
} // namespace

int main(int argc, char** argv) {
    QApplication application(argc, argv);
    QStandardPaths::setTestModeEnabled(true);
    QApplication::setOrganizationName(QStringLiteral("rowcast-shots"));
    const QString folder = argc > 1 ? QString::fromLocal8Bit(argv[1]) : QStringLiteral("shots");
    if (QFontDatabase::families().contains(QStringLiteral("Inter")))
        QApplication::setFont(QFont(QStringLiteral("Inter"), 10));
    ui::Theme theme(&application);
    bool fine = QDir().mkpath(folder);
    for (const bool dark : {false, true}) {
        theme.follow(ui::paletteOf(dark ? ui::darkTokens() : ui::lightTokens()));
        fine = shootAll(folder, dark ? QStringLiteral("dark") : QStringLiteral("light")) && fine;
    }
    std::printf("pictures are in %s\n", qPrintable(folder));
    return fine ? 0 : 1;
}
