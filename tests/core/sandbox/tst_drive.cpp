#include "core/sandbox/drive_query.h"
#include "tests/core/sandbox/google_client.h"

using namespace rowcast;
using namespace rowcast::sandbox;

namespace {

std::string folder(GoogleClient& client, const std::string& name) {
    return client
        .post("/drive/v3/files",
              R"({"mimeType":"application/vnd.google-apps.folder","name":")" + name + "\"}")["id"]
        .asString();
}

std::string childOf(const std::string& parent) {
    Json body = Json::object({{"name", "x"}, {"mimeType", kSpreadsheetType}});
    body.set("parents", Json::array({parent}));
    return write(body);
}

std::string names(const Json& list) {
    std::string out;
    for (const auto& file : list["files"].items())
        out += file["name"].asString() + " ";
    return out;
}

std::string reason(const GoogleClient& client) {
    const auto body = parseJson(client.text);
    return body["error"]["errors"].items().empty() ? ""
                                                   : body["error"]["errors"].items()[0]["reason"].asString();
}

} // namespace

class TestDrive : public QObject {
    Q_OBJECT
private slots:
    void answersFourFieldsUnlessAskedForMore() {
        GoogleClient client;
        const auto made = client.post("/drive/v3/files", R"({"name":"x","mimeType":"text/plain"})");
        QCOMPARE(made.members().size(), std::size_t(4));
        const auto id = made["id"].asString();
        const auto times = client.get("/drive/v3/files/" + id + "?fields=createdTime,owners(emailAddress)");
        QCOMPARE(times["owners"].items()[0]["emailAddress"].asString(), std::string("ada@example.org"));
        client.get("/drive/v3/files/" + id + "?fields=nonsense");
        QCOMPARE(client.message(), std::string("Invalid field selection nonsense"));
    }

