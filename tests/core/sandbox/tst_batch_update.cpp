#include "tests/core/sandbox/google_client.h"

using namespace rowcast;
using namespace rowcast::sandbox;

namespace {

std::string metadata(int id, const std::string& location, const std::string& key = "rc",
                     const std::string& value = "1") {
    return R"({"createDeveloperMetadata":{"developerMetadata":{"metadataId":)" + std::to_string(id) +
           R"(,"metadataKey":")" + key + R"(","metadataValue":")" + value +
           R"(","visibility":"DOCUMENT","location":)" + location + "}}}";
}
std::string column(int index) {
    return R"({"dimensionRange":{"sheetId":0,"dimension":"COLUMNS","startIndex":)" + std::to_string(index) +
           R"(,"endIndex":)" + std::to_string(index + 1) + "}}";
}
std::string remove(int id) {
    return R"({"deleteDeveloperMetadata":{"dataFilter":{"developerMetadataLookup":{"metadataId":)" +
           std::to_string(id) + "}}}}";
}
std::string append(const std::string& text, int cells = 1) {
    std::string values;
    for (int i = 0; i < cells; ++i)
        values += (i > 0 ? "," : "") + std::string(R"({"userEnteredValue":{"stringValue":")") + text + "\"}}";
    return R"({"appendCells":{"sheetId":0,"fields":"userEnteredValue","rows":[{"values":[)" + values +
           "]}]}}";
}

const std::string kSpreadsheet = R"({"spreadsheet":true})";

} // namespace

class TestBatchUpdate : public QObject {
    Q_OBJECT
private slots:
    void appliesAllOrNothing() {
        GoogleClient client;
        const auto book = client.newBook();
        client.batch(book, append("a") + "," + append("b") +
                               R"(,{"updateCells":{"fields":"*","start":{"sheetId":999999}}})");
        QCOMPARE(client.status, 400);
        QCOMPARE(client.message(), std::string("Invalid requests[2].updateCells: No grid with id: 999999"));
        QCOMPARE(client.values(book), std::string("null"));
    }

    void refusesAnIdThatExists() {
        GoogleClient client;
        const auto book = client.newBook();
        client.batch(book, metadata(7, kSpreadsheet));
        QCOMPARE(client.status, 200);
        client.batch(book, append("a") + "," + metadata(7, kSpreadsheet));
        QCOMPARE(client.message(),
                 std::string(
                     "Invalid requests[1].createDeveloperMetadata: Cannot add developer metadata with ID [7] "
                     "because developer metadata with that ID already exists."));
        QCOMPARE(client.values(book), std::string("null"));
    }

    void takesTheOrderOfDeleteAndCreateStrictly() {
        GoogleClient client;
        const auto book = client.newBook();
        client.batch(book, metadata(7, kSpreadsheet));
        client.batch(book, metadata(7, kSpreadsheet) + "," + remove(7));
        QCOMPARE(client.status, 400);
        client.batch(book, remove(7) + "," + metadata(7, kSpreadsheet));
        QCOMPARE(client.status, 200);
        client.batch(book, remove(8));
        QCOMPARE(client.status, 400);
    }

