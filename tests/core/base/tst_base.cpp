#include "core/base/arena.h"
#include "core/base/backoff.h"
#include "core/base/error.h"
#include "core/base/hash.h"
#include "core/base/redact.h"
#include "core/base/worker_thread.h"

#include <QTest>

using namespace rowcast;

class TestBase : public QObject {
    Q_OBJECT
private slots:
    void arenaKeepsWhatItCopies() {
        Arena arena(64);
        const std::string_view small = arena.copy("abc");
        const std::string_view large = arena.copy(std::string(1000, 'x'));
        const auto numbers = arena.array<double>(10);
        QCOMPARE(small, std::string_view("abc"));
        QCOMPARE(large.size(), 1000U);
        QCOMPARE(numbers[9], 0.0);
        QVERIFY(arena.bytes() >= 1064);
        QVERIFY(arena.copy("").empty());
    }
    void backoffDoublesAndStops() {
        Backoff backoff;
        QCOMPARE(backoff.next(0.0), Millis{500});
        QCOMPARE(backoff.next(0.0), Millis{1000});
        for (int i = 0; i < 100; ++i)
            QVERIFY(backoff.next(0.999) <= Millis{64000});
        QVERIFY(backoff.next(0.999) > Millis{63000});
        backoff.reset();
        QCOMPARE(backoff.next(0.0), Millis{500});
    }
    void shortHashIsStable() {
        // SHA-256("feedback") in base64url; sheets hold these, so the value may never change.
        QCOMPARE(shortHash("feedback", 8).size(), 8U);
        QCOMPARE(shortHash("", 12), std::string("47DEQpj8HBSa"));
    }
    void redactionHidesEverySecret_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("secret");
        QTest::newRow("bearer") << u"Authorization: Bearer abc.def"_qs << u"abc"_qs;
        QTest::newRow("google token") << u"got ya29.A0ARrdaM-x_y for you"_qs << u"A0ARrdaM"_qs;
        QTest::newRow("json") << uR"({"refresh_token": "1//0gabc\"def", "x": 1})"_qs << u"0gabc"_qs;
        QTest::newRow("url") << u"http://127.0.0.1/?state=a&code=4/0AX4&scope=b"_qs << u"4/0AX4"_qs;
        QTest::newRow("pem") << u"-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----"_qs
                             << u"MIIE"_qs;
        QTest::newRow("jwt") << u"assertion eyJhbGciOi.eyJpc3M.c2ln end"_qs << u"eyJpc3M"_qs;
        QTest::newRow("code") << u"the code was 4/0AX4XfWhabcdefg"_qs << u"0AX4XfWh"_qs;
        QTest::newRow("client") << u"client GOCSPX-abc_DEF-9 refused"_qs << u"abc_DEF"_qs;
        QTest::newRow("kafka") << u"sasl.password=hunter2"_qs << u"hunter2"_qs;
    }
    void redactionHidesEverySecret() {
        QFETCH(QString, text);
        QFETCH(QString, secret);
        QVERIFY(text.contains(secret));
        QVERIFY2(!redacted(text).contains(secret), qPrintable(redacted(text)));
    }
    void choicesHaveWords() {
        QVERIFY(choiceFrom(toString(Choice::LeaveOut)) == Choice::LeaveOut);
        QVERIFY(!choiceFrom(u"nothing"_qs));
    }
    void workerThreadDeletesItsObjectsOnTheirThread() {
        QThread* seen = nullptr;
        {
            WorkerThread thread(u"test"_qs);
            QObject* object = thread.adopt(std::make_unique<QObject>());
            QThread* own = object->thread();
            QVERIFY(own != QThread::currentThread());
            connect(
                object, &QObject::destroyed, object, [&seen] { seen = QThread::currentThread(); },
                Qt::DirectConnection);
            QMetaObject::invokeMethod(
                object, [] {}, Qt::BlockingQueuedConnection);
        }
        QVERIFY(seen != nullptr);
        QVERIFY(seen != QThread::currentThread());
    }
};

QTEST_GUILESS_MAIN(TestBase)
#include "tst_base.moc"
