#include "core/sandbox/data_filter.h"

#include <algorithm>

namespace rowcast::sandbox {

namespace {

using At = DeveloperMetadata::At;

tl::unexpected<ApiError> unreadable(const std::string& range) {
    return refuse("Unable to parse range: " + range);
}

const Json* namedRange(const Spreadsheet& book, const std::string& name) {
    const auto it =
        std::ranges::find_if(book.namedRanges, [&](const Json& r) { return r["name"].asString() == name; });
    return it == book.namedRanges.end() ? nullptr : &(*it)["range"];
}

tl::unexpected<ApiError> outside(const Sheet& sheet, const std::string& shown) {
    return refuse("Range (" + shown + ") exceeds grid limits. Max rows: " + std::to_string(sheet.rows) +
                  ", max columns: " + std::to_string(sheet.columns));
}

Box clipped(const Sheet& sheet, const Area& area) {
    return {area.row0.value_or(0), std::min(area.row1.value_or(sheet.rows), sheet.rows),
            area.column0.value_or(0), std::min(area.column1.value_or(sheet.columns), sheet.columns)};
}

Area areaAt(const DeveloperMetadata& entry) {
    if (entry.at == At::Row) return {entry.index, entry.index + 1, {}, {}};
    if (entry.at == At::Column) return {{}, {}, entry.index, entry.index + 1};
    return {};
}

Answer<Place> placeOf(Sheet& sheet, const Area& area, const std::string& shown) {
    const Place place{&sheet, clipped(sheet, area), area};
    if (place.box.row0 >= sheet.rows || place.box.column0 >= sheet.columns) return outside(sheet, shown);
    return place;
}

/// Contradictions in a DeveloperMetadataLookup, in the order and words seen live.
Answer<void> checkLookup(Spreadsheet& book, const Json& lookup) {
    const auto& type = lookup["locationType"].asString();
    const auto& strategy = lookup["locationMatchingStrategy"].asString();
    const auto& location = lookup["metadataLocation"];
    std::string member;
    for (const auto* key : {"spreadsheet", "sheetId", "dimensionRange"}) {
        if (location.has(key)) member = key;
    }
    const bool whole = location["spreadsheet"].asBool();
    if (type == "SPREADSHEET" && !member.empty() && !whole)
        return refuse("Cannot limit by location type of SPREADSHEET for the location " + member);
    if (strategy == "EXACT_LOCATION" && !type.empty())
        return refuse(
            "The locationMatchingStrategy was specified as EXACT_LOCATION, but a locationType was also "
            "specified: lookups cannot limit by a location type when matching an exact location.");
    if (!strategy.empty() && member.empty())
        return refuse(
            "A locationMatchingStrategy was specified, but no metadataLocation was specified: lookups must "
            "always specify a metadataLocation when specifying a locationMatchingStrategy.");
    if (strategy == "INTERSECTING_LOCATION" && whole)
        return refuse(
            "DeveloperMetadataLookup.spreadsheet is true, but locationMatchingStrategy was specified as "
            "INTERSECTING.");
    if (member == "sheetId" && !book.sheet(location["sheetId"].asInt()))
        return refuse("No grid with id: " + std::to_string(location["sheetId"].asInt()));
    if (member != "dimensionRange") return {};
    const auto line = resolveLine(book, location["dimensionRange"]);
    return line ? Answer<void>() : tl::unexpected(line.error());
}

} // namespace

Answer<Place> resolveGridRange(Spreadsheet& book, const Json& gridRange, std::string_view word) {
    auto* sheet = book.sheet(gridRange["sheetId"].asInt());
    if (!sheet)
        return refuse("No " + std::string(word) +
                      " with id: " + std::to_string(gridRange["sheetId"].asInt()));
    const auto area = areaOf(gridRange);
    for (const auto& bound : {area.row0, area.row1, area.column0, area.column1}) {
        if (bound.value_or(0) < 0) return refuse("GridRange indexes must be >= 0");
    }
    const auto crossed = [](const char* axis, std::optional<int> first, std::optional<int> end) {
        return refuse("end" + std::string(axis) + "Index[" + std::to_string(*end) +
                      "] cannot be before start" + axis + "Index[" + std::to_string(*first) + "]");
    };
    if (area.row1 && *area.row1 < area.row0.value_or(0)) return crossed("Row", area.row0, area.row1);
    if (area.column1 && *area.column1 < area.column0.value_or(0))
        return crossed("Column", area.column0, area.column1);
    const bool empty =
        (area.row0 && area.row0 == area.row1) || (area.column0 && area.column0 == area.column1);
    if (area.row0.value_or(0) >= sheet->rows || area.column0.value_or(0) >= sheet->columns)
        return outside(*sheet, (empty ? "(empty) " : "") + toA1(sheet->title, area));
    return Place{sheet, clipped(*sheet, area), area};
}

Answer<Place> resolveLine(Spreadsheet& book, const Json& range) {
    if (!range.has("startIndex") || !range.has("endIndex"))
        return refuse("DimensionRange must specify both a startIndex and an endIndex.");
    const int first = range["startIndex"].asInt(), end = range["endIndex"].asInt();
    if (std::int64_t(end) - first != 1)
        return refuse("DimensionRange must represent a single row or column.");
    if (first < 0) return refuse("DimensionRange indexes must be >= 0");
    const int id = range["sheetId"].asInt();
    auto* sheet = book.sheet(id);
    if (!sheet) return refuse("No grid with id: " + std::to_string(id));
    const auto& word = range["dimension"].asString();
    if (word != "ROWS" && word != "COLUMNS") return refuse("No dimension specified");
    const bool rows = word == "ROWS";
    if (const int size = rows ? sheet->rows : sheet->columns; first >= size)
        return refuse("DimensionRange startIndex [" + std::to_string(first) + "] is after the last " + word +
                      " index [" + std::to_string(size - 1) + "] of the sheet [" + std::to_string(id) + "].");
    const Area area = rows ? Area{first, end, {}, {}} : Area{{}, {}, first, end};
    return Place{sheet, clipped(*sheet, area), area};
}

Answer<Place> resolveRange(Spreadsheet& book, const std::string& range) {
    const auto within = [&](Sheet& sheet, const Area& area) {
        return placeOf(sheet, area, toA1(sheet.title, area));
    };
    if (const auto bang = range.rfind('!'); bang != std::string::npos) {
        const auto title = unquotedTitle(std::string_view(range).substr(0, bang));
        auto* sheet = title.empty() ? &book.sheets.front() : book.sheetTitled(title);
        const auto area = parseCells(std::string_view(range).substr(bang + 1));
        if (sheet && area) return within(*sheet, *area);
        if (sheet && !title.empty() && bang + 1 < range.size()) return unreadable(range);
    } else if (const auto area = parseCells(range)) { // even where a tab is called "A1"
        return within(book.sheets.front(), *area);
    }
    if (auto* sheet = book.sheetTitled(unquotedTitle(range))) return within(*sheet, {});
    if (const auto* named = namedRange(book, range)) {
        if (auto* sheet = book.sheet((*named)["sheetId"].asInt()))
            return placeOf(*sheet, areaOf(*named), range);
    }
    return unreadable(range);
}

Answer<bool> selects(Spreadsheet& book, const Json& dataFilter, const DeveloperMetadata& entry) {
    if (const auto* lookup = dataFilter.find("developerMetadataLookup")) return matches(*lookup, entry);
    const auto places = selectPlaces(book, dataFilter);
    if (!places) return tl::unexpected(places.error());
    return within(entry, places->front().sheet->id, places->front().asked);
}

Answer<std::vector<DeveloperMetadata>> selectMetadata(Spreadsheet& book, const Json& dataFilters) {
    if (dataFilters.items().empty()) return refuse("Must specify at least one dataFilter.");
    for (const auto& filter : dataFilters.items()) {
        if (const auto places = selectPlaces(book, filter); !places) return tl::unexpected(places.error());
    }
    std::vector<DeveloperMetadata> out;
    for (const auto& item : book.metadata.all()) {
        const auto& entry = item.second;
        if (std::ranges::any_of(dataFilters.items(), [&](const Json& filter) {
                return selects(book, filter, entry).value_or(false);
            }))
            out.push_back(entry);
    }
    return out;
}

Answer<std::vector<Place>> selectPlaces(Spreadsheet& book, const Json& dataFilter, std::string_view word) {
    const auto one = [](Answer<Place> place) -> Answer<std::vector<Place>> {
        if (!place) return tl::unexpected(place.error());
        return std::vector<Place>{*place};
    };
    if (const auto* a1 = dataFilter.find("a1Range")) return one(resolveRange(book, a1->asString()));
    if (const auto* range = dataFilter.find("gridRange")) return one(resolveGridRange(book, *range, word));
    const auto* lookup = dataFilter.find("developerMetadataLookup");
    if (!lookup) return refuse("dataFilter.filter must be specified.");
    if (auto fine = checkLookup(book, *lookup); !fine) return tl::unexpected(fine.error());
    std::vector<Place> places;
    for (const auto& [id, entry] : book.metadata.all()) {
        if (!matches(*lookup, entry)) continue;
        for (auto& sheet : book.sheets) {
            if (entry.at == At::Spreadsheet || entry.sheetId == sheet.id)
                places.push_back(*placeOf(sheet, areaAt(entry), sheet.title));
        }
    }
    return places;
}

} // namespace rowcast::sandbox
