// The contract with Google's clients: recorded error bodies come back as recorded, every reply fits its
// discovery schema, what a schema does not know is refused in Google's words.

#include "tests/core/sandbox/google_client.h"

#include <QFile>
#include <QRegularExpression>

#include <functional>

using namespace rowcast;
using namespace rowcast::sandbox;

namespace {

const std::string kSheets = "/v4/spreadsheets/";
const std::string kSheetFile = R"({"mimeType":"application/vnd.google-apps.spreadsheet"})";
const std::string kHelper = "helper@p.iam.gserviceaccount.com";

Json fileOf(const QString& path) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) return {};
    return parseJson(file.readAll().toStdString());
}

std::string metadata(int id, const std::string& value, const std::string& location) {
    return R"({"createDeveloperMetadata":{"developerMetadata":{"metadataId":)" + std::to_string(id) +
           R"(,"metadataKey":"kkkkkkkkkkkkkkkkk","visibility":"DOCUMENT","metadataValue":")" + value +
           R"(","location":)" + location + "}}}";
}

std::string bulk(int first, int count) {
    std::string out;
    for (int i = first; i < first + count; ++i)
        out += (i > first ? "," : "") + metadata(i + 1, "bulk-" + std::to_string(i), R"({"sheetId":0})");
    return out;
}

void put(GoogleClient& client, const std::string& book, const std::string& range, const std::string& values) {
    client.call("PUT", kSheets + book + "/values/" + encodePercent(range) + "?valueInputOption=RAW",
                "{\"values\":" + values + "}");
}

using Provoke = std::function<void(GoogleClient&, const std::string& book)>;

void as(GoogleClient& client, const std::string& email, const std::vector<std::string>& scopes) {
    client.token = client.google.issueToken(email, scopes, client.now);
}
void token(GoogleClient& client, const std::string& form) {
    client.post("/token", form);
}
void fault(GoogleClient& client, Fault kind) {
    FaultPlan plan;
    plan.script = {kind};
    client.google.setFaults(plan);
}
Provoke batch(const std::string& requests) {
    return [requests](GoogleClient& client, const std::string& book) { client.batch(book, requests); };
}
Provoke korean(const std::string& target, const std::string& body = {}) {
    return [target, body](GoogleClient& client, const std::string& book) {
        client.batch(book, R"({"addSheet":{"properties":{"title":"평가"}}})");
        client.call(body.empty() ? "GET" : "PUT",
                    kSheets + book + "/values/" + encodePercent(target) +
                        (body.empty() ? "" : "?valueInputOption=RAW"),
                    body);
    };
}
Provoke quota(int perUser, int perProject) {
    return [=](GoogleClient& client, const std::string& book) {
        QuotaPlan plan;
        plan.writesPerUser = perUser;
        plan.writesPerProject = perProject;
        client.google.setQuota(plan);
        for (int i = 0; i <= std::min(perUser, perProject); ++i)
            client.batch(book, R"({"appendDimension":{"dimension":"ROWS","length":1}})");
    };
}

