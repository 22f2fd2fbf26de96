// mergeCells, unmergeCells, setBasicFilter, clearBasicFilter, setDataValidation, add-, update-,
// deleteNamedRange, add-, update-, deleteProtectedRange.

#include "core/sandbox/batch.h"

#include <algorithm>

namespace rowcast::sandbox {

namespace {

/// Merges that a range cuts through are refused, those within it go.
Answer<void> dissolve(Sheet& sheet, const Box& box) {
    for (const auto& merge : sheet.merges) {
        if (boxOf(merge).intersects(box) && !box.contains(boxOf(merge)))
            return refuse("You must select all cells in a merged range to merge or unmerge them.");
    }
    std::erase_if(sheet.merges, [&](const Json& merge) { return box.contains(boxOf(merge)); });
    return {};
}

void merge(Sheet& sheet, const Box& box) {
    if (box.rows() * box.columns() < 2) return;
    sheet.merges.push_back(toGridRange(sheet.id, toArea(box)));
    for (int row = box.row0; row < std::min(box.row1, sheet.grid.storedRows()); ++row) {
        for (int column = box.column0; column < box.column1; ++column) {
            if ((row != box.row0 || column != box.column0) && sheet.grid.cell(row, column).hasValue())
                sheet.grid.edit(row, column).setEmpty();
        }
    }
}

Answer<> mergeCells(Draft& draft, const Json& request) {
    const auto place = draft.box(request["range"]);
    if (!place) return tl::unexpected(place.error());
    auto& [sheet, box] = *place;
    if (auto free = draft.book.checkProtection(*sheet, box); !free) return tl::unexpected(free.error());
    if (auto free = dissolve(*sheet, box); !free) return tl::unexpected(free.error());
    const auto& type = request["mergeType"].asString();
    if (type == "MERGE_ROWS") {
        for (int row = box.row0; row < box.row1; ++row)
            merge(*sheet, {row, row + 1, box.column0, box.column1});
    } else if (type == "MERGE_COLUMNS") {
        for (int column = box.column0; column < box.column1; ++column)
            merge(*sheet, {box.row0, box.row1, column, column + 1});
    } else {
        merge(*sheet, box);
    }
    return Json::object();
}

Answer<> unmergeCells(Draft& draft, const Json& request) {
    const auto place = draft.box(request["range"]);
    if (!place) return tl::unexpected(place.error());
    const auto& [sheet, box] = *place;
    if (auto free = draft.book.checkProtection(*sheet, box); !free) return tl::unexpected(free.error());
    if (auto free = dissolve(*sheet, box); !free) return tl::unexpected(free.error());
    return Json::object();
}

/// `criteria` and `filterSpecs` are twins: both are answered, the second counts.
void mirrorCriteria(Json& filter) {
    Json criteria = Json::object(), specs = Json::array();
    for (const auto& spec : filter["filterSpecs"].items())
        criteria.set(std::to_string(spec["columnIndex"].asInt()), spec["filterCriteria"]);
    if (criteria.members().empty() && !filter["criteria"].isNull()) criteria = filter["criteria"];
    for (const auto& [column, rule] : criteria.members())
        specs.push(Json::object({{"filterCriteria", rule}, {"columnIndex", std::atoi(column.c_str())}}));
    if (criteria.members().empty()) return;
    filter.set("criteria", criteria);
    filter.set("filterSpecs", specs);
}

Answer<> setBasicFilter(Draft& draft, const Json& request) {
    Json filter = request["filter"];
    const auto place = draft.box(filter["range"]);
    if (!place) return tl::unexpected(place.error());
    filter.set("range", toGridRange(place->first->id, toArea(place->second)));
    mirrorCriteria(filter);
    place->first->basicFilter = std::move(filter);
    return Json::object();
}

Answer<> clearBasicFilter(Draft& draft, const Json& request) {
    auto sheet = draft.grid(request["sheetId"].asInt());
    if (!sheet) return tl::unexpected(sheet.error());
    (*sheet)->basicFilter = {};
    return Json::object();
}

Answer<> setDataValidation(Draft& draft, const Json& request) {
    const auto place = draft.box(request["range"]);
    if (!place) return tl::unexpected(place.error());
    static const auto kMask = *FieldMask::parse("dataValidation");
    Json data = Json::object();
    if (request.has("rule")) data.set("dataValidation", request["rule"]);
    const auto& [sheet, box] = *place;
    if (auto free = draft.book.checkProtection(*sheet, box); !free) return tl::unexpected(free.error());
    for (int row = box.row0; row < box.row1; ++row) {
        for (int column = box.column0; column < box.column1; ++column) {
            if (auto written = writeCell(draft.book, sheet->grid.edit(row, column), data, kMask); !written)
                return tl::unexpected(written.error());
        }
    }
    return Json::object();
}

/// A stored range never says sheetId 0, and is known to start in the grid.
Answer<> normalRange(Draft& draft, const Json& range) {
    const auto place = draft.box(range);
    if (!place) return tl::unexpected(place.error());
    return toGridRange(place->first->id, areaOf(range));
}

std::vector<Json>::iterator namedRange(Draft& draft, const Json& id) {
    return std::ranges::find_if(draft.book.namedRanges,
                                [&](const Json& r) { return r["namedRangeId"] == id; });
}

Answer<void> checkName(Draft& draft, const Json& wanted, const Json& ownId) {
    const auto& name = wanted["name"].asString();
    const bool valid = !name.empty() && !parseCells(name) && name.find(' ') == std::string::npos &&
                       !(name[0] >= '0' && name[0] <= '9');
    if (!valid)
        return refuse(
            "The name of a named range must not be empty, start with a number, contain spaces or look like "
            "a range.");
    for (const auto& other : draft.book.namedRanges) {
        if (other["name"].asString() == name && other["namedRangeId"] != ownId)
            return refuse("Cannot add named range with name " + name +
                          ", a named range with that name already exists.");
    }
    return {};
}

Answer<> addNamedRange(Draft& draft, const Json& request) {
    const Json& wanted = request["namedRange"];
    const auto range = normalRange(draft, wanted["range"]);
    if (!range) return tl::unexpected(range.error());
    if (auto valid = checkName(draft, wanted, Json()); !valid) return tl::unexpected(valid.error());
    auto id = wanted["namedRangeId"];
    if (id.isNull())
        id = std::to_string(draft.freshId());
    else if (namedRange(draft, id) != draft.book.namedRanges.end())
        return refuse("A named range with id " + id.asString() + " already exists.");
    const Json made = Json::object({{"namedRangeId", id}, {"name", wanted["name"]}, {"range", *range}});
    draft.book.namedRanges.push_back(made);
    return Json::object({{"addNamedRange", Json::object({{"namedRange", made}})}});
}

Answer<> updateNamedRange(Draft& draft, const Json& request) {
    const auto mask = draft.mask(request, "NamedRange");
    if (!mask) return tl::unexpected(mask.error());
    const auto& wanted = request["namedRange"];
    const auto it = namedRange(draft, wanted["namedRangeId"]);
    if (it == draft.book.namedRanges.end())
        return refuse("No NamedRange with id: " + wanted["namedRangeId"].asString());
    if (mask->has("name")) {
        if (auto valid = checkName(draft, wanted, wanted["namedRangeId"]); !valid)
            return tl::unexpected(valid.error());
        it->set("name", wanted["name"]);
    }
    if (mask->has("range")) {
        const auto range = normalRange(draft, wanted["range"]);
        if (!range) return tl::unexpected(range.error());
        it->set("range", *range);
    }
    return Json::object();
}

Answer<> deleteNamedRange(Draft& draft, const Json& request) {
    const auto it = namedRange(draft, request["namedRangeId"]);
    if (it == draft.book.namedRanges.end())
        return refuse("No NamedRange with id: " + request["namedRangeId"].asString());
    draft.book.namedRanges.erase(it);
    return Json::object();
}

Json* protectedRange(Draft& draft, const Json& id, Sheet** owner) {
    for (auto& sheet : draft.book.sheets) {
        for (auto& range : sheet.protectedRanges) {
            if (range["protectedRangeId"] == id) {
                *owner = &sheet;
                return &range;
            }
        }
    }
    return nullptr;
}

/// A protection is itself kept from those it keeps out.
Answer<void> checkOwn(Draft& draft, const Sheet& sheet, const Json& stored) {
    return draft.book.mayEdit(stored) ? Answer<void>() : draft.book.checkProtection(sheet, sheet.whole());
}

Answer<> addProtectedRange(Draft& draft, const Json& request) {
    Json wanted = request["protectedRange"];
    if (const auto* id = wanted.find("namedRangeId")) {
        const auto it = namedRange(draft, *id);
        if (it == draft.book.namedRanges.end()) return refuse("No NamedRange with id: " + id->asString());
        wanted.set("range", (*it)["range"]);
    }
    const auto range = normalRange(draft, wanted["range"]);
    if (!range) return tl::unexpected(range.error());
    if (areaOf(*range) != Area() && !wanted["unprotectedRanges"].items().empty())
        return refuse("Unprotected ranges are only supported on protected sheets.");
    auto* sheet = draft.book.sheet((*range)["sheetId"].asInt());
    Sheet* owner = nullptr;
    if (const auto* id = wanted.find("protectedRangeId"); id && protectedRange(draft, *id, &owner))
        return refuse("A protected range with id " + std::to_string(id->asInt()) + " already exists.");
    Json made = Json::object({{"protectedRangeId", wanted.has("protectedRangeId") ? wanted["protectedRangeId"]
                                                                                  : Json(draft.freshId())},
                              {"range", *range}});
    const auto idle = [](const Json::Member& m) {
        return m.value == Json(false) || m.value == Json("") ||
               (m.value.isArray() && m.value.items().empty());
    };
    if (auto* editors = wanted.find("editors")) {
        std::erase_if(editors->editMembers(), idle);
        if (wanted["warningOnly"].asBool() && !editors->members().empty())
            return refuse("ProtectedRange is warningOnly. Editors cannot be set on it.");
    }
    wanted.erase("requestingUserCanEdit");
    for (const auto& member : wanted.members()) {
        if (!made.has(member.key) && !idle(member)) made.set(member.key, member.value);
    }
    if (!made["warningOnly"].asBool()) {
        auto& users = made.at("editors").at("users");
        const auto& list = users.items();
        if (std::ranges::none_of(list, [&](const Json& u) { return u.asString() == draft.user; }))
            users.push(draft.user);
    }
    sheet->protectedRanges.push_back(made);
    return Json::object(
        {{"addProtectedRange", Json::object({{"protectedRange", protectedView(draft.book, made)}})}});
}

Answer<> updateProtectedRange(Draft& draft, const Json& request) {
    const auto mask = draft.mask(request, "ProtectedRange");
    if (!mask) return tl::unexpected(mask.error());
    const auto& wanted = request["protectedRange"];
    Sheet* owner = nullptr;
    auto* stored = protectedRange(draft, wanted["protectedRangeId"], &owner);
    if (!stored)
        return refuse("No ProtectedRange with id: " + std::to_string(wanted["protectedRangeId"].asInt()));
    if (auto free = checkOwn(draft, *owner, *stored); !free) return tl::unexpected(free.error());
    const auto id = (*stored)["protectedRangeId"];
    mask->copy(*stored, wanted);
    stored->set("protectedRangeId", id);
    stored->erase("requestingUserCanEdit");
    if (mask->has("range")) {
        const auto range = normalRange(draft, (*stored)["range"]);
        if (!range) return tl::unexpected(range.error());
        stored->set("range", *range);
    }
    return Json::object();
}

Answer<> deleteProtectedRange(Draft& draft, const Json& request) {
    Sheet* owner = nullptr;
    const auto& id = request["protectedRangeId"];
    const auto* stored = protectedRange(draft, id, &owner);
    if (!stored) return refuse("No ProtectedRange with id: " + std::to_string(id.asInt()));
    if (auto free = checkOwn(draft, *owner, *stored); !free) return tl::unexpected(free.error());
    std::erase_if(owner->protectedRanges, [&](const Json& r) { return r["protectedRangeId"] == id; });
    return Json::object();
}

} // namespace

void addRangeKinds(std::map<std::string, RequestKind, std::less<>>& kinds) {
    kinds["mergeCells"] = mergeCells;
    kinds["unmergeCells"] = unmergeCells;
    kinds["setBasicFilter"] = setBasicFilter;
    kinds["clearBasicFilter"] = clearBasicFilter;
    kinds["setDataValidation"] = setDataValidation;
    kinds["addNamedRange"] = addNamedRange;
    kinds["updateNamedRange"] = updateNamedRange;
    kinds["deleteNamedRange"] = deleteNamedRange;
    kinds["addProtectedRange"] = addProtectedRange;
    kinds["updateProtectedRange"] = updateProtectedRange;
    kinds["deleteProtectedRange"] = deleteProtectedRange;
}

} // namespace rowcast::sandbox
