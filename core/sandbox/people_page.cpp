#include "core/sandbox/people_page.h"

#include "core/sandbox/cell_data.h"
#include "core/sandbox/people.h"
#include "core/sandbox/world.h"

#include <algorithm>
#include <functional>

namespace rowcast::sandbox {

namespace {

Response json(const Json& body, int status = 200) {
    Response response;
    response.status = status;
    response.body = write(body);
    return response;
}

Response refusal(const std::string& why) {
    return json(Json::object({{"error", Json::object({{"message", why}})}}), 400);
}

Json filesJson(World& world, WallTime now) {
    Json files = Json::array();
    for (const auto& file : People(world, now).files())
        files.push(Json::object(
            {{"id", file.id}, {"name", file.name}, {"mimeType", file.mimeType}, {"trashed", file.trashed}}));
    return Json::object({{"files", files}});
}

/// Rows [first, first + count) as people see them; without `first` the last ones.
Json sheetJson(World& world, const QueryItems& query) {
    const auto* file = world.files.find(valueOf(query, "file"));
    Json out = Json::object();
    if (!file) return out;
    out.set("name", file->name);
    const auto it = world.books.find(file->id);
    if (it == world.books.end()) return out;
    auto& book = it->second;
    const auto* sheet = contains(query, "sheet") ? book.sheet(std::atoi(valueOf(query, "sheet").c_str()))
                                                 : &book.sheets.front();
    if (!sheet) sheet = &book.sheets.front();
    const auto data = sheet->grid.dataWithin(sheet->whole());
    const int count = std::clamp(std::atoi(valueOf(query, "count").c_str()), 1, 5000);
    const int first = contains(query, "first") ? std::max(0, std::atoi(valueOf(query, "first").c_str()))
                                               : std::max(0, data.row1 - count);
    Json rows = Json::array();
    for (int row = first; row < std::min({first + count, std::max(data.row1 + 3, 20), sheet->rows}); ++row) {
        Json line = Json::array();
        for (int column = 0; column < data.column1; ++column)
            line.push(shownText(book, sheet->grid.cell(row, column)));
        rows.push(line);
    }
    Json tabs = Json::array(), metadata = Json::array();
    for (const auto& tab : book.sheets)
        tabs.push(Json::object({{"id", tab.id}, {"title", tab.title}}));
    for (const auto& [id, entry] : book.metadata.all()) {
        if (entry.at == DeveloperMetadata::At::Spreadsheet || entry.sheetId == sheet->id)
            metadata.push(toJson(entry));
    }
    out.set("sheet", sheet->id);
    out.set("tabs", tabs);
    out.set("first", first);
    out.set("total", data.row1);
    out.set("columns", std::min(sheet->columns, std::max(data.column1 + 2, 8)));
    out.set("rows", rows);
    out.set("metadata", metadata);
    return out;
}

struct Gesture {
    People& hand;
    std::string file, text;
    int sheet = 0, row = 0, column = 0, to = 0;
};
using Act = std::function<Answer<void>(const Gesture&)>;

const std::map<std::string, Act, std::less<>>& gestures() {
    const auto done = [](auto&& act) {
        return [act](const Gesture& g) -> Answer<void> {
            act(g);
            return {};
        };
    };
    static const std::map<std::string, Act, std::less<>> kActs = {
        {"type", [](const Gesture& g) { return g.hand.type(g.file, g.sheet, g.row, g.column, g.text); }},
        {"insertColumn", [](const Gesture& g) { return g.hand.insertColumns(g.file, g.sheet, g.column); }},
        {"deleteColumn", [](const Gesture& g) { return g.hand.deleteColumns(g.file, g.sheet, g.column); }},
        {"insertRow", [](const Gesture& g) { return g.hand.insertRows(g.file, g.sheet, g.row); }},
        {"deleteRow", [](const Gesture& g) { return g.hand.deleteRows(g.file, g.sheet, g.row); }},
        {"moveColumn", [](const Gesture& g) { return g.hand.moveColumn(g.file, g.sheet, g.column, g.to); }},
        {"sortUp", [](const Gesture& g) { return g.hand.sort(g.file, g.sheet, g.column, true); }},
        {"sortDown", [](const Gesture& g) { return g.hand.sort(g.file, g.sheet, g.column, false); }},
        {"addTab", [](const Gesture& g) { return g.hand.addTab(g.file, g.text); }},
        {"deleteTab", [](const Gesture& g) { return g.hand.deleteTab(g.file, g.sheet); }},
        {"renameFile", done([](const Gesture& g) { g.hand.rename(g.file, g.text); })},
        {"trash", done([](const Gesture& g) { g.hand.trash(g.file); })},
        {"restore", done([](const Gesture& g) { g.hand.restore(g.file); })},
        {"copy", done([](const Gesture& g) { g.hand.copy(g.file); })},
        {"share", done([](const Gesture& g) { g.hand.share(g.file, g.text); })},
    };
    return kActs;
}

Response act(World& world, const Request& request, WallTime now) {
    // Another site's page in the same browser can post forms, not this type.
    if (!request.contentType.starts_with("application/json")) return refusal("Send application/json.");
    const auto body = parseJson(request.body);
    const auto& action = body["action"].asString();
    People hand(world, now);
    if (action == "create")
        return json(Json::object({{"id", hand.createSpreadsheet(body["text"].asString())}}));
    const auto it = gestures().find(action);
    if (it == gestures().end()) return refusal("Unknown action: " + action);
    const auto result =
        it->second({hand, body["file"].asString(), body["text"].asString(), body["sheet"].asInt(),
                    body["row"].asInt(), body["column"].asInt(), body["to"].asInt()});
    return result ? json(Json::object()) : refusal(result.error().message);
}

Json countsJson(const Counts& counts) {
    Json requests = Json::object(), unknown = Json::object();
    for (const auto& [method, count] : counts.requests)
        requests.set(method, double(count));
    for (const auto& [kind, count] : counts.unknownKinds)
        unknown.set(kind, double(count));
    return Json::object({{"total", double(counts.total)}, {"requests", requests}, {"unknownKinds", unknown}});
}

Response token(World& world, const QueryItems& query, WallTime now) {
    const auto email = valueOf(query, "email"), scope = valueOf(query, "scope");
    if (email.find('@') == std::string::npos || scope.empty()) return refusal("Say email and scope.");
    world.accounts.account(email);
    const auto text = world.accounts.issueToken(
        {email, "sandbox-client", shortScopes(scope), now + world.options.tokenLife});
    return json(Json::object({{"access_token", text}}));
}

} // namespace

std::optional<Response> answerPeople(World& world, const Request& request,
                                     const std::vector<std::string>& path, const QueryItems& query,
                                     WallTime now) {
    const bool get = request.verb == "GET";
    if (get && (path.empty() || (path[0] == "spreadsheets" && path.size() > 1))) {
        Response page;
        page.contentType = "text/html; charset=UTF-8";
        page.body = peoplePage();
        return page;
    }
    if (path.size() != 2 || path[0] != "sandbox") return {};
    if (!get) return path[1] == "do" ? std::optional(act(world, request, now)) : std::nullopt;
    if (path[1] == "files") return json(filesJson(world, now));
    if (path[1] == "sheet") return json(sheetJson(world, query));
    if (path[1] == "changes") return json(Json::object({{"changes", double(world.changes)}}));
    if (path[1] == "counts") return json(countsJson(world.counts));
    if (path[1] == "token") return token(world, query, now);
    if (path[1] == "key") {
        Response key;
        key.body = world.accounts.issueKey(valueOf(query, "email"), world.rootUrl);
        return key;
    }
    return {};
}

} // namespace rowcast::sandbox