const std::map<std::string, Provoke>& sheetCases() {
    static const std::map<std::string, Provoke> kCases = {
        {"batchUpdate with one invalid request among valid ones; nothing applied",
         batch(
             R"({"addSheet":{}},{"addSheet":{}},{"updateCells":{"fields":"*","start":{"sheetId":999999}}})")},
        {"createDeveloperMetadata with a metadataId that exists; whole batch refused, nothing applied",
         [](auto& client, const auto& book) {
             client.batch(book, metadata(1024, "v", R"({"spreadsheet":true})"));
             client.batch(book, metadata(1024, "v", R"({"spreadsheet":true})"));
         }},
        {"developer metadata over 30,000 characters (key+value) on one sheet",
         [](auto& client, const auto& book) {
             client.batch(book, bulk(0, 1000));
             client.batch(book, bulk(1000, 200));
         }},
        {"values:batchUpdate with one bad range; nothing applied",
         [](auto& client, const auto& book) {
             client.post(kSheets + book + "/values:batchUpdate",
                         R"({"valueInputOption":"RAW","data":[{"range":"A1"},{"range":"NoSuchTab!A1"}]})");
         }},
        {"values.get of an unknown tab", korean("'없는 시트'")},
        {"values.get outside the grid", korean("평가!ZZZ999999:ZZZ9999999")},
        {"values.update with more values than the range", korean("평가!A1:B1", R"({"values":[[1,2,3]]})")},
        {"repeatCell whose range starts past the grid",
         batch(R"({"repeatCell":{"fields":"note","cell":{},"range":{"sheetId":5,"startRowIndex":1000,
             "startColumnIndex":0,"endColumnIndex":2}}})")},
        {"insertDimension past the grid (1)",
         batch(R"({"insertDimension":{"range":{"dimension":"ROWS","startIndex":1001,"endIndex":1002}}})")},
        {"insertDimension past the grid (2)",
         batch(R"({"insertDimension":{"range":{"dimension":"ROWS","startIndex":1000,"endIndex":1001}}})")},
        {"hide the last visible sheet",
         [](auto& client, const auto& book) {
             client.batch(book, R"({"deleteSheet":{"sheetId":5}})");
             client.batch(
                 book,
                 R"({"updateSheetProperties":{"properties":{"sheetId":0,"hidden":true},"fields":"hidden"}})");
         }},
        {"bad JSON type", [](auto& client, const auto& book) { put(client, book, "A1", "\"X\""); }},
        {"a cell value that is an array",
         [](auto& client, const auto& book) {
             std::string rows;
             for (int i = 0; i < 454; ++i)
                 rows += "[],";
             put(client, book, "A1", "[" + rows + R"([1,2,3,4,5,6,7,8,9,["w"]]])");
         }},
        {"workbook cell limit",
         batch(R"({"updateSheetProperties":{"properties":{"sheetId":0,"gridProperties":{"rowCount":400000}},
             "fields":"gridProperties.rowCount"}})")},
        {"cell text limit",
         [](auto& client, const auto& book) {
             put(client, book, "A1", "[[\"" + std::string(50'001, 'x') + "\"]]");
         }},
        {"bad/expired access token",
         [](auto& client, const auto& book) {
             client.token = "gone";
             client.get(kSheets + book);
         }},
        {"no Authorization header",
         [](auto& client, const auto& book) {
             client.token.clear();
             client.batch(book, "");
         }},
        {"not shared with the caller (scope is spreadsheets/drive)",
         [](auto& client, const auto& book) {
             as(client, "stranger@example.org", {"spreadsheets"});
             client.get(kSheets + book);
         }},
        {"spreadsheets.create by a service account without storage quota (misleading body)",
         [](auto& client, const auto&) {
             as(client, kHelper, {"drive"});
             client.post("/v4/spreadsheets", "{}");
         }},
        {"API not enabled",
         [](auto& client, const auto& book) {
             client.google.world().options.disabledApis = {"sheets"};
             client.get(kSheets + book);
         }},
        {"unknown id; also a real sheet outside a drive.file grant",
         [](auto& client, const auto& book) {
             as(client, "ada@example.org", {"drive.file"});
             client.google.world().files.find(book)->apps.clear();
             client.get(kSheets + book);
         }},
        {"appendCells into a range that someone protected",
         [](auto& client, const auto& book) {
             client.batch(book, R"({"addProtectedRange":{"protectedRange":{"range":{"sheetId":5}}}})");
             client.speakAs("grace@example.org", book);
             std::string requests;
             for (int i = 0; i < 94; ++i)
                 requests += R"({"appendDimension":{"dimension":"ROWS","length":1}},)";
             client.batch(book, requests + R"({"appendCells":{"sheetId":5,"fields":"*","rows":[{"values":[
                 {"userEnteredValue":{"stringValue":"x"}}]}]}})");
         }},
        {"write quota per user; NO Retry-After header", quota(60, 300)},
        {"write quota per project", quota(2000, 1000)},
        {"internal",
         [](auto& client, const auto& book) {
             fault(client, Fault::Server500);
             client.get(kSheets + book);
         }},
        {"unavailable; the write may have been applied",
         [](auto& client, const auto& book) {
             fault(client, Fault::Unavailable503);
             client.get(kSheets + book);
         }},
    };
    return kCases;
}

