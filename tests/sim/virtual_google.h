#pragma once
/// Google as the protocol simulation needs it: files that lists show late, spreadsheets as grids whose
/// metadata moves with its rows and columns, writes that apply whole or not at all. It takes the sheets
/// module's plans as they are, without JSON, and is strict wherever Google leaves something open. One thread.

#include "core/sheets/protocol.h"

#include <cstdint>
#include <map>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <vector>

namespace rowcast::sim {

/// Why a write was refused; nothing of it was applied.
enum class Refusal { IdExists, IdMissing, TooWide, CellLimit, Content, Gone };
/// A row whose response id ends with it is refused for its content.
inline constexpr char kRefusedContent = '!';

struct VirtualTab {
    struct Row {
        std::uint64_t uid = 0;
        std::map<std::uint64_t, sheets::Value> cells; ///< by column uid
    };
    std::int64_t id = 0;
    std::string title;
    std::vector<std::uint64_t> columns; ///< uids, in the order in which people see them
    std::vector<Row> rows;
};

struct VirtualFile {
    SpreadsheetId id;
    std::string name;
    std::string folder;
    std::map<std::string, std::string> properties;
    WallTime created{};
    WallTime listedFrom{}; ///< every list shows it from then on
    bool trashed = false;
    std::vector<VirtualTab> tabs;
    std::vector<std::string> listed; ///< an index's lines for people
    struct Entry {
        sheets::Metadata metadata;
        std::uint64_t anchor = 0; ///< uid of its row or column
    };
    std::map<std::int32_t, Entry> metadata;

    [[nodiscard]] VirtualTab* tab(std::int64_t tabId);
    [[nodiscard]] const VirtualTab* tab(std::int64_t tabId) const;
};

class VirtualGoogle {
public:
    explicit VirtualGoogle(std::int64_t rowLimit) : rowLimit_(rowLimit) {}

    SpreadsheetId create(const std::string& name, const std::string& folder,
                         std::map<std::string, std::string> properties, WallTime created,
                         WallTime listedFrom);
    /// One server of many answers: it may know a file already that the next one does not.
    [[nodiscard]] std::vector<const VirtualFile*> list(WallTime now, std::mt19937_64& random) const;
    [[nodiscard]] VirtualFile* find(const SpreadsheetId& id);
    [[nodiscard]] const VirtualFile* find(const SpreadsheetId& id) const;

    /// Applies the plan whole, or says why not.
    [[nodiscard]] std::optional<Refusal> apply(const sheets::WritePlan& plan);

    [[nodiscard]] std::vector<sheets::Metadata> search(const SpreadsheetId& id, const std::string& key) const;
    /// What a read of header row and column tags of a tab shows.
    [[nodiscard]] sheets::SheetView view(const SpreadsheetId& id, std::int64_t tab) const;
    /// A column's texts by row number.
    [[nodiscard]] std::vector<std::string> column(const SpreadsheetId& id, std::int64_t tab,
                                                  std::int64_t index) const;
    /// The cells of a row as a read shows them, and the ids and values of its row tags.
    [[nodiscard]] sheets::RowsRead::Row row(const SpreadsheetId& id, std::int64_t tab,
                                            std::size_t number) const;

    // A people's hand. Columns and rows by index.
    void swapColumns(const SpreadsheetId& id, std::size_t a, std::size_t b);
    void insertColumn(const SpreadsheetId& id, std::size_t at);
    void insertRowAboveHeader(const SpreadsheetId& id);
    void rotateRows(const SpreadsheetId& id); ///< a sort: the last data row becomes the first
    void deleteRow(const SpreadsheetId& id, std::size_t number);
    /// All texts that stood in rows which people deleted.
    [[nodiscard]] const std::set<std::string>& deleted() const { return deleted_; }
    void rename(const SpreadsheetId& id, std::size_t column, const std::string& title);
    /// A column of people's own: a title and a note in the last row.
    void insertOwnColumn(const SpreadsheetId& id, std::size_t at, const std::string& text);
    /// A title above the grid's last column, if that is nobody's yet.
    void titleLastColumn(const SpreadsheetId& id, const std::string& text);
    /// All texts that stand in people's own columns.
    [[nodiscard]] const std::set<std::string>& own() const { return own_; }

    [[nodiscard]] const std::map<std::string, VirtualFile>& files() const { return files_; }

    // Boundary mutants: what the protocol leans on, taken away.
    bool ignoreVersionStep = false;
    bool ignorePins = false;

private:
    std::map<std::string, VirtualFile> files_;
    std::set<std::string> deleted_;
    std::set<std::string> own_;
    std::uint64_t lastUid_ = 0;
    std::int32_t lastId_ = 0;
    std::int64_t rowLimit_;

    [[nodiscard]] std::vector<std::uint64_t> freshUids(std::size_t count);
    [[nodiscard]] std::optional<Refusal> apply(VirtualFile& file, const sheets::MetadataOp& op);
    [[nodiscard]] std::optional<Refusal> pin(VirtualFile& file, const sheets::MetadataOp& op) const;
    [[nodiscard]] std::optional<Refusal> widen(VirtualTab& tab, const sheets::WritePlan& plan);
    static void put(VirtualTab& tab, const sheets::WritePlan::Line& line);
    [[nodiscard]] std::optional<Refusal> append(VirtualFile& file, const sheets::WritePlan& plan);
    void ensureRow(VirtualTab& tab, std::int64_t row);
};

} // namespace rowcast::sim
