#pragma once
/// A spreadsheet as `spreadsheets.get` answers it. Pure; one thread at a time.

#include "core/sandbox/data_filter.h"
#include "core/sandbox/field_mask.h"

namespace rowcast::sandbox {

struct View {
    bool gridData = false;
    std::vector<Place> places; ///< empty: everything
    FieldMask mask;            ///< all, where the caller gave none
    std::string url;           ///< spreadsheetUrl
};

/// Without what `view.mask` hides, as far as that saves work; the caller prunes the rest.
[[nodiscard]] Json viewOf(Spreadsheet& book, const View& view);

} // namespace rowcast::sandbox
