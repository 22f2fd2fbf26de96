#include "tests/core/sandbox/google_client.h"

using namespace rowcast;
using namespace rowcast::sandbox;

namespace {

std::string put(GoogleClient& client, const std::string& book, const std::string& range,
                const std::string& values, const std::string& option = "RAW") {
    return write(client.call(
        "PUT", "/v4/spreadsheets/" + book + "/values/" + encodePercent(range) + "?valueInputOption=" + option,
        "{\"values\":" + values + "}"));
}

Json append(GoogleClient& client, const std::string& book, const std::string& range,
            const std::string& values, const std::string& more = {}) {
    return client.post("/v4/spreadsheets/" + book + "/values/" + encodePercent(range) +
                           ":append?valueInputOption=RAW" + more,
                       "{\"values\":" + values + "}");
}

} // namespace

class TestValues : public QObject {
    Q_OBJECT
private slots:
    void cutsTrailingBlanksAndEchoesTheRange() {
        GoogleClient client;
        const auto book = client.newBook();
        put(client, book, "Sheet1!B2", R"([["a","",""],["","b"],[""]])");
        QCOMPARE(
            write(client.get("/v4/spreadsheets/" + book + "/values/Sheet1")),
            std::string(
                R"({"range":"Sheet1!A1:Z1000","majorDimension":"ROWS","values":[[],["","a"],["","","b"]]})"));
        QCOMPARE(write(client.get("/v4/spreadsheets/" + book + "/values/B2:C?majorDimension=COLUMNS")),
                 std::string(
                     R"({"range":"Sheet1!B2:C1000","majorDimension":"COLUMNS","values":[["a"],["","b"]]})"));
        QCOMPARE(write(client.get("/v4/spreadsheets/" + book + "/values/Sheet1!D4")),
                 std::string(R"({"range":"Sheet1!D4","majorDimension":"ROWS"})"));
    }

    void nullSkipsAndEmptyClears() {
        GoogleClient client;
        const auto book = client.newBook();
        put(client, book, "A1", R"([["a","b","c"]])");
        put(client, book, "A1", R"([[null,"","d"]])");
        QCOMPARE(client.values(book), std::string(R"([["a","","d"]])"));
    }

    void entersLikeAPerson_data() {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("shown");
        QTest::addColumn<QString>("value");
        const auto row = [](const char* typed, const char* shown, const char* value) {
            QTest::newRow(typed) << QString::fromUtf8(typed) << QString::fromUtf8(shown)
                                 << QString::fromUtf8(value);
        };
        row("0123456", "123456", "123456");
        row("1,234.5", "1,234.50", "1234.5");
        row("-7", "-7", "-7");
        row("5%", "5%", "0.05");
        row("$3.5", "$3.50", "3.5");
        row("true", "TRUE", "true");
        row("2020-01-02", "2020-01-02", "43832");
        row("1/2/2020", "1/2/2020", "43832");
        row("12:30 PM", "12:30 PM", "0.5208333333333334");
        row("1/2/2020 6:00", "1/2/2020 6:00", "43832.25");
        row("'007", "007", "\"007\"");
        row("1-2", "1-2", "\"1-2\"");
        row("abc", "abc", "\"abc\"");
    }
    void entersLikeAPerson() {
        QFETCH(QString, typed);
        QFETCH(QString, shown);
        QFETCH(QString, value);
        GoogleClient client;
        const auto book = client.newBook();
        put(client, book, "A1", "[[" + write(Json(typed.toStdString())) + "]]", "USER_ENTERED");
        QCOMPARE(client.values(book), "[[" + write(Json(shown.toStdString())) + "]]");
        QCOMPARE(client.values(book, "A1", "?valueRenderOption=UNFORMATTED_VALUE"),
                 "[[" + value.toStdString() + "]]");
    }

    void rawKeepsTextAndShowsGeneralNumbers() {
        GoogleClient client;
        const auto book = client.newBook();
        put(client, book, "A1", R"([["0123456","=1+1",0.1,1e20,3.14159265358979,true]])");
        QCOMPARE(client.values(book),
                 std::string(R"([["0123456","=1+1","0.1","1E+20","3.141592654","TRUE"]])"));
    }

