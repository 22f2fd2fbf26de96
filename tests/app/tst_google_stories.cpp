// Whole lives of Google accounts, through the running instance: a real keychain, a Kafka and a Google in this
// process.
#include "core/google/grants.h"
#include "core/store/store.h"
#include "tests/app/google_rig.h"

#include <QProcess>
#include <QProcessEnvironment>
#include <QTest>

#include <algorithm>
#include <csignal>

using namespace rowcast;
using namespace rowcast::app;
using namespace std::chrono_literals;

namespace {

constexpr int kSoon = 30'000;
const QString kAnna = QStringLiteral("anna@example.org");
const QString kRobot = QStringLiteral("robot@project.iam.gserviceaccount.com");
const QString kForm = QStringLiteral("feedback");

void endKeyring() {
    const QString said = bus({QStringLiteral("--dest=org.freedesktop.DBus"), QStringLiteral("/"),
                              QStringLiteral("org.freedesktop.DBus.GetConnectionUnixProcessID"),
                              QStringLiteral("string:org.freedesktop.secrets")});
    const int pid = said.section(QStringLiteral("uint32 "), 1).trimmed().toInt();
    QVERIFY2(pid > 1, qPrintable(said));
    ::kill(pid, SIGKILL);
}

/// Read beside the running instance, as `rowcast activity` does.
qsizetype startsNoted(const GoogleRig& rig) {
    store::Store store;
    if (!store.open(rig.path(QStringLiteral("rowcast.db")))) return -1;
    const auto notes = store.activity(100);
    return notes ? std::count_if(notes->begin(), notes->end(),
                                 [](const ActivityNote& note) { return note.kind == u"start"; })
                 : -1;
}

/// Anna signed in, and her first row stands.
void beginAsAnna(GoogleRig& rig, bool testing = false) {
    rig.start();
    rig.useClient(testing);
    rig.browseAs(kAnna);
    QCOMPARE(rig.say(SignIn{}), QStringLiteral("Signed in as anna@example.org."));
    rig.respond(kForm, 1);
    QVERIFY(rig.delivered(kForm, 1));
}

} // namespace

class TestGoogleStories : public QObject {
    Q_OBJECT
private slots:
    void aFirstSignInLeadsToTheFirstRow();
    void theNextStartNeedsNobody();
    void aTestingProjectEndsAfterSevenDaysAndSaysSo();
    void anOutageOfTheTokenEndpointPasses();
    void theAccountIsSwitchedWhileRowsWait();
    void helpersWriteBesideTheOwner();
    void aSecondPersonServesOtherPipelines();
    void aFolderIsPickedOnTheConsentPage();
    void sharesAreAddedShownAndRemoved();
    void newSheetsAreSharedAsTheSettingsSay();
    void signingOutStopsDeliveryAndRevokes();
    void aServiceAccountIsToldWhereItMayWork();
    void nobodyOffersASpreadsheetThatCannotBeMade();
    void aKeychainThatEndsLeavesDeliveryAlone(); // the last: it ends ours
};

void TestGoogleStories::aFirstSignInLeadsToTheFirstRow() {
    GoogleRig rig;
    rig.start();
    rig.respond(kForm, 1);
    QTRY_VERIFY_WITH_TIMEOUT(rig.problem("account"), kSoon);
    QVERIFY(rig.problem("account")->error.choices == std::vector<Choice>{Choice::SignIn});
    QVERIFY2(rig.say(SignIn{}).contains(QStringLiteral("OAuth client")), qPrintable(rig.say(SignIn{})));
    QCOMPARE(startsNoted(rig), 0);

    rig.useClient();
    rig.browseAs(kAnna);
    QCOMPARE(rig.say(SignIn{}), QStringLiteral("Signed in as anna@example.org."));
    QVERIFY(rig.delivered(kForm, 1));
    QCOMPARE(startsNoted(rig), 1);
    QTRY_COMPARE_WITH_TIMEOUT(rig.status().google.account, kAnna, kSoon);
    QTRY_COMPARE_WITH_TIMEOUT(rig.status().google.folderName, QStringLiteral("Atlan"), kSoon);
    QVERIFY(rig.status().problems.empty());
    QCOMPARE(rig.status().google.accounts.size(), 1U);
    QVERIFY(rig.status().google.accounts.front().owner);
    QVERIFY(rig.status().google.accounts.front().since);
    // The preflight has run by itself.
    QTRY_VERIFY_WITH_TIMEOUT(rig.line("create"), kSoon);
    QTRY_VERIFY_WITH_TIMEOUT(!rig.status().google.checking, kSoon);
    for (const CheckLine& line : rig.status().google.check)
        QVERIFY2(line.state == CheckLine::State::Ok, qPrintable(line.id));
}

