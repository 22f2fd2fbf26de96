// Protected ranges: whom they keep out of what, and what their readers see of them.

#include "tests/core/sandbox/google_client.h"

#include <array>

using namespace rowcast;
using namespace rowcast::sandbox;

class TestProtection : public QObject {
    Q_OBJECT
private slots:
    /// A1:B2 of Sheet1 and all of Two but its B2 are Ada's alone; Grace may write elsewhere.
    void protectedRangesKeepOthersOut_data() {
        QTest::addColumn<QString>("request");
        QTest::addColumn<bool>("refused");
        const auto row = [](const char* request, bool refused) {
            QTest::newRow(request) << QString::fromUtf8(request) << refused;
        };
        row(R"({"updateCells":{"start":{"rowIndex":1},"rows":[{"values":[{}]}],"fields":"*"}})", true);
        row(R"({"updateCells":{"range":{"endRowIndex":1},"fields":"note"}})", true);
        row(R"({"updateCells":{"start":{"sheetId":7,"rowIndex":1,"columnIndex":1},"rows":[{"values":[{}]}],"fields":"*"}})",
            false);
        row(R"({"repeatCell":{"range":{"endRowIndex":1},"cell":{},"fields":"note"}})", true);
        row(R"({"appendCells":{"rows":[{"values":[{}]}],"fields":"note"}})", false);
        row(R"({"findReplace":{"find":"c","replacement":"d","allSheets":true}})", false);
        row(R"({"findReplace":{"find":"a","replacement":"d","allSheets":true}})", true);
        row(R"({"copyPaste":{"source":{"startRowIndex":5,"endRowIndex":6,"endColumnIndex":1},"destination":{
            "endRowIndex":1,"endColumnIndex":1}}})",
            true);
        row(R"({"copyPaste":{"destination":{"startRowIndex":5,"endRowIndex":6,"endColumnIndex":1},"source":{
            "endRowIndex":1,"endColumnIndex":1}}})",
            false);
        row(R"({"cutPaste":{"source":{"endRowIndex":1,"endColumnIndex":1},"destination":{"rowIndex":7}}})",
            true);
        row(R"({"sortRange":{"range":{},"sortSpecs":[{"dimensionIndex":0}]}})", true);
        row(R"({"mergeCells":{"range":{"endRowIndex":1,"endColumnIndex":2}}})", true);
        row(R"({"unmergeCells":{"range":{}}})", true);
        row(R"({"setDataValidation":{"range":{"endRowIndex":1}}})", true);
        row(R"({"deleteDimension":{"range":{"dimension":"ROWS","startIndex":1,"endIndex":2}}})", true);
        row(R"({"deleteDimension":{"range":{"dimension":"ROWS","startIndex":2,"endIndex":3}}})", false);
        row(R"({"insertDimension":{"range":{"dimension":"ROWS","startIndex":1,"endIndex":2}}})", true);
        row(R"({"insertDimension":{"range":{"dimension":"ROWS","startIndex":0,"endIndex":1}}})", false);
        row(R"({"insertDimension":{"range":{"dimension":"ROWS","startIndex":2,"endIndex":3}}})", false);
        row(R"({"moveDimension":{"source":{"dimension":"COLUMNS","startIndex":0,"endIndex":1},"destinationIndex":5}})",
            true);
        row(R"({"updateSheetProperties":{"properties":{"title":"t"},"fields":"title"}})", false);
        row(R"({"updateSheetProperties":{"properties":{"gridProperties":{"rowCount":1}},"fields":"gridProperties.rowCount"}})",
            true);
        row(R"({"deleteSheet":{}})", true);
        row(R"({"deleteProtectedRange":{"protectedRangeId":3}})", true);
        row(R"({"updateProtectedRange":{"protectedRange":{"protectedRangeId":3,"warningOnly":true},"fields":"warningOnly"}})",
            true);
        row(R"({"updateSheetProperties":{"properties":{"sheetId":7,"title":"t"},"fields":"title"}})", true);
        row(R"({"insertDimension":{"range":{"sheetId":7,"dimension":"ROWS","startIndex":5,"endIndex":6}}})",
            true);
    }
    void protectedRangesKeepOthersOut() {
        QFETCH(QString, request);
        QFETCH(bool, refused);
        GoogleClient client;
        const auto book = client.filledBook();
        client.batch(book,
                     R"({"addProtectedRange":{"protectedRange":{"protectedRangeId":3,"range":{"endRowIndex":2,
            "endColumnIndex":2}}}},{"addProtectedRange":{"protectedRange":{"range":{"sheetId":7},
            "unprotectedRanges":[{"sheetId":7,"startRowIndex":1,"endRowIndex":2,"startColumnIndex":1,
            "endColumnIndex":2}]}}})");
        const auto owner = client.token;
        client.speakAs("grace@example.org", book);
        client.batch(book, request.toStdString());
        QCOMPARE(client.status, refused ? 400 : 200);
        if (refused)
            QVERIFY2(client.message().ends_with(
                         ": You are trying to edit a protected cell or object. Please contact the "
                         "spreadsheet owner to remove protection if you need to edit."),
                     client.text.c_str());
        client.token = owner;
        client.batch(book, request.toStdString());
        QCOMPARE(client.status, 200);
    }

    void aProtectionShowsItsEditorsToThem() {
        GoogleClient client;
        const auto book = client.filledBook();
        client.batch(
            book, R"({"addProtectedRange":{"protectedRange":{"protectedRangeId":3,"range":{"endRowIndex":1},
            "editors":{"users":["grace@example.org"]}}}})");
        const auto shown = [&](const char* email) {
            client.speakAs(email, book);
            return write(client.get("/v4/spreadsheets/" + book + "?fields=sheets.protectedRanges")["sheets"]
                             .items()[0]["protectedRanges"]);
        };
        QCOMPARE(shown("grace@example.org"),
                 std::string(R"([{"protectedRangeId":3,"range":{"endRowIndex":1},"editors":{"users":[)"
                             R"("grace@example.org","ada@example.org"]},"requestingUserCanEdit":true}])"));
        QCOMPARE(shown("eve@example.org"),
                 std::string(R"([{"protectedRangeId":3,"range":{"endRowIndex":1}}])"));
        for (const auto& [verb, path, body] :
             {std::array{"PUT", "/values/A1?valueInputOption=RAW", R"({"values":[["x"]]})"},
              std::array{"POST", "/values/A1:B9:clear", ""},
              std::array{"POST", "/values:batchClear", R"({"ranges":["A5","A1"]})"}}) {
            client.call(verb, "/v4/spreadsheets/" + book + path, body);
            QCOMPARE(client.status, 400);
        }
        client.speakAs("grace@example.org");
        QCOMPARE(client.values(book), std::string(R"([["a","1"],["b","2"],["c","3"]])"));
        client.call("PUT", "/v4/spreadsheets/" + book + "/values/A1?valueInputOption=RAW",
                    R"({"values":[["x"]]})");
        QCOMPARE(client.status, 200);
    }
};

QTEST_GUILESS_MAIN(TestProtection)
#include "tst_protection.moc"