    void findsTheLastTableOfTheRange() {
        // The worked example of Google's guide: tables A1:C2 and B4:D6.
        GoogleClient client;
        const auto book = client.newBook();
        put(client, book, "A1",
            R"([["x","y","z"],["x","y","z"],[],[null,"x","y","z"],[null,"x","y","z"],[null,"x","y","z"]])");
        const auto tableOf = [&](const std::string& range) {
            return append(client, book, range, "[]")["tableRange"].asString();
        };
        QCOMPARE(tableOf("Sheet1"), std::string("Sheet1!B4:D6"));
        QCOMPARE(tableOf("B4"), std::string("Sheet1!B4:D6"));
        QCOMPARE(tableOf("B2:D4"), std::string("Sheet1!B4:D6"));
        QCOMPARE(tableOf("A3:G10"), std::string("Sheet1!B4:D6"));
        QCOMPARE(tableOf("A2"), std::string("Sheet1!A1:C2"));
        QVERIFY(!append(client, book, "J1", "[]").has("tableRange"));
    }

    void anEmptyCellMovesTheNextAppend() {
        // Recorded by gspread: the trap of appending to "Sheet1".
        GoogleClient client;
        const auto book = client.newBook();
        const std::string row = R"([["x","","y"]])";
        QVERIFY(!append(client, book, "Sheet1", row).has("tableRange"));
        const auto second = append(client, book, "Sheet1", row);
        QCOMPARE(second["tableRange"].asString(), std::string("Sheet1!C1"));
        QCOMPARE(second["updates"]["updatedRange"].asString(), std::string("Sheet1!C2:E2"));
        const auto third = append(client, book, "Sheet1!A1", row);
        QCOMPARE(third["updates"]["updatedRange"].asString(), std::string("Sheet1!A2:C2"));
    }

