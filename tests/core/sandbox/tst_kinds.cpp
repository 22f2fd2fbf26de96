// Every kind of batchUpdate request: what it answers, what the spreadsheet shows after it, and how it is
// refused.

#include "core/sandbox/batch.h"
#include "tests/core/sandbox/google_client.h"

using namespace rowcast;
using namespace rowcast::sandbox;

namespace {

/// The requests are an object's members, the reply that of the last; `shown` is what `fields` selects
/// afterwards.
struct Row {
    const char *name, *requests, *reply, *fields, *shown;
};

constexpr auto kTabs = "sheets.properties.title";
constexpr auto kGrid = "sheets.properties.gridProperties";
constexpr auto kCells = "sheets.data.rowData.values(userEnteredValue,userEnteredFormat,note)&ranges=A1:C3";

constexpr Row kRows[] = {
    {"updateSpreadsheetProperties",
     R"({"updateSpreadsheetProperties":{"properties":{"title":"New","timeZone":"Europe/Berlin","locale":"de_DE"},
         "fields":"title,time_zone,locale"}})",
     "{}", "properties(title,locale,timeZone)",
     R"({"properties":{"title":"New","locale":"de_DE","timeZone":"Europe/Berlin"}})"},
    {"addSheet",
     R"({"addSheet":{"properties":{"sheetId":9,"title":"One more","index":0,"gridProperties":{"rowCount":5,
         "columnCount":3,"frozenRowCount":1,"hideGridlines":true},"tabColor":{"red":0.5},"hidden":false}}})",
     R"({"addSheet":{"properties":{"sheetId":9,"title":"One more","index":0,"sheetType":"GRID","gridProperties":{
         "rowCount":5,"columnCount":3,"frozenRowCount":1,"hideGridlines":true},"tabColor":{"red":0.5},
         "tabColorStyle":{"rgbColor":{"red":0.5}}}}})",
     kTabs,
     R"({"sheets":[{"properties":{"title":"One more"}},{"properties":{"title":"Sheet1"}},{"properties":{"title":"Two"}}]})"},
    {"updateSheetProperties",
     R"({"updateSheetProperties":{"properties":{"sheetId":7,"title":"2","index":0,"gridProperties":{"rowCount":4,
         "frozenColumnCount":1}},"fields":"title,index,gridProperties.rowCount,gridProperties.frozenColumnCount"}})",
     "{}", "sheets.properties(title,gridProperties)",
     R"({"sheets":[{"properties":{"title":"2","gridProperties":{"rowCount":4,"columnCount":26,"frozenColumnCount":1}}},
         {"properties":{"title":"Sheet1","gridProperties":{"rowCount":1000,"columnCount":26}}}]})"},
    {"a tab's colour comes and goes",
     R"({"updateSheetProperties":{"properties":{"sheetId":0,"tabColorStyle":{"rgbColor":{"blue":1}}},"fields":"tabColorStyle"}},
         {"updateSheetProperties":{"properties":{"sheetId":0,"tabColorStyle":{"rgbColor":null}},"fields":"tabColorStyle"}})",
     "{}", "sheets.properties.tabColor", R"({"sheets":[{"properties":{}},{"properties":{}}]})"},
    {"deleteSheet", R"({"deleteSheet":{"sheetId":0}})", "{}", kTabs,
     R"({"sheets":[{"properties":{"title":"Two"}}]})"},
    {"duplicateSheet", R"({"duplicateSheet":{"sourceSheetId":0,"insertSheetIndex":1,"newSheetId":8}})",
     R"({"duplicateSheet":{"properties":{"sheetId":8,"title":"Copy of Sheet1","index":1,"sheetType":"GRID",
         "gridProperties":{"rowCount":1000,"columnCount":26}}}})",
     "sheets.data.rowData.values.formattedValue&ranges='Copy of Sheet1'!A2:B2",
     R"({"sheets":[{"data":[{"rowData":[{"values":[{"formattedValue":"b"},{"formattedValue":"2"}]}]}]}]})"},
    {"updateCells clears what the rows do not name",
     R"({"updateCells":{"range":{"endRowIndex":2,"endColumnIndex":2},"fields":"userEnteredValue,note",
         "rows":[{"values":[{"userEnteredValue":{"boolValue":true},"note":"n"}]}]}})",
     "{}", kCells,
     R"({"sheets":[{"data":[{"rowData":[{"values":[{"userEnteredValue":{"boolValue":true},"note":"n"}]},{},
         {"values":[{"userEnteredValue":{"stringValue":"c"}},{"userEnteredValue":{"numberValue":3}}]}]}]}]})"},
    {"appendCells",
     R"({"appendCells":{"sheetId":7,"fields":"*","rows":[{"values":[{},{"userEnteredValue":{"formulaValue":"=1"}}]}]}})",
     "{}", "sheets.data.rowData.values.userEnteredValue&ranges=Two!A1:B2",
     R"({"sheets":[{"data":[{"rowData":[{"values":[{},{"userEnteredValue":{"formulaValue":"=1"}}]}]}]}]})"},
    {"repeatCell",
     R"({"repeatCell":{"range":{"endRowIndex":1,"endColumnIndex":1},"fields":"userEnteredFormat.textFormat.bold,userEnteredFormat.borders",
         "cell":{"userEnteredFormat":{"textFormat":{"bold":true,"italic":true},"borders":{"top":{"style":"SOLID_THICK"}}}}}})",
     "{}", "sheets.data.rowData.values.userEnteredFormat&ranges=A1",
     R"({"sheets":[{"data":[{"rowData":[{"values":[{"userEnteredFormat":{"borders":{"top":{
         "style":"SOLID_THICK","width":3,"color":{},"colorStyle":{"rgbColor":{}}}},"textFormat":{"bold":true}}}]}]}]}]})"},
    {"appendDimension", R"({"appendDimension":{"sheetId":7,"dimension":"COLUMNS","length":2}})", "{}", kGrid,
     R"({"sheets":[{"properties":{"gridProperties":{"rowCount":1000,"columnCount":26}}},
         {"properties":{"gridProperties":{"rowCount":1000,"columnCount":28}}}]})"},
    {"insertDimension", R"({"insertDimension":{"range":{"dimension":"ROWS","startIndex":1,"endIndex":2}}})",
     "{}", kCells,
     R"({"sheets":[{"data":[{"rowData":[{"values":[{"userEnteredValue":{"stringValue":"a"}},{"userEnteredValue":{
         "numberValue":1}}]},{},{"values":[{"userEnteredValue":{"stringValue":"b"}},{"userEnteredValue":{"numberValue":2}}]}]}]}]})"},
    {"insertDimension looks like its neighbour",
     R"({"repeatCell":{"range":{"startRowIndex":1,"endRowIndex":2,"endColumnIndex":1},"fields":"userEnteredFormat",
         "cell":{"userEnteredFormat":{"wrapStrategy":"WRAP"}}}},{"insertDimension":{"inheritFromBefore":true,
         "range":{"dimension":"ROWS","startIndex":2,"endIndex":3}}})",
     "{}", "sheets.data(startRow,rowData.values(userEnteredFormat,note))&ranges=A3:A3",
     R"({"sheets":[{"data":[{"startRow":2,"rowData":[{"values":[{"userEnteredFormat":{"wrapStrategy":"WRAP"}}]}]}]}]})"},
    {"deleteDimension",
     R"({"deleteDimension":{"range":{"dimension":"COLUMNS","startIndex":0,"endIndex":1}}})", "{}",
     "sheets.data.rowData.values.formattedValue&ranges=A1:A1",
     R"({"sheets":[{"data":[{"rowData":[{"values":[{"formattedValue":"1"}]}]}]}]})"},
    {"moveDimension",
     R"({"moveDimension":{"source":{"dimension":"ROWS","startIndex":0,"endIndex":1},"destinationIndex":3}})",
     "{}", "sheets.data.rowData.values.formattedValue&ranges=A1:A3",
     R"({"sheets":[{"data":[{"rowData":[{"values":[{"formattedValue":"b"}]},{"values":[{"formattedValue":"c"}]},
         {"values":[{"formattedValue":"a"}]}]}]}]})"},
    {"updateDimensionProperties",
     R"({"updateDimensionProperties":{"range":{"dimension":"COLUMNS","startIndex":1,"endIndex":2},
         "properties":{"pixelSize":40,"hiddenByUser":true},"fields":"pixelSize,hiddenByUser"}})",
     "{}", "sheets.data.columnMetadata&ranges=A1:B1",
     R"({"sheets":[{"data":[{"columnMetadata":[{"pixelSize":100},{"pixelSize":40,"hiddenByUser":true}]}]}]})"},
    {"autoResizeDimensions",
     R"({"autoResizeDimensions":{"dimensions":{"dimension":"COLUMNS","startIndex":1,"endIndex":3}}})", "{}",
     "sheets.data.columnMetadata&ranges=B1:C1",
     R"({"sheets":[{"data":[{"columnMetadata":[{"pixelSize":17},{"pixelSize":21}]}]}]})"},
    {"sortRange",
     R"({"sortRange":{"range":{"endRowIndex":3},"sortSpecs":[{"dimensionIndex":1,"sortOrder":"DESCENDING"}]}})",
     "{}", "sheets.data.rowData.values.formattedValue&ranges=A1:A3",
     R"({"sheets":[{"data":[{"rowData":[{"values":[{"formattedValue":"c"}]},{"values":[{"formattedValue":"b"}]},
         {"values":[{"formattedValue":"a"}]}]}]}]})"},
    {"a sort leaves a hidden row where it is",
     R"({"updateDimensionProperties":{"range":{"dimension":"ROWS","startIndex":1,"endIndex":2},"properties":{
         "hiddenByUser":true},"fields":"hiddenByUser"}},{"sortRange":{"range":{"endRowIndex":3},"sortSpecs":[{
         "dimensionIndex":0,"sortOrder":"DESCENDING"}]}})",
     "{}", "sheets.data.rowData.values.formattedValue&ranges=A1:A3",
     R"({"sheets":[{"data":[{"rowData":[{"values":[{"formattedValue":"c"}]},{"values":[{"formattedValue":"b"}]},
         {"values":[{"formattedValue":"a"}]}]}]}]})"},
    {"a sort of some columns leaves row tags where they are",
     R"({"createDeveloperMetadata":{"developerMetadata":{"metadataId":1,"metadataKey":"k","visibility":"DOCUMENT",
         "location":{"dimensionRange":{"dimension":"ROWS","startIndex":0,"endIndex":1}}}}},{"sortRange":{"range":{
         "endRowIndex":3,"startColumnIndex":0,"endColumnIndex":1},"sortSpecs":[{"dimensionIndex":0,"sortOrder":"DESCENDING"}]}})",
     "{}", "sheets.data(rowData.values.formattedValue,rowMetadata.developerMetadata.metadataId)&ranges=A1:B1",
     R"({"sheets":[{"data":[{"rowData":[{"values":[{"formattedValue":"c"},{"formattedValue":"1"}]}],
         "rowMetadata":[{"developerMetadata":[{"metadataId":1}]}]}]}]})"},
    {"findReplace", R"({"findReplace":{"find":"[ab]","replacement":"x$0","searchByRegex":true,"sheetId":0}})",
     R"({"findReplace":{"valuesChanged":2,"rowsChanged":2,"sheetsChanged":1,"occurrencesChanged":2}})",
     "sheets.data.rowData.values.formattedValue&ranges=A1", nullptr},
    {"copyPaste",
     R"({"copyPaste":{"source":{"endRowIndex":1,"endColumnIndex":2},"destination":{"startRowIndex":4,"endRowIndex":6,
         "startColumnIndex":0,"endColumnIndex":1},"pasteType":"PASTE_VALUES","pasteOrientation":"TRANSPOSE"}})",
     "{}", "sheets.data.rowData.values.formattedValue&ranges=A5:B6",
     R"({"sheets":[{"data":[{"rowData":[{"values":[{"formattedValue":"a"}]},{"values":[{"formattedValue":"1"}]}]}]}]})"},
    {"cutPaste",
     R"({"cutPaste":{"source":{"endRowIndex":1,"endColumnIndex":2},"destination":{"sheetId":7,"rowIndex":1},
         "pasteType":"PASTE_NORMAL"}})",
     "{}", "sheets.data.rowData.values.formattedValue&ranges=Two!A1:B2&ranges=A1",
     R"({"sheets":[{"data":[{}]},{"data":[{"rowData":[{},{"values":[{"formattedValue":"a"},{"formattedValue":"1"}]}]}]}]})"},
    {"mergeCells",
     R"({"mergeCells":{"range":{"sheetId":7,"endRowIndex":2,"endColumnIndex":2},"mergeType":"MERGE_ROWS"}})",
     "{}", "sheets.merges",
     R"({"sheets":[{},{"merges":[{"sheetId":7,"startRowIndex":0,"endRowIndex":1,"startColumnIndex":0,"endColumnIndex":2},
         {"sheetId":7,"startRowIndex":1,"endRowIndex":2,"startColumnIndex":0,"endColumnIndex":2}]}]})"},
    {"unmergeCells; sheetId 0 is left out",
     R"({"mergeCells":{"range":{"endRowIndex":1,"endColumnIndex":2}}},{"mergeCells":{"range":{"startRowIndex":1,
         "endRowIndex":3,"endColumnIndex":1}}},{"unmergeCells":{"range":{"startRowIndex":1}}})",
     "{}", "sheets.merges",
     R"({"sheets":[{"merges":[{"startRowIndex":0,"endRowIndex":1,"startColumnIndex":0,"endColumnIndex":2}]},{}]})"},
    {"a get that names a range is told of the merges that touch it",
     R"({"mergeCells":{"range":{"endRowIndex":1,"endColumnIndex":2}}},{"mergeCells":{"range":{"startRowIndex":4,
         "endRowIndex":6,"endColumnIndex":1}}})",
     "{}", "sheets.merges&ranges=A1:C3",
     R"({"sheets":[{"merges":[{"startRowIndex":0,"endRowIndex":1,"startColumnIndex":0,"endColumnIndex":2}]}]})"},
    {"setBasicFilter", R"({"setBasicFilter":{"filter":{"range":{"endRowIndex":3,"endColumnIndex":2}}}})",
     "{}", "sheets.basicFilter.range",
     R"({"sheets":[{"basicFilter":{"range":{"startRowIndex":0,"endRowIndex":3,"startColumnIndex":0,"endColumnIndex":2}}},{}]})"},
    {"clearBasicFilter", R"({"setBasicFilter":{"filter":{"range":{}}}},{"clearBasicFilter":{"sheetId":0}})",
     "{}", "sheets.basicFilter", R"({"sheets":[{},{}]})"},
    {"setDataValidation",
     R"({"setDataValidation":{"range":{"endRowIndex":1,"endColumnIndex":1},"rule":{"strict":true,"showCustomUi":true,
         "condition":{"type":"ONE_OF_LIST","values":[{"userEnteredValue":"a"}]}}}})",
     "{}", "sheets.data.rowData.values.dataValidation&ranges=A1",
     R"({"sheets":[{"data":[{"rowData":[{"values":[{"dataValidation":{"strict":true,"showCustomUi":true,
         "condition":{"type":"ONE_OF_LIST","values":[{"userEnteredValue":"a"}]}}}]}]}]}]})"},
    {"formats and validations are no data for appendCells",
     R"({"setDataValidation":{"range":{"startRowIndex":9,"endRowIndex":10},"rule":{"condition":{"type":"BOOLEAN"}}}},
         {"appendCells":{"fields":"userEnteredValue","rows":[{"values":[{"userEnteredValue":{"stringValue":"d"}}]}]}})",
     "{}", "sheets.data.rowData.values.formattedValue&ranges=A4",
     R"({"sheets":[{"data":[{"rowData":[{"values":[{"formattedValue":"d"}]}]}]}]})"},
    {"addNamedRange",
     R"({"addNamedRange":{"namedRange":{"namedRangeId":"n","name":"here","range":{"startRowIndex":1}}}})",
     R"({"addNamedRange":{"namedRange":{"namedRangeId":"n","name":"here","range":{"startRowIndex":1}}}})",
     "namedRanges.name", R"({"namedRanges":[{"name":"here"}]})"},
    {"updateNamedRange, deleteNamedRange",
     R"({"addNamedRange":{"namedRange":{"namedRangeId":"n","name":"here","range":{}}}},{"addNamedRange":{"namedRange":{
         "namedRangeId":"m","name":"there","range":{}}}},{"updateNamedRange":{"namedRange":{"namedRangeId":"n","name":"new"},
         "fields":"name"}},{"deleteNamedRange":{"namedRangeId":"m"}})",
     "{}", "namedRanges(namedRangeId,name)", R"({"namedRanges":[{"namedRangeId":"n","name":"new"}]})"},
    {"addProtectedRange",
     R"({"addProtectedRange":{"protectedRange":{"protectedRangeId":3,"range":{"endRowIndex":1},"description":"",
         "warningOnly":false,"editors":{"users":["g@example.org"],"groups":[]}}}})",
     R"({"addProtectedRange":{"protectedRange":{"protectedRangeId":3,"range":{"endRowIndex":1},"editors":{"users":[
         "g@example.org","ada@example.org"]},"requestingUserCanEdit":true}}})",
     "sheets.protectedRanges.protectedRangeId",
     R"({"sheets":[{"protectedRanges":[{"protectedRangeId":3}]},{}]})"},
    {"updateProtectedRange, deleteProtectedRange",
     R"({"addProtectedRange":{"protectedRange":{"protectedRangeId":3,"range":{}}}},{"addProtectedRange":{"protectedRange":{
         "protectedRangeId":4,"range":{}}}},{"updateProtectedRange":{"protectedRange":{"protectedRangeId":3,
         "description":"d"},"fields":"description"}},{"deleteProtectedRange":{"protectedRangeId":4}})",
     "{}", "sheets.protectedRanges(protectedRangeId,description)",
     R"({"sheets":[{"protectedRanges":[{"protectedRangeId":3,"description":"d"}]},{}]})"},
    {"addDimensionGroup",
     R"({"addDimensionGroup":{"range":{"sheetId":7,"dimension":"ROWS","startIndex":1,"endIndex":3}}})",
     R"({"addDimensionGroup":{"dimensionGroups":[{"range":{"sheetId":7,"dimension":"ROWS","startIndex":1,"endIndex":3},"depth":1}]}})",
     "sheets.rowGroups.depth", R"({"sheets":[{},{"rowGroups":[{"depth":1}]}]})"},
    {"a group that meets another is nested in the union of both",
     R"({"addDimensionGroup":{"range":{"dimension":"COLUMNS","startIndex":1,"endIndex":4}}},
         {"addDimensionGroup":{"range":{"dimension":"COLUMNS","startIndex":2,"endIndex":5}}})",
     R"({"addDimensionGroup":{"dimensionGroups":[{"range":{"dimension":"COLUMNS","startIndex":1,"endIndex":5},"depth":1},
         {"range":{"dimension":"COLUMNS","startIndex":2,"endIndex":4},"depth":2}]}})",
     "sheets.columnGroups.depth", R"({"sheets":[{"columnGroups":[{"depth":1},{"depth":2}]},{}]})"},
    {"deleting a group lifts every line of the range by one",
     R"({"addDimensionGroup":{"range":{"dimension":"COLUMNS","startIndex":1,"endIndex":5}}},
         {"addDimensionGroup":{"range":{"dimension":"COLUMNS","startIndex":2,"endIndex":4}}},
         {"deleteDimensionGroup":{"range":{"dimension":"COLUMNS","startIndex":3,"endIndex":5}}})",
     R"({"deleteDimensionGroup":{"dimensionGroups":[{"range":{"dimension":"COLUMNS","startIndex":1,"endIndex":4},"depth":1},
         {"range":{"dimension":"COLUMNS","startIndex":2,"endIndex":3},"depth":2}]}})",
     "sheets.columnGroups.depth", R"({"sheets":[{"columnGroups":[{"depth":1},{"depth":2}]},{}]})"},
    {"updateDimensionGroup, deleteDimensionGroup",
     R"({"addDimensionGroup":{"range":{"dimension":"COLUMNS","startIndex":1,"endIndex":3}}},{"addDimensionGroup":{"range":{
         "dimension":"COLUMNS","startIndex":1,"endIndex":2}}},{"updateDimensionGroup":{"dimensionGroup":{"range":{
         "dimension":"COLUMNS","startIndex":1,"endIndex":3},"depth":1,"collapsed":true},"fields":"collapsed"}},
         {"deleteDimensionGroup":{"range":{"dimension":"COLUMNS","startIndex":1,"endIndex":2}}})",
     R"({"deleteDimensionGroup":{"dimensionGroups":[{"range":{"dimension":"COLUMNS","startIndex":1,"endIndex":3},"depth":1,
         "collapsed":true}]}})",
     "sheets.columnGroups.collapsed", R"({"sheets":[{"columnGroups":[{"collapsed":true}]},{}]})"},
    {"createDeveloperMetadata",
     R"({"createDeveloperMetadata":{"developerMetadata":{"metadataId":4,"metadataKey":"k","metadataValue":"v",
         "visibility":"PROJECT","location":{"sheetId":0}}}})",
     R"({"createDeveloperMetadata":{"developerMetadata":{"metadataId":4,"metadataKey":"k","metadataValue":"v",
         "location":{"locationType":"SHEET","sheetId":0},"visibility":"PROJECT"}}})",
     "sheets.developerMetadata.metadataId", R"({"sheets":[{"developerMetadata":[{"metadataId":4}]},{}]})"},
    {"updateDeveloperMetadata",
     R"({"createDeveloperMetadata":{"developerMetadata":{"metadataId":4,"metadataKey":"k","visibility":"DOCUMENT",
         "location":{"spreadsheet":true}}}},{"updateDeveloperMetadata":{"dataFilters":[{"developerMetadataLookup":{
         "metadataKey":"k"}}],"developerMetadata":{"metadataValue":"w"},"fields":"metadataValue"}})",
     R"({"updateDeveloperMetadata":{"developerMetadata":[{"metadataId":4,"metadataKey":"k","metadataValue":"w",
         "location":{"locationType":"SPREADSHEET","spreadsheet":true},"visibility":"DOCUMENT"}]}})",
     "developerMetadata.metadataValue", R"({"developerMetadata":[{"metadataValue":"w"}]})"},
    {"deleteDeveloperMetadata",
     R"({"createDeveloperMetadata":{"developerMetadata":{"metadataId":4,"metadataKey":"k","visibility":"DOCUMENT",
         "location":{"spreadsheet":true}}}},{"deleteDeveloperMetadata":{"dataFilter":{"developerMetadataLookup":{"metadataId":4}}}})",
     R"({"deleteDeveloperMetadata":{"deletedDeveloperMetadata":[{"metadataId":4,"metadataKey":"k",
         "location":{"locationType":"SPREADSHEET","spreadsheet":true},"visibility":"DOCUMENT"}]}})",
     "developerMetadata", "{}"},
};

} // namespace

