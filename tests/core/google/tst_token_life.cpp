// How long a sign-in lasts, and what a token endpoint may do meanwhile.
#include "core/google/drive_about.h"
#include "core/google/errors.h"
#include "core/google/grants.h"
#include "core/google/token_cache.h"
#include "tests/core/google/account_world.h"

#include <QElapsedTimer>

#include <random>

using namespace rowcast;
using namespace rowcast::google;
using namespace rowcast::test;
using namespace std::chrono_literals;

class TestTokenLife : public QObject {
    Q_OBJECT
private slots:
    void tokensThatLiveShortAreRenewedInTime() {
        sandbox::Options options;
        options.tokenLife = 2s;
        World world(options);
        Session session(world.config());
        session.setAccounts({world.signIn(kAnna)});
        QElapsedTimer timer;
        timer.start();
        int answered = 0;
        while (timer.elapsed() < 5000) {
            const auto answer = ask(session, driveAbout());
            QVERIFY2(answer, qUtf8Printable(answer ? QString() : answer.error().error.detail));
            ++answered;
        }
        QVERIFY(answered > 10);
    }

    /// A client in Google's test mode: its refresh token dies after seven days. Virtual time, in process.
    void aTestModeSignInEndsAfterSevenDaysAndSaysSo() {
        World world;
        const SignedInPerson anna = world.signIn(kAnna, "testing-client");
        QCOMPARE(anna.email, kAnna);
        TokenCache cache;
        const WallTime begin = wallNow();
        const auto form = grantForm(anna, begin);
        int renewals = 0;
        std::optional<Millis> ended;
        for (Millis t{0}; t < std::chrono::days(9); t += std::chrono::minutes(1)) {
            const Monotonic now{std::chrono::hours(1) + t};
            if (!cache.wantsRenewal(now)) continue;
            cache.renewing();
            ++renewals;
            sandbox::Request request;
            request.verb = "POST";
            request.target = "/token";
            request.body = form->toStdString();
            const sandbox::Response response = world.google.handle(request, begin + t);
            const QByteArray body = QByteArray::fromStdString(response.body);
            if (response.status == 200) {
                cache.granted(*parseGrant(body), now);
                continue;
            }
            Outcome outcome;
            outcome.api = Api::Account;
            outcome.http = response.status;
            outcome.body = body;
            cache.refused(failureOf(outcome), 0.5, now);
            if (!ended) ended = t;
        }
        QVERIFY(ended.has_value());
        QVERIFY(*ended > std::chrono::days(7) - std::chrono::hours(1));
        QVERIFY(*ended < std::chrono::days(7) + std::chrono::hours(1));
        QCOMPARE(toString(cache.trouble()->reason), QStringLiteral("grant-expired"));
        QVERIFY(cache.trouble()->error.what.contains(QStringLiteral("seven days")));
        // One renewal in some 50 minutes, and none once only a person can help.
        QVERIFY2(renewals > 190 && renewals < 230, qPrintable(QString::number(renewals)));
    }

    void aTokenEndpointAwayForTenMinutesIsOutlived_data() {
        QTest::addColumn<Millis>("from");
        QTest::addColumn<Millis>("mostWithoutToken");
        const Millis early = std::chrono::minutes(1); // a token for an hour is at hand
        QTest::newRow("nobody notices") << early + 30min << Millis{0};
        // Tokens live 59:59 here, are renewed ten minutes early, and not used in their last half minute.
        QTest::newRow("it begins when the token grows old") << early + 49min + 50s << Millis{30s + 64s};
        QTest::newRow("it begins when there is no token") << Millis{0} << Millis{10min + 64s};
    }
    /// Virtual time, in process: our own back-off against a token endpoint that answers 503.
    void aTokenEndpointAwayForTenMinutesIsOutlived() {
        QFETCH(Millis, from);
        QFETCH(Millis, mostWithoutToken);
        World world;
        const auto form = grantForm(world.signIn(kAnna), wallNow());
        sandbox::FaultPlan down;
        down.only = {"token"};
        down.share[sandbox::Fault::Unavailable503] = 1;
        const Millis until = from + 10min;
        std::mt19937 random(7);
        std::uniform_real_distribution<double> jitter;
        TokenCache cache;
        Millis without{0};
        int asked = 0;
        std::optional<Millis> back;
        const WallTime begin = wallNow();
        for (Millis t{0}; t < std::chrono::hours(2); t += Millis{1s}) {
            const Monotonic now{std::chrono::hours(1) + t};
            const bool away = t >= from && t < until;
            if (cache.wantsRenewal(now)) {
                cache.renewing();
                world.google.setFaults(away ? down : sandbox::FaultPlan{});
                sandbox::Request request;
                request.verb = "POST";
                request.target = "/token";
                request.body = form->toStdString();
                const sandbox::Response response = world.google.handle(request, begin + t);
                const QByteArray body = QByteArray::fromStdString(response.body);
                if (away) ++asked;
                if (response.status == 200) {
                    QVERIFY(!away);
                    cache.granted(*parseGrant(body), now);
                    if (t >= until && !back) back = t - until;
                } else {
                    Outcome outcome;
                    outcome.api = Api::Account;
                    outcome.http = response.status;
                    outcome.body = body;
                    cache.refused(failureOf(outcome), jitter(random), now);
                    QCOMPARE(toString(cache.trouble()->error.remedy), QStringLiteral("retry"));
                    QVERIFY(cache.untilRenewal(now).has_value()); // nobody has to ask
                }
            }
            if (cache.usable(now) == nullptr) without += Millis{1s};
        }
        QVERIFY2(without <= mostWithoutToken, qPrintable(QString::number(without.count())));
        QVERIFY(back.has_value());
        if (asked == 0) return; // it was over before a token was due
        QVERIFY2(*back <= Millis{64s}, qPrintable(QString::number(back->count()))); // by itself, and soon
        QVERIFY2(asked >= 8 && asked <= 40, qPrintable(QString::number(asked)));    // politely meanwhile
    }
};

QTEST_GUILESS_MAIN(TestTokenLife)
#include "tst_token_life.moc"
