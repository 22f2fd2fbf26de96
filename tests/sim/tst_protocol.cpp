// Thousands of random schedules over the real engine and machines, and the same with something taken away
// that the protocol leans on. ROWCAST_SIM_SEED and ROWCAST_SIM_SCHEDULES choose others; a failing seed prints
// its schedule.
#include "tests/sim/world.h"

#include <QLoggingCategory>
#include <QTest>

using namespace rowcast;
using sim::Mutant;

class TestProtocol : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { QLoggingCategory::setFilterRules(QStringLiteral("rowcast.*=false")); }
    void noScheduleBreaksThePromise() {
        const std::uint64_t first = qEnvironmentVariableIntValue("ROWCAST_SIM_SEED");
        const int asked = qEnvironmentVariableIntValue("ROWCAST_SIM_SCHEDULES");
        const auto count = static_cast<std::uint64_t>(asked > 0 ? asked : 6000);
        std::int64_t rows = 0;
        for (std::uint64_t seed = first; seed < first + count; ++seed) {
            const sim::Verdict verdict = sim::runSchedule(seed, Mutant::None);
            rows += verdict.rows;
            if (!verdict.violation) continue;
            const sim::Verdict again = sim::runSchedule(seed, Mutant::None, true);
            qInfo("%s", again.trace.c_str());
            QFAIL(qPrintable(
                QStringLiteral("seed %1: %2").arg(seed).arg(QString::fromStdString(*verdict.violation))));
        }
        QVERIFY(rows > static_cast<std::int64_t>(count));
    }
    void everyMutantIsFound_data() {
        QTest::addColumn<int>("mutant");
        QTest::newRow("version step") << static_cast<int>(Mutant::VersionStep);
        QTest::newRow("claim") << static_cast<int>(Mutant::Claim);
        QTest::newRow("epoch") << static_cast<int>(Mutant::Epoch);
        QTest::newRow("ledger's hold") << static_cast<int>(Mutant::Ledger);
        QTest::newRow("pins") << static_cast<int>(Mutant::Pins);
        QTest::newRow("rejected record synced") << static_cast<int>(Mutant::RejectedSync);
        QTest::newRow("wait before an index is used") << static_cast<int>(Mutant::IndexWait);
    }
    void everyMutantIsFound() {
        QFETCH(int, mutant);
        for (std::uint64_t seed = 0; seed < 20'000; ++seed) {
            const sim::Verdict verdict = sim::runSchedule(seed, static_cast<Mutant>(mutant));
            if (!verdict.violation) continue;
            // Two indexes are noticed, and then nothing is written any more: that is what the wait avoids.
            const bool stuck = verdict.violation->starts_with("deadlock");
            if (stuck && static_cast<Mutant>(mutant) != Mutant::IndexWait) continue;
            qInfo("seed %llu: %s", static_cast<unsigned long long>(seed), verdict.violation->c_str());
            return;
        }
        QFAIL("20,000 schedules without it, and no violation");
    }
};

QTEST_GUILESS_MAIN(TestProtocol)
#include "tst_protocol.moc"
