#include "core/sandbox/batch.h"

#include "core/sandbox/data_filter.h"

namespace rowcast::sandbox {

int Draft::freshId() {
    return int(std::uniform_int_distribution<std::int32_t>(1, 2'147'483'646)(random));
}

Answer<Sheet*> Draft::grid(int sheetId) {
    if (auto* sheet = book.sheet(sheetId)) return sheet;
    return refuse("No grid with id: " + std::to_string(sheetId));
}

Answer<std::pair<Sheet*, Box>> Draft::box(const Json& gridRange) {
    const auto place = resolveGridRange(book, gridRange);
    if (!place) return tl::unexpected(place.error());
    return std::pair(place->sheet, place->box);
}

Answer<FieldMask> Draft::mask(const Json& request, std::string_view message) {
    return updateMask(request["fields"].asString(), *schemas.message(message));
}

const std::map<std::string, RequestKind, std::less<>>& requestKinds() {
    static const auto kKinds = [] {
        std::map<std::string, RequestKind, std::less<>> kinds;
        addSheetKinds(kinds);
        addCellKinds(kinds);
        addDimensionKinds(kinds);
        addMetadataKinds(kinds);
        addRangeKinds(kinds);
        addSortKinds(kinds);
        addPasteKinds(kinds);
        return kinds;
    }();
    return kKinds;
}

Answer<> applyBatch(Draft draft, const Json& requests) {
    if (requests.items().empty()) return refuse("Must specify at least one request.");
    Json replies = Json::array();
    std::size_t index = 0;
    for (const auto& request : requests.items()) {
        const auto where = "Invalid requests[" + std::to_string(index++) + "]";
        if (request.members().empty()) return refuse(where + ": No request set.");
        const auto& [kind, body] = request.members().front();
        const auto known = requestKinds().find(kind);
        if (known == requestKinds().end()) return refuse(notImplemented("the request kind " + kind));
        auto reply = known->second(draft, body);
        if (!reply) {
            auto error = reply.error();
            error.message = where + "." + kind + ": " + error.message;
            return refuse(std::move(error));
        }
        replies.push(std::move(*reply));
    }
    return replies;
}

} // namespace rowcast::sandbox
