// appendDimension, insertDimension, deleteDimension, moveDimension, updateDimensionProperties,
// autoResizeDimensions, addDimensionGroup, updateDimensionGroup, deleteDimensionGroup.

#include "core/sandbox/batch.h"

#include <algorithm>

namespace rowcast::sandbox {

namespace {

struct Range {
    Sheet* sheet = nullptr;
    Dimension dimension = Dimension::Rows;
    int from = 0, to = 0;
    [[nodiscard]] std::string word(bool plural = true) const {
        return std::string(dimension == Dimension::Rows ? "row" : "column") + (plural ? "s" : "");
    }
};

Answer<Dimension> dimensionOf(const Json& word) {
    if (word.asString() == "ROWS") return Dimension::Rows;
    if (word.asString() == "COLUMNS") return Dimension::Columns;
    return refuse("No dimension specified");
}

/// A DimensionRange; an open end is the grid's.
Answer<Range> rangeOf(Draft& draft, const Json& range) {
    auto sheet = draft.grid(range["sheetId"].asInt());
    if (!sheet) return tl::unexpected(sheet.error());
    const auto dimension = dimensionOf(range["dimension"]);
    if (!dimension) return tl::unexpected(dimension.error());
    Range out{*sheet, *dimension, range["startIndex"].asInt(),
              range["endIndex"].asInt((*sheet)->size(*dimension))};
    if (out.from < 0 || out.to < 0) return refuse("DimensionRange indexes must be >= 0");
    if (out.to <= out.from) return refuse("endIndex must be after startIndex");
    return out;
}

Answer<void> checkGrowth(Draft& draft, const Range& range, int count) {
    const auto& sheet = *range.sheet;
    if (range.dimension == Dimension::Columns)
        if (auto fits = Spreadsheet::checkColumns(std::int64_t(sheet.columns) + count); !fits) return fits;
    const auto added = range.dimension == Dimension::Rows ? std::int64_t(count) * sheet.columns
                                                          : std::int64_t(count) * sheet.rows;
    return draft.book.checkCells(added);
}

Answer<> appendDimension(Draft& draft, const Json& request) {
    auto sheet = draft.grid(request["sheetId"].asInt());
    if (!sheet) return tl::unexpected(sheet.error());
    const auto dimension = dimensionOf(request["dimension"]);
    if (!dimension) return tl::unexpected(dimension.error());
    const int length = request["length"].asInt();
    if (length < 1) return refuse("length must be > 0");
    if (auto fits = checkGrowth(draft, {*sheet, *dimension}, length); !fits)
        return tl::unexpected(fits.error());
    (*dimension == Dimension::Rows ? (*sheet)->rows : (*sheet)->columns) += length;
    return Json::object();
}

/// The cells of [from, to), which may be empty.
Box boxOf(const Range& range) {
    auto box = range.sheet->whole();
    (range.dimension == Dimension::Rows ? box.row0 : box.column0) = range.from;
    (range.dimension == Dimension::Rows ? box.row1 : box.column1) = range.to;
    return box;
}

/// Refuses to insert within what is protected; beside it is allowed.
Answer<void> checkInsertion(Draft& draft, const Range& range) {
    for (const auto& guarded : range.sheet->protectedRanges) {
        Json area = guarded["range"];
        const bool rows = range.dimension == Dimension::Rows;
        const int first = area[rows ? "startRowIndex" : "startColumnIndex"].asInt();
        const auto* end = area.find(rows ? "endRowIndex" : "endColumnIndex");
        if (!draft.book.mayEdit(guarded) && (!end || (first < range.from && range.from < end->asInt())))
            return draft.book.checkProtection(*range.sheet, range.sheet->whole());
    }
    return {};
}

/// New rows and columns look like a neighbour: its size, and the format of its cells.
void inherit(Draft& draft, const Range& range, int neighbour) {
    auto& sheet = *range.sheet;
    const bool rows = range.dimension == Dimension::Rows;
    auto& sizes = rows ? sheet.rowProperties : sheet.columnProperties;
    if (const auto it = sizes.find(neighbour); it != sizes.end() && it->second.has("pixelSize")) {
        for (int i = range.from; i < range.to; ++i)
            sizes[i] = Json::object({{"pixelSize", it->second["pixelSize"]}});
    }
    const int lines = rows ? int(sheet.grid.row(neighbour).size()) : sheet.grid.storedRows();
    for (int line = 0; line < lines; ++line) {
        const auto& from = rows ? sheet.grid.cell(neighbour, line) : sheet.grid.cell(line, neighbour);
        const auto* format = from.extras() ? draft.book.extrasOf(from).find("userEnteredFormat") : nullptr;
        if (!format) continue;
        const auto extras = draft.book.extras->indexOf(Json::object({{"userEnteredFormat", *format}}));
        for (int i = range.from; i < range.to; ++i)
            (rows ? sheet.grid.edit(i, line) : sheet.grid.edit(line, i)).setExtras(extras);
    }
}

Answer<> insertDimension(Draft& draft, const Json& request) {
    const auto range = rangeOf(draft, request["range"]);
    if (!range) return tl::unexpected(range.error());
    const int size = range->sheet->size(range->dimension);
    const bool before = request["inheritFromBefore"].asBool();
    if (range->from > size)
        return refuse("range.startIndex is larger than current grid size (" + std::to_string(size) + ")");
    if (range->from == size && !before)
        return refuse("range.startIndex must be less than the grid size (" + std::to_string(size) +
                      ") if inheritFromBefore is false.");
    if (range->from == 0 && before)
        return refuse("inheritFromBefore cannot be true if inserting at index 0.");
    if (auto fits = checkGrowth(draft, *range, range->to - range->from); !fits)
        return tl::unexpected(fits.error());
    if (auto free = checkInsertion(draft, *range); !free) return tl::unexpected(free.error());
    draft.book.shift(*range->sheet, {Shift::Kind::Insert, range->dimension, range->from, range->to});
    inherit(draft, *range, before ? range->from - 1 : range->to);
    return Json::object();
}

Answer<> deleteDimension(Draft& draft, const Json& request) {
    auto range = rangeOf(draft, request["range"]);
    if (!range) return tl::unexpected(range.error());
    const int size = range->sheet->size(range->dimension);
    if (range->from >= size)
        return refuse("Cannot delete a " + range->word(false) + " that doesn't exist. Tried to delete " +
                      range->word(false) + " index " + std::to_string(range->from) + " but there are only " +
                      std::to_string(size) + " " + range->word() + ".");
    range->to = std::min(range->to, size);
    if (range->to - range->from >= size)
        return refuse("You can't delete all the " + range->word() + " on the sheet.");
    const int frozen = range->sheet->frozen(range->dimension);
    const int frozenGone = std::max(0, std::min(range->to, frozen) - range->from);
    if (size - (range->to - range->from) <= frozen - frozenGone)
        return refuse("Sorry, it is not possible to delete all non-frozen " + range->word() + ".");
    if (auto free = draft.book.checkProtection(*range->sheet, boxOf(*range)); !free)
        return tl::unexpected(free.error());
    draft.book.shift(*range->sheet, {Shift::Kind::Delete, range->dimension, range->from, range->to});
    if (frozenGone > 0) {
        const auto* key = range->dimension == Dimension::Rows ? "frozenRowCount" : "frozenColumnCount";
        auto& grid = range->sheet->properties.at("gridProperties");
        if (frozen == frozenGone)
            grid.erase(key);
        else
            grid.set(key, frozen - frozenGone);
    }
    return Json::object();
}

/// Seen live: what is merged with a line outside the range does not move, nor does anything move into it.
Answer<void> checkMerges(const Range& range, int before) {
    const bool rows = range.dimension == Dimension::Rows;
    for (const auto& merge : range.sheet->merges) {
        const int first = merge[rows ? "startRowIndex" : "startColumnIndex"].asInt();
        const int end = merge[rows ? "endRowIndex" : "endColumnIndex"].asInt();
        const bool cut = first < range.to && end > range.from && (first < range.from || end > range.to);
        if (cut || (first < before && before < end))
            return refuse("Sorry, it is not possible to move a " + range.word(false) +
                          " to a position that crosses a merged cell. Please unmerge and try again.");
    }
    return {};
}

Answer<> moveDimension(Draft& draft, const Json& request) {
    const auto range = rangeOf(draft, request["source"]);
    if (!range) return tl::unexpected(range.error());
    const int size = range->sheet->size(range->dimension);
    const int before = request["destinationIndex"].asInt();
    if (range->to > size || before < 0 || before > size)
        return refuse("Cannot move a " + range->word(false) + " that doesn't exist: there are only " +
                      std::to_string(size) + " " + range->word() + ".");
    if (auto free = draft.book.checkProtection(*range->sheet, boxOf(*range)); !free)
        return tl::unexpected(free.error());
    if (auto whole = checkMerges(*range, before); !whole) return tl::unexpected(whole.error());
    if (before >= range->from && before <= range->to) return Json::object();
    draft.book.shift(*range->sheet, {Shift::Kind::Move, range->dimension, range->from, range->to, before});
    return Json::object();
}

/// What `mask` names of DimensionProperties, for every line of the range.
void setProperties(const Range& range, const Json& source, const FieldMask& mask) {
    auto& properties =
        range.dimension == Dimension::Rows ? range.sheet->rowProperties : range.sheet->columnProperties;
    for (int i = range.from; i < range.to; ++i) {
        auto& own = properties[i];
        if (own.isNull()) own = Json::object();
        mask.copy(own, source);
        if (!own["hiddenByUser"].asBool()) own.erase("hiddenByUser");
        if (own.members().empty()) properties.erase(i);
    }
}

Answer<> updateDimensionProperties(Draft& draft, const Json& request) {
    const auto mask = draft.mask(request, "DimensionProperties");
    if (!mask) return tl::unexpected(mask.error());
    const auto range = rangeOf(draft, request["range"]);
    if (!range) return tl::unexpected(range.error());
    const int size = range->sheet->size(range->dimension);
    if (range->from >= size || range->to > size)
        return refuse("Cannot update a " + range->word(false) + " that doesn't exist: there are only " +
                      std::to_string(size) + " " + range->word() + ".");
    Json source = request["properties"];
    for (const auto* key : {"developerMetadata", "hiddenByFilter", "dataSourceColumnReference"})
        source.erase(key);
    setProperties(*range, source, *mask);
    return Json::object();
}

Answer<> autoResizeDimensions(Draft& draft, const Json& request) {
    const auto range = rangeOf(draft, request["dimensions"]);
    if (!range) return tl::unexpected(range.error());
    // About 7 pixels a character; the width that a browser measures is not ours to know. Empty: 21, as rows.
    const auto& grid = range->sheet->grid;
    for (int line = range->from; line < std::min(range->to, range->sheet->size(range->dimension)); ++line) {
        std::size_t longest = 0;
        if (range->dimension == Dimension::Columns) {
            for (int row = 0; row < grid.storedRows(); ++row)
                longest = std::max(longest, characters(shownText(draft.book, grid.cell(row, line))));
        }
        setProperties({range->sheet, range->dimension, line, line + 1},
                      Json::object({{"pixelSize", longest > 0 ? int(longest) * 7 + 10 : 21}}),
                      *FieldMask::parse("pixelSize"));
    }
    return Json::object();
}

std::vector<Json>& groupsOf(const Range& range) {
    return range.dimension == Dimension::Rows ? range.sheet->rowGroups : range.sheet->columnGroups;
}

Json groupRange(const Range& range) {
    Json out = Json::object();
    if (range.sheet->id != 0) out.set("sheetId", range.sheet->id);
    out.set("dimension", range.dimension == Dimension::Rows ? "ROWS" : "COLUMNS");
    out.set("startIndex", range.from);
    out.set("endIndex", range.to);
    return out;
}

/// How deep each row or column lies in groups.
std::vector<int> depthsOf(const Range& range) {
    std::vector<int> depths(std::size_t(std::max(range.sheet->size(range.dimension), range.to)) + 1);
    for (const auto& group : groupsOf(range)) {
        for (int i = group["range"]["startIndex"].asInt(); i < group["range"]["endIndex"].asInt(); ++i)
            ++depths[std::size_t(i)];
    }
    return depths;
}

/// Groups are runs of a depth and more, outer ones first; one that stays as it was stays collapsed. The list.
Json regroup(const Range& range, const std::vector<int>& depths) {
    auto& groups = groupsOf(range);
    const auto old = std::move(groups);
    groups.clear();
    for (int i = 0; i < int(depths.size()); ++i) {
        for (int depth = i > 0 ? depths[std::size_t(i) - 1] + 1 : 1; depth <= depths[std::size_t(i)];
             ++depth) {
            int end = i;
            while (depths[std::size_t(end)] >= depth)
                ++end;
            Json group = Json::object(
                {{"range", groupRange({range.sheet, range.dimension, i, end})}, {"depth", depth}});
            const auto same = [&](const Json& g) {
                return g["range"] == group["range"] && g["depth"] == group["depth"];
            };
            const auto kept = std::ranges::find_if(old, same);
            groups.push_back(kept == old.end() ? group : *kept);
        }
    }
    Json reply = Json::object();
    if (!groups.empty()) reply.set("dimensionGroups", Json::Array(groups));
    return reply;
}

Answer<> addDimensionGroup(Draft& draft, const Json& request) {
    const auto range = rangeOf(draft, request["range"]);
    if (!range) return tl::unexpected(range.error());
    auto depths = depthsOf(*range);
    for (int i = range->from; i < range->to; ++i)
        ++depths[std::size_t(i)];
    return Json::object({{"addDimensionGroup", regroup(*range, depths)}});
}

Answer<> deleteDimensionGroup(Draft& draft, const Json& request) {
    const auto range = rangeOf(draft, request["range"]);
    if (!range) return tl::unexpected(range.error());
    auto depths = depthsOf(*range);
    bool any = false;
    for (int i = range->from; i < range->to; ++i) {
        auto& depth = depths[std::size_t(i)];
        any = any || depth > 0;
        depth = std::max(0, depth - 1);
    }
    if (!any) return refuse("There are no dimension groups over the specified range.");
    return Json::object({{"deleteDimensionGroup", regroup(*range, depths)}});
}

Answer<> updateDimensionGroup(Draft& draft, const Json& request) {
    const auto mask = draft.mask(request, "DimensionGroup");
    if (!mask) return tl::unexpected(mask.error());
    const auto& wanted = request["dimensionGroup"];
    const auto range = rangeOf(draft, wanted["range"]);
    if (!range) return tl::unexpected(range.error());
    const auto target = groupRange(*range);
    for (auto& group : groupsOf(*range)) {
        if (group["range"] != target || group["depth"] != wanted["depth"]) continue;
        const bool collapsed = wanted["collapsed"].asBool();
        collapsed ? group.set("collapsed", true) : group.erase("collapsed");
        const Json line = collapsed ? Json::object({{"hiddenByUser", true}}) : Json::object();
        setProperties(*range, line, *FieldMask::parse("hiddenByUser"));
        return Json::object();
    }
    return refuse("There is no dimension group over the specified range and depth.");
}

} // namespace

void addDimensionKinds(std::map<std::string, RequestKind, std::less<>>& kinds) {
    kinds["appendDimension"] = appendDimension;
    kinds["insertDimension"] = insertDimension;
    kinds["deleteDimension"] = deleteDimension;
    kinds["moveDimension"] = moveDimension;
    kinds["updateDimensionProperties"] = updateDimensionProperties;
    kinds["autoResizeDimensions"] = autoResizeDimensions;
    kinds["addDimensionGroup"] = addDimensionGroup;
    kinds["deleteDimensionGroup"] = deleteDimensionGroup;
    kinds["updateDimensionGroup"] = updateDimensionGroup;
}

} // namespace rowcast::sandbox