void TestGoogleStories::theNextStartNeedsNobody() {
    GoogleRig rig;
    beginAsAnna(rig);
    rig.browseAs({});
    rig.start();
    rig.respond(kForm, 2);
    QVERIFY(rig.delivered(kForm, 2));
}

void TestGoogleStories::aTestingProjectEndsAfterSevenDaysAndSaysSo() {
    GoogleRig rig;
    beginAsAnna(rig, true);
    QTRY_VERIFY_WITH_TIMEOUT(rig.line("lasts") && rig.line("lasts")->state == CheckLine::State::Problem,
                             kSoon);
    QVERIFY(rig.status().google.accounts.front().ends);

    rig.google().skipTime(std::chrono::hours(24 * 7 + 1));
    rig.respond(kForm, 2);
    QTRY_VERIFY_WITH_TIMEOUT(rig.problem("google"), kSoon);
    QVERIFY2(rig.problem("google")->error.what.contains(QStringLiteral("seven days")),
             qPrintable(rig.problems()));
    QVERIFY(rig.problem("google")->error.choices == std::vector<Choice>{Choice::SignIn});
    QTRY_VERIFY_WITH_TIMEOUT(rig.line("token") && rig.line("token")->state == CheckLine::State::Problem,
                             kSoon);
    rig.respond(kForm, 3);
    QVERIFY(rig.delivered(kForm, 1)); // nothing is lost: it waits in Kafka

    QCOMPARE(rig.say(Mend{{}, Choice::SignIn, {}}), QStringLiteral("Signed in as anna@example.org."));
    QVERIFY(rig.delivered(kForm, 3));
    QTRY_VERIFY2_WITH_TIMEOUT(rig.status().problems.empty(), qPrintable(rig.problems()), kSoon);
}

void TestGoogleStories::anOutageOfTheTokenEndpointPasses() {
    sandbox::Options options;
    options.tokenLife = 3s;
    GoogleRig rig(options);
    beginAsAnna(rig);
    sandbox::FaultPlan outage;
    outage.only = {"token"};
    outage.share[sandbox::Fault::Unavailable503] = 1;
    rig.google().setFaults(outage);
    rig.google().skipTime(10min);
    rig.respond(kForm, 2);
    QTRY_VERIFY_WITH_TIMEOUT(rig.problem("google"), kSoon);
    QCOMPARE(toString(rig.problem("google")->error.remedy),
             QStringLiteral("retry")); // nobody has to do anything
    rig.google().setFaults({});
    QVERIFY(rig.delivered(kForm, 2));
    QTRY_VERIFY2_WITH_TIMEOUT(rig.status().problems.empty(), qPrintable(rig.problems()), kSoon);
}

void TestGoogleStories::theAccountIsSwitchedWhileRowsWait() {
    GoogleRig rig;
    beginAsAnna(rig);
    rig.google().people([](sandbox::People& people) {
        for (const sandbox::FileLine& file : people.files())
            if (file.name == "Atlan") people.share(file.id, kRobot.toStdString());
    });
    rig.google().accounts([](sandbox::Accounts& accounts) { accounts.withdraw("anna@example.org"); });
    rig.respond(kForm, 2);
    rig.respond(kForm, 3);
    QTRY_VERIFY_WITH_TIMEOUT(rig.problem("google"), kSoon);
    // A helper does not take the owner's place unasked.
    QVERIFY(!rig.ask(AddServiceAccount{Secret(rig.robotKey()), {}}).error);
    QTRY_COMPARE_WITH_TIMEOUT(rig.status().google.accounts.size(), 2U, kSoon);
    QCOMPARE(rig.rows()[kForm].size(), 1);

    QVERIFY(!rig.ask(SetSetting{QStringLiteral("google.account"), kRobot}).error);
    QVERIFY(rig.delivered(kForm, 3));
    QCOMPARE(rig.rows().size(), 1U); // in the same spreadsheet
    QCOMPARE(rig.status().google.account, kRobot);
}

