#include "core/google/drive_files.h"
#include "core/google/drive_permissions.h"
#include "core/google/endpoints.h"
#include "core/google/folder.h"
#include "core/google/sharing.h"
#include "core/google/sheets_batch_update.h"
#include "core/google/sheets_get.h"
#include "core/google/sheets_search_metadata.h"
#include "core/google/sheets_values.h"
#include "core/google/userinfo.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace rowcast;
using namespace rowcast::google;

namespace {

const SpreadsheetId kSheet("1aB_c-D");

QUrl urlOf(const Call& call) {
    return Endpoints::from({})->url(call);
}
QJsonObject bodyOf(const Call& call) {
    return QJsonDocument::fromJson(call.body).object();
}
Reply reply(const char* json) {
    return {QByteArray(json), {}, 200};
}
Value text(const char* t) {
    return {Value::Kind::Text, 0, t};
}

} // namespace

class TestEndpoints : public QObject {
    Q_OBJECT
private slots:
    void knowsGooglesHosts() {
        QCOMPARE(
            urlOf(sheetsBatchUpdate(kSheet, "{}", "replies")).toEncoded(),
            QByteArray("https://sheets.googleapis.com/v4/spreadsheets/1aB_c-D:batchUpdate?fields=replies"));
        QCOMPARE(urlOf(driveGet("x")).host(), QStringLiteral("www.googleapis.com"));
        const Endpoints google = *Endpoints::from({});
        QCOMPARE(google.token(), QUrl(QStringLiteral("https://oauth2.googleapis.com/token")));
        QCOMPARE(google.consent(), QUrl(QStringLiteral("https://accounts.google.com/o/oauth2/v2/auth")));
        const Endpoints local = *Endpoints::from(QUrl(QStringLiteral("http://127.0.0.1:8085/g/")));
        QCOMPARE(local.url(userinfo()), QUrl(QStringLiteral("http://127.0.0.1:8085/g/oauth2/v3/userinfo")));
        QCOMPARE(local.revoke(), QUrl(QStringLiteral("http://127.0.0.1:8085/g/revoke")));
    }
    void sendsCredentialsOnlyToTrustedPlaces_data() {
        QTest::addColumn<QString>("url");
        QTest::addColumn<bool>("trusted");
        QTest::newRow("https") << QStringLiteral("https://example.org/x") << true;
        QTest::newRow("loopback") << QStringLiteral("http://127.0.0.1:1") << true;
        QTest::newRow("loopback v6") << QStringLiteral("http://[::1]:1") << true;
        QTest::newRow("localhost") << QStringLiteral("http://localhost:1") << true;
        QTest::newRow("http") << QStringLiteral("http://example.org") << false;
        QTest::newRow("looks local") << QStringLiteral("http://127.0.0.1.example.org") << false;
        QTest::newRow("user info") << QStringLiteral("https://a:b@example.org") << false;
        QTest::newRow("file") << QStringLiteral("file:///etc/passwd") << false;
        QTest::newRow("no host") << QStringLiteral("https://") << false;
    }
    void sendsCredentialsOnlyToTrustedPlaces() {
        QFETCH(QString, url);
        QFETCH(bool, trusted);
        QCOMPARE(isTrusted(QUrl(url)), trusted);
        QCOMPARE(Endpoints::from(QUrl(url)).has_value(), trusted);
    }
    void keepsEveryCharacterOfAQuery() {
        FileQuery query;
        query.q = driveHasProperty("rowcastForm", "it's 1+1=2 & ü\\");
        const QUrl url = urlOf(driveList(query));
        QVERIFY(url.toEncoded().contains("q=properties%20has%20%7B%20key%3D%27rowcastForm%27%20and%20value%"
                                         "3D%27it%5C%27s%201%2B1%3D2%20%26%20%C3%BC%5C%5C%27%20%7D"));
    }
    void alwaysLooksIntoSharedDrives() {
        for (const Call& call :
             {driveGet("x"), driveCreate({}), driveUpdate("x", {}), driveList({}),
              drivePermissionCreate("x", {}), drivePermissionList("x"), drivePermissionDelete("x", "p"),
              drivePermissionUpdate("x", "p", Role::Writer)})
            QVERIFY2(urlOf(call).query().contains(QStringLiteral("supportsAllDrives=true")), call.name);
        QVERIFY(urlOf(driveList({})).query().contains(QStringLiteral("includeItemsFromAllDrives=true")));
        FileQuery inDrive;
        inDrive.driveId = "0A";
        QVERIFY(urlOf(driveList(inDrive)).query().contains(QStringLiteral("corpora=drive&driveId=0A")));
    }
    void createsAFileWithItsProperties() {
        const Call call =
            driveCreate({"Feedback \"2026\"", kSpreadsheetType, "folder", {{"rowcastForm", "f"}}});
        const QJsonObject body = bodyOf(call);
        QCOMPARE(body.value(u"name").toString(), QStringLiteral("Feedback \"2026\""));
        QCOMPARE(body.value(u"parents").toArray().at(0).toString(), QStringLiteral("folder"));
        QCOMPARE(body.value(u"properties").toObject().value(u"rowcastForm").toString(), QStringLiteral("f"));
        QCOMPARE(bodyOf(driveUpdate("x", {"New", true, {}})).value(u"trashed").toBool(), true);
    }
    void readsFiles() {
        const auto page = parseFilePage(reply(
            R"({"nextPageToken":"n","files":[{"id":"a","name":"N","createdTime":"2026-11-23T10:00:00.250Z","properties":{"k":"v"},"parents":["p"],"trashed":true,"capabilities":{"canAddChildren":false}}],"unknown":1})"));
        QVERIFY(page);
        QCOMPARE(page->nextPageToken, std::string("n"));
        const DriveFile& file = page->files.at(0);
        QCOMPARE(file.properties.at("k"), std::string("v"));
        QCOMPARE(file.createdTime, WallTime(Millis{1795428000250}));
        QVERIFY(file.trashed && !file.canAddChildren && file.canEdit);
        // Half a list must not look like an empty one.
        QVERIFY(!parseFilePage(reply(R"({"files":[],"incompleteSearch":true})")));
        QVERIFY(!parseFilePage(reply("<html>")));
        QVERIFY(!parseDriveFile(reply("{}")));
    }
    void readsASpreadsheetWithItsMetadata() {
        const auto sheet = parseSheetsGet(
            reply(R"({"spreadsheetId":"s","properties":{"title":"T","timeZone":"Europe/Berlin"},
            "developerMetadata":[{"metadataId":5,"metadataKey":"rc.s","metadataValue":"1|7","location":{"locationType":"SPREADSHEET","spreadsheet":true}}],
            "sheets":[{"properties":{"sheetId":77,"title":"Tab","gridProperties":{"rowCount":1000,"columnCount":26,"frozenRowCount":1}},
              "data":[{"startColumn":1,"rowData":[{"values":[{"userEnteredValue":{"stringValue":"007"}},{},{"userEnteredValue":{"numberValue":1.5}},{"userEnteredValue":{"boolValue":true}},{"userEnteredValue":{"formulaValue":"=A1"}}]}],
                "columnMetadata":[{},{"developerMetadata":[{"metadataId":9,"metadataKey":"rc.q","metadataValue":"h","location":{"locationType":"COLUMN","dimensionRange":{"sheetId":77,"dimension":"COLUMNS","startIndex":2,"endIndex":3}}}]}]}]}]})"));
        QVERIFY(sheet);
        QCOMPARE(sheet->metadata.at(0).value, std::string("1|7"));
        QCOMPARE(int(sheet->metadata.at(0).place), int(Metadata::Place::Spreadsheet));
        const Tab* tab = sheet->tab(77);
        QVERIFY(tab && !sheet->tab(1));
        QCOMPARE(tab->columns, 26);
        QCOMPARE(tab->metadata.at(0).index, 2);
        QCOMPARE(tab->metadata.at(0).tab, 77);
        const std::vector<Value> row = tab->blocks.at(0).rows.at(0);
        QCOMPARE(row.at(0), text("007"));
        QCOMPARE(int(row.at(1).kind), int(Value::Kind::Empty));
        QCOMPARE(row.at(2).number, 1.5);
        QCOMPARE(int(row.at(3).kind), int(Value::Kind::Boolean));
        QCOMPARE(row.at(4).text, std::string("=A1"));
    }
    void asksForMetadataByKeyIdAndPlace() {
        MetadataLookup byId;
        byId.id = 42;
        MetadataLookup byKey;
        byKey.key = "rc.q";
        byKey.value = "a\"b";
        byKey.place = Metadata::Place::Column;
        byKey.tab = 3;
        const QJsonArray filters =
            bodyOf(sheetsSearchMetadata(kSheet, {byId, byKey})).value(u"dataFilters").toArray();
        QCOMPARE(filters.size(), 2);
        QCOMPARE(filters.at(0).toObject().value(u"developerMetadataLookup").toObject(),
                 (QJsonObject{{QStringLiteral("metadataId"), 42}}));
        const QJsonObject second = filters.at(1).toObject().value(u"developerMetadataLookup").toObject();
        QCOMPARE(second.value(u"locationType").toString(), QStringLiteral("COLUMN"));
        QCOMPARE(second.value(u"metadataValue").toString(), QStringLiteral("a\"b"));
        QCOMPARE(second.value(u"metadataLocation").toObject().value(u"sheetId").toInt(), 3);
        QVERIFY(sheetsSearchMetadata(kSheet, {}).quota == Quota::SheetsRead);
    }
    void matchesTagsWithTheirValues() {
        const auto blocks = parseValuesByTag(reply(
            R"({"spreadsheetId":"s","valueRanges":[{"valueRange":{"range":"T!A2:B2","majorDimension":"ROWS","values":[["x",2,true,null,""]]},"dataFilters":[{"developerMetadataLookup":{"metadataId":7,"locationType":"ROW"}}]}]})"));
        QVERIFY(blocks);
        QCOMPARE(blocks->at(0).filters.at(0).id.value(), 7);
        const auto& line = blocks->at(0).block.lines.at(0);
        QCOMPARE(line.at(0), text("x"));
        QCOMPARE(line.at(1).number, 2.0);
        QCOMPARE(int(line.at(2).kind), int(Value::Kind::Boolean));
        QCOMPARE(int(line.at(4).kind), int(Value::Kind::Empty));
    }
    void readsABatchUpdate() {
        const auto updated = parseBatchUpdated(reply(
            R"({"spreadsheetId":"s","replies":[{},{"createDeveloperMetadata":{"developerMetadata":{"metadataId":1}}}],"updatedSpreadsheet":{"spreadsheetId":"s","sheets":[]}})"));
        QVERIFY(updated);
        QCOMPARE(updated->replies.size(), 2U);
        QCOMPARE(updated->replies[0], std::string("{}"));
        QVERIFY(updated->after.has_value());
        QVERIFY(!parseBatchUpdated(reply(R"({"replies":[)")));
    }
    void readsALongColumnOfIdsQuickly() {
        std::string json = R"({"range":"T!B:B","majorDimension":"COLUMNS","values":[[)";
        for (int i = 0; i < 200'000; ++i)
            json += (i > 0 ? ",\"" : "\"") + std::string("ACYDBNhVb-response-") + std::to_string(i) + '"';
        json += "]]}";
        QElapsedTimer timer;
        timer.start();
        const auto block = parseValuesGet({QByteArray::fromStdString(json), {}, 200});
        const qint64 ms = timer.elapsed();
        QVERIFY(block);
        QCOMPARE(block->lines.at(0).size(), 200'000U);
        QCOMPARE(block->lines[0].back().text, std::string("ACYDBNhVb-response-199999"));
        QVERIFY2(ms < 2000, qPrintable(QString::number(ms)));
    }
    void namesColumnsAndTabs() {
        QCOMPARE(columnLetters(0), std::string("A"));
        QCOMPARE(columnLetters(25), std::string("Z"));
        QCOMPARE(columnLetters(26), std::string("AA"));
        QCOMPARE(columnLetters(18277), std::string("ZZZ"));
        QCOMPARE(quotedTab("It's"), std::string("'It''s'"));
    }
    void findsTheIdInALink() {
        QCOMPARE(driveIdIn(QStringLiteral("https://drive.google.com/drive/folders/1AbC-dEf_gH?usp=sharing")),
                 std::string("1AbC-dEf_gH"));
        QCOMPARE(driveIdIn(QStringLiteral("https://docs.google.com/spreadsheets/d/1AbC-dEf_gHij/edit#gid=0")),
                 std::string("1AbC-dEf_gHij"));
        QCOMPARE(driveIdIn(QStringLiteral("0AFmk9LqkZ8sUk9PVA")), std::string("0AFmk9LqkZ8sUk9PVA"));
        QCOMPARE(driveIdIn(QStringLiteral("Atlan")), std::string());
        QCOMPARE(driveIdIn(QStringLiteral("Our responses of 2026")), std::string());
    }
    void prefersAFolderThatTakesFiles() {
        DriveFile old;
        old.id = "old";
        old.createdTime = WallTime(Millis{1});
        old.canAddChildren = false;
        DriveFile young = old;
        young.id = "young";
        young.createdTime = WallTime(Millis{3});
        young.canAddChildren = true;
        DriveFile middle = young;
        middle.id = "middle";
        middle.createdTime = WallTime(Millis{2});
        QVERIFY(!bestFolder({}));
        QCOMPARE(bestFolder({old, young, middle})->id, std::string("middle"));
        QCOMPARE(bestFolder({old})->id, std::string("old"));
    }
    void sharesOnlyWhatIsNotShared() {
        Permission anna;
        anna.id = "p1";
        anna.email = "Anna@Example.org";
        anna.role = Role::Writer;
        Permission bert = anna;
        bert.id = "p2";
        bert.email = "bert@example.org";
        bert.role = Role::Reader;
        const auto calls = planSharing("f", {anna, bert},
                                       {{"anna@example.org", false, Role::Reader, false, {}},
                                        {"bert@example.org", false, Role::Writer, false, {}},
                                        {"all@example.org", true, Role::Commenter, true, "Hello"}});
        QCOMPARE(calls.size(), 2U);
        QVERIFY(calls[0].verb == Verb::Patch && calls[0].path.endsWith("/p2"));
        QCOMPARE(bodyOf(calls[1]).value(u"type").toString(), QStringLiteral("group"));
        QVERIFY(urlOf(calls[1]).query().contains(
            QStringLiteral("sendNotificationEmail=true&emailMessage=Hello")));
    }
    void readsPermissions() {
        const auto page = parsePermissionPage(reply(
            R"({"permissions":[{"id":"1","type":"user","role":"fileOrganizer","emailAddress":"a@b.c","displayName":"A","permissionDetails":[{"inherited":true}]}]})"));
        QVERIFY(page);
        QVERIFY(page->permissions[0].role == Role::Organizer && page->permissions[0].inherited);
        QCOMPARE(*parseUserinfo(reply(R"({"email":"a@b.c","sub":"1"})")), QStringLiteral("a@b.c"));
    }
};

QTEST_GUILESS_MAIN(TestEndpoints)
#include "tst_endpoints.moc"
