#include "core/google/live_check.h"
#include "core/google/service_account.h"
#include "core/sandbox/local_google.h"

#include <QJsonArray>
#include <QTest>

using namespace rowcast;
using namespace rowcast::google;

namespace {

/// A person's account at a local Google without a quota.
struct Account {
    sandbox::LocalGoogle google;
    std::unique_ptr<Session> session;

    explicit Account(sandbox::Options options = {}) : google(std::move(options)) {
        sandbox::QuotaPlan none;
        none.enabled = false;
        google.setQuota(none);
        if (!google.start()) qFatal("no port");
        GoogleConfig config;
        config.endpoint = QUrl(QString::fromStdString(google.rootUrl()));
        config.writesPerMinute = config.readsPerMinute = 100'000;
        session = std::make_unique<Session>(config);
        const auto key = parseServiceAccountKey(QByteArray::fromStdString(google.issueServiceAccountKey()));
        session->setAccounts({*key});
    }
};

sandbox::Options owning() {
    sandbox::Options options;
    options.serviceAccountsMayOwn = true;
    return options;
}

/// What does not hold, a line each.
QStringList unmet(const LiveReport& report) {
    QStringList lines;
    for (const ProbeResult& result : report.results)
        if (result.finding.verdict != Verdict::Holds)
            lines << result.id + QStringLiteral(": ") + result.finding.seen;
    return lines;
}

} // namespace

class TestLiveCheck : public QObject {
    Q_OBJECT
private slots:
    void findsEveryAssumptionAtTheLocalGoogle() {
        Account account(owning());
        int told = 0;
        const LiveReport report = runLiveCheck(*account.session, {}, [&](const ProbeResult&) { ++told; });
        const QString table = tableOf(report);
        QVERIFY2(unmet(report).isEmpty(), qUtf8Printable(unmet(report).join(u'\n')));
        QVERIFY(isGood(report));
        QVERIFY(report.results.size() > 42);
        QCOMPARE(static_cast<std::size_t>(told), report.results.size());
        QVERIFY(table.endsWith(QStringLiteral("hold, 0 differ, 0 not asked\n")));
        QCOMPARE(jsonOf(report).value(u"probes").toArray().size(), told);
    }
    void leavesNothingBehind() {
        Account account(owning());
        std::string mine;
        account.google.people([&](sandbox::People& people) { mine = people.createSpreadsheet("Mine"); });
        static_cast<void>(runLiveCheck(*account.session, {}, [](const ProbeResult&) {}));
        account.google.people([&](sandbox::People& people) {
            QVERIFY(people.files().size() >= 3);
            for (const sandbox::FileLine& file : people.files())
                QVERIFY2(file.trashed == (file.id != mine), file.name.c_str());
        });
    }
    void worksInASharedDrive() {
        Account account;
        std::string drive;
        account.google.people([&](sandbox::People& people) {
            drive = people.createSharedDrive("Forms", account.session->account().toStdString());
        });
        const LiveReport report =
            runLiveCheck(*account.session, QString::fromStdString(drive), [](const ProbeResult&) {});
        QVERIFY2(unmet(report).isEmpty(), qUtf8Printable(unmet(report).join(u'\n')));
    }
    void noticesAGoogleThatDiffers() {
        sandbox::Options options = owning();
        options.cellLimit = 20'000'000;
        Account account(options);
        const LiveReport report = runLiveCheck(*account.session, {}, [](const ProbeResult&) {});
        QVERIFY(!isGood(report));
        QStringList differing;
        for (const ProbeResult& result : report.results)
            if (result.finding.verdict != Verdict::Holds) differing.append(result.id);
        QCOMPARE(differing, QStringList{QStringLiteral("limit-of-10000000-cells")});
    }
    void saysWhyItCannotBegin() {
        Account account; // a service account that owns no files
        const LiveReport report = runLiveCheck(*account.session, {}, [](const ProbeResult&) {});
        QVERIFY(report.error.has_value());
        QVERIFY(report.error->what.contains(QStringLiteral("shared drive")));
        QVERIFY(!isGood(report));
        QVERIFY(report.results.empty());
    }
};

QTEST_GUILESS_MAIN(TestLiveCheck)
#include "tst_live_check.moc"
