#include "core/sheets/cell_value.h"
#include "core/sheets/id_table.h"
#include "core/sheets/json_writer.h"
#include "core/sheets/rings.h"
#include "core/sheets/write_builder.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <limits>

using namespace rowcast;
using namespace rowcast::sheets;

namespace {

const QuestionList kQuestions{{QuestionId{"a"}, "Text", CellKind::Text, true},
                              {QuestionId{"b"}, "Number", CellKind::Number, true},
                              {QuestionId{"c"}, "Yes", CellKind::Boolean, true},
                              {QuestionId{"d"}, "Day", CellKind::Date, true}};

struct Case {
    std::shared_ptr<Batch> batch = std::make_shared<Batch>();
    std::shared_ptr<Arena> arena = std::make_shared<Arena>();
    Case() { batch->questions = std::make_shared<QuestionList>(kQuestions); }
    void add(std::string_view id, std::initializer_list<Cell> cells, WallTime submitted = {}) {
        Row row;
        row.responseId = arena->copy(id);
        row.submittedAt = submitted;
        auto place = arena->array<Cell>(cells.size());
        std::copy(cells.begin(), cells.end(), place.begin());
        row.cells = place;
        row.arena = arena;
        batch->rows.push_back(row);
    }
    [[nodiscard]] WritePlan plan() const {
        WritePlan plan;
        plan.layout = arrange({}, {}, kQuestions);
        plan.batch = batch;
        for (std::uint32_t i = 0; i < batch->rows.size(); ++i)
            plan.rows.push_back(i);
        return plan;
    }
};

QJsonObject parsed(const QByteArray& json) {
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(json, &error);
    if (document.isNull()) qWarning("%s at %d", qPrintable(error.errorString()), error.offset);
    return document.object();
}

/// The cells of one appended row, compact.
QByteArray rowOf(const WritePlan& plan, int row = 0) {
    for (const auto& request : parsed(encode(plan))[u"requests"].toArray())
        if (const auto append = request.toObject()[u"appendCells"].toObject(); !append.isEmpty()) {
            const auto values = append[u"rows"].toArray().at(row).toObject()[u"values"].toArray();
            return QJsonDocument(values).toJson(QJsonDocument::Compact).replace("userEnteredValue", "v");
        }
    return "no row";
}

QStringList kinds(const WritePlan& plan) {
    QStringList list;
    for (const auto& request : parsed(encode(plan))[u"requests"].toArray())
        list << request.toObject().keys().first();
    list.removeDuplicates();
    return list;
}

} // namespace