class TestKinds : public QObject {
    Q_OBJECT
private slots:
    void answersAndShows_data() {
        QTest::addColumn<int>("index");
        for (std::size_t i = 0; i < std::size(kRows); ++i)
            QTest::newRow(kRows[i].name) << int(i);
    }
    void answersAndShows() {
        QFETCH(int, index);
        const auto& row = kRows[std::size_t(index)];
        GoogleClient client;
        const auto book = client.filledBook();
        const auto reply = client.batch(book, row.requests);
        QVERIFY2(client.status == 200, client.text.c_str());
        QCOMPARE(QString::fromStdString(write(reply["replies"].items().back())),
                 QString::fromStdString(write(parseJson(row.reply))));
        auto target = "/v4/spreadsheets/" + book + "?fields=" + row.fields;
        for (auto at = target.find(' '); at != std::string::npos; at = target.find(' '))
            target.replace(at, 1, "%20");
        const auto shown = client.get(target);
        if (row.shown)
            QCOMPARE(QString::fromStdString(write(shown)),
                     QString::fromStdString(write(parseJson(row.shown))));
    }

    void everyKindOfTheIssueStandsAbove() {
        std::string all;
        for (const auto& row : kRows)
            all += row.requests;
        for (const auto& [kind, apply] : requestKinds())
            QVERIFY2(all.find("\"" + kind + "\"") != std::string::npos, kind.c_str());
    }

