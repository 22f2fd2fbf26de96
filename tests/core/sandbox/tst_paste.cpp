// What goes along when cells are pasted, repeated, typed over; formulas as text.

#include "core/sandbox/formula.h"
#include "tests/core/sandbox/google_client.h"

using namespace rowcast;
using namespace rowcast::sandbox;

namespace {

/// A1: a formula in a merged cell with a format and a validation; B1: a text with a bold run.
constexpr auto kLook =
    R"({"updateCells":{"start":{},"fields":"*","rows":[{"values":[{"userEnteredValue":{"formulaValue":"=B1+$B$1"},
       "userEnteredFormat":{"wrapStrategy":"WRAP","borders":{"top":{"style":"SOLID"}}},"dataValidation":{"condition":{
       "type":"NOT_BLANK"}}},{"userEnteredValue":{"stringValue":"text"},"textFormatRuns":[{"startIndex":2,"format":{
       "bold":true}}]}]}]}},{"mergeCells":{"range":{"endRowIndex":2,"endColumnIndex":1}}})";

} // namespace

class TestPaste : public QObject {
    Q_OBJECT
private slots:
    void formulasMoveTheirReferences_data() {
        QTest::addColumn<QString>("formula");
        QTest::addColumn<QString>("moved"); // two down, one right
        const auto row = [](const char* formula, const char* moved) {
            QTest::newRow(formula) << QString::fromUtf8(formula) << QString::fromUtf8(moved);
        };
        row("=A1", "=B3");
        row("=$A1+A$1+$A$1", "=$A3+B$1+$A$1");
        row("=SUM(A1:b2,Z9)", "=SUM(B3:C4,AA11)");
        row(R"(="A1"&'A1'!A1)", R"(="A1"&'A1'!B3)");
        row("=A1!B2+LOG10(1)+name1_A1+1E5", "=A1!C4+LOG10(1)+name1_A1+1E5");
        row(R"(="open A1)", R"(="open A1)");
    }
    void formulasMoveTheirReferences() {
        QFETCH(QString, formula);
        QFETCH(QString, moved);
        QCOMPARE(QString::fromStdString(movedFormula(formula.toStdString(), 2, 1)), moved);
        QCOMPARE(movedFormula("=A2+B2", 0, -1), std::string("=#REF!+A2"));
    }

