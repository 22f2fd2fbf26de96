#include "core/sheets/base36.h"
#include "core/sheets/claim.h"
#include "core/sheets/columns_entry.h"
#include "core/sheets/rings.h"
#include "core/sheets/state_entry.h"

#include <QTest>

#include <map>
#include <set>

using namespace rowcast;
using namespace rowcast::sheets;

namespace {

using Entries = std::map<std::int32_t, std::string>;

/// Google's rule: all or nothing, a created id must be free; the strict answer to deleting a missing id.
bool applied(Entries& entries, const std::vector<MetadataOp>& ops) {
    Entries after = entries;
    for (const MetadataOp& op : ops) {
        if (op.kind == MetadataOp::Kind::Create && !after.emplace(op.entry.id, op.entry.value).second)
            return false;
        if (op.kind == MetadataOp::Kind::Delete && after.erase(op.entry.id) == 0) return false;
    }
    entries = std::move(after);
    return true;
}

} // namespace

class TestEntries : public QObject {
    Q_OBJECT
private slots:
    void aStepFitsOnlyTheVersionThatItWasMadeFor() {
        Entries sheet;
        QVERIFY(applied(sheet, versionStep(0, "v1")));
        QCOMPARE(sheet.size(), 94U);
        for (std::int64_t version = 1; version < 400; ++version) {
            for (std::int64_t other = std::max<std::int64_t>(0, version - 50); other < version + 50;
                 ++other) {
                Entries trial = sheet;
                if (other != version) QVERIFY(!applied(trial, versionStep(other, "late")));
            }
            QVERIFY(applied(sheet, versionStep(version, "v" + std::to_string(version + 1))));
            QCOMPARE(sheet.size(), 94U);
            QCOMPARE(sheet.at(stateId(version + 1)), "v" + std::to_string(version + 1));
        }
    }
    void anOldStepFitsAgainOnlyAfterAllThreeRingsMet() {
        Entries sheet;
        QVERIFY(applied(sheet, versionStep(0, "")));
        const auto old = versionStep(1, "");
        QVERIFY(applied(sheet, old));
        int steps = 1;
        for (std::int64_t version = 2;; ++version, ++steps) {
            Entries trial = sheet;
            if (applied(trial, old)) break;
            QVERIFY(applied(sheet, versionStep(version, "")));
        }
        QCOMPARE(steps, 31 * 32 * 33);
    }
    void aSecondFirstWriteIsRefused() {
        Entries sheet;
        QVERIFY(applied(sheet, versionStep(0, "")));
        QVERIFY(!applied(sheet, versionStep(0, "")));
        for (std::int64_t version = 1; version < 70; ++version) {
            QVERIFY(applied(sheet, versionStep(version, "")));
            Entries trial = sheet;
            QVERIFY(!applied(trial, versionStep(0, "")));
        }
    }
    void idsDoNotMeet() {
        std::set<std::int32_t> ids{stateId(1), stateId(2), kColumnsId};
        for (int ring = 0; ring < 3; ++ring)
            for (int place = 0; place < kRings[static_cast<std::size_t>(ring)]; ++place)
                ids.insert(ringMark(ring, place));
        QCOMPARE(ids.size(), 3U + 96U);
    }
    void stateIsReadAsItWasWritten_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("no partitions") << QByteArray("1|1|1AbCdEfGhIjKlMnO|Zm9ybUhh|open|");
        QTest::newRow("some") << QByteArray("1|2s|1AbC-_EfGhIjKlMnO|Zm9ybUhh|open|abcdef.0:7ps,abcdef.z:0")
                                     .replace("MnO", "Mn");
        QTest::newRow("sealed") << QByteArray("1|zz|1AbCdEfGhIjKlMnO|Zm9ybUhh|sealed>1xyz|abcdef.0:1");
    }
    void stateIsReadAsItWasWritten() {
        QFETCH(QByteArray, text);
        const auto state = parseState(text.toStdString());
        QVERIFY(state.has_value());
        QCOMPARE(QByteArray::fromStdString(formatState(*state)), text);
    }
    void hostileStatesAreErrors_data() {
        QTest::addColumn<QByteArray>("text");
        const char* const bad[] = {"",
                                   "1",
                                   "1|",
                                   "||||||",
                                   "2|1|1AbC|Zm9ybUhh|open|",
                                   "1|0|1AbC|Zm9ybUhh|open|",
                                   "1|-1|1AbC|Zm9ybUhh|open|",
                                   "1|01|1AbC|Zm9ybUhh|open|",
                                   "1|A|1AbC|Zm9ybUhh|open|",
                                   "1|zzzzzzzzzzzzzzzzzzzz|1AbC|Zm9ybUhh|open|",
                                   "1|1||Zm9ybUhh|open|",
                                   "1|1|1AbC|short|open|",
                                   "1|1|1AbC|Zm9ybUhh|shut|",
                                   "1|1|1AbC|Zm9ybUhh|sealed>|",
                                   "1|1|1AbC|Zm9ybUhh|sealed>a b|",
                                   "1|1|1AbC|Zm9ybUhh|open",
                                   "1|1|1AbC|Zm9ybUhh|open|x",
                                   "1|1|1AbC|Zm9ybUhh|open|abcdef.0:1,",
                                   "1|1|1AbC|Zm9ybUhh|open|abcdef.0:1,,abcdef.1:1",
                                   "1|1|1AbC|Zm9ybUhh|open|abcdef.0:1,abcdef.0:2",
                                   "1|1|1AbC|Zm9ybUhh|open|abcdef.0:-1",
                                   "1|1|1AbC|Zm9ybUhh|open|abcdef0:1",
                                   "1|1|1AbC|Zm9ybUhh|open|abcdef.0:1|more"};
        for (const char* text : bad)
            QTest::newRow(*text == 0 ? "empty" : text) << QByteArray(text);
        QTest::newRow("long") << QByteArray(100'000, '|');
        QTest::newRow("zero byte") << QByteArray("1|1|1AbC|Zm9ybUhh|open|\0", 24);
    }
    void hostileStatesAreErrors() {
        QFETCH(QByteArray, text);
        const auto state =
            parseState(std::string_view(text.constData(), static_cast<std::size_t>(text.size())));
        QVERIFY(!state.has_value());
        QVERIFY(state.error().remedy == Remedy::Stop);
        QVERIFY(!state.error().what.isEmpty());
    }
    void everyPrefixOfAStateIsReadOrRefused() {
        const std::string text = "1|2s|1AbCdEfGhIjKlMnO|Zm9ybUhh|sealed>1xyz|abcdef.0:7ps,abcdef.z:12";
        for (std::size_t i = 0; i <= text.size(); ++i)
            if (const auto state = parseState(text.substr(0, i)))
                QVERIFY(text.starts_with(formatState(*state)));
    }
    void logsOfOneTopicHaveKeysOfTheirOwn() {
        const TopicPartition partition{"forms", 3};
        QVERIFY(partitionKey(partition, 0) != partitionKey(partition, 1));
        QCOMPARE(partitionKey(partition, 0).size(), 8U);
        QVERIFY(partitionKey(partition, 0) != partitionKey({"forms", 4}, 0));
        QVERIFY(partitionKey(partition, 0) != partitionKey({"forms2", 3}, 0));
    }
    void claimsAreReadAsTheyWereWritten() {
        const Claim claim{claimKey(FormId{"feedback"}), 37, SpreadsheetId{"1AbC"}};
        const auto read = parseClaim(formatClaim(claim));
        QVERIFY(read.has_value());
        QVERIFY(*read == claim);
        const std::string longest =
            formatClaim({claimKey(FormId{"x"}), 46'655, SpreadsheetId{std::string(44, 'x')}});
        QVERIFY(longest.size() + std::string(kClaimKey).size() < 30'000 / kClaimsPerTab);
        for (const char* bad :
             {"", "|", "||", "0123456789abcdef|1", "0123456789abcdef|0|x", "0123456789abcdef|1|", "short|1|x",
              "0123456789abcdef|1|x|y", "0123456789abcdef|zzzzzz|x"})
            QVERIFY2(!parseClaim(bad).has_value(), bad);
    }
    void columnsAreReadAsTheyWereWritten() {
        const ColumnsEntry entry{1'234'567, {"abcdefgh", "ijklmnop"}, {"abcdefgh"}};
        const auto read = parseColumns(formatColumns(entry));
        QVERIFY(read.has_value());
        QVERIFY(*read == entry);
        for (const char* bad :
             {"", "1", "1|", "1|0", "1|0|", "2|0||", "1|-1||", "1|0|abc|", "1|0||abc", "1|0|||"})
            QVERIFY2(!parseColumns(bad).has_value(), bad);
    }
    void base36ReadsOnlyWhatItWrites() {
        for (const std::int64_t value : {0LL, 1LL, 35LL, 36LL, 1'000'000LL, 9'223'372'036'854'775'807LL})
            QCOMPARE(fromBase36(base36(value)), std::optional<std::int64_t>(value));
        for (const char* bad : {"", "00", "01", "-1", "+1", "A", " 1", "1 ", "1y2p0ij32e8e8"})
            QVERIFY2(!fromBase36(bad), bad);
    }
};

QTEST_GUILESS_MAIN(TestEntries)
#include "tst_entries.moc"