const std::map<std::string, Provoke>& otherCases() {
    static const std::map<std::string, Provoke> kCases = {
        {"scope missing from the token", // recorded from Gmail; Drive has the same envelope
         [](auto& client, const auto&) {
             as(client, "ada@example.org", {"spreadsheets"});
             client.get("/drive/v3/files");
         }},
        {"unknown id, or file outside a drive.file grant",
         [](auto& client, const auto&) { client.get("/drive/v3/files/nothing"); }},
        {"service account creates a file outside a shared drive",
         [](auto& client, const auto&) {
             as(client, kHelper, {"drive"});
             client.post("/drive/v3/files", kSheetFile);
         }},
        {"same, older/other wording",
         [](auto& client, const auto&) {
             client.google.world().options.fullStorages = {"ada@example.org"};
             client.post("/drive/v3/files", kSheetFile);
         }},
        {"rate limit",
         [](auto& client, const auto&) {
             fault(client, Fault::Quota429);
             client.get("/drive/v3/files");
         }},
        {"invalid token",
         [](auto& client, const auto&) {
             client.token = "gone";
             client.get("/drive/v3/files");
         }},
        {"permissions.create for a non-Google address with sendNotificationEmail=false",
         [](auto& client, const auto& book) {
             client.post("/drive/v3/files/" + book + "/permissions?sendNotificationEmail=false",
                         R"({"type":"user","role":"reader","emailAddress":"x@nowhere.invalid"})");
         }},
        {"refresh token dead (7-day testing expiry, revoked, password change)",
         [](auto& client, const auto&) {
             token(client, "grant_type=refresh_token&client_id=x&refresh_token=dead");
         }},
    };
    return kCases;
}

/// As recorded, up to what the sources blanked out: "<NUM>", "...", a remark behind two blanks.
bool sameText(std::string wanted, const std::string& got) {
    if (const auto remark = wanted.find("  ("); remark != std::string::npos) wanted.resize(remark);
    auto pattern = QRegularExpression::escape(QString::fromStdString(wanted));
    pattern.replace(QRegularExpression(QStringLiteral(R"(\\<[A-Z]+\\>|(\\\.\\ )?(\\\.){3})")),
                    QStringLiteral(".*"));
    pattern.replace(QRegularExpression(QStringLiteral("(project\\\\[ =])1000")), QStringLiteral("\\1\\d+"));
    return QRegularExpression(QStringLiteral("\\A") + pattern + QStringLiteral("\\s*\\z"),
                              QRegularExpression::DotMatchesEverythingOption)
        .match(QString::fromStdString(got))
        .hasMatch();
}

/// Where two bodies differ; empty when they do not. An empty text in the record stands for any.
std::string difference(const Json& wanted, const Json& got, const std::string& path = "") {
    if (wanted.isString())
        return wanted.asString().empty() || sameText(wanted.asString(), got.asString())
                   ? ""
                   : path + ": " + write(got);
    if (!wanted.isObject() && !wanted.isArray()) return wanted == got ? "" : path + ": " + write(got);
    if (wanted.isArray() && wanted.items().size() != got.items().size()) return path + ": " + write(got);
    for (std::size_t i = 0; i < wanted.items().size(); ++i) {
        if (auto found = difference(wanted.items()[i], got.items()[i], path + "[]"); !found.empty())
            return found;
    }
    for (const auto& [key, value] : wanted.members()) {
        if (auto found = difference(value, got[key], path + "." + key); !found.empty()) return found;
    }
    for (const auto& [key, value] : got.members()) {
        if (!wanted.has(key)) return path + " has " + key;
    }
    return {};
}

} // namespace