    void keepsThirtyThousandCharactersASheet() {
        // danjmfox's live run: keys of 17 characters, values "bulk-N": 1000 entries fit, then 196 more of 26.
        GoogleClient client;
        const auto book = client.newBook();
        const std::string sheet = R"({"sheetId":0})", key(17, 'k');
        std::string first;
        for (int i = 0; i < 1000; ++i)
            first += (i > 0 ? "," : "") + metadata(i + 1, sheet, key, "bulk-" + std::to_string(i));
        client.batch(book, first);
        QCOMPARE(client.status, 200);
        std::string second;
        for (int i = 1000; i < 1200; ++i)
            second += (i > 1000 ? "," : "") + metadata(i + 1, sheet, key, "bulk-" + std::to_string(i));
        client.batch(book, second);
        QCOMPARE(client.message(),
                 std::string("Invalid requests[196].createDeveloperMetadata: Adding the requested "
                             "developer metadata would exceed the allowed storage limit"));
        client.batch(book, metadata(5000, kSpreadsheet, "k", std::string(20'000, 'x')));
        QCOMPARE(client.status, 200); // the spreadsheet's own room is another one
    }

    void columnTagsGoWithTheirColumn() {
        GoogleClient client;
        const auto book = client.newBook();
        client.batch(book,
                     metadata(1, column(0)) + "," + metadata(2, column(1)) + "," + metadata(3, column(2)));
        client.batch(book, R"({"moveDimension":{"source":{"dimension":"COLUMNS","startIndex":0,"endIndex":1},
            "destinationIndex":3}},{"insertDimension":{"range":{"dimension":"COLUMNS","startIndex":0,"endIndex":2}}},
            {"deleteDimension":{"range":{"dimension":"COLUMNS","startIndex":2,"endIndex":3}}})");
        QCOMPARE(client.status, 200);
        const auto found =
            client.post("/v4/spreadsheets/" + book + "/developerMetadata:search",
                        R"({"dataFilters":[{"developerMetadataLookup":{"metadataKey":"rc"}}]})");
        std::string places;
        for (const auto& match : found["matchedDeveloperMetadata"].items()) {
            const auto& entry = match["developerMetadata"];
            places += std::to_string(entry["metadataId"].asInt()) + "@" +
                      std::to_string(entry["location"]["dimensionRange"]["startIndex"].asInt()) + " ";
        }
        QCOMPARE(places, std::string("1@3 3@2 "));
    }

    void appendsBelowTheLastRowOfAnyColumn() {
        GoogleClient client;
        const auto book = client.newBook();
        client.call("PUT", "/v4/spreadsheets/" + book + "/values/Sheet1!J11?valueInputOption=RAW",
                    R"({"values":[["x"]]})");
        client.batch(book, append("a"));
        QCOMPARE(client.values(book, "Sheet1!A12:B12"), std::string(R"([["a"]])"));
    }

    void growsAFullGridButNotItsWidth() {
        GoogleClient client;
        const auto book = client.newBook();
        client.call("PUT", "/v4/spreadsheets/" + book + "/values/Sheet1!A1000?valueInputOption=RAW",
                    R"({"values":[["x"]]})");
        client.batch(book, append("a"));
        QCOMPARE(client.status, 200);
        const auto properties = client.get("/v4/spreadsheets/" + book)["sheets"].items()[0]["properties"];
        QCOMPARE(properties["gridProperties"]["rowCount"].asInt(), 1001);
        client.batch(book, append("a", 27));
        QCOMPARE(client.status, 400);
        client.batch(book, R"({"appendDimension":{"sheetId":0,"dimension":"COLUMNS","length":1}},)" +
                               append("a", 27));
        QCOMPARE(client.status, 200);
    }

    void keepsTextAsText() {
        GoogleClient client;
        const auto book = client.newBook();
        client.batch(book, append("=1+1") + "," + append("007"));
        QCOMPARE(client.values(book, "Sheet1", "?valueRenderOption=FORMULA"),
                 std::string(R"([["=1+1"],["007"]])"));
        const auto data = client.get("/v4/spreadsheets/" + book +
                                     "?ranges=A1&fields=sheets.data.rowData.values.userEnteredValue");
        QCOMPARE(write(data), std::string(R"({"sheets":[{"data":[{"rowData":[{"values":[)"
                                          R"({"userEnteredValue":{"stringValue":"=1+1"}}]}]}]}]})"));
    }

    void limitsCellsAndTexts() {
        auto options = GoogleClient::quiet();
        options.cellLimit = 26'026;
        GoogleClient client(options);
        const auto book = client.newBook();
        client.batch(book, R"({"appendDimension":{"sheetId":0,"dimension":"ROWS","length":2}})");
        QCOMPARE(client.message(),
                 std::string("Invalid requests[0].appendDimension: This action would increase the "
                             "number of cells in the workbook above the limit of 26026 cells."));
        client.batch(book, append(std::string(50'000, 'x')));
        QCOMPARE(client.status, 200);
        client.batch(book, append(std::string(50'001, 'x')));
        QVERIFY(QString::fromStdString(client.message())
                    .endsWith(
                        u"Your input contains more than the maximum of 50000 characters in a single cell."));
    }

    void endsAtColumnZzz() {
        GoogleClient client;
        const auto book = client.newBook();
        client.batch(
            book,
            R"({"addSheet":{"properties":{"sheetId":7,"gridProperties":{"rowCount":1,"columnCount":18278}}}})");
        QCOMPARE(client.status, 200);
        for (
            const char* more :
            {R"({"appendDimension":{"sheetId":7,"dimension":"COLUMNS","length":1}})",
             R"({"addSheet":{"properties":{"gridProperties":{"rowCount":1,"columnCount":18279}}}})",
             R"({"updateSheetProperties":{"fields":"gridProperties.columnCount","properties":{"sheetId":7,"gridProperties":{"columnCount":18279}}}})"}) {
            client.batch(book, more);
            QVERIFY2(QString::fromStdString(client.message()).endsWith(u"above the limit of 18278 columns."),
                     more);
        }
    }

    void answersTheHeaderAndTagsItWasAskedFor() {
        GoogleClient client;
        const auto book = client.newBook();
        client.batch(book, append("Title") + "," + metadata(1, column(0)));
        const auto reply =
            client.post("/v4/spreadsheets/" + book + ":batchUpdate",
                        R"({"requests":[)" + append("row") + R"(],"includeSpreadsheetInResponse":true,
                                       "responseIncludeGridData":true,"responseRanges":["Sheet1!1:1"]})");
        const auto& data = reply["updatedSpreadsheet"]["sheets"].items()[0]["data"].items()[0];
        QCOMPARE(data["rowData"].items().size(), std::size_t(1));
        QCOMPARE(data["rowData"].items()[0]["values"].items()[0]["formattedValue"].asString(),
                 std::string("Title"));
        const auto& tags = data["columnMetadata"].items()[0]["developerMetadata"];
        QCOMPARE(tags.items()[0]["metadataId"].asInt(), 1);
        QCOMPARE(write(reply["replies"]), std::string("[{}]"));
    }

    void namesAKindItDoesNotHave() {
        GoogleClient client;
        const auto book = client.newBook();
        client.batch(book, R"({"addChart":{"chart":{}}})");
        QCOMPARE(client.status, 501);
        QVERIFY(client.message().find("addChart") != std::string::npos);
        QCOMPARE(client.google.counts().unknownKinds.at("addChart"), std::uint64_t(1));
    }

    void severalMistakesAreNamedAtOnce() {
        GoogleClient client;
        const auto book = client.newBook();
        client.batch(book, R"({"updateCells":{"nonsense":1,"start":{"rowIndex":"x"},"range":5}},
            {"repeatCell":{"range":{"startRowIndex":"x"},"cell":{"note":{}},"fields":["a"]}})");
        QCOMPARE(
            client.message(),
            std::string(
                "Invalid JSON payload received. Unknown name \"nonsense\" at "
                "'requests[0].update_cells': Cannot find field.\n"
                "Invalid value at 'requests[0].update_cells.start.row_index' (TYPE_INT32), \"x\"\n"
                "Invalid value at 'requests[0].update_cells' (oneof), oneof field 'area' is already set. "
                "Cannot set 'range'\n"
                "Invalid value at 'requests[1].repeat_cell.range.start_row_index.value' (TYPE_INT32), "
                "\"x\"\n"
                "Invalid value at 'requests[1].repeat_cell.cell' (note), Starting an object on a scalar "
                "field\n"
                "Invalid JSON payload received. Unknown name \"fields\" at 'requests[1].repeat_cell': "
                "Proto field is not repeating, cannot start list."));
        const auto violations = parseJson(client.text)["error"]["details"].items()[0]["fieldViolations"];
        QCOMPARE(violations.items().size(), std::size_t(6));
        QCOMPARE(violations.items()[1]["field"].asString(),
                 std::string("requests[0].update_cells.start.row_index"));
    }

    void sortsRowsWithTheirTags() {
        GoogleClient client;
        const auto book = client.newBook();
        client.batch(
            book, append("head") + "," + append("c") + "," + append("a") + "," + append("b") + "," +
                      metadata(5, R"({"dimensionRange":{"dimension":"ROWS","startIndex":1,"endIndex":2}})"));
        People people(client.google.world(), client.now);
        QVERIFY(people.sort(book, 0, 0));
        QCOMPARE(client.values(book), std::string(R"([["head"],["a"],["b"],["c"]])"));
        const auto entry = client.get("/v4/spreadsheets/" + book + "/developerMetadata/5");
        QCOMPARE(entry["location"]["dimensionRange"]["startIndex"].asInt(), 3);
    }
};

QTEST_GUILESS_MAIN(TestBatchUpdate)
#include "tst_batch_update.moc"
