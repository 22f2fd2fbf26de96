#pragma once
/// A folder of spreadsheets that plays Google for the machines, without JSON: all of a write or nothing, ids
/// that exist are refused, tags move with their columns and rows. For tests; one thread.

#include "core/sheets/cell_value.h"
#include "core/sheets/protocol.h"

#include <algorithm>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace rowcast::sheets::test {

struct VirtualSheet {
    SpreadsheetId id;
    std::string title;
    std::string form; ///< property; empty: a person made it
    bool index = false;
    bool trashed = false;
    bool gone = false;
    WallTime created{};
    std::map<std::int32_t, Metadata> meta;
    std::vector<std::vector<Value>> rows; ///< from row 0
    std::int64_t columns = 26;

    [[nodiscard]] Value at(std::size_t row, std::size_t column) const;
    void put(std::size_t row, std::size_t column, Value value);
    [[nodiscard]] std::vector<const Metadata*> entries(std::initializer_list<std::string_view> keys) const;
    [[nodiscard]] std::int64_t headerRow() const;
    [[nodiscard]] SheetView view() const;

    // What people do
    void swapColumns(std::int64_t a, std::int64_t b);
    void deleteColumn(std::int64_t column);
    void insertColumn(std::int64_t column);
    void insertRow(std::int64_t at);
    void deleteRow(std::int64_t at);
    /// Turns the rows below the header upside down, tags with them.
    void sortRows();
};

class VirtualGoogle {
public:
    std::vector<VirtualSheet> sheets;
    WallTime now{Millis{1'800'000'000'000}};
    int reads = 0;
    int writes = 0;
    std::size_t cellLimit = 10'000'000; ///< enforced when rows are appended
    std::string poison;                 ///< a row with this text is refused

    VirtualSheet& make(std::string title, std::string form, bool index = false);
    [[nodiscard]] VirtualSheet* find(const SpreadsheetId& id);

    [[nodiscard]] Outcome operator()(const ReadState& ask);
    [[nodiscard]] Outcome operator()(const ReadClaims& ask);
    [[nodiscard]] Outcome operator()(const ReadColumns& ask);
    [[nodiscard]] Outcome operator()(const ReadIds& ask);
    [[nodiscard]] Outcome operator()(const ReadRows& ask);
    /// Two reads: the row tags, then their rows.
    [[nodiscard]] Outcome operator()(const ReadTagged& ask, const std::function<void()>& between = {});
    [[nodiscard]] Outcome operator()(const Write& ask);
    [[nodiscard]] Outcome operator()(const CheckFile& ask);
    [[nodiscard]] Outcome operator()(const FindFiles& ask);
    [[nodiscard]] Outcome operator()(const CreateFile& ask);
    [[nodiscard]] Outcome operator()(const TrashFile& ask);
    [[nodiscard]] Outcome operator()(const ListIndexes&);
    [[nodiscard]] Outcome operator()(const CreateIndex&);
    [[nodiscard]] Outcome operator()(const Wait& ask);

private:
    [[nodiscard]] static Outcome gone();
    [[nodiscard]] static Refused no(Refused::Why why);
    template <class Read>
    [[nodiscard]] Outcome metadata(const SpreadsheetId& id, std::initializer_list<std::string_view> keys) {
        ++reads;
        const VirtualSheet* sheet = find(id);
        if (sheet == nullptr) return gone();
        Read read;
        for (const Metadata* entry : sheet->entries(keys))
            read.entries.push_back(*entry);
        return read;
    }
    [[nodiscard]] static RowsRead::Row rowOf(const VirtualSheet& sheet, std::int64_t number);
    [[nodiscard]] bool change(VirtualSheet& sheet, const MetadataOp& op);
    [[nodiscard]] std::optional<Outcome> apply(VirtualSheet& sheet, const WritePlan& plan);
    [[nodiscard]] bool append(VirtualSheet& sheet, const WritePlan& plan, const Row& row) const;

    std::int32_t nextId_ = 1000;
};

} // namespace rowcast::sheets::test
