#pragma once
/// What comes of the asked actions. Plain values; any thread.

#include "core/sheets/write_plan.h"

#include <map>
#include <memory>
#include <set>
#include <variant>
#include <vector>

namespace rowcast::sheets {

struct StateRead {
    std::vector<Metadata> entries; ///< with the keys of state and columns entry
};
struct ColumnsRead {
    SheetView view;
};
struct IdsRead {
    std::vector<std::string> ids; ///< by row number, header row included; empty where there is none
};
struct RowsRead {
    SheetView view; ///< titles too
    struct Row {
        std::int64_t number = 0;
        std::vector<std::pair<std::int32_t, std::string>> tags; ///< id and value of its row tags
        std::vector<Value> cells;
    };
    std::vector<Row> rows;
    std::vector<std::int32_t> rowTags; ///< of ReadTagged: ids of all that stand in the spreadsheet
};
struct Done {};
struct Written {
    SheetView view;
};
struct ClaimsRead {
    std::vector<Metadata> entries;
};
struct FileChecked {
    bool trashed = false;
    bool ours = false; ///< carries our properties
};
struct FilesFound {
    std::vector<SpreadsheetId> files;
};
struct FileCreated {
    SpreadsheetId sheet;
};
struct IndexesListed {
    struct Index {
        SpreadsheetId sheet;
        WallTime created{};
        bool trashed = false;
    };
    std::vector<Index> indexes; ///< oldest first
    WallTime at{};              ///< the folders were listed then; Google's clock
};
struct ClaimsGiven {
    std::map<int, SpreadsheetId> mine; ///< by generation
    std::shared_ptr<const std::set<SpreadsheetId>> all;
};
/// Google refused: nothing was applied.
struct Refused {
    enum class Why : std::uint8_t {
        VersionTaken, ///< an id of the version step exists or is missing
        Row,          ///< the content of the rows
        CellLimit,
        Place, ///< a tab or range that is no longer there
        Gone,  ///< 404
        Other  ///< the error's remedy decides
    };
    Why why = Why::Other;
    Error error;
};
/// Nobody knows whether it was applied, or it passes by itself.
struct Unknown {
    Error error;
};
struct WokeUp {};

using Outcome =
    std::variant<StateRead, ColumnsRead, IdsRead, RowsRead, Done, Written, ClaimsRead, FileChecked,
                 FilesFound, FileCreated, IndexesListed, ClaimsGiven, Refused, Unknown, WokeUp>;

} // namespace rowcast::sheets