void TestGoogleStories::helpersWriteBesideTheOwner() {
    GoogleRig rig;
    beginAsAnna(rig);
    QVERIFY(!rig.ask(AddServiceAccount{Secret(rig.robotKey()), {}}).error);
    QTRY_COMPARE_WITH_TIMEOUT(rig.status().google.accounts.size(), 2U, kSoon);
    // Quotas count a user, and the one who has most left of it writes: with a small one both are seen to.
    QVERIFY(!rig.ask(SetSetting{QStringLiteral("google.writes_per_minute"), QStringLiteral("20")}).error);
    QTRY_COMPARE_WITH_TIMEOUT(rig.status().google.writesPerMinute, 40, kSoon);
    const auto helperWrites = [&rig] { return rig.status().google.accounts.back().writesLastMinute; };
    for (int i = 2; i < 8; ++i) {
        rig.respond(kForm, i);
        QVERIFY(rig.delivered(kForm, i));
    }
    QTRY_VERIFY_WITH_TIMEOUT(helperWrites() > 0, kSoon);
    QVERIFY(!rig.status().google.accounts.back().owner);
}

void TestGoogleStories::aSecondPersonServesOtherPipelines() {
    GoogleRig rig;
    beginAsAnna(rig);
    rig.browseAs(QStringLiteral("bert@example.org"));
    const QString said = rig.say(SignIn{});
    QVERIFY2(said.contains(QStringLiteral("still writes as anna@example.org")), qPrintable(said));
    QTRY_COMPARE_WITH_TIMEOUT(rig.status().google.accounts.size(), 2U, kSoon);
    QCOMPARE(rig.status().google.accounts.back().email, QStringLiteral("bert@example.org"));
    QVERIFY(!rig.status().google.accounts.back().owner);
    QCOMPARE(rig.status().google.writesPerMinute, 10'000); // Bert cannot see Anna's spreadsheets
    rig.respond(kForm, 2);
    QVERIFY(rig.delivered(kForm, 2));
}

void TestGoogleStories::aFolderIsPickedOnTheConsentPage() {
    GoogleRig rig;
    beginAsAnna(rig);
    std::string folder;
    rig.google().people([&folder](sandbox::People& people) {
        folder = people.createFolder("Responses 2026", {}, "anna@example.org");
    });
    rig.browseAs(kAnna, {QString::fromStdString(folder)});
    const QString said = rig.say(PickFile{});
    QVERIFY2(said.contains(QStringLiteral("Responses 2026")), qPrintable(said));
    rig.browseAs({});
    QTRY_COMPARE_WITH_TIMEOUT(rig.status().google.folderName, QStringLiteral("Responses 2026"), kSoon);

    rig.browseAs(QStringLiteral("bert@example.org"));
    const QString other = rig.say(PickFile{});
    QVERIFY2(other.contains(QStringLiteral("bert@example.org")), qPrintable(other));
}

void TestGoogleStories::sharesAreAddedShownAndRemoved() {
    GoogleRig rig;
    beginAsAnna(rig);
    Permissions seen;
    const auto shares = [&rig, &seen] {
        bool answered = false;
        const auto connection =
            QObject::connect(&rig.runtime(), &Runtime::answered, [&](const QueryPage& page) {
                seen = std::get<Permissions>(page.detail);
                answered = true;
            });
        rig.runtime().query({99, SharesOf{}});
        static_cast<void>(QTest::qWaitFor([&] { return answered; }, 20'000));
        QObject::disconnect(connection);
        return seen.size();
    };
    QCOMPARE(shares(), 1U);
    const Share bert{"bert@example.org", false, Role::Writer, false, {}};
    for (int twice = 0; twice < 2; ++twice)
        QCOMPARE(rig.say(AddShare{{}, bert}), QStringLiteral("Shared with bert@example.org."));
    QCOMPARE(shares(), 2U);
    const Share less{"bert@example.org", false, Role::Reader, false, {}};
    QVERIFY(rig.say(AddShare{{}, less}).contains(QStringLiteral("more than that already")));
    const auto held =
        std::find_if(seen.begin(), seen.end(), [](const Permission& p) { return p.role == Role::Writer; });
    QVERIFY(held != seen.end());
    QVERIFY(!rig.ask(RemoveShare{{}, held->id}).error);
    QCOMPARE(shares(), 1U);
    const Share nobody{"nobody@example.invalid", false, Role::Reader, false, {}};
    QVERIFY(rig.ask(AddShare{{}, nobody}).error);
}

void TestGoogleStories::newSheetsAreSharedAsTheSettingsSay() {
    GoogleRig rig;
    beginAsAnna(rig);
    QVERIFY(!rig.ask(SetSetting{QStringLiteral("google.share"),
                                QStringLiteral("x@example.invalid=reader,bert@example.org=commenter")})
                 .error);
    rig.respond(QStringLiteral("second"), 1);
    QVERIFY(rig.delivered(QStringLiteral("second"), 1));
    QTRY_VERIFY_WITH_TIMEOUT(rig.line("sharing"),
                             kSoon); // one address was bad: it is said, and the rows stand all the same
    std::string id;
    rig.google().people([&id](sandbox::People& people) { id = people.spreadsheetsNamed("second").front(); });
    bool answered = false;
    Permissions seen;
    QObject::connect(&rig.runtime(), &Runtime::answered, [&](const QueryPage& page) {
        seen = std::get<Permissions>(page.detail);
        answered = true;
    });
    rig.runtime().query({1, SharesOf{SpreadsheetId(id)}});
    QTRY_VERIFY_WITH_TIMEOUT(answered, kSoon);
    QVERIFY(std::any_of(seen.begin(), seen.end(), [](const Permission& p) {
        return p.email == "bert@example.org" && p.role == Role::Commenter;
    }));
}

void TestGoogleStories::signingOutStopsDeliveryAndRevokes() {
    GoogleRig rig;
    beginAsAnna(rig);
    const auto kept = google::decodedCredential(keptInKeychain(kAnna));
    QVERIFY(kept);
    sandbox::Request renew;
    renew.verb = "POST";
    renew.target = "/token";
    renew.body = google::grantForm(*kept, wallNow())->toStdString();
    QCOMPARE(rig.google().handle(renew).status, 200);
    QVERIFY(!rig.ask(RemoveAccount{kAnna}).error);
    QTRY_VERIFY_WITH_TIMEOUT(rig.problem("account"), kSoon);
    QTRY_COMPARE_WITH_TIMEOUT(rig.google().handle(renew).status, 400, kSoon); // Google has ended it
    QVERIFY(keptInKeychain(kAnna).empty());
    QTRY_VERIFY_WITH_TIMEOUT(rig.status().google.accounts.empty(), kSoon);
    rig.start(); // it is not in the keychain either
    QTRY_VERIFY_WITH_TIMEOUT(rig.problem("account"), kSoon);
    QVERIFY2(rig.problem("account")->error.what.contains(QStringLiteral("No Google account")),
             qPrintable(rig.problems()));
    rig.browseAs(kAnna);
    QCOMPARE(rig.say(SignIn{}), QStringLiteral("Signed in as anna@example.org."));
    rig.respond(kForm, 2);
    QVERIFY(rig.delivered(kForm, 2));
}

void TestGoogleStories::aServiceAccountIsToldWhereItMayWork() {
    GoogleRig rig;
    rig.start();
    rig.respond(kForm, 1);
    QVERIFY(rig.say(AddServiceAccount{Secret("{}"), {}})
                .contains(QStringLiteral("not a usable service-account key")));
    QVERIFY(rig.say(AddServiceAccount{Secret(rig.robotKey()), {}}).contains(kRobot));
    QTRY_VERIFY_WITH_TIMEOUT(rig.line("create") && rig.line("create")->state == CheckLine::State::Problem,
                             kSoon);
    QVERIFY(!rig.status().google.mayCreate);
    std::string drive;
    rig.google().people([&drive](sandbox::People& people) {
        drive = people.createSharedDrive("Forms", kRobot.toStdString());
    });
    QVERIFY(!rig.ask(SetSetting{QStringLiteral("google.folder"), QString::fromStdString(drive)}).error);
    QVERIFY(rig.delivered(kForm, 1));
    QTRY_VERIFY_WITH_TIMEOUT(rig.status().google.mayCreate, kSoon);
}

void TestGoogleStories::nobodyOffersASpreadsheetThatCannotBeMade() {
    GoogleRig rig;
    std::string mine;
    rig.google().people([&mine](sandbox::People& people) {
        mine = people.createSpreadsheet("Mine", {}, kRobot.toStdString());
    });
    rig.start();
    QVERIFY(!rig.ask(AddServiceAccount{Secret(rig.robotKey()), {}}).error);
    QVERIFY(!rig.ask(SetSetting{QStringLiteral("google.may_create"), QStringLiteral("no")}).error);
    QVERIFY(!rig.ask(SetSetting{QStringLiteral("form.feedback.spreadsheet"), QString::fromStdString(mine)})
                 .error);
    rig.respond(kForm, 1);
    QVERIFY(rig.delivered(QStringLiteral("Mine"), 1));
    QTRY_VERIFY_WITH_TIMEOUT(rig.line("named") && rig.line("named")->state == CheckLine::State::Ok, kSoon);
    QVERIFY(!rig.line("create") && !rig.line("folder"));

    rig.google().people([&mine](sandbox::People& people) { people.removeForEver(mine); });
    rig.respond(kForm, 2);
    QTRY_VERIFY_WITH_TIMEOUT(rig.problem("form:feedback"), kSoon);
    const std::vector<Choice> choices = rig.problem("form:feedback")->error.choices;
    QVERIFY2(choices == (std::vector<Choice>{Choice::TryAgain, Choice::PickAnother}),
             qPrintable(rig.problems()));
    QVERIFY(rig.say(Mend{FormId("feedback"), Choice::Rebuild, {}})
                .contains(QStringLiteral("may not create spreadsheets")));
}

void TestGoogleStories::aKeychainThatEndsLeavesDeliveryAlone() {
    GoogleRig rig;
    rig.start();
    rig.useClient();
    rig.browseAs(kAnna);
    QCOMPARE(rig.say(SignIn{}), QStringLiteral("Signed in as anna@example.org."));
    endKeyring();
    QTRY_VERIFY_WITH_TIMEOUT(rig.status().google.keychain, 20'000);
    QVERIFY2(rig.status().google.keychain->what.contains(QStringLiteral("goes on")),
             qPrintable(rig.status().google.keychain->what));
    rig.respond(kForm, 1);
    QVERIFY(rig.delivered(kForm, 1));
    QVERIFY2(rig.status().problems.empty(), qPrintable(rig.problems()));
    // A restart of the flow keeps what is in memory, too.
    QVERIFY(!rig.ask(SetSetting{QStringLiteral("google.request_bytes"), QStringLiteral("1000000")}).error);
    rig.respond(kForm, 2);
    QVERIFY(rig.delivered(kForm, 2));

    QProcess keyring;
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("XDG_DATA_HOME"),
                       environment.value(QStringLiteral("WITH_KEYRING_FOLDER")) + QStringLiteral("/data"));
    keyring.setProcessEnvironment(environment);
    keyring.start(
        QStringLiteral("gnome-keyring-daemon"),
        {QStringLiteral("--unlock"), QStringLiteral("--foreground"), QStringLiteral("--components=secrets")});
    keyring.write("test");
    keyring.closeWriteChannel();
    QTRY_VERIFY_WITH_TIMEOUT(!rig.status().google.keychain, kSoon); // it is back, and noticed
    rig.start();
    rig.respond(kForm, 3);
    QVERIFY(rig.delivered(kForm, 3));
    rig.stop();
    keyring.terminate();
    QVERIFY(keyring.waitForFinished(10'000));
}

QTEST_GUILESS_MAIN(TestGoogleStories)
#include "tst_google_stories.moc"
