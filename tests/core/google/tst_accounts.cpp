#include "core/google/drive_about.h"
#include "core/google/errors.h"
#include "core/google/folder.h"
#include "core/google/preflight.h"
#include "core/google/sharing.h"
#include "core/google/sheets_batch_update.h"
#include "core/google/sheets_get.h"
#include "tests/core/google/account_world.h"

#include <QLoggingCategory>

#include <set>

using namespace rowcast;
using namespace rowcast::google;
using namespace rowcast::test;

namespace {

QStringList* g_log = nullptr;
void keepLog(QtMsgType, const QMessageLogContext&, const QString& text) {
    g_log->append(text);
}

Answer<FolderFound> folder(Session& session, const QString& name) {
    Answer<FolderFound> got = tl::unexpected(Failure{});
    bool answered = false;
    QObject context;
    findFolder(session, name, IfMissing::Make, &context, [&](const Answer<FolderFound>& found) {
        got = found;
        answered = true;
    });
    static_cast<void>(QTest::qWaitFor([&] { return answered; }, 20'000));
    return got;
}

CheckReport preflight(Session& session, const QString& name) {
    CheckReport report;
    QObject context;
    runPreflight(session, {name, true, {}}, &context, [&](const CheckReport& r) { report = r; });
    static_cast<void>(QTest::qWaitFor([&] { return !report.empty(); }, 20'000));
    return report;
}

QString problemsOf(const CheckReport& report) {
    QStringList problems;
    for (const CheckLine& line : report)
        if (line.state != CheckLine::State::Ok) problems.append(line.id);
    return problems.join(u' ');
}

Reason reasonOf(const Answer<Reply>& answer) {
    return answer ? Reason::Other : answer.error().reason;
}

} // namespace

class TestAccounts : public QObject {
    Q_OBJECT
private slots:
    void aPersonSignsInAndMakesTheFolderOnce() {
        World world;
        const SignedInPerson anna = world.signIn(kAnna);
        QCOMPARE(anna.email, kAnna);
        Session session(world.config());
        session.setAccounts({anna});
        QCOMPARE(problemsOf(preflight(session, QStringLiteral("Atlan"))), QString());
        const auto made = folder(session, QStringLiteral("Atlan"));
        QVERIFY(made && made->made);
        const auto again = folder(session, QStringLiteral("Atlan"));
        QVERIFY(again && !again->made);
        QCOMPARE(again->folder.id, made->folder.id);
        const auto byLink = folder(session, QString::fromStdString(made->folder.url));
        QVERIFY(byLink && byLink->folder.id == made->folder.id);
        const auto file = ask(session, driveCreate({"Feedback", kSpreadsheetType, made->folder.id, {}}));
        QVERIFY(file);
        QCOMPARE(parseDriveFile(*file)->parents, std::vector<std::string>{made->folder.id});
    }

    void foldersOfOneNameAreToldOf() {
        World world;
        const ServiceAccountKey robot = world.robot();
        std::vector<std::string> ids;
        world.google.people([&](sandbox::People& people) {
            for (const char* role : {"writer", "reader", "writer", "writer"}) {
                ids.push_back(people.createFolder("Atlan"));
                people.share(ids.back(), robot.email.toStdString(), role);
            }
            people.trash(ids[3]);
        });
        Session session(world.config());
        session.setAccounts({robot});
        const auto found = folder(session, QStringLiteral("Atlan"));
        QVERIFY(found && !found->made);
        QVERIFY(found->listedAt != WallTime{});
        // The one that may only be read is somebody else's.
        QCOMPARE(found->others.size(), 1U);
        QCOMPARE(std::set({found->folder.id, found->others[0].id}), std::set({ids[0], ids[2]}));
        const auto byId = folder(session, QString::fromStdString(ids[2]));
        QVERIFY(byId && byId->folder.id == ids[2] && byId->others.empty());
    }

    void aPastedLinkIsNotFoundUntilItIsPicked() {
        World world;
        std::string theirs;
        world.google.people([&](sandbox::People& people) {
            theirs = people.createSpreadsheet("Theirs", {}, kAnna.toStdString());
        });
        const SignedInPerson anna = world.signIn(kAnna);
        Session session(world.config());
        session.setAccounts({anna});
        const Call read = sheetsGet(SpreadsheetId(theirs), {}, "properties.title");
        const auto refused = ask(session, read);
        QVERIFY(!refused);
        QCOMPARE(toString(refused.error().reason), QStringLiteral("not-found"));
        QVERIFY(refused.error().error.what.contains(QStringLiteral("picked")));

        SignIn flow(*Endpoints::from(world.root()));
        QSignalSpy picked(&flow, &SignIn::picked);
        connect(&flow, &SignIn::openUrl, this, [&](const QUrl& url) {
            world.browse(url, kAnna, "&picked_file_ids=" + QByteArray::fromStdString(theirs));
        });
        flow.pick(anna);
        QTRY_COMPARE(picked.count(), 1);
        QCOMPARE(picked.at(0).at(0).toStringList(), QStringList{QString::fromStdString(theirs)});
        QVERIFY(ask(session, read));
    }

    void aServiceAccountIsToldThatItOwnsNoFiles() {
        World world;
        const ServiceAccountKey robot = world.robot();
        Session session(world.config());
        session.setAccounts({robot});
        const auto refused = ask(session, driveCreate({"Feedback", kSpreadsheetType, {}, {}}));
        QCOMPARE(toString(reasonOf(refused)), QStringLiteral("no-storage"));
        QVERIFY(refused.error().error.what.contains(robot.email));
        QCOMPARE(problemsOf(preflight(session, QStringLiteral("Atlan"))), QStringLiteral("create"));

        std::string shared;
        std::string drive;
        world.google.people([&](sandbox::People& people) {
            shared = people.createSpreadsheet("Shared", {}, robot.email.toStdString());
            drive = people.createSharedDrive("Forms", robot.email.toStdString());
        });
        QVERIFY(ask(session, sheetsGet(SpreadsheetId(shared), {}, "properties.title")));
        QCOMPARE(problemsOf(preflight(session, QString::fromStdString(drive))), QString());
        QVERIFY(ask(session, driveCreate({"Feedback", kSpreadsheetType, drive, {}})));
    }

    void sharingTwiceIsSharingOnce() {
        World world;
        Session session(world.config());
        session.setAccounts({world.signIn(kAnna)});
        const auto file = parseDriveFile(*ask(session, driveCreate({"Feedback", kSpreadsheetType, {}, {}})));
        std::vector<Permission> now;
        for (int i = 0; i < 2; ++i) {
            bool answered = false;
            shareFile(session, file->id,
                      {{"bert@example.org", false, Role::Reader, false, {}},
                       {"team@example.org", true, Role::Commenter, false, {}}},
                      this, [&](const Answer<std::vector<Permission>>& all) {
                          answered = true;
                          if (all) now = *all;
                      });
            QTRY_VERIFY(answered);
            QCOMPARE(now.size(), 3U); // the owner too
        }
        const auto bert = std::find_if(now.begin(), now.end(),
                                       [](const Permission& p) { return p.email == "bert@example.org"; });
        QVERIFY(bert != now.end() && bert->role == Role::Reader);
        const std::string id = bert->id;
        for (int i = 0; i < 2; ++i) {
            bool answered = false;
            unshareFile(session, file->id, id, this, [&](const Answer<std::vector<Permission>>& all) {
                answered = true;
                if (all) now = *all;
            });
            QTRY_VERIFY(answered);
            QCOMPARE(now.size(), 2U);
        }
    }

    void helpersDoubleTheWrites() {
        World world;
        const ServiceAccountKey robot = world.robot();
        Session session(world.config());
        session.setAccounts({world.signIn(kAnna), robot});
        QCOMPARE(session.helpers(), std::vector<QString>{robot.email});
        const auto file = parseDriveFile(*ask(session, driveCreate({"Feedback", kSpreadsheetType, {}, {}})));
        const SpreadsheetId sheet(file->id);
        // Not shared yet: the owner steps in.
        for (int i = 0; i < 4; ++i)
            QVERIFY(ask(session, sheetsGet(sheet, {}, "spreadsheetId")));
        QCOMPARE(session.usage().writesPerMinute, 120);
        // Shared: their tokens add up. The burst of one account is 6 writes.
        bool shared = false;
        shareWithHelpers(session, file->id, this, [&] { shared = true; });
        QTRY_VERIFY(shared);
        Session fresh(world.config());
        fresh.setAccounts({world.signIn(kAnna), robot});
        int written = 0;
        for (int i = 0; i < 12; ++i)
            fresh.send(
                sheetsBatchUpdate(
                    sheet,
                    R"({"requests":[{"updateSpreadsheetProperties":{"fields":"title","properties":{"title":"T"}}}]})"),
                this, [&](const Answer<Reply>& answer) { written += answer ? 1 : 0; });
        QTRY_COMPARE_WITH_TIMEOUT(written, 12, 3000);
    }

    /// A minute's quota is an account's own: three write what one alone would need three times as long for.
    void threeAccountsWriteThriceAsMuch() {
        sandbox::Options options;
        options.quota = {true, 6000, 600, 60'000, 60'000};
        World world(options);
        GoogleConfig config = world.config();
        config.writesPerMinute = 600; // 60 at once, then 10 a second
        Session session(config);
        const auto robot = [&](const char* email) {
            return *parseServiceAccountKey(
                QByteArray::fromStdString(world.google.issueServiceAccountKey(email)));
        };
        session.setAccounts({world.signIn(kAnna), robot("one@p.iam.gserviceaccount.com"),
                             robot("two@p.iam.gserviceaccount.com")});
        const auto file = parseDriveFile(*ask(session, driveCreate({"Feedback", kSpreadsheetType, {}, {}})));
        bool shared = false;
        shareWithHelpers(session, file->id, this, [&] { shared = true; });
        QTRY_VERIFY(shared);
        constexpr int kWrites = 240; // one account alone: 18 s
        int written = 0;
        for (int i = 0; i < kWrites; ++i)
            session.send(
                sheetsBatchUpdate(
                    SpreadsheetId(file->id),
                    R"({"requests":[{"updateSpreadsheetProperties":{"fields":"title","properties":{"title":"T"}}}]})"),
                this, [&](const Answer<Reply>& answer) { written += answer ? 1 : 0; });
        QTRY_COMPARE_WITH_TIMEOUT(written, kWrites, 14'000);
        QCOMPARE(world.google.counts().statuses[429], 0U);
        QCOMPARE(session.usage().writesPerMinute, 1800);
        QCOMPARE(session.usage().writesLastMinute, kWrites);
        for (const AccountUsage& account : session.usage().accounts)
            QVERIFY2(account.writesLastMinute > 40, qPrintable(account.email));
    }

    void anEndedGrantHoldsWritingBackUntilTheNextSignIn() {
        World world;
        const SignedInPerson anna = world.signIn(kAnna);
        SignIn flow(*Endpoints::from(world.root()));
        QSignalSpy out(&flow, &SignIn::signedOut);
        flow.revoke(anna);
        QTRY_COMPARE(out.count(), 1);
        Session session(world.config());
        QSignalSpy failed(&session, &Session::credentialFailed);
        session.setAccounts({anna});
        QTRY_COMPARE(failed.count(), 1);
        QCOMPARE(toString(failed.at(0).at(0).value<Error>().remedy), QStringLiteral("sign-in"));
        QCOMPARE(session.writesFree(), 0);
        session.setAccounts({world.signIn(kAnna)});
        QTRY_COMPARE(failed.count(), 2);
        QVERIFY(failed.at(1).at(0).value<Error>().what.isEmpty());
        QVERIFY(ask(session, driveCreate({"Feedback", kSpreadsheetType, {}, {}})));
    }

    void nothingSecretIsLogged() {
        QStringList log;
        g_log = &log;
        QLoggingCategory::setFilterRules(QStringLiteral("rowcast.*.debug=true"));
        const QtMessageHandler before = qInstallMessageHandler(keepLog);
        World world;
        const SignedInPerson anna = world.signIn(kAnna);
        const ServiceAccountKey robot = world.robot();
        Session session(world.config());
        session.setAccounts({anna, robot});
        static_cast<void>(ask(session, driveGet("no-such-file")));
        SignIn flow(*Endpoints::from(world.root()));
        flow.revoke(anna);
        SignedInPerson broken = anna;
        broken.refreshToken = Secret("1//0123456789-a-refresh-token");
        session.setAccounts({broken});
        static_cast<void>(ask(session, driveGet("no-such-file")));
        QDebug(&log.emplaceBack()) << anna.refreshToken << robot.privateKey;
        qInstallMessageHandler(before);
        QLoggingCategory::setFilterRules({});
        QVERIFY(log.size() >= 3);
        const QString all = log.join(u'\n');
        for (const QByteArray& secret : {anna.refreshToken.reveal(), broken.refreshToken.reveal(),
                                         QByteArray("BEGIN PRIVATE"), QByteArray("ya29.")})
            QVERIFY2(!all.contains(QString::fromUtf8(secret)), qUtf8Printable(all));
    }
};

QTEST_GUILESS_MAIN(TestAccounts)
#include "tst_accounts.moc"
