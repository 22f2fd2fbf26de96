#pragma once
/// spreadsheets.batchUpdate: each kind of request is one function on a draft of the spreadsheet. Pure; one
/// thread at a time.

#include "core/sandbox/cell_data.h"
#include "core/sandbox/schema.h"
#include "core/sandbox/spreadsheet.h"

#include <functional>

namespace rowcast::sandbox {

/// What a request may use: the draft, Google's schemas, random ids.
struct Draft {
    Spreadsheet& book;
    const Discovery& schemas;
    std::mt19937_64& random;
    const std::string& user; ///< the caller's address

    /// A random id as Google draws them for tabs, metadata, protected ranges.
    [[nodiscard]] int freshId();
    /// The sheet, or "No grid with id: N".
    [[nodiscard]] Answer<Sheet*> grid(int sheetId);
    /// A GridRange in bounds; refused when it starts outside the grid.
    [[nodiscard]] Answer<std::pair<Sheet*, Box>> box(const Json& gridRange);
    [[nodiscard]] Answer<FieldMask> mask(const Json& request, std::string_view message);
};

/// Changes the draft and answers the reply ({} for most); a refusal's words go behind "Invalid
/// requests[i].kind: ".
using RequestKind = Answer<> (*)(Draft&, const Json& request);

/// All kinds that work, by their name in the request. Families live in batch_*.cpp.
[[nodiscard]] const std::map<std::string, RequestKind, std::less<>>& requestKinds();

/// Applies all or none; answers the replies. Another kind than those above is refused with 501 and its name.
[[nodiscard]] Answer<> applyBatch(Draft draft, const Json& requests);

void addSheetKinds(std::map<std::string, RequestKind, std::less<>>& kinds);
void addCellKinds(std::map<std::string, RequestKind, std::less<>>& kinds);
void addDimensionKinds(std::map<std::string, RequestKind, std::less<>>& kinds);
void addMetadataKinds(std::map<std::string, RequestKind, std::less<>>& kinds);
void addRangeKinds(std::map<std::string, RequestKind, std::less<>>& kinds);
void addSortKinds(std::map<std::string, RequestKind, std::less<>>& kinds);
void addPasteKinds(std::map<std::string, RequestKind, std::less<>>& kinds);

} // namespace rowcast::sandbox