class TestContract : public QObject {
    Q_OBJECT
private slots:
    void errorBodiesAreTheRecordedOnes_data() {
        QTest::addColumn<int>("index");
        const auto all = fileOf(QStringLiteral(TESTS_DATA "/google/error-bodies.json"))["bodies"];
        for (std::size_t i = 0; i < all.items().size(); ++i) {
            const auto& name = all.items()[i]["case"].asString();
            // A key's and a delegate's refusals need a signature: tst_sign_in.
            if (all.items()[i]["api"].asString() != "account" || name.starts_with("refresh"))
                QTest::newRow(name.c_str()) << int(i);
        }
    }
    void errorBodiesAreTheRecordedOnes() {
        QFETCH(int, index);
        const auto all = fileOf(QStringLiteral(TESTS_DATA "/google/error-bodies.json"))["bodies"];
        auto entry = all.items()[std::size_t(index)];
        const auto& name = entry["case"].asString();
        GoogleClient client;
        const auto book = client.newBook();
        client.batch(book, R"({"addSheet":{"properties":{"title":"T","sheetId":5}}})");
        const auto& cases = sheetCases().contains(name) ? sheetCases() : otherCases();
        QVERIFY2(cases.contains(name), "nobody provokes it");
        cases.at(name)(client, book);
        QCOMPARE(client.status, entry["http"].asInt());
        auto got = parseJson(client.text);
        auto& wanted = entry.at("body");
        if (name == "API not enabled") got.at("error").erase("details"); // quoted without them
        if (name == "scope missing from the token") {
            QVERIFY(got["error"]["details"].items()[0]["metadata"]["method"].asString().ends_with(
                "DriveFiles.List"));
            for (auto* json : {&got, &wanted})
                json->at("error").at("details").editItems()[0].erase("metadata");
        }
        if (name == "no Authorization header") // its last sentence was not quoted
            wanted.at("error").set("message", wanted["error"]["message"].asString() + " ...");
        QCOMPARE(QString::fromStdString(difference(wanted, got)), QString());
    }

