#pragma once
/// One write to a spreadsheet as a value: what the batchUpdate will change, before it is JSON. Made by the
/// machines, encoded by write_builder. Plain values; any thread.

#include "core/model/row.h"
#include "core/sheets/layout.h"
#include "core/sheets/state_entry.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace rowcast::sheets {

/// A line of the index for people.
struct ListedForm {
    std::string title;
    std::string url;
    std::int64_t rows = 0;
    std::string state;
    bool operator==(const ListedForm&) const = default;
};

struct WritePlan {
    SpreadsheetId sheet;
    std::int64_t version = 0;                 ///< that this write makes
    std::vector<MetadataOp> step;             ///< the version step, first in the batch
    StateEntry stateAfter;                    ///< what the step says
    std::optional<ColumnsEntry> columnsAfter; ///< if `tags` changes the columns entry

    std::int64_t tab = 0;
    std::string tabTitle; ///< for the range of the reply; empty: no reply wanted
    std::int64_t headerRow = 0;
    std::int64_t addColumns = 0;    ///< to the grid, at its end
    std::int64_t insertColumns = 0; ///< of our own, so that what goes there meets nothing of anybody's
    std::int64_t insertAt = 0;      ///< before this column; right of all that are pinned
    bool insertAtEnd = false;       ///< of the grid
    std::vector<MetadataOp> tags;   ///< pins, columns entry, tags, claims: once the grid is wide
    struct Title {
        std::int64_t column = 0;
        std::string text;
    };
    std::vector<Title> titles; ///< header cells, bold
    struct Format {
        std::int64_t column = 0;
        CellKind kind = CellKind::Text;
    };
    std::vector<Format> formats; ///< of new columns
    struct Line {
        std::int64_t row = 0;
        std::vector<Value> values; ///< from the first column on; Empty leaves a cell, an empty Text clears it
    };
    std::vector<Line> lines; ///< cells of pinned rows
    bool freezeHeader = false;
    std::string timeZone;             ///< to set; empty: leave
    std::vector<std::string> addTabs; ///< titles; the index's further tabs
    std::vector<std::int64_t> addTabIds;
    std::vector<ListedForm> listed; ///< lines of the index, appended

    std::shared_ptr<const Batch> batch;
    std::vector<std::uint32_t> rows; ///< indexes into batch->rows, appended in this order
    Layout layout;                   ///< where their cells go
    std::string zone;                ///< IANA name of the zone that "Submitted at" is shown in
};

} // namespace rowcast::sheets
