// copyPaste, cutPaste.

#include "core/sandbox/batch.h"
#include "core/sandbox/formula.h"

#include <algorithm>

namespace rowcast::sandbox {

namespace {

/// How far a formula's references go along with it.
struct Offset {
    int rows = 0, columns = 0;
};

void paste(Draft& draft, Cell& to, const Cell& from, const std::string& type, const Offset& offset) {
    if (type == "PASTE_CONDITIONAL_FORMATTING") return;
    const auto& source = draft.book.extrasOf(from);
    Json extras = draft.book.extrasOf(to).isNull() ? Json::object() : draft.book.extrasOf(to);
    const auto take = [&](const char* key) {
        extras.erase(key);
        if (const auto* value = source.find(key)) extras.set(key, *value);
    };
    const bool normal = type != "PASTE_VALUES" && type != "PASTE_FORMULA";
    if (type == "PASTE_FORMAT") take("userEnteredFormat");
    if (type == "PASTE_FORMAT" || type == "PASTE_DATA_VALIDATION") {
        take("dataValidation");
    } else {
        to.setValueOf(from);
        if (to.kind() == Cell::Kind::Formula)
            to.setText(movedFormula(to.text(), offset.rows, offset.columns), Cell::Kind::Formula);
        if (normal) extras = source.isNull() ? Json::object() : source;
        if (type == "PASTE_NO_BORDERS" && extras.has("userEnteredFormat"))
            extras.at("userEnteredFormat").erase("borders");
    }
    to.setExtras(draft.book.extras->indexOf(extras));
}

bool pastesMerges(const std::string& type) {
    return type.empty() || type == "PASTE_NORMAL" || type == "PASTE_NO_BORDERS";
}

/// The merges within `box`, to stand `offset` further; those that lay there go.
void pasteMerges(const std::vector<Json>& merges, const Box& box, Sheet& to, const Offset& offset) {
    const Box target{box.row0 + offset.rows, box.row1 + offset.rows, box.column0 + offset.columns,
                     box.column1 + offset.columns};
    std::vector<Json> made;
    for (const auto& merge : merges) {
        auto at = boxOf(merge);
        if (!box.contains(at)) continue;
        at = {at.row0 + offset.rows, at.row1 + offset.rows, at.column0 + offset.columns,
              at.column1 + offset.columns};
        made.push_back(toGridRange(to.id, toArea(at)));
    }
    std::erase_if(to.merges, [&](const Json& merge) { return target.contains(boxOf(merge)); });
    to.merges.insert(to.merges.end(), made.begin(), made.end());
}

std::vector<Row> copied(const Sheet& sheet, const Box& box) {
    std::vector<Row> out;
    for (int row = box.row0; row < box.row1; ++row) {
        auto& cells = out.emplace_back();
        for (int column = box.column0; column < box.column1; ++column)
            cells.push_back(sheet.grid.cell(row, column));
    }
    return out;
}

Answer<> copyPaste(Draft& draft, const Json& request) {
    const auto source = draft.box(request["source"]);
    if (!source) return tl::unexpected(source.error());
    const auto target = draft.box(request["destination"]);
    if (!target) return tl::unexpected(target.error());
    if (source->second.empty()) return Json::object();
    const auto& [from, area] = *source;
    const auto& [sheet, box] = *target;
    const bool turned = request["pasteOrientation"].asString() == "TRANSPOSE";
    const auto cells = copied(*from, area);
    const int height = turned ? area.columns() : area.rows(), width = turned ? area.rows() : area.columns();
    const auto whole = sheet->whole();
    // A larger destination is filled by repeating, a smaller one is exceeded.
    const int rows = std::min(std::max(box.rows() / height, 1) * height, whole.row1 - box.row0);
    const int columns = std::min(std::max(box.columns() / width, 1) * width, whole.column1 - box.column0);
    const Box filled{box.row0, box.row0 + rows, box.column0, box.column0 + columns};
    if (auto free = draft.book.checkProtection(*sheet, filled); !free) return tl::unexpected(free.error());
    const auto& type = request["pasteType"].asString();
    const auto merges = from->merges; // of before, where a sheet is pasted into itself
    for (int r = 0; r < rows; ++r) {
        for (int c = 0; c < columns; ++c) {
            const int down = r % height, right = c % width;
            const auto& cell = turned ? cells[std::size_t(right)][std::size_t(down)]
                                      : cells[std::size_t(down)][std::size_t(right)];
            const int row = box.row0 + r, column = box.column0 + c;
            if (cell.blank() && sheet->grid.cell(row, column).blank()) continue;
            paste(
                draft, sheet->grid.edit(row, column), cell, type,
                {row - area.row0 - (turned ? right : down), column - area.column0 - (turned ? down : right)});
        }
    }
    for (int r = 0; r + height <= rows && !turned && pastesMerges(type); r += height) {
        for (int c = 0; c + width <= columns; c += width)
            pasteMerges(merges, area, *sheet, {box.row0 + r - area.row0, box.column0 + c - area.column0});
    }
    return Json::object();
}

Answer<> cutPaste(Draft& draft, const Json& request) {
    const auto source = draft.box(request["source"]);
    if (!source) return tl::unexpected(source.error());
    const auto& destination = request["destination"];
    auto found = draft.grid(destination["sheetId"].asInt());
    if (!found) return tl::unexpected(found.error());
    auto& sheet = **found;
    const int row0 = destination["rowIndex"].asInt(), column0 = destination["columnIndex"].asInt();
    auto* const from = source->first;
    const auto box = source->second;
    const Box target{row0, row0 + box.rows(), column0, column0 + box.columns()};
    if (!sheet.whole().contains(target))
        return refuse("Destination range exceeds grid limits. Max rows: " + std::to_string(sheet.rows) +
                      ", max columns: " + std::to_string(sheet.columns));
    for (const auto& free :
         {draft.book.checkProtection(*from, box), draft.book.checkProtection(sheet, target)}) {
        if (!free) return tl::unexpected(free.error());
    }
    const auto cells = copied(*from, box);
    const auto merges = from->merges;
    for (int row = box.row0; row < std::min(box.row1, from->grid.storedRows()); ++row) {
        for (int column = box.column0; column < box.column1; ++column) {
            if (!from->grid.cell(row, column).blank()) from->grid.edit(row, column) = Cell();
        }
    }
    const auto& type = request["pasteType"].asString();
    for (std::size_t r = 0; r < cells.size(); ++r) {
        for (std::size_t c = 0; c < cells[r].size(); ++c)
            paste(draft, sheet.grid.edit(row0 + int(r), column0 + int(c)), cells[r][c], type, {});
    }
    std::erase_if(from->merges, [&](const Json& merge) { return box.contains(boxOf(merge)); });
    if (pastesMerges(type)) pasteMerges(merges, box, sheet, {row0 - box.row0, column0 - box.column0});
    return Json::object();
}

} // namespace

void addPasteKinds(std::map<std::string, RequestKind, std::less<>>& kinds) {
    kinds["copyPaste"] = copyPaste;
    kinds["cutPaste"] = cutPaste;
}

} // namespace rowcast::sandbox
