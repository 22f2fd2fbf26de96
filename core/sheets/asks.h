#pragma once
/// What the machines ask for: plain values, so that a rim can turn them into requests and a simulation can
/// play Google with them. Each is answered by exactly one outcome (named after the arrow), Refused or
/// Unknown. Any thread.

#include "core/sheets/write_plan.h"

#include <optional>
#include <vector>

namespace rowcast::sheets {

// ---- asked of a spreadsheet
/// State and columns entry. → StateRead
struct ReadState {
    SpreadsheetId sheet;
};
/// Header row and column tags in one consistent read. → ColumnsRead
struct ReadColumns {
    SpreadsheetId sheet;
    std::optional<SheetView> known;  ///< where they stood when last seen
    std::optional<std::int64_t> tab; ///< that we write to, if any
};
/// The whole Response ID column. → IdsRead
struct ReadIds {
    SpreadsheetId sheet;
    std::string tag;      ///< of the column
    std::int64_t tab = 0; ///< where the column carries no tag yet
    std::string tabTitle;
    std::int64_t column = -1; ///< −1: by the tag
};
/// Rows by number with the column tags of the same moment. → RowsRead
struct ReadRows {
    SpreadsheetId sheet;
    SheetView view;
    struct Range {
        std::int64_t first = 0;
        std::int64_t last = -1; ///< −1: to the end
    };
    std::vector<Range> ranges;
};
/// The rows that carry a row tag, as many as one read can show, with the column tags of the same moment. →
/// RowsRead
struct ReadTagged {
    SpreadsheetId sheet;
    SheetView view;
};
/// One batchUpdate. → Written
struct Write {
    WritePlan plan;
};
/// All claims. → ClaimsRead
struct ReadClaims {
    SpreadsheetId index;
};

// ---- asked of the folder
/// → FileChecked
struct CheckFile {
    SpreadsheetId sheet;
};
/// Spreadsheets of this form by property, then of this name without our properties; oldest first. →
/// FilesFound
struct FindFiles {
    FormId form;
    std::string title;
};
/// → FileCreated
struct CreateFile {
    FormId form;
    std::string title;
};
/// → Done
struct TrashFile {
    SpreadsheetId sheet;
    bool trashed = true;
};
/// All index files by property in all folders of the settings' name, trashed ones too, oldest first. The
/// index in use is among them whether it is listed or not, unless it is gone or in a folder of another name.
/// Files are made from then on where it stands; while none is in use, where the oldest untrashed one stands.
/// → IndexesListed
struct ListIndexes {
    SpreadsheetId used;
};
/// → FileCreated
struct CreateIndex {};

// ---- asked of the other machine, by way of the rim
/// → ClaimsGiven. `again`: not from memory.
struct AskClaims {
    FormId form;
    bool again = false;
};
/// → ClaimsGiven, with or without the claim that was wanted
struct MakeClaim {
    FormId form;
    int generation = 1;
    SpreadsheetId sheet;
    std::string title;
};
/// About this long, with jitter. → WokeUp
struct Wait {
    Millis about{};
};

} // namespace rowcast::sheets
