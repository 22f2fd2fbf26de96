#pragma once
/// A caller of the in-process Google with its own clock. Every reply is held against its discovery schema.

#include "core/sandbox/google.h"
#include "core/sandbox/people.h"
#include "core/sandbox/request_body.h"
#include "core/sandbox/schema.h"
#include "core/sandbox/url.h"
#include "core/sandbox/world.h"

#include <QTest>

namespace rowcast::sandbox {

class GoogleClient {
public:
    static Options quiet() {
        Options options;
        options.quota.enabled = false;
        return options;
    }
    explicit GoogleClient(Options options = quiet()) : google(std::move(options)) {
        token = google.issueToken("ada@example.org", {"drive", "spreadsheets"}, now);
    }

    Google google;
    WallTime now{Millis(1'790'000'000'000)};
    std::string token;
    int status = 0;
    std::string text; ///< the last body

    Json call(const std::string& verb, const std::string& target, const std::string& body = {}) {
        const auto response =
            google.handle({verb, target, body, token.empty() ? "" : "Bearer " + token, {}}, now);
        status = response.status;
        text = response.body;
        if (response.contentType.starts_with("application/json")) check(verb, target, response);
        return parseJson(response.body);
    }
    Json get(const std::string& target) { return call("GET", target); }
    Json post(const std::string& target, const std::string& body) { return call("POST", target, body); }

    /// A new spreadsheet of the caller's with one tab, sheetId 0.
    std::string newBook(const std::string& name = "Answers") {
        const auto body = R"({"mimeType":"application/vnd.google-apps.spreadsheet","name":")" + name + "\"}";
        return post("/drive/v3/files", body)["id"].asString();
    }
    /// Tab "Sheet1" (0) with A1:B3 = a 1 | b 2 | c 3, tab "Two" (7).
    std::string filledBook() {
        const auto book = newBook();
        batch(book, R"({"addSheet":{"properties":{"title":"Two","sheetId":7}}})");
        call("PUT", "/v4/spreadsheets/" + book + "/values/A1?valueInputOption=RAW",
             R"({"values":[["a",1],["b",2],["c",3]]})");
        return book;
    }
    /// Lets another person write in the file, and speaks as him or her from now on.
    void speakAs(const std::string& email, const std::string& file = {}) {
        if (!file.empty())
            google.world().files.share(*google.world().files.find(file),
                                       {{}, "user", email, {}, Role::Writer});
        token = google.issueToken(email, {"drive", "spreadsheets"}, now);
    }
    Json batch(const std::string& book, const std::string& requests) {
        return post("/v4/spreadsheets/" + book + ":batchUpdate", "{\"requests\":[" + requests + "]}");
    }
    /// The values of a range as compact JSON.
    std::string values(const std::string& book, const std::string& range = "Sheet1",
                       const std::string& options = {}) {
        const auto target = "/v4/spreadsheets/" + book + "/values/" + encodePercent(range) + options;
        return write(get(target)["values"]);
    }
    std::string message() const { return parseJson(text)["error"]["message"].asString(); }

private:
    void check(const std::string& verb, const std::string& target, const Response& response) {
        auto& world = google.world();
        const auto path = splitPath(std::string_view(target).substr(0, target.find('?')));
        if (path.empty() || response.status != 200) return;
        const auto& discovery = path[0] == "v4"      ? world.sheets
                                : path[0] == "drive" ? world.drive
                                                     : world.forms;
        const auto match = discovery.match(verb, path);
        if (!match.method || !match.method->response) return;
        const auto read = readBody(response.body, *match.method->response, "", Unknown::Refuse);
        if (!read) QFAIL(qPrintable(QString::fromStdString(match.method->id + ": " + read.error().message)));
    }
};

} // namespace rowcast::sandbox
