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

/// A write: a copy of the spreadsheet that replaces it at the end, and how values are read.
struct Writing {
    Spreadsheet* book;
    Spreadsheet draft;
    bool userEntered;

    [[nodiscard]] Write how(const Json& range) const {
        return {userEntered, range["majorDimension"].asString() == "COLUMNS"};
    }
    Reply done(Json reply) {
        *book = std::move(draft);
        return reply;
    }
};

Answer<Writing> beginWriting(Call& call, const Json& option) {
    auto book = openBook(call, Role::Writer);
    if (!book) return tl::unexpected(book.error());
    const auto entered = userEntered(option);
    if (!entered) return tl::unexpected(entered.error());
    return Writing{*book, **book, *entered};
}

/// The path's range, which the body may name again.
Answer<Place> placeOf(Call& call, Writing& writing) {
    auto place = resolveRange(writing.draft, call.at("range"));
    if (!place) return place;
    if (auto same = checkSameRange(call.at("range"), call.body); !same) return tl::unexpected(same.error());
    return place;
}

Answer<Reply> update(Call& call) {
    auto writing = beginWriting(call, call.query["valueInputOption"]);
    if (!writing) return tl::unexpected(writing.error());
    auto& draft = writing->draft;
    const auto place = placeOf(call, *writing);
    if (!place) return tl::unexpected(place.error());
    const auto written = writeValues(draft, *place, call.body["values"], writing->how(call.body));
    if (!written) return tl::unexpected(written.error());
    return writing->done(writtenReply(draft, place->box, *written, call.query, draft.id));
}

Answer<Reply> append(Call& call) {
    auto writing = beginWriting(call, call.query["valueInputOption"]);
    if (!writing) return tl::unexpected(writing.error());
    auto& draft = writing->draft;
    const auto place = placeOf(call, *writing);
    if (!place) return tl::unexpected(place.error());
    const auto appended = appendValues(draft, *place, call.body["values"], writing->how(call.body),
                                       call.query["insertDataOption"].asString() == "INSERT_ROWS");
    if (!appended) return tl::unexpected(appended.error());
    Json out = Json::object({{"spreadsheetId", draft.id}});
    if (appended->tableRange) out.set("tableRange", *appended->tableRange);
    const auto& written = appended->written;
    out.set("updates", writtenReply(draft, written.place.box, written, call.query, draft.id));
    return writing->done(std::move(out));
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

using PlacesOf = Answer<std::vector<Place>> (*)(Spreadsheet& draft, const Json& item);

/// Each of `data` is written wherever it belongs; `echoed` is what a reply repeats of it, if anything.
Answer<Reply> writeEach(Call& call, PlacesOf placesOf, const char* echoed) {
    auto writing = beginWriting(call, call.body["valueInputOption"]);
    if (!writing) return tl::unexpected(writing.error());
    auto& draft = writing->draft;
    Totals totals;
    std::size_t index = 0;
    for (const auto& data : call.body["data"].items()) {
        const auto places = placesOf(draft, data);
        if (!places) return at("data", index, places.error());
        for (const auto& place : *places) {
            const auto written = writeValues(draft, place, data["values"], writing->how(data));
            if (!written) return at("data", index, written.error());
            auto reply =
                writtenReply(draft, place.box, *written, call.body, echoed ? std::string() : draft.id);
            if (echoed) reply.set(echoed, data[echoed]);
            totals.add(*written, std::move(reply));
        }
        ++index;
    }
    return writing->done(totals.json(draft.id));
}

Answer<std::vector<Place>> placesOfRange(Spreadsheet& draft, const Json& data) {
    return resolveRange(draft, data["range"].asString()).map([](const Place& place) {
        return std::vector<Place>{place};
    });
}
Answer<std::vector<Place>> placesOfFilter(Spreadsheet& draft, const Json& data) {
    return selectPlaces(draft, data["dataFilter"]);
}

Answer<Reply> batchUpdate(Call& call) {
    return writeEach(call, placesOfRange, nullptr);
}
Answer<Reply> batchUpdateByDataFilter(Call& call) {
    return writeEach(call, placesOfFilter, "dataFilter");
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

/// All or none.
Answer<Reply> clearEach(Call& call, const char* list, PlacesOf placesOf) {
    auto book = openBook(call, Role::Writer);
    if (!book) return tl::unexpected(book.error());
    Spreadsheet draft = **book;
    Json ranges = Json::array();
    for (const auto& item : call.body[list].items()) {
        const auto places = placesOf(draft, item);
        if (!places) return tl::unexpected(places.error());
        for (const auto& place : *places) {
            auto cleared = clearValues(draft, place);
            if (!cleared) return tl::unexpected(cleared.error());
            ranges.push(std::move(*cleared));
        }
    }
    **book = std::move(draft);
    Json out = Json::object({{"spreadsheetId", (*book)->id}});
    if (!ranges.items().empty()) out.set("clearedRanges", ranges);
    return Reply(out);
}

Answer<Reply> batchClear(Call& call) {
    return clearEach(call, "ranges", [](Spreadsheet& draft, const Json& range) {
        return placesOfRange(draft, Json::object({{"range", range}}));
    });
}
Answer<Reply> batchClearByDataFilter(Call& call) {
    return clearEach(call, "dataFilters",
                     [](Spreadsheet& draft, const Json& filter) { return selectPlaces(draft, filter); });
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
