#pragma once
/// One spreadsheet: its sheets, metadata and named ranges. Copying is cheap (cells are shared until written),
/// so a batch works on a copy that replaces the original only when all of it was valid. Pure; one thread at a
/// time.

#include "core/sandbox/developer_metadata.h"
#include "core/sandbox/grid.h"

#include <map>
#include <memory>
#include <random>
#include <string>
#include <vector>

namespace rowcast::sandbox {

/// What cells carry beside their value (CellData without values), kept once each. Only grows; 0 is "nothing".
class ExtrasPool {
public:
    [[nodiscard]] const Json& at(std::uint32_t index) const { return m_items[index]; }
    [[nodiscard]] std::uint32_t indexOf(const Json& extras);

private:
    std::vector<Json> m_items = {Json()};
    std::map<std::string, std::uint32_t, std::less<>> m_byText;
};

struct Sheet {
    int id = 0;
    std::string title;
    int rows = 1000, columns = 26;
    Json properties = Json::object(); ///< SheetProperties without id, title, index and the grid's size
    Grid grid;
    std::map<int, Json> rowProperties, columnProperties; ///< pixelSize, hiddenByUser
    std::vector<Json> merges;                            ///< GridRanges
    std::vector<Json> protectedRanges, rowGroups, columnGroups;
    Json basicFilter;

    [[nodiscard]] Box whole() const { return {0, rows, 0, columns}; }
    [[nodiscard]] int size(Dimension dimension) const {
        return dimension == Dimension::Rows ? rows : columns;
    }
    [[nodiscard]] int frozen(Dimension dimension) const;
    [[nodiscard]] bool hidden() const { return properties["hidden"].asBool(); }
};

class Spreadsheet {
public:
    explicit Spreadsheet(std::string spreadsheetId, Json spreadsheetProperties);

    std::string id;
    Json properties;
    std::vector<Sheet> sheets; ///< in the order of the tabs
    std::vector<Json> namedRanges;
    MetadataStore metadata;
    std::shared_ptr<ExtrasPool> extras = std::make_shared<ExtrasPool>();
    std::int64_t cellLimit = 10'000'000;
    std::string editor; ///< whose hand it is in; empty = an owner's, whom no protection keeps out

    [[nodiscard]] Sheet* sheet(int sheetId);
    [[nodiscard]] const Sheet* sheet(int sheetId) const;
    [[nodiscard]] Sheet* sheetTitled(std::string_view title); ///< in any case of letters, as in ranges
    /// "Copy of Sheet1", with a number where that is taken.
    [[nodiscard]] std::string copyTitle(const Sheet& sheet);
    [[nodiscard]] int indexOf(int sheetId) const;
    [[nodiscard]] std::int64_t cells() const;
    /// Refuses what would take the grids above the limit.
    [[nodiscard]] Answer<void> checkCells(std::int64_t added) const;
    /// Refuses a grid that is wider than column ZZZ.
    [[nodiscard]] static Answer<void> checkColumns(std::int64_t columns);

    /// Whether the editor is among those whom a protected range (or one that only warns) lets write.
    [[nodiscard]] bool mayEdit(const Json& protectedRange) const;
    /// Refuses cells that a protected range keeps from the editor.
    [[nodiscard]] Answer<void> checkProtection(const Sheet& sheet, const Box& box) const;

    /// Rows or columns come, go or move, with all that stands at them.
    void shift(Sheet& sheet, const Shift& shift);

    [[nodiscard]] const Json& extrasOf(const Cell& cell) const { return extras->at(cell.extras()); }
};

/// "en_US", "Etc/GMT", the default format and theme of a new spreadsheet.
[[nodiscard]] Json newSpreadsheetProperties(std::string_view title);
[[nodiscard]] const Json& defaultCellFormat();
/// A ProtectedRange as its reader sees it: `editors` only where he may edit.
[[nodiscard]] Json protectedView(const Spreadsheet& book, const Json& protectedRange);
/// SheetProperties as Google answers them.
[[nodiscard]] Json propertiesOf(const Sheet& sheet, int index);
/// The same tab under another id: what stands at its ranges goes along.
[[nodiscard]] Sheet copyOf(const Sheet& sheet, int id, std::string title);
/// A fresh tab: 1000 × 26.
[[nodiscard]] Sheet newSheet(int id, std::string title);

} // namespace rowcast::sandbox
