// Protected ranges: who may write there, and the refusal of those who may not.

#include "core/sandbox/spreadsheet.h"

#include <algorithm>

namespace rowcast::sandbox {

namespace {

/// An open bound is the grid's.
Box boxIn(const Sheet& sheet, const Json& range) {
    const auto area = areaOf(range);
    return {area.row0.value_or(0), area.row1.value_or(sheet.rows), area.column0.value_or(0),
            area.column1.value_or(sheet.columns)};
}

} // namespace

bool Spreadsheet::mayEdit(const Json& protectedRange) const {
    const auto& editors = protectedRange["editors"];
    const auto names = [&](const char* list) {
        return std::ranges::any_of(editors[list].items(),
                                   [&](const Json& item) { return item.asString() == editor; });
    };
    return editor.empty() || protectedRange["warningOnly"].asBool() ||
           editors["domainUsersCanEdit"].asBool() || names("users") || names("groups");
}

Json protectedView(const Spreadsheet& book, const Json& protectedRange) {
    Json out = protectedRange;
    if (book.mayEdit(protectedRange))
        out.set("requestingUserCanEdit", true);
    else
        out.erase("editors");
    return out;
}

Answer<void> Spreadsheet::checkProtection(const Sheet& sheet, const Box& box) const {
    for (const auto& range : sheet.protectedRanges) {
        const auto free = [&](const Json& open) { return boxIn(sheet, open).contains(box); };
        if (!mayEdit(range) && boxIn(sheet, range["range"]).intersects(box) &&
            std::ranges::none_of(range["unprotectedRanges"].items(), free))
            return refuse("You are trying to edit a protected cell or object. Please contact the spreadsheet "
                          "owner to remove protection if you need to edit.");
    }
    return {};
}

} // namespace rowcast::sandbox