    void refusesInGooglesWords_data() {
        QTest::addColumn<QString>("request");
        QTest::addColumn<QString>("message");
        const auto row = [](const char* request, const char* message) {
            QTest::newRow(message) << QString::fromUtf8(request) << QString::fromUtf8(message);
        };
        row("", "Must specify at least one request.");
        row("{}", "Invalid requests[0]: No request set.");
        row(R"({"addSheet":{"properties":{"title":"two"}}})",
            "Invalid requests[0].addSheet: A sheet with the name \"two\" already exists. Please enter "
            "another name.");
        row(R"({"addSheet":{"properties":{"sheetId":7}}})",
            "Invalid requests[0].addSheet: Sheet with id 7 already exists.");
        row(R"({"deleteSheet":{"sheetId":5}})", "Invalid requests[0].deleteSheet: No sheet with id: 5");
        row(R"({"deleteSheet":{"sheetId":7}},{"deleteSheet":{"sheetId":0}})",
            "Invalid requests[1].deleteSheet: You can't remove all the sheets in a document.");
        row(R"({"updateSheetProperties":{"properties":{"sheetId":7,"hidden":true},"fields":"hidden"}},{"deleteSheet":{"sheetId":0}})",
            "Invalid requests[1].deleteSheet: You can't remove all the visible sheets in a document.");
        row(R"({"updateSheetProperties":{"properties":{"sheetId":7},"fields":"nonsense"}})",
            "Invalid requests[0].updateSheetProperties: Invalid field: nonsense");
        row(R"({"updateCells":{"range":{}}})",
            "Invalid requests[0].updateCells: At least one field must be listed in "
            "'fields'. (Use '*' to indicate all fields.)");
        row(R"({"mergeCells":{"range":{"startRowIndex":4,"endRowIndex":2}}})",
            "Invalid requests[0].mergeCells: endRowIndex[2] cannot be before startRowIndex[4]");
        row(R"({"mergeCells":{"range":{"startRowIndex":-1}}})",
            "Invalid requests[0].mergeCells: GridRange indexes must be >= 0");
        row(R"({"setBasicFilter":{"filter":{"range":{"startColumnIndex":26,"endColumnIndex":27}}}})",
            "Invalid requests[0].setBasicFilter: Range (Sheet1!AA) exceeds grid limits. Max rows: 1000, max "
            "columns: 26");
        row(R"({"deleteDimension":{"range":{"dimension":"ROWS","startIndex":1000,"endIndex":1001}}})",
            "Invalid requests[0].deleteDimension: Cannot delete a row that doesn't exist. Tried to delete "
            "row index 1000 "
            "but there are only 1000 rows.");
        row(R"({"deleteDimension":{"range":{"dimension":"COLUMNS"}}})",
            "Invalid requests[0].deleteDimension: You can't delete all the columns on the sheet.");
        row(R"({"appendCells":{"fields":"*","rows":[{"values":[{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},
            {},{},{},{},{"note":"x"}]}]}})",
            "Invalid requests[0].appendCells: Attempting to write column: 26, beyond the last requested "
            "column of: 25");
        row(R"({"addSheet":{"properties":{"title":""}}})",
            "Invalid requests[0].addSheet: The sheet name cannot be empty.");
        const std::string longest(101, 'x');
        row(("{\"addSheet\":{\"properties\":{\"title\":\"" + longest + "\"}}}").c_str(),
            "Invalid requests[0].addSheet: The sheet name cannot be greater than 100 characters.");
        row(R"({"addNamedRange":{"namedRange":{"name":"x","range":{}}}},{"addNamedRange":{"namedRange":{"name":"x",
            "range":{}}}})",
            "Invalid requests[1].addNamedRange: Cannot add named range with name x, a named range with that "
            "name already exists.");
        row(R"({"updateNamedRange":{"namedRange":{"namedRangeId":"n","name":"x"},"fields":"name"}})",
            "Invalid requests[0].updateNamedRange: No NamedRange with id: n");
        row(R"({"addProtectedRange":{"protectedRange":{"range":{},"warningOnly":true,"editors":{"users":["x@y.z"]}}}})",
            "Invalid requests[0].addProtectedRange: ProtectedRange is warningOnly. Editors cannot be set on "
            "it.");
        row(R"({"updateSheetProperties":{"properties":{"gridProperties":{"frozenRowCount":1}},"fields":"gridProperties"}})",
            "Invalid requests[0].updateSheetProperties: You can't delete all the rows on the sheet.");
        row(R"({"updateSheetProperties":{"properties":{"gridProperties":{"frozenRowCount":2}},
            "fields":"gridProperties.frozenRowCount"}},{"updateSheetProperties":{"properties":{"gridProperties":{
            "rowCount":2}},"fields":"gridProperties.rowCount"}})",
            "Invalid requests[1].updateSheetProperties: Sorry, it is not possible to delete all non-frozen "
            "rows.");
        row(R"({"sortRange":{"range":{"startRowIndex":1000}}})",
            "Invalid requests[0].sortRange: range.startRowIndex is larger than current grid size (1000)");
        row(R"({"mergeCells":{"range":{"startRowIndex":1,"endRowIndex":3,"endColumnIndex":1}}},{"sortRange":{"range":{}}})",
            "Invalid requests[1].sortRange: You can't sort a range containing vertical merges. There is a "
            "vertical merge at A2:A3");
        row(R"({"mergeCells":{"range":{"startRowIndex":1,"endRowIndex":3,"endColumnIndex":1}}},{"moveDimension":{"source":{
            "dimension":"ROWS","startIndex":1,"endIndex":2},"destinationIndex":5}})",
            "Invalid requests[1].moveDimension: Sorry, it is not possible to move a row to a position that "
            "crosses a merged cell. Please unmerge and try again.");
        row(R"({"createDeveloperMetadata":{"developerMetadata":{"metadataKey":"k","visibility":"DOCUMENT","location":{
            "dimensionRange":{"dimension":"ROWS","startIndex":0,"endIndex":2}}}}})",
            "Invalid requests[0].createDeveloperMetadata: DimensionRange must represent a single row or "
            "column.");
    }
    void refusesInGooglesWords() {
        QFETCH(QString, request);
        QFETCH(QString, message);
        GoogleClient client;
        const auto book = client.filledBook();
        client.batch(book, request.toStdString());
        QCOMPARE(client.status, 400);
        QCOMPARE(QString::fromStdString(client.message()), message);
    }

    void aNewSpreadsheetIsAsGoogleMakesIt() {
        GoogleClient client;
        const auto book = client.newBook("Answers");
        const auto whole = client.get("/v4/spreadsheets/" + book);
        const auto& properties = whole["properties"];
        QCOMPARE(write(properties["title"]) + write(properties["locale"]) + write(properties["autoRecalc"]) +
                     write(properties["timeZone"]),
                 std::string(R"("Answers""en_US""ON_CHANGE""Etc/GMT")"));
        QCOMPARE(
            write(properties["defaultFormat"]["textFormat"]),
            std::string(
                R"({"foregroundColor":{},"fontFamily":"arial,sans,sans-serif","fontSize":10,"bold":false,)"
                R"("italic":false,"strikethrough":false,"underline":false,"foregroundColorStyle":{"rgbColor":{}}})"));
        QCOMPARE(properties["spreadsheetTheme"]["themeColors"].items().size(), std::size_t(9));
        QCOMPARE(write(whole["sheets"]),
                 std::string(R"([{"properties":{"sheetId":0,"title":"Sheet1","index":0,)"
                             R"("sheetType":"GRID","gridProperties":{"rowCount":1000,"columnCount":26}}}])"));
        QCOMPARE(whole["spreadsheetUrl"].asString(),
                 "https://docs.google.com/spreadsheets/d/" + book + "/edit");
    }

    void cellsShowTheirTypesAlignment() {
        GoogleClient client;
        const auto book = client.filledBook();
        client.batch(
            book, R"({"repeatCell":{"range":{"endRowIndex":1,"endColumnIndex":1},"fields":"userEnteredFormat",
            "cell":{"userEnteredFormat":{"backgroundColor":{"red":0.29803921568,"green":0}}}}})");
        const auto cells = client.get("/v4/spreadsheets/" + book +
                                      "?ranges=A1:B1&fields=sheets.data.rowData.values"
                                      "(userEnteredFormat,effectiveFormat)");
        const auto& row =
            cells["sheets"].items()[0]["data"].items()[0]["rowData"].items()[0]["values"].items();
        QCOMPARE(
            write(row[0]["userEnteredFormat"]),
            std::string(
                R"({"backgroundColor":{"red":0.29803923},"backgroundColorStyle":{"rgbColor":{"red":0.29803923}}})"));
        QCOMPARE(row[0]["effectiveFormat"]["horizontalAlignment"].asString(), std::string("LEFT"));
        QCOMPARE(row[1]["effectiveFormat"]["horizontalAlignment"].asString(), std::string("RIGHT"));
        QCOMPARE(row[1]["effectiveFormat"]["textFormat"]["fontFamily"].asString(), std::string("Arial"));
        const auto all = client.get("/v4/spreadsheets/" + book + "?fields=*");
        QVERIFY(!all["sheets"].items()[0].has("data")); // only a mask that reaches the cells shows them
    }
};

QTEST_GUILESS_MAIN(TestKinds)
#include "tst_kinds.moc"
