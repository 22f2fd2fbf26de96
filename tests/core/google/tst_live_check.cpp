#include "core/google/live_check.h"
#include "core/google/service_account.h"
#include "core/sandbox/local_google.h"

#include <QJsonArray>
#include <QSet>
#include <QTest>
#include <QTimer>

#include <algorithm>

using namespace rowcast;
using namespace rowcast::google;

namespace {

constexpr char kRobot[] = "robot@project.iam.gserviceaccount.com";

/// An account at a local Google without a quota.
struct Account {
    sandbox::LocalGoogle google;
    std::unique_ptr<Session> session;
    ServiceAccountKey key;

    explicit Account(sandbox::Options options = {}, const char* email = "anna@example.org")
        : google(std::move(options)) {
        setQuota(false);
        if (!google.start()) qFatal("no port");
        GoogleConfig config;
        config.endpoint = QUrl(QString::fromStdString(google.rootUrl()));
        config.writesPerMinute = config.readsPerMinute = 100'000;
        session = std::make_unique<Session>(config);
        key = *parseServiceAccountKey(QByteArray::fromStdString(google.issueServiceAccountKey(email)));
        session->setAccounts({key});
    }
    void setQuota(bool on) {
        sandbox::QuotaPlan plan;
        plan.enabled = on;
        google.setQuota(plan);
    }
    LiveReport check(const LiveOptions& options = {}) {
        return runLiveCheck(*session, options, [](const ProbeResult&) {});
    }
};

sandbox::Options owning() {
    sandbox::Options options;
    options.serviceAccountsMayOwn = true;
    return options;
}

/// The probes with that verdict, a line each.
QStringList those(const LiveReport& report, std::initializer_list<Verdict> verdicts) {
    QStringList lines;
    for (const ProbeResult& result : report.results)
        if (std::find(verdicts.begin(), verdicts.end(), result.finding.verdict) != verdicts.end())
            lines << result.id + QStringLiteral(": ") + result.finding.seen;
    return lines;
}
QStringList unmet(const LiveReport& report) {
    return those(report, {Verdict::Differs, Verdict::NotAsked});
}
/// Their ids alone, blanks between.
QString idsOf(const QStringList& lines) {
    QStringList ids;
    for (const QString& line : lines)
        ids << line.section(u':', 0, 0);
    return ids.join(u' ');
}
QString leftOut(const LiveReport& report) {
    return idsOf(those(report, {Verdict::LeftOut}));
}
QString elsewhere() {
    QStringList ids;
    for (const Probe& probe : elsewhereProbes())
        ids << QString::fromLatin1(probe.id);
    return ids.join(u' ');
}

} // namespace

class TestLiveCheck : public QObject {
    Q_OBJECT
private slots:
    void findsEveryAssumptionAtTheLocalGoogle() {
        Account account(owning());
        int told = 0;
        LiveOptions options;
        options.shareWith = "bert@example.org";
        const LiveReport report =
            runLiveCheck(*account.session, options, [&](const ProbeResult&) { ++told; });
        QVERIFY2(unmet(report).isEmpty(), qUtf8Printable(unmet(report).join(u'\n')));
        QVERIFY(isGood(report));
        QCOMPARE(leftOut(report), QStringLiteral("service-account-owns-nothing sheets-create-is-refused-too "
                                                 "shared-drives-must-be-asked-for wrong-clock-is-named ") +
                                      elsewhere() + QStringLiteral(" quota-is-per-minute"));
        QVERIFY(report.results.size() >= 77);
        QCOMPARE(static_cast<std::size_t>(told), report.results.size());
        QCOMPARE(summaryOf(report),
                 QStringLiteral("%1 hold, 0 differ, 0 not asked, 13 left out").arg(told - 13));
        QCOMPARE(jsonOf(report).value(u"probes").toArray().size(), told);
        QSet<QString> ids;
        for (const ProbeResult& result : report.results) {
            ids << result.id;
            QVERIFY2(textOf(result).contains(result.claim) && textOf(result).contains(result.finding.seen),
                     qUtf8Printable(result.id));
        }
        QCOMPARE(ids.size(), told);
    }
    /// What only a service account, or only who asks for it, finds out.
    void asksTheRestWhereItMay() {
        Account account({}, kRobot);
        LiveOptions options;
        options.quota = true;
        options.key = account.key;
        account.google.people(
            [&](sandbox::People& people) { options.folder = people.createSharedDrive("Forms", kRobot); });
        QTimer clock; // Google's minute is over sooner
        const LiveReport report = runLiveCheck(*account.session, options, [&](const ProbeResult& result) {
            if (result.id != u"refusals-name-the-request") return;
            account.setQuota(true);
            connect(&clock, &QTimer::timeout, this,
                    [&] { account.google.skipTime(std::chrono::seconds(20)); });
            clock.start(1000);
        });
        QVERIFY2(unmet(report).isEmpty(), qUtf8Printable(unmet(report).join(u'\n')));
        QCOMPARE(leftOut(report), QStringLiteral("share-twice ") + elsewhere());
        QVERIFY2(report.results.back().finding.seen.startsWith(QStringLiteral("refused after 60 writes")),
                 qUtf8Printable(report.results.back().finding.seen));
    }
    void leavesNothingBehind() {
        Account account(owning());
        std::string mine;
        account.google.people([&](sandbox::People& people) { mine = people.createSpreadsheet("Mine"); });
        static_cast<void>(account.check());
        account.google.people([&](sandbox::People& people) {
            QVERIFY(people.files().size() >= 3);
            for (const sandbox::FileLine& file : people.files())
                QVERIFY2(file.trashed == (file.id != mine), file.name.c_str());
        });
    }
    void noticesAGoogleThatDiffers() {
        sandbox::Options options = owning();
        options.cellLimit = 20'000'000;
        Account account(options, kRobot); // one that owns files, too
        const LiveReport report = account.check();
        QVERIFY(!isGood(report));
        QCOMPARE(idsOf(unmet(report)), QStringLiteral("limit-of-10000000-cells service-account-owns-nothing "
                                                      "sheets-create-is-refused-too"));
    }
    void saysWhyItCannotBegin() {
        Account account({}, kRobot); // a service account that owns no files
        const LiveReport report = account.check();
        QVERIFY(report.error.has_value());
        QVERIFY(report.error->what.contains(QStringLiteral("shared drive")));
        QVERIFY(!isGood(report));
        QVERIFY(report.results.empty());
    }
};

QTEST_GUILESS_MAIN(TestLiveCheck)
#include "tst_live_check.moc"