    void aRowThatTwoRangesTouchCountsOnce() {
        GoogleClient client;
        const auto book = client.newBook();
        const auto reply =
            client.post("/v4/spreadsheets/" + book + "/values:batchUpdate",
                        R"({"valueInputOption":"RAW","data":[{"range":"A1:B1","values":[[1,2]]},
            {"range":"A1","majorDimension":"COLUMNS","values":[[1,2,3]]},{"range":"D3","values":[[4]]}]})");
        QCOMPARE(write(reply["totalUpdatedRows"]) + write(reply["totalUpdatedColumns"]) +
                     write(reply["totalUpdatedCells"]) + write(reply["totalUpdatedSheets"]),
                 std::string("3361"));
    }

    void anAppendWidensTheGrid() { // as gspread's documentation has it
        GoogleClient client;
        const auto book = client.newBook();
        client.batch(
            book,
            R"({"addSheet":{"properties":{"title":"s","gridProperties":{"rowCount":2,"columnCount":2}}}})");
        QCOMPARE(append(client, book, "s!A1", "[[1,2,3]]")["updates"]["updatedRange"].asString(),
                 std::string("s!A1:C1"));
        QCOMPARE(
            write(
                client.get("/v4/spreadsheets/" + book + "?ranges=s&fields=sheets.properties.gridProperties")),
            std::string(R"({"sheets":[{"properties":{"gridProperties":{"rowCount":2,"columnCount":3}}}]})"));
    }

    void theReplyShowsAllOfTheRangeThatWasNamed() {
        GoogleClient client;
        const auto book = client.newBook();
        put(client, book, "A1", R"([["a","b"],["c","d"]])");
        const auto reply = client.call("PUT",
                                       "/v4/spreadsheets/" + book +
                                           "/values/A1:C9?valueInputOption=RAW&includeValuesInResponse=true",
                                       R"({"values":[["x"]]})");
        QCOMPARE(reply["updatedRange"].asString(), std::string("Sheet1!A1"));
        QCOMPARE(write(reply["updatedData"]),
                 std::string(
                     R"({"range":"Sheet1!A1:C9","majorDimension":"ROWS","values":[["x","b"],["c","d"]]})"));
    }

    void insertsRowsOrOverwrites() {
        GoogleClient client;
        const auto book = client.newBook();
        put(client, book, "A1", R"([["h"],[],["below"]])");
        append(client, book, "A1", R"([["n"]])", "&insertDataOption=INSERT_ROWS");
        QCOMPARE(client.values(book), std::string(R"([["h"],["n"],[],["below"]])"));
        append(client, book, "A1", R"([["m"],["o"]])");
        QCOMPARE(client.values(book), std::string(R"([["h"],["n"],["m"],["o"]])"));
    }

    void refusesInGooglesWords_data() {
        QTest::addColumn<QString>("range");
        QTest::addColumn<QString>("body");
        QTest::addColumn<QString>("message");
        const auto row = [](const char* name, const char* range, const char* body, const char* message) {
            QTest::newRow(name) << QString::fromUtf8(range) << QString::fromUtf8(body)
                                << QString::fromUtf8(message);
        };
        row("unknown tab", "없는 시트", R"({"values":[[1]]})", "Unable to parse range: 없는 시트");
        row("too wide", "A1:B1", R"({"values":[[1,2,3]]})",
            "Requested writing within range [Sheet1!A1:B1], but tried writing to column [C]");
        row("too long", "A1:B1", R"({"values":[[1],[2]]})",
            "Requested writing within range [Sheet1!A1:B1], but tried writing to row [2]");
        row("outside", "AA1", R"({"values":[[1]]})",
            "Range (Sheet1!AA1) exceeds grid limits. Max rows: 1000, max columns: 26");
        row("no list", "A1", R"({"values":"X"})",
            "Invalid value at 'data.values' (type.googleapis.com/google.protobuf.ListValue), \"X\"");
        row("a list in a cell", "A1", R"({"values":[[["w"]]]})",
            "Invalid values[0][0]: list_value {\n  values {\n    string_value: \"w\"\n  }\n}\n");
        row("unknown field", "A1", R"({"valuez":[]})",
            "Invalid JSON payload received. Unknown name \"valuez\" at 'data': Cannot find field.");
        row("another range", "A1", R"({"range":"B1","values":[[1]]})",
            "Request range[A1] does not match value's range[B1]");
    }
    void refusesInGooglesWords() {
        QFETCH(QString, range);
        QFETCH(QString, body);
        QFETCH(QString, message);
        GoogleClient client;
        const auto book = client.newBook();
        client.call("PUT",
                    "/v4/spreadsheets/" + book + "/values/" + encodePercent(range.toStdString()) +
                        "?valueInputOption=RAW",
                    body.toStdString());
        QCOMPARE(client.status, 400);
        QCOMPARE(QString::fromStdString(client.message()), message);
    }

    void rangesAreReadAsGoogleReadsThem_data() {
        QTest::addColumn<QString>("range");
        QTest::addColumn<QString>("shown");
        const auto row = [](const char* range, const char* shown) {
            QTest::newRow(range) << QString::fromUtf8(range) << QString::fromUtf8(shown);
        };
        row("a1", "Sheet1!A1");
        row("sheet1!$B$2:a1", "Sheet1!A1:B2");
        row("!A1", "Sheet1!A1");
        row("''!A1", "Sheet1!A1");
        row("has!bang!A1", "'has!bang'!A1");
        row("has!bang", "'has!bang'!A1:Z1000");
        row("A1", "Sheet1!A1"); // also where a tab is called so
        row("'A1'", "'A1'!A1:Z1000");
        row("A:B5", "Sheet1!A1:B5");
        row("B3:C", "Sheet1!B3:C1000");
        row("1:1001", "Sheet1!A1:Z1000");
        row("Sheet1!A1:AA5", "Sheet1!A1:Z5");
        row("R1C1:R3C2", "Sheet1!A1:B3");
        row("R[1]C[1]", "Sheet1!B2");
        row("RC", "Sheet1!A1");
        row("C[1]", "Sheet1!B1:B1000");
        row("R1C1:R2", "Sheet1!A1:Z2");
        row("R3C3:R1C1", "Sheet1!A1:C3");
        row("R2C2:R1C1", "");
        row("A1:R2C2", "");
        row("Sheet1!B", "");
        row("Sheet1!", "");
        row(" A1", "");
        row("A0", "");
        row("Sheet1!ZZ:ZZ", "Range (Sheet1!ZZ) exceeds grid limits. Max rows: 1000, max columns: 26");
        row("R[1000]:R[1000]", "Range (Sheet1!1001) exceeds grid limits. Max rows: 1000, max columns: 26");
    }
    void rangesAreReadAsGoogleReadsThem() {
        QFETCH(QString, range);
        QFETCH(QString, shown);
        GoogleClient client;
        const auto book = client.newBook();
        client.batch(
            book,
            R"({"addSheet":{"properties":{"title":"has!bang"}}},{"addSheet":{"properties":{"title":"A1"}}})");
        const auto reply =
            client.get("/v4/spreadsheets/" + book + "/values/" + encodePercent(range.toStdString()));
        const auto got =
            QString::fromStdString(client.status == 200 ? reply["range"].asString() : client.message());
        QCOMPARE(got, shown.isEmpty() ? QStringLiteral("Unable to parse range: ") + range : shown);
    }

    void filtersAnswerSortedAndTogether() {
        GoogleClient client;
        const auto book = client.newBook();
        put(client, book, "A1", R"([["a","b"],["c"]])");
        const auto ask = [&](const std::string& filters) {
            return client.post("/v4/spreadsheets/" + book + "/values:batchGetByDataFilter",
                               "{\"dataFilters\":[" + filters + "]}");
        };
        const auto found =
            ask(R"({"a1Range":"B1"},{"gridRange":{"sheetId":0,"startRowIndex":0,"endRowIndex":1,
            "endColumnIndex":1}},{"a1Range":"A1"},{"gridRange":{"startRowIndex":1,"endRowIndex":1}})");
        QCOMPARE(write(found["valueRanges"]),
                 std::string(
                     R"([{"valueRange":{"range":"Sheet1!A1","majorDimension":"ROWS","values":[["a"]]},)"
                     R"("dataFilters":[{"gridRange":{"startRowIndex":0,"endRowIndex":1,"endColumnIndex":1}},)"
                     R"({"a1Range":"A1"}]},{"valueRange":{"range":"#REF!","majorDimension":"ROWS"},)"
                     R"("dataFilters":[{"gridRange":{"startRowIndex":1,"endRowIndex":1}}]},)"
                     R"({"valueRange":{"range":"Sheet1!B1","majorDimension":"ROWS","values":[["b"]]},)"
                     R"("dataFilters":[{"a1Range":"B1"}]}])"));
        ask("");
        QCOMPARE(client.message(), std::string("Must specify at least one dataFilter."));
        ask(R"({"a1Range":"A1"},{})");
        QCOMPARE(client.message(),
                 std::string("Invalid dataFilter[1]: dataFilter.filter must be specified."));
        ask(R"({"developerMetadataLookup":{"locationMatchingStrategy":"EXACT_LOCATION"}})");
        QVERIFY(client.message().starts_with(
            "Invalid dataFilter[0]: A locationMatchingStrategy was specified, but no metadataLocation"));
        client.post("/v4/spreadsheets/" + book + ":getByDataFilter",
                    R"({"dataFilters":[{"gridRange":{"sheetId":5}}]})");
        QCOMPARE(client.message(), std::string("No sheet with id: 5"));
    }

    void batchUpdatesAllOrNothing() {
        GoogleClient client;
        const auto book = client.newBook();
        client.post(
            "/v4/spreadsheets/" + book + "/values:batchUpdate",
            R"({"valueInputOption":"RAW","data":[{"range":"A1","values":[["a"]]},{"range":"NoSuchTab!A1","values":[["b"]]}]})");
        QCOMPARE(client.message(), std::string("Invalid data[1]: Unable to parse range: NoSuchTab!A1"));
        QCOMPARE(client.values(book), std::string("null"));
    }

    void clearsValuesAndKeepsFormats() {
        GoogleClient client;
        const auto book = client.newBook();
        put(client, book, "A1", R"([["5%"]])", "USER_ENTERED");
        const auto cleared = client.post("/v4/spreadsheets/" + book + "/values/Sheet1:clear", "{}");
        QCOMPARE(cleared["clearedRange"].asString(), std::string("Sheet1!A1:Z1000"));
        put(client, book, "A1", "[[0.5]]");
        QCOMPARE(client.values(book), std::string(R"([["50%"]])"));
    }

    void writesByColumns() {
        GoogleClient client;
        const auto book = client.newBook();
        client.call("PUT", "/v4/spreadsheets/" + book + "/values/B1?valueInputOption=RAW",
                    R"({"majorDimension":"COLUMNS","values":[["a","b"],["c"]]})");
        QCOMPARE(client.values(book), std::string(R"([["","a","c"],["","b"]])"));
    }

    void quotesTitlesWhereNeeded() {
        GoogleClient client;
        const auto book = client.newBook();
        client.batch(
            book,
            R"({"addSheet":{"properties":{"title":"It\u0027s 한글"}}},{"addSheet":{"properties":{"title":"A1"}}})");
        QCOMPARE(
            client.get("/v4/spreadsheets/" + book + "/values/" + encodePercent("'It''s 한글'!A1"))["range"]
                .asString(),
            std::string("'It''s 한글'!A1"));
        QCOMPARE(client.get("/v4/spreadsheets/" + book + "/values/" + encodePercent("'A1'!B2"))["range"]
                     .asString(),
                 std::string("'A1'!B2"));
    }

    void parametersAreReadAsGoogleReadsThem_data() {
        QTest::addColumn<QString>("query");
        QTest::addColumn<QString>("message");
        const auto row = [](const char* query, const char* message) {
            QTest::newRow(query) << QString::fromUtf8(query) << QString::fromUtf8(message);
        };
        row("majorDimension=columns&valueRenderOption=unformatted-value", "");
        row("majorDimension=2&dateTimeRenderOption=1", "");
        row("majorDimension=DIAGONAL&valueRenderOption=",
            "Invalid value at 'major_dimension' (type.googleapis.com/google.apps.sheets.v4.Dimension), "
            "\"DIAGONAL\"\n"
            "Invalid value at 'value_render_option' "
            "(type.googleapis.com/google.apps.sheets.v4.ValueRenderOption), "
            "\"\"");
        row("nonsense=1",
            "Invalid JSON payload received. Unknown name \"nonsense\": Cannot bind query parameter. Field "
            "'nonsense' could not be found in request message.");
        row("alt=media", "Unsupported alt type \"media\" for non byte stream request.");
        row("alt=zzz", "Invalid value \"zzz\" for query parameter 'alt'");
        row("$.xgafv=3", "Invalid query parameters. Invalid value '3' for system query parameter : $.xgafv");
        row("fields=range,", "");
        row("fields=range,%20values", "Request contains an invalid argument.");
    }
    void parametersAreReadAsGoogleReadsThem() {
        QFETCH(QString, query);
        QFETCH(QString, message);
        GoogleClient client;
        const auto book = client.newBook();
        client.get("/v4/spreadsheets/" + book + "/values/A1?" + query.toStdString());
        QCOMPARE(QString::fromStdString(client.message()), message);
        client.get("/v4/spreadsheets/" + book + "/values/No!A1?$.xgafv=1&prettyPrint=false");
        QVERIFY(client.text.starts_with("{\n  \"error\"")); // errors are always indented
        QCOMPARE(
            write(parseJson(client.text)["error"]["errors"]),
            std::string(
                R"([{"message":"Unable to parse range: No!A1","reason":"badRequest","domain":"global"}])"));
    }
};

QTEST_GUILESS_MAIN(TestValues)
#include "tst_values.moc"