class TestWriteBuilder : public QObject {
    Q_OBJECT
private slots:
    void cellsAreTypedAndInColumnOrder() {
        Case c;
        c.add(
            "r1",
            {{2, CellKind::Boolean, 1, {}}, {0, CellKind::Text, 0, "=1+1"}, {1, CellKind::Number, -2.5, {}}},
            WallTime{Millis{86'400'000}});
        QCOMPARE(
            rowOf(c.plan()),
            QByteArray(
                R"([{"v":{"numberValue":25570}},{"v":{"stringValue":"r1"}},{"v":{"stringValue":"=1+1"}},)"
                R"({"v":{"numberValue":-2.5}},{"v":{"boolValue":true}}])"));
    }
    void leadingZerosStayText() {
        Case c;
        c.add("007", {{0, CellKind::Text, 0, "0049 170"}});
        QCOMPARE(rowOf(c.plan()),
                 QByteArray(R"([{},{"v":{"stringValue":"007"}},{"v":{"stringValue":"0049 170"}}])"));
    }
    void emptyAnswersLeaveTheirCellEmpty() {
        Case c;
        c.add("r", {{0, CellKind::Text, 0, ""}, {1, CellKind::Number, 1, {}}});
        QCOMPARE(rowOf(c.plan()), QByteArray(R"([{},{"v":{"stringValue":"r"}},{},{"v":{"numberValue":1}}])"));
    }
    void numbersThatAreNoneBecomeText() {
        Case c;
        c.add("r", {{1, CellKind::Number, std::numeric_limits<double>::infinity(), "1e999"}});
        QVERIFY(rowOf(c.plan()).contains(R"({"stringValue":"1e999"})"));
    }
    void everyTextComesBack_data() {
        QTest::addColumn<QByteArray>("text");
        QByteArray controls;
        for (char byte = 1; byte < 0x20; ++byte)
            controls += byte;
        QTest::newRow("controls") << controls;
        QTest::newRow("quotes") << QByteArray(R"(a "quoted" \ back\\slash /)");
        QTest::newRow("unicode") << QByteArray("日本語 🙂 Ωмега \u2028");
        for (int at = 0; at < 20; ++at)
            QTest::addRow("quote at %d", at) << QByteArray(at, 'x') + '"' + QByteArray(20 - at, 'y');
        QTest::newRow("delete") << QByteArray("\x7f\xc2\x80");
    }
    void everyTextComesBack() {
        QFETCH(QByteArray, text);
        JsonWriter json;
        json.raw("[").text({text.constData(), static_cast<std::size_t>(text.size())}).raw("]");
        QCOMPARE(QJsonDocument::fromJson(json.take()).array().first().toString().toUtf8(), text);
    }
    void longTextsAreCutVisiblyAtGooglesLimit_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("cut");
        QTest::newRow("50,000") << QString(50'000, u'x') << false;
        QTest::newRow("50,001") << QString(50'001, u'x') << true;
        QTest::newRow("50,000 of two bytes") << QString(50'000, u'é') << false;
        QTest::newRow("30,000 pairs") << u"🙂"_qs.repeated(30'000) << true;
        QTest::newRow("odd pairs") << u"x"_qs + u"🙂"_qs.repeated(25'000) << true;
    }
    void longTextsAreCutVisiblyAtGooglesLimit() {
        QFETCH(QString, text);
        QFETCH(bool, cut);
        QCOMPARE(mustCut(text.toStdString()), cut);
        if (!cut) return;
        const QString shown = QString::fromStdString(cutText(text.toStdString()));
        QVERIFY(shown.size() <= 50'000);
        QVERIFY(shown.size() > 49'990);
        QVERIFY(shown.endsWith(u"… [cut by Rowcast: %1 characters]"_qs.arg(text.size())));
        QVERIFY(!shown.contains(QChar::ReplacementCharacter));
    }
    void submittedAtIsShownInTheSheetsZone_data() {
        QTest::addColumn<QByteArray>("zone");
        QTest::addColumn<qint64>("utc");
        QTest::addColumn<double>("serial");
        QTest::newRow("utc") << QByteArray("UTC") << qint64{0} << 25'569.0;
        QTest::newRow("unknown") << QByteArray("Mars/Olympus") << qint64{43'200'000} << 25'569.5;
        // 2026-03-29 01:00 UTC is when Berlin goes from +1 to +2.
        QTest::newRow("winter") << QByteArray("Europe/Berlin") << qint64{1'774'742'400'000}
                                << 46'110.0 + 1.0 / 24;
        QTest::newRow("summer") << QByteArray("Europe/Berlin") << qint64{1'774'746'000'000}
                                << 46'110.0 + 3.0 / 24;
        QTest::newRow("1900") << QByteArray("UTC") << qint64{-2'208'988'800'000} << 2.0;
    }
    void submittedAtIsShownInTheSheetsZone() {
        QFETCH(QByteArray, zone);
        QFETCH(qint64, utc);
        QFETCH(double, serial);
        SerialClock clock(zone.toStdString());
        QCOMPARE(clock.serial(WallTime{Millis{utc}}), serial);
        QCOMPARE(clock.serial(WallTime{Millis{utc}}), serial);
    }
    void aBatchBeginsWithTheVersionStepAndEndsWithItsRows() {
        Case c;
        c.add("r", {});
        WritePlan plan = c.plan();
        plan.step = versionStep(1, "state");
        plan.addColumns = 2;
        plan.addTabs = {"More"};
        plan.addTabIds = {7};
        plan.timeZone = "Europe/Berlin";
        MetadataOp tag;
        tag.entry = {0, kColumnKey, "tag", Metadata::Place::Column, 0, 3};
        plan.tags = {tag};
        plan.titles = {{3, "Name"}};
        plan.freezeHeader = true;
        plan.formats = {{3, CellKind::Date}, {2, CellKind::Text}};
        QCOMPARE(kinds(plan).join(u' '),
                 u"createDeveloperMetadata deleteDeveloperMetadata addSheet appendDimension "
                 "updateSpreadsheetProperties updateCells updateSheetProperties repeatCell appendCells"_qs);
    }
    void aPinIsDeletedWhereItMustStandAndMadeThereAgain() {
        WritePlan plan;
        plan.tags = {{MetadataOp::Kind::Pin, {7, kColumnKey, "tag", Metadata::Place::Column, 3, 5}}};
        const QByteArray place =
            R"({"dimensionRange":{"sheetId":3,"dimension":"COLUMNS","startIndex":5,"endIndex":6}})";
        QCOMPARE(
            encode(plan),
            R"({"requests":[{"deleteDeveloperMetadata":{"dataFilter":{"developerMetadataLookup":{"metadataId":7,)"
            R"("locationMatchingStrategy":"EXACT_LOCATION","metadataLocation":)" +
                place +
                R"(}}}},{"createDeveloperMetadata":{"developerMetadata":{"metadataId":7,"metadataKey":"rc.q",)"
                R"("metadataValue":"tag","visibility":"DOCUMENT","location":)" +
                place + "}}}]}");
    }
    void newColumnsAreInsertedAndAnInheritedFormatGoes() {
        WritePlan plan;
        plan.insertAt = 4;
        plan.insertColumns = 2;
        plan.formats = {{4, CellKind::Text}, {5, CellKind::Date}};
        QCOMPARE(kinds(plan).join(u' '), u"insertDimension repeatCell"_qs);
        QCOMPARE(parsed(encode(plan))[u"requests"].toArray().size(), 2);
        plan.insertAtEnd = true; // of the grid: the new columns look like the one before
        const auto requests = parsed(encode(plan))[u"requests"].toArray();
        QVERIFY(requests[0].toObject()[u"insertDimension"].toObject()[u"inheritFromBefore"].toBool());
        QCOMPARE(requests.size(), 3);
        const auto cleared = requests[1].toObject()[u"repeatCell"].toObject();
        QVERIFY(cleared[u"cell"].toObject().isEmpty());
        QCOMPARE(cleared[u"fields"].toString(), u"userEnteredFormat.numberFormat"_qs);
    }
    void cellsSideBySideGoInOneRequest() {
        const auto value = [](Value::Kind kind, double number, const char* text) {
            return Value{kind, number, text};
        };
        WritePlan plan;
        plan.lines = {{6,
                       {value(Value::Kind::Text, 0, "=1"),
                        value(Value::Kind::Number, 2.5, ""),
                        {},
                        value(Value::Kind::Text, 0, ""),
                        value(Value::Kind::Boolean, 1, "")}}};
        QCOMPARE(
            encode(plan),
            QByteArray(R"({"requests":[{"updateCells":{"start":{"sheetId":0,"rowIndex":6,"columnIndex":0},)"
                       R"("rows":[{"values":[{"userEnteredValue":{"stringValue":"=1"}},)"
                       R"({"userEnteredValue":{"numberValue":2.5}}]}],"fields":"userEnteredValue"}},)"
                       R"({"updateCells":{"start":{"sheetId":0,"rowIndex":6,"columnIndex":3},"rows":)"
                       R"([{"values":[{},{"userEnteredValue":{"boolValue":true}}]}],)"
                       R"("fields":"userEnteredValue"}}]})"));
    }
    void aWriteWithoutRowsAppendsNothing() {
        WritePlan plan;
        plan.step = versionStep(0, "s");
        QCOMPARE(kinds(plan), QStringList{u"createDeveloperMetadata"_qs});
    }
    void theReplyIsAskedForTheHeaderRow() {
        Case c;
        c.add("r", {});
        WritePlan plan = c.plan();
        plan.tabTitle = "It's";
        plan.headerRow = 2;
        const QJsonObject body = parsed(encode(plan));
        QCOMPARE(body[u"responseRanges"].toArray().first().toString(), u"'It''s'!3:3"_qs);
        QVERIFY(body[u"includeSpreadsheetInResponse"].toBool());
        QVERIFY(body[u"responseIncludeGridData"].toBool());
    }
    void idsAreKnownAfterTheyWereAdded() {
        IdSet ids;
        QVERIFY(!ids.contains("a"));
        QVERIFY(ids.insert("a"));
        QVERIFY(!ids.insert("a"));
        QVERIFY(!ids.insert(""));
        QVERIFY(!ids.contains(""));
        QVERIFY(ids.contains("a"));
        QVERIFY(!ids.contains(std::string_view("a\0", 2)));
        QCOMPARE(ids.size(), 1U);
        ids.clear();
        QVERIFY(!ids.contains("a"));
    }
    void aMillionIdsFitTwentyMegabytes() {
        IdSet ids;
        for (int i = 0; i < 1'000'000; ++i)
            ids.insert("response-" + std::to_string(i));
        QCOMPARE(ids.size(), 1'000'000U);
        QVERIFY2(ids.bytes() <= 20'000'000, qPrintable(QString::number(ids.bytes())));
        for (int i = 0; i < 1'000'000; i += 997) {
            QVERIFY(ids.contains("response-" + std::to_string(i)));
            QVERIFY(!ids.contains("other-" + std::to_string(i)));
        }
    }
    void encodingARow() {
        Case c;
        std::string text(25, 'x');
        for (int i = 0; i < 3000; ++i)
            c.add("response-0123456789",
                  {{0, CellKind::Text, 0, text},
                   {1, CellKind::Number, i + 0.5, {}},
                   {2, CellKind::Boolean, 1, {}},
                   {3, CellKind::Date, 46'000, {}}},
                  WallTime{Millis{1'774'746'000'000 + i}});
        const WritePlan plan = c.plan();
        QBENCHMARK {
            QVERIFY(encode(plan).size() > 300'000);
        }
    }
};

QTEST_GUILESS_MAIN(TestWriteBuilder)
#include "tst_write_builder.moc"