    void everyReplyFitsItsSchema() {
        GoogleClient client; // holds every reply against its schema
        const auto book = client.newBook(), at = kSheets + book,
                   drive = std::string("/drive/v3/files/") + book;
        const std::string filters = R"({"dataFilters":[{"a1Range":"A1"},{"gridRange":{"startRowIndex":1}}]})";
        client.post("/v4/spreadsheets",
                    R"({"properties":{"title":"x"},"sheets":[{"properties":{"title":"One"},
            "data":[{"rowData":[{"values":[{"userEnteredValue":{"numberValue":1}}]}]}]}]})");
        client.batch(book, metadata(1, "v", R"({"sheetId":0})"));
        put(client, book, "A1", R"([["a",1],[true,"=b"]])");
        client.post(at + "/values/A1:append?valueInputOption=USER_ENTERED&includeValuesInResponse=true",
                    R"({"values":[["5%","1/2/2020"]]})");
        client.get(at + "?includeGridData=true");
        client.post(at + ":getByDataFilter", filters);
        client.get(at + "/developerMetadata/1");
        client.post(at + "/developerMetadata:search", R"({"dataFilters":[{"developerMetadataLookup":{}}]})");
        client.post(at + "/sheets/0:copyTo", "{\"destinationSpreadsheetId\":\"" + book + "\"}");
        client.get(at + "/values/A1:C3");
        client.get(at + "/values:batchGet?ranges=A1&ranges=B:B");
        client.post(at + "/values:batchGetByDataFilter", filters);
        client.post(
            at + "/values:batchUpdate",
            R"({"valueInputOption":"RAW","includeValuesInResponse":true,"data":[{"range":"A9","values":[[1]]}]})");
        client.post(at + "/values:batchUpdateByDataFilter",
                    R"({"valueInputOption":"RAW","data":[{"dataFilter":{"a1Range":"A9"},"values":[[2]]}]})");
        client.post(at + "/values/A9:clear", "{}");
        client.post(at + "/values:batchClear", R"({"ranges":["A9"]})");
        client.post(at + "/values:batchClearByDataFilter", R"({"dataFilters":[{"a1Range":"A9"}]})");
        client.get(drive + "?fields=*");
        client.call("PATCH", drive, R"({"description":"d"})");
        client.get("/drive/v3/files?fields=*");
        client.get("/drive/v3/files/generateIds?count=2");
        client.post(drive + "/copy?fields=*", "{}");
        client.get("/drive/v3/about?fields=*");
        client.post("/drive/v3/drives?requestId=r", R"({"name":"Team"})");
        const auto team = client.get("/drive/v3/drives")["drives"].items()[0]["id"].asString();
        client.get("/drive/v3/drives/" + team);
        const auto shared = client.post(drive + "/permissions?fields=*",
                                        R"({"type":"user","role":"reader","emailAddress":"g@example.org"})");
        const auto permission = drive + "/permissions/" + shared["id"].asString();
        client.get(permission + "?fields=*");
        client.get(drive + "/permissions?fields=*");
        client.call("PATCH", permission, R"({"role":"writer"})");
        client.call("DELETE", permission);
        client.post(drive + "/comments?fields=*", R"({"content":"c"})");
        client.get(drive + "/comments?fields=*");
        client.call("DELETE", drive);
        QCOMPARE(client.status, 204);
        const auto& counts = client.google.counts();
        for (const auto& method : client.google.world().sheets.methods())
            QVERIFY2(counts.requests.contains(method.id), method.id.c_str());
        QCOMPARE(int(counts.statuses.size()), 2); // 200 and 204
    }

    void formsAnswerPagesAndFilters() {
        GoogleClient client;
        auto& world = client.google.world();
        File file;
        file.name = "Form";
        file.mimeType = kFormType;
        file.owner = "ada@example.org";
        const auto id = world.files.add(file, client.now).id;
        world.formBodies[id] = Json::object({{"formId", id}, {"info", Json::object({{"title", "Form"}})}});
        for (int i = 0; i < 5; ++i)
            world.formResponses[id].push_back(
                Json::object({{"responseId", "r" + std::to_string(i)},
                              {"lastSubmittedTime", "2026-01-01T00:00:0" + std::to_string(i) + "Z"}}));
        as(client, "ada@example.org", {"forms.body.readonly", "forms.responses.readonly"});
        QCOMPARE(client.get("/v1/forms/" + id)["info"]["title"].asString(), std::string("Form"));
        const auto list = "/v1/forms/" + id + "/responses";
        const auto first = client.get(list + "?pageSize=3");
        QCOMPARE(first["responses"].items().size(), std::size_t(3));
        const auto rest = client.get(list + "?pageSize=3&pageToken=" + first["nextPageToken"].asString());
        QCOMPARE(rest["responses"].items().size(), std::size_t(2));
        QVERIFY(!rest.has("nextPageToken"));
        const auto since = [&](const std::string& filter) {
            return client.get(list + "?filter=" + encodePercent(filter))["responses"].items().size();
        };
        QCOMPARE(since("timestamp > 2026-01-01T00:00:03Z"), std::size_t(1));
        QCOMPARE(since("timestamp >= 2026-01-01T00:00:03.000Z"), std::size_t(2));
        QCOMPARE(client.get(list + "/r4")["responseId"].asString(), std::string("r4"));
        client.get(list + "?filter=x");
        QCOMPARE(client.status, 400);
        client.get("/v1/forms/nothing");
        QCOMPARE(client.status, 404);
        as(client, "eve@example.org", {"forms.responses.readonly"});
        client.get(list);
        QCOMPARE(client.status, 403);
    }
};

QTEST_GUILESS_MAIN(TestContract)
#include "tst_contract.moc"