    void listsByQuery_data() {
        QTest::addColumn<QString>("query");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char* query, const char* expected) {
            QTest::newRow(query) << QString::fromUtf8(query) << QString::fromUtf8(expected);
        };
        row("name = 'Form one'", "Form one ");
        row("name contains 'for'", "Form one Form two ");
        row("name contains 'one'", "Form one ");
        row("name contains 'orm'", "");
        row("mimeType='application/vnd.google-apps.spreadsheet' and trashed=false", "Form one ");
        row("trashed=true", "Form two ");
        row("properties has { key='k' and value='v' }", "Form two ");
        row("not name = 'Form one' and 'root' in parents", "Atlan ");
        row(R"(not name = "Form one" and parents in "root")", "Atlan ");
        row("name = 'it''s' or name='Atlan'", "");
        row("(name = 'Atlan' or name=\"Form two\") and 'me' in owners", "Atlan Form two ");
    }
    void listsByQuery() {
        QFETCH(QString, query);
        QFETCH(QString, expected);
        GoogleClient client;
        const auto atlan = folder(client, "Atlan");
        const auto make = [&](const char* name, const std::string& more) {
            auto body = parseJson(childOf(atlan));
            body.set("name", name);
            if (!more.empty()) body.set("properties", parseJson(more));
            return client.post("/drive/v3/files", write(body))["id"].asString();
        };
        make("Form one", "");
        const auto two = make("Form two", R"({"k":"v"})");
        client.call("PATCH", "/drive/v3/files/" + two, R"({"trashed":true})");
        const auto list = client.get("/drive/v3/files?orderBy=name&q=" + encodePercent(query.toStdString()));
        if (query.contains(QStringLiteral("''"))) QCOMPARE(client.status, 400);
        QCOMPARE(QString::fromStdString(names(list)), expected);
    }

    void pagesLists() {
        GoogleClient client;
        for (int i = 0; i < 5; ++i)
            client.newBook("b" + std::to_string(i));
        const auto first = client.get("/drive/v3/files?pageSize=3&orderBy=name");
        QCOMPARE(names(first), std::string("b0 b1 b2 "));
        const auto rest = client.get("/drive/v3/files?pageSize=3&orderBy=name&pageToken=" +
                                     encodePercent(first["nextPageToken"].asString()));
        QCOMPARE(names(rest), std::string("b3 b4 "));
        QVERIFY(!rest.has("nextPageToken"));
        client.get("/drive/v3/files?pageToken=nonsense");
        QCOMPARE(client.status, 400);
    }

    void aServiceAccountOwnsNothing() {
        GoogleClient client;
        People people(client.google.world(), client.now);
        const std::string helper = "h@p.iam.gserviceaccount.com";
        client.token = client.google.issueToken(helper, {"drive"}, client.now);
        const auto shared = people.createFolder("Shared", {}, helper);
        client.post("/drive/v3/files", childOf(shared));
        QCOMPARE(client.status, 403);
        QCOMPARE(reason(client), std::string("storageQuotaExceeded"));
        client.post("/v4/spreadsheets", "{}");
        QCOMPARE(client.message(), std::string("The caller does not have permission"));
        const auto drive = people.createSharedDrive("Team", helper);
        client.post("/drive/v3/files", childOf(drive));
        QCOMPARE(client.status, 404); // without supportsAllDrives it is not even there
        const auto made = client.post("/drive/v3/files?supportsAllDrives=true", childOf(drive));
        QCOMPARE(made["driveId"].asString(), drive);
        QCOMPARE(names(client.get("/drive/v3/files?q=name%3D'x'")), std::string());
        QCOMPARE(names(client.get(
                     "/drive/v3/files?q=name%3D'x'&supportsAllDrives=true&includeItemsFromAllDrives=true")),
                 std::string("x "));
    }

    void aFullDriveTakesNoFiles() {
        auto options = GoogleClient::quiet();
        options.fullStorages = {"ada@example.org"};
        GoogleClient client(options);
        client.newBook();
        QCOMPARE(client.message(), std::string("The user's Drive storage quota has been exceeded."));
        QCOMPARE(reason(client), std::string("storageQuotaExceeded"));
        QCOMPARE(parseJson(client.text)["error"]["errors"].items()[0]["domain"].asString(),
                 std::string("usageLimits"));
    }

    void driveFileSeesOnlyWhatItMadeOrWasGiven() {
        GoogleClient client;
        const auto book = client.newBook();
        client.token = client.google.issueToken("ada@example.org", {"drive.file"}, client.now, "another-app");
        client.get("/v4/spreadsheets/" + book);
        QCOMPARE(client.status, 404);
        client.get("/drive/v3/files/" + book);
        QCOMPARE(client.message(), "File not found: " + book + ".");
        const auto own = client.newBook("own");
        client.get("/v4/spreadsheets/" + own);
        QCOMPARE(client.status, 200);
        QCOMPARE(names(client.get("/drive/v3/files")), std::string("own "));
    }

    void renamesTheSpreadsheetWithItsFile() {
        GoogleClient client;
        const auto book = client.newBook("old");
        client.call("PATCH", "/drive/v3/files/" + book, R"({"name":"new"})");
        QCOMPARE(client.get("/v4/spreadsheets/" + book)["properties"]["title"].asString(),
                 std::string("new"));
        client.batch(book,
                     R"({"updateSpreadsheetProperties":{"properties":{"title":"newer"},"fields":"title"}})");
        QCOMPARE(client.get("/drive/v3/files/" + book)["name"].asString(), std::string("newer"));
    }

    void aTrashedSheetStillTakesWrites() {
        GoogleClient client;
        const auto book = client.newBook();
        client.call("PATCH", "/drive/v3/files/" + book, R"({"trashed":true})");
        client.batch(book, R"({"addSheet":{}})");
        QCOMPARE(client.status, 200);
        client.call("DELETE", "/drive/v3/files/" + book);
        QCOMPARE(client.status, 204);
        client.get("/v4/spreadsheets/" + book);
        QCOMPARE(client.status, 404);
    }

    void copiesKeepMetadataAndCells() {
        GoogleClient client;
        const auto book = client.newBook();
        client.batch(
            book,
            R"({"createDeveloperMetadata":{"developerMetadata":{"metadataId":3,"metadataKey":"rc.s","metadataValue":"v","visibility":"DOCUMENT","location":{"spreadsheet":true}}}})");
        const auto copy =
            client.post("/drive/v3/files/" + book + "/copy", R"({"name":"twin"})")["id"].asString();
        QVERIFY(copy != book);
        QCOMPARE(client.get("/v4/spreadsheets/" + copy + "/developerMetadata/3")["metadataValue"].asString(),
                 std::string("v"));
    }

    void newFilesMayBeListedLate() {
        auto options = GoogleClient::quiet();
        options.faults.listLag = Millis(10'000);
        GoogleClient client(options);
        const auto book = client.newBook("late");
        QCOMPARE(names(client.get("/drive/v3/files")), std::string());
        client.get("/drive/v3/files/" + book);
        QCOMPARE(client.status, 200);
        client.now += Millis(10'000);
        QCOMPARE(names(client.get("/drive/v3/files")), std::string("late "));
    }

    void sharesByAddress() {
        GoogleClient client;
        const auto book = client.newBook();
        const auto first = client.post("/drive/v3/files/" + book + "/permissions",
                                       R"({"type":"user","role":"reader","emailAddress":"g@example.org"})");
        QCOMPARE(write(first), R"({"kind":"drive#permission","id":")" + first["id"].asString() +
                                   R"(","type":"user","role":"reader"})");
        const auto again = client.post("/drive/v3/files/" + book + "/permissions",
                                       R"({"type":"user","role":"writer","emailAddress":"g@example.org"})");
        QCOMPARE(again["id"].asString(), first["id"].asString());
        client.post("/drive/v3/files/" + book + "/permissions?sendNotificationEmail=false",
                    R"({"type":"user","role":"writer","emailAddress":"nobody@nowhere.invalid"})");
        QCOMPARE(reason(client), std::string("invalidSharingRequest"));
        client.token = client.google.issueToken("g@example.org", {"spreadsheets"}, client.now);
        client.batch(book, R"({"addSheet":{}})");
        QCOMPARE(client.status, 200);
        client.token = client.google.issueToken("stranger@example.org", {"spreadsheets"}, client.now);
        client.get("/v4/spreadsheets/" + book);
        QCOMPARE(client.status, 403);
    }

    void refusesBytesAndWhatLacksAParameter() {
        GoogleClient client;
        const auto at = "/drive/v3/files/" + client.newBook();
        client.get(at + "?alt=media");
        QCOMPARE(client.status, 403);
        QCOMPARE(reason(client), std::string("fileNotDownloadable"));
        client.get(at + "/export");
        QCOMPARE(client.status, 400);
        QCOMPARE(client.message(), std::string("Required parameter: mimeType"));
        for (const auto* door :
             {"/upload/drive/v3/files?uploadType=media", "/batch/drive/v3", "/drive/v3/files/trash"}) {
            client.call(std::string_view(door).ends_with("trash") ? "DELETE" : "POST", door, "a,b");
            QCOMPARE(client.status, 501);
        }
    }

    void anotherOwnerAndAnyone() {
        GoogleClient client;
        const auto book = client.newBook(), at = "/drive/v3/files/" + book + "/permissions";
        const auto anyone = client.post(at + "?fields=id,allowFileDiscovery",
                                        R"({"type":"anyone","role":"reader","allowFileDiscovery":true})");
        QCOMPARE(write(anyone), std::string(R"({"id":"anyone","allowFileDiscovery":true})"));
        QCOMPARE(client.post(at, R"({"type":"anyone","role":"reader"})")["id"].asString(),
                 std::string("anyoneWithLink"));
        const auto id =
            client.post(at, R"({"type":"user","role":"writer","emailAddress":"g@example.org"})")["id"]
                .asString();
        client.call("PATCH", at + "/" + id, R"({"role":"owner"})");
        QCOMPARE(reason(client), std::string("forbidden"));
        client.call("PATCH", at + "/" + id + "?transferOwnership=true", R"({"role":"owner"})");
        QCOMPARE(client.status, 200);
        QCOMPARE(write(client.get("/drive/v3/files/" + book + "?fields=ownedByMe,owners(emailAddress)")),
                 std::string(R"({"owners":[{"emailAddress":"g@example.org"}],"ownedByMe":false})"));
    }

    void thePeoplesPageDoesWhatPeopleDo() {
        GoogleClient client;
        const auto send = [&](const std::string& body, const char* type = "application/json") {
            const auto reply = client.google.handle({"POST", "/sandbox/do", body, {}, type}, client.now);
            client.status = reply.status;
            return parseJson(reply.body);
        };
        const auto page = client.google.handle({"GET", "/", {}, {}, {}}, client.now);
        QVERIFY(page.contentType.starts_with("text/html") &&
                page.body.find("<title>Sheets") != std::string::npos);
        const auto file = send(R"({"action":"create","text":"Answers"})")["id"].asString();
        const auto act = [&](const char* action, int row, int column, int to = 0, const char* text = "") {
            send(write(Json::object({{"action", action},
                                     {"file", file},
                                     {"sheet", 0},
                                     {"row", row},
                                     {"column", column},
                                     {"to", to},
                                     {"text", text}})));
            return client.status == 200;
        };
        const char* const texts[] = {"Name", "Score", "b", "2", "a", "$1.50"};
        for (int i = 0; i < 6; ++i)
            QVERIFY(act("type", i / 2, i % 2, 0, texts[i]));
        QVERIFY(act("sortUp", 0, 0));
        QVERIFY(act("moveColumn", 0, 1, 0));
        QVERIFY(act("insertRow", 1, 0));
        QVERIFY(!act("moveColumn", 0, 99, 0));
        const auto seen = client.get("/sandbox/changes")["changes"].asInt();
        const auto sheet = client.get("/sandbox/sheet?count=10&first=0&file=" + file);
        QCOMPARE(write(sheet["rows"].items()[0]) + write(sheet["rows"].items()[1]) +
                     write(sheet["rows"].items()[2]),
                 std::string(R"(["Score","Name"]["",""]["$1.50","a"])"));
        QVERIFY(act("trash", 0, 0));
        QVERIFY(client.get("/sandbox/changes")["changes"].asInt() > seen);
        QVERIFY(client.get("/sandbox/files")["files"].items()[0]["trashed"].asBool());
        send("action=trash", "application/x-www-form-urlencoded"); // another site's form
        QCOMPARE(client.status, 400);
    }

    void propertiesMergeAndNullRemoves() {
        GoogleClient client;
        const auto id =
            client.post("/drive/v3/files", R"({"name":"x","properties":{"a":"1","b":"2"}})")["id"].asString();
        const auto changed = client.call("PATCH", "/drive/v3/files/" + id + "?fields=properties",
                                         R"({"properties":{"a":null,"c":"3"}})");
        QCOMPARE(write(changed), std::string(R"({"properties":{"b":"2","c":"3"}})"));
    }
};

QTEST_GUILESS_MAIN(TestDrive)
#include "tst_drive.moc"