    void eachKindOfPasteTakesItsPart_data() {
        QTest::addColumn<QString>("type");
        QTest::addColumn<QString>("shown");
        const auto row = [](const char* type, const char* shown) {
            QTest::newRow(type) << QString::fromUtf8(type) << QString::fromUtf8(shown);
        };
        row("PASTE_NORMAL",
            R"({"userEnteredValue":{"formulaValue":"=D5+$B$1"},"userEnteredFormat":{"wrapStrategy":"WRAP","borders":{"top":{
                "style":"SOLID","width":1,"color":{},"colorStyle":{"rgbColor":{}}}}},"dataValidation":{"condition":{"type":"NOT_BLANK"}}})");
        row("PASTE_NO_BORDERS", R"({"userEnteredValue":{"formulaValue":"=D5+$B$1"},"userEnteredFormat":{
                "wrapStrategy":"WRAP"},"dataValidation":{"condition":{"type":"NOT_BLANK"}}})");
        row("PASTE_FORMULA", R"({"userEnteredValue":{"formulaValue":"=D5+$B$1"}})");
        row("PASTE_FORMAT",
            R"({"userEnteredFormat":{"wrapStrategy":"WRAP","borders":{"top":{"style":"SOLID","width":1,"color":{},
                "colorStyle":{"rgbColor":{}}}}},"dataValidation":{"condition":{"type":"NOT_BLANK"}}})");
        row("PASTE_DATA_VALIDATION", R"({"dataValidation":{"condition":{"type":"NOT_BLANK"}}})");
        row("PASTE_CONDITIONAL_FORMATTING", "");
    }
    void eachKindOfPasteTakesItsPart() {
        QFETCH(QString, type);
        QFETCH(QString, shown);
        GoogleClient client;
        const auto book = client.newBook();
        client.batch(book, kLook);
        client.batch(
            book,
            R"({"copyPaste":{"source":{"endRowIndex":2,"endColumnIndex":1},"destination":{"startRowIndex":4,
            "endRowIndex":8,"startColumnIndex":2,"endColumnIndex":3},"pasteType":")" +
                type.toStdString() + R"("}})");
        QCOMPARE(client.status, 200);
        const auto whole = client.get("/v4/spreadsheets/" + book +
                                      "?ranges=C5&ranges=C7&fields=sheets(merges,data.rowData.values("
                                      "userEnteredValue,userEnteredFormat,dataValidation))");
        const auto& sheet = whole["sheets"].items()[0];
        const auto& rows = sheet["data"].items()[0]["rowData"].items();
        QCOMPARE(QString::fromStdString(rows.empty() ? "" : write(rows[0]["values"].items()[0])),
                 shown.isEmpty() ? QString() : QString::fromStdString(write(parseJson(shown.toStdString()))));
        const bool merges =
            type == QStringLiteral("PASTE_NORMAL") || type == QStringLiteral("PASTE_NO_BORDERS");
        QCOMPARE(sheet["merges"].items().size(), std::size_t(merges ? 2 : 0)); // once for each repetition
    }

    void aCutTakesItsMergesAlong() {
        GoogleClient client;
        const auto book = client.newBook();
        client.batch(book, kLook);
        client.batch(
            book, R"({"cutPaste":{"source":{"endRowIndex":2,"endColumnIndex":1},"destination":{"rowIndex":4,
            "columnIndex":2}}})");
        const auto shown = client.get("/v4/spreadsheets/" + book + "?fields=sheets.merges");
        QCOMPARE(
            write(shown["sheets"].items()[0]["merges"]),
            std::string(R"([{"startRowIndex":4,"endRowIndex":6,"startColumnIndex":2,"endColumnIndex":3}])"));
        QCOMPARE(client.values(book, "C5", "?valueRenderOption=FORMULA"), std::string(R"([["=B1+$B$1"]])"));
    }

    void aRepeatedFormulaCountsOn() {
        GoogleClient client;
        const auto book = client.newBook();
        client.batch(book, R"({"repeatCell":{"range":{"startRowIndex":1,"endRowIndex":3,"startColumnIndex":1,
            "endColumnIndex":3},"cell":{"userEnteredValue":{"formulaValue":"=A1"}},"fields":"userEnteredValue"}})");
        QCOMPARE(client.values(book, "B2:C3", "?valueRenderOption=FORMULA"),
                 std::string(R"([["=A1","=B1"],["=A2","=B2"]])"));
    }

    void aNewValueErasesTheRuns() {
        GoogleClient client;
        const auto book = client.newBook();
        const auto runs = [&] {
            return client
                .get("/v4/spreadsheets/" + book +
                     "?ranges=B1&fields=sheets.data.rowData.values.textFormatRuns")["sheets"]
                .items()[0]["data"]
                .items()[0]["rowData"]
                .items()[0]["values"]
                .items()[0]["textFormatRuns"]
                .items()
                .size();
        };
        client.batch(book, kLook);
        QCOMPARE(runs(), std::size_t(1));
        client.call("PUT", "/v4/spreadsheets/" + book + "/values/B1?valueInputOption=RAW",
                    R"({"values":[["x"]]})");
        QCOMPARE(runs(), std::size_t(0));
    }

    void filtersAndGroupsShowBothOfTheirSides() {
        GoogleClient client;
        const auto book = client.newBook();
        client.batch(
            book, R"({"setBasicFilter":{"filter":{"range":{"endRowIndex":3},"criteria":{"1":{"hiddenValues":[
            "x"]}}}}},{"addDimensionGroup":{"range":{"dimension":"ROWS","startIndex":1,"endIndex":2}}},
            {"updateDimensionGroup":{"dimensionGroup":{"range":{"dimension":"ROWS","startIndex":1,"endIndex":2},"depth":1,
            "collapsed":true},"fields":"collapsed"}})");
        const auto shown =
            client.get("/v4/spreadsheets/" + book +
                       "?ranges=A1:A2&fields=sheets(basicFilter(criteria,filterSpecs),data.rowMetadata)");
        QCOMPARE(write(shown["sheets"].items()[0]),
                 std::string(
                     R"({"data":[{"rowMetadata":[{"pixelSize":21},{"pixelSize":21,"hiddenByUser":true}]}],)"
                     R"("basicFilter":{"criteria":{"1":{"hiddenValues":["x"]}},)"
                     R"("filterSpecs":[{"filterCriteria":{"hiddenValues":["x"]},"columnIndex":1}]}})"));
    }
};

QTEST_GUILESS_MAIN(TestPaste)
#include "tst_paste.moc"
