#include "core/google/quota_bucket.h"

#include <QTest>

#include <deque>
#include <random>

using namespace rowcast;
using namespace rowcast::google;

namespace {

Monotonic at(qint64 ms) {
    return Monotonic(Millis(1'000'000 + ms));
}

/// The most calls that any 60 seconds of `calls` hold.
int densestMinute(const std::vector<Monotonic>& calls) {
    std::deque<Monotonic> window;
    int most = 0;
    for (const Monotonic call : calls) {
        window.push_back(call);
        while (window.front() + Millis{60'000} <= call)
            window.pop_front();
        most = std::max(most, static_cast<int>(window.size()));
    }
    return most;
}

} // namespace

class TestQuotaBucket : public QObject {
    Q_OBJECT
private slots:
    void neverPassesTheQuotaInAnyMinute_data() {
        QTest::addColumn<int>("perMinute");
        for (const int n : {1, 2, 5, 10, 60, 300})
            QTest::addRow("%d", n) << n;
    }
    void neverPassesTheQuotaInAnyMinute() {
        QFETCH(int, perMinute);
        std::mt19937 random(7);
        for (int run = 0; run < 20; ++run) {
            QuotaBucket bucket(perMinute);
            std::vector<Monotonic> calls;
            qint64 now = 0;
            while (now < 400'000) {
                if (bucket.take(at(now))) calls.push_back(at(now));
                // Greedy, with silences in which the burst fills up again.
                now += random() % 20000 == 0 ? 30'000 : random() % 40;
            }
            const int densest = densestMinute(calls);
            QVERIFY2(densest <= perMinute, qPrintable(QString::number(densest)));
            if (perMinute >= 10) QVERIFY(densest >= perMinute * 9 / 10);
        }
    }
    void tellsWhenTheNextTokenComes() {
        QuotaBucket bucket(60);
        int burst = 0;
        while (bucket.take(at(0)))
            ++burst;
        QCOMPARE(burst, 6);
        const Millis wait = bucket.untilFree(at(0));
        QVERIFY(wait > Millis{1000} && wait < Millis{1300});
        QVERIFY(!bucket.take(at(wait.count() - 2)));
        QVERIFY(bucket.take(at(wait.count())));
        QCOMPARE(bucket.used(at(wait.count())), 7);
        QCOMPARE(bucket.used(at(60'000)), 1);
        QCOMPARE(bucket.untilNext(at(200'000)), Millis{0});
    }
    void halvesAfterARefusalAndRecovers() {
        QuotaBucket bucket(60);
        QVERIFY(bucket.take(at(0)));
        bucket.refused(at(0), at(100));
        QCOMPARE(bucket.free(at(100)), 0);
        const Millis slow = bucket.untilFree(at(100));
        QVERIFY(slow > Millis{2000} && slow < Millis{2400});
        // Another call of the same moment comes back 429 too: that is the same news.
        bucket.refused(at(50), at(200));
        QVERIFY(bucket.untilFree(at(200)) <= slow);
        // A later one is not.
        bucket.refused(at(300), at(400));
        QVERIFY(bucket.untilFree(at(400)) > Millis{4000});
        for (int i = 0; i < 300; ++i)
            static_cast<void>(bucket.take(at(400 + i * 1000)));
        int perMinute = 0;
        for (int i = 0; i < 60'000; ++i)
            perMinute += bucket.take(at(400'000 + i)) ? 1 : 0;
        QVERIFY(perMinute >= 53);
    }
};

QTEST_GUILESS_MAIN(TestQuotaBucket)
#include "tst_quota_bucket.moc"
