// spreadsheets.values.*: thin endpoints over values.h. A write works on a copy that replaces the spreadsheet
// at the end.

#include "core/sandbox/values.h"
#include "core/sandbox/world.h"

#include <array>
#include <map>
#include <set>

namespace rowcast::sandbox {

namespace {

Render renderFrom(const Json& json, const char* values = "valueRenderOption",
                  const char* dates = "dateTimeRenderOption") {
    return renderOf(json[values].asString(), json[dates].asString(), json["majorDimension"].asString());
}

Answer<bool> userEntered(const Json& option) {
    if (option.asString() == "USER_ENTERED") return true;
    if (option.asString() == "RAW") return false;
    return refuse("'valueInputOption' is required but not specified");
}

Answer<Reply> get(Call& call) {
    auto book = openBook(call, Role::Reader);
    if (!book) return tl::unexpected(book.error());
    const auto place = resolveRange(**book, call.at("range"));
    if (!place) return tl::unexpected(place.error());
    return Reply(readValues(**book, *place, renderFrom(call.query)));
}

Answer<Reply> batchGet(Call& call) {
    auto book = openBook(call, Role::Reader);
    if (!book) return tl::unexpected(book.error());
    Json list = Json::array();
    for (const auto& range : call.query["ranges"].items()) {
        const auto place = resolveRange(**book, range.asString());
        if (!place) return tl::unexpected(place.error());
        list.push(readValues(**book, *place, renderFrom(call.query)));
    }
    Json out = Json::object({{"spreadsheetId", (*book)->id}});
    if (!list.items().empty()) out.set("valueRanges", list);
    return Reply(out);
}

tl::unexpected<ApiError> at(const char* what, std::size_t index, ApiError error) {
    error.message = "Invalid " + std::string(what) + "[" + std::to_string(index) + "]: " + error.message;
    return refuse(std::move(error));
}

/// A filter as it was understood: a sheetId of 0 is left out.
Json echoed(Json filter) {
    if (auto* range = filter.find("gridRange"); range && (*range)["sheetId"].asInt() == 0)
        range->erase("sheetId");
    return filter;
}

/// Seen live: sorted by tab, column, row; filters for the same range share an answer.
Answer<Reply> batchGetByDataFilter(Call& call) {
    auto book = openBook(call, Role::Reader);
    if (!book) return tl::unexpected(book.error());
    const auto& filters = call.body["dataFilters"].items();
    if (filters.empty()) return refuse("Must specify at least one dataFilter.");
    using Key = std::array<int, 5>;
    std::map<Key, Json> answers;
    std::map<std::string, Key> byRange;
    for (std::size_t i = 0; i < filters.size(); ++i) {
        const auto places = selectPlaces(**book, filters[i]);
        if (!places) return at("dataFilter", i, places.error());
        for (const auto& place : *places) {
            auto values = readValues(**book, place, renderFrom(call.body));
            const auto& box = place.box;
            const Key key{(*book)->indexOf(place.sheet->id), box.column0, box.row0, box.column1, box.row1};
            const auto known = byRange.emplace(values["range"].asString(), key).first->second;
            auto& answer = answers[known];
            if (answer.isNull()) answer.set("valueRange", std::move(values));
            answer.at("dataFilters").push(echoed(filters[i]));
        }
    }
    Json out = Json::object({{"spreadsheetId", (*book)->id}});
    for (auto& [key, answer] : answers)
        out.at("valueRanges").push(std::move(answer));
    return Reply(out);
}

/// The reply to one written range, with its values where asked for.
Json writtenReply(const Spreadsheet& book, const Box& asked, const Written& written, const Json& options,
                  const std::string& id) {
    Json out = toJson(written, id);
    if (options["includeValuesInResponse"].asBool()) {
        auto render = renderFrom(options, "responseValueRenderOption", "responseDateTimeRenderOption");
        render.byColumns = false;
        // "If the range to write was larger than the range actually written, the response includes all."
        auto place = written.place;
        if (asked.contains(place.box)) place.box = asked;
        out.set("updatedData", readValues(book, place, render));
    }
    return out;
}

/// The body may name its range again; it must be the same.
Answer<void> checkSameRange(const std::string& asked, const Json& body) {
    const auto* own = body.find("range");
    if (own && !own->asString().empty() && own->asString() != asked)
        return refuse("Request range[" + asked + "] does not match value's range[" + own->asString() + "]");
    return {};
}

Answer<Reply> update(Call& call) {
    auto book = openBook(call, Role::Writer);
    if (!book) return tl::unexpected(book.error());
    const auto entered = userEntered(call.query["valueInputOption"]);
    if (!entered) return tl::unexpected(entered.error());
    Spreadsheet draft = **book;
    const auto place = resolveRange(draft, call.at("range"));
    if (!place) return tl::unexpected(place.error());
    if (auto same = checkSameRange(call.at("range"), call.body); !same) return tl::unexpected(same.error());
    const auto written = writeValues(draft, *place, call.body["values"],
                                     {*entered, call.body["majorDimension"].asString() == "COLUMNS"});
    if (!written) return tl::unexpected(written.error());
    auto reply = writtenReply(draft, place->box, *written, call.query, draft.id);
    **book = std::move(draft);
    return Reply(reply);
}

Answer<Reply> append(Call& call) {
    auto book = openBook(call, Role::Writer);
    if (!book) return tl::unexpected(book.error());
    const auto entered = userEntered(call.query["valueInputOption"]);
    if (!entered) return tl::unexpected(entered.error());
    Spreadsheet draft = **book;
    const auto place = resolveRange(draft, call.at("range"));
    if (!place) return tl::unexpected(place.error());
    if (auto same = checkSameRange(call.at("range"), call.body); !same) return tl::unexpected(same.error());
    const auto appended = appendValues(draft, *place, call.body["values"],
                                       {*entered, call.body["majorDimension"].asString() == "COLUMNS"},
                                       call.query["insertDataOption"].asString() == "INSERT_ROWS");
    if (!appended) return tl::unexpected(appended.error());
    Json out = Json::object({{"spreadsheetId", draft.id}});
    if (appended->tableRange) out.set("tableRange", *appended->tableRange);
    out.set("updates",
            writtenReply(draft, appended->written.place.box, appended->written, call.query, draft.id));
    **book = std::move(draft);
    return Reply(out);
}

/// Sums of a batch and its replies: a row or column that two ranges touch counts once.
class Totals {
public:
    void add(const Written& written, Json reply) {
        const int sheet = written.place.sheet->id;
        for (const int row : written.rows)
            m_rows.emplace(sheet, row);
        for (const int column : written.columns)
            m_columns.emplace(sheet, column);
        m_cells += written.cells;
        if (written.cells > 0) m_sheets.insert(sheet);
        m_replies.push_back(std::move(reply));
    }
    [[nodiscard]] Json json(const std::string& id) const {
        Json out = Json::object({{"spreadsheetId", id}});
        const auto put = [&](const char* key, int count) {
            if (count > 0) out.set(key, count);
        };
        put("totalUpdatedRows", int(m_rows.size()));
        put("totalUpdatedColumns", int(m_columns.size()));
        put("totalUpdatedCells", m_cells);
        put("totalUpdatedSheets", int(m_sheets.size()));
        if (!m_replies.empty()) out.set("responses", m_replies);
        return out;
    }

private:
    int m_cells = 0;
    std::set<std::pair<int, int>> m_rows, m_columns; ///< of a tab
    std::set<int> m_sheets;
    Json::Array m_replies;
};

Answer<Reply> batchUpdate(Call& call) {
    auto book = openBook(call, Role::Writer);
    if (!book) return tl::unexpected(book.error());
    const auto entered = userEntered(call.body["valueInputOption"]);
    if (!entered) return tl::unexpected(entered.error());
    Spreadsheet draft = **book;
    Totals totals;
    std::size_t index = 0;
    for (const auto& data : call.body["data"].items()) {
        const auto place = resolveRange(draft, data["range"].asString());
        if (!place) return at("data", index, place.error());
        const auto written = writeValues(draft, *place, data["values"],
                                         {*entered, data["majorDimension"].asString() == "COLUMNS"});
        if (!written) return at("data", index, written.error());
        totals.add(*written, writtenReply(draft, place->box, *written, call.body, draft.id));
        ++index;
    }
    const Reply reply(totals.json(draft.id));
    **book = std::move(draft);
    return reply;
}

Answer<Reply> batchUpdateByDataFilter(Call& call) {
    auto book = openBook(call, Role::Writer);
    if (!book) return tl::unexpected(book.error());
    const auto entered = userEntered(call.body["valueInputOption"]);
    if (!entered) return tl::unexpected(entered.error());
    Spreadsheet draft = **book;
    Totals totals;
    std::size_t index = 0;
    for (const auto& data : call.body["data"].items()) {
        const auto places = selectPlaces(draft, data["dataFilter"]);
        if (!places) return at("data", index, places.error());
        for (const auto& place : *places) {
            const auto written = writeValues(draft, place, data["values"],
                                             {*entered, data["majorDimension"].asString() == "COLUMNS"});
            if (!written) return at("data", index, written.error());
            auto reply = writtenReply(draft, place.box, *written, call.body, {});
            reply.set("dataFilter", data["dataFilter"]);
            totals.add(*written, std::move(reply));
        }
        ++index;
    }
    const Reply reply(totals.json(draft.id));
    **book = std::move(draft);
    return reply;
}

Answer<Reply> clear(Call& call) {
    auto book = openBook(call, Role::Writer);
    if (!book) return tl::unexpected(book.error());
    const auto place = resolveRange(**book, call.at("range"));
    if (!place) return tl::unexpected(place.error());
    const auto cleared = clearValues(**book, *place);
    if (!cleared) return tl::unexpected(cleared.error());
    return Reply(Json::object({{"spreadsheetId", (*book)->id}, {"clearedRange", *cleared}}));
}

Answer<Reply> clearAll(Spreadsheet& book, const std::vector<Place>& places) {
    for (const auto& place : places) { // all or none
        if (auto free = book.checkProtection(*place.sheet, place.box); !free)
            return tl::unexpected(free.error());
    }
    Json ranges = Json::array();
    for (const auto& place : places)
        ranges.push(*clearValues(book, place));
    Json out = Json::object({{"spreadsheetId", book.id}});
    if (!places.empty()) out.set("clearedRanges", ranges);
    return Reply(out);
}

Answer<Reply> batchClear(Call& call) {
    auto book = openBook(call, Role::Writer);
    if (!book) return tl::unexpected(book.error());
    std::vector<Place> places;
    for (const auto& range : call.body["ranges"].items()) {
        const auto place = resolveRange(**book, range.asString());
        if (!place) return tl::unexpected(place.error());
        places.push_back(*place);
    }
    return clearAll(**book, places);
}

Answer<Reply> batchClearByDataFilter(Call& call) {
    auto book = openBook(call, Role::Writer);
    if (!book) return tl::unexpected(book.error());
    std::vector<Place> all;
    for (const auto& filter : call.body["dataFilters"].items()) {
        const auto places = selectPlaces(**book, filter);
        if (!places) return tl::unexpected(places.error());
        all.insert(all.end(), places->begin(), places->end());
    }
    return clearAll(**book, all);
}

} // namespace

void addValuesEndpoints(Endpoints& endpoints) {
    const std::string values = "sheets.spreadsheets.values.";
    endpoints[values + "get"] = get;
    endpoints[values + "batchGet"] = batchGet;
    endpoints[values + "batchGetByDataFilter"] = batchGetByDataFilter;
    endpoints[values + "update"] = update;
    endpoints[values + "append"] = append;
    endpoints[values + "batchUpdate"] = batchUpdate;
    endpoints[values + "batchUpdateByDataFilter"] = batchUpdateByDataFilter;
    endpoints[values + "clear"] = clear;
    endpoints[values + "batchClear"] = batchClear;
    endpoints[values + "batchClearByDataFilter"] = batchClearByDataFilter;
}

} // namespace rowcast::sandbox
