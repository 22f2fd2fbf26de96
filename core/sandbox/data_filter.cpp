#include "core/sandbox/data_filter.h"

#include <algorithm>

namespace rowcast::sandbox {

namespace {

using At = DeveloperMetadata::At;

tl::unexpected<ApiError> unreadable(const std::string& range) {
    return refuse("Unable to parse range: " + range);
}

Answer<Place> placeOf(Sheet& sheet, const Area& area, const std::string& shown) {
    Place place{&sheet, {}, area};
    place.box = {area.row0.value_or(0), std::min(area.row1.value_or(sheet.rows), sheet.rows),
                 area.column0.value_or(0), std::min(area.column1.value_or(sheet.columns), sheet.columns)};
    if (place.box.row0 >= sheet.rows || place.box.column0 >= sheet.columns)
        return refuse("Range (" + shown + ") exceeds grid limits. Max rows: " + std::to_string(sheet.rows) +
                      ", max columns: " + std::to_string(sheet.columns));
    return place;
}

const Json* namedRange(const Spreadsheet& book, const std::string& name) {
    const auto it =
        std::ranges::find_if(book.namedRanges, [&](const Json& r) { return r["name"].asString() == name; });
    return it == book.namedRanges.end() ? nullptr : &(*it)["range"];
}

Area areaAt(const DeveloperMetadata& entry) {
    if (entry.at == At::Row) return {entry.index, entry.index + 1, {}, {}};
    if (entry.at == At::Column) return {{}, {}, entry.index, entry.index + 1};
    return {};
}

} // namespace

Answer<Place> resolveRange(Spreadsheet& book, const std::string& range) {
    const auto parsed = parseRange(range);
    if (!parsed) return unreadable(range);
    if (parsed->sheet) {
        if (auto* sheet = book.sheetTitled(*parsed->sheet)) {
            const auto area = parsed->area.value_or(Area());
            return placeOf(*sheet, area, toA1(sheet->title, area));
        }
        if (const auto* named = parsed->area ? nullptr : namedRange(book, *parsed->sheet)) {
            if (auto* sheet = book.sheet((*named)["sheetId"].asInt()))
                return placeOf(*sheet, areaOf(*named), range);
        }
        return unreadable(range);
    }
    if (auto* sheet = book.sheetTitled(range)) // a tab may be called "A1"
        return placeOf(*sheet, {}, toA1(sheet->title, Area()));
    auto& first = book.sheets.front();
    return placeOf(first, *parsed->area, toA1(first.title, *parsed->area));
}

Answer<bool> selects(Spreadsheet& book, const Json& dataFilter, const DeveloperMetadata& entry) {
    if (const auto* lookup = dataFilter.find("developerMetadataLookup")) return matches(*lookup, entry);
    if (const auto* range = dataFilter.find("gridRange"))
        return within(entry, (*range)["sheetId"].asInt(), areaOf(*range));
    if (const auto* a1 = dataFilter.find("a1Range")) {
        const auto place = resolveRange(book, a1->asString());
        if (!place) return tl::unexpected(place.error());
        return within(entry, place->sheet->id, place->asked);
    }
    return refuse("Must specify at least one data filter.");
}

Answer<std::vector<DeveloperMetadata>> selectMetadata(Spreadsheet& book, const Json& dataFilters) {
    if (dataFilters.items().empty()) return refuse("Must specify at least one data filter.");
    std::vector<DeveloperMetadata> out;
    for (const auto& [id, entry] : book.metadata.all()) {
        for (const auto& filter : dataFilters.items()) {
            const auto selected = selects(book, filter, entry);
            if (!selected) return tl::unexpected(selected.error());
            if (*selected) {
                out.push_back(entry);
                break;
            }
        }
    }
    return out;
}

Answer<std::vector<Place>> selectPlaces(Spreadsheet& book, const Json& dataFilter) {
    std::vector<Place> places;
    if (const auto* a1 = dataFilter.find("a1Range")) {
        auto place = resolveRange(book, a1->asString());
        if (!place) return tl::unexpected(place.error());
        places.push_back(*place);
    } else if (const auto* range = dataFilter.find("gridRange")) {
        auto* sheet = book.sheet((*range)["sheetId"].asInt());
        if (!sheet) return refuse("No grid with id: " + std::to_string((*range)["sheetId"].asInt()));
        auto place = placeOf(*sheet, areaOf(*range), toA1(sheet->title, areaOf(*range)));
        if (!place) return tl::unexpected(place.error());
        places.push_back(*place);
    } else if (const auto* lookup = dataFilter.find("developerMetadataLookup")) {
        for (const auto& [id, entry] : book.metadata.all()) {
            if (!matches(*lookup, entry)) continue;
            for (auto& sheet : book.sheets) {
                if (entry.at == At::Spreadsheet || entry.sheetId == sheet.id)
                    places.push_back(*placeOf(sheet, areaAt(entry), sheet.title));
            }
        }
    } else {
        return refuse("Must specify at least one data filter.");
    }
    return places;
}

} // namespace rowcast::sandbox
