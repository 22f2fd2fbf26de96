#pragma once
/// The cells of one sheet. Copies are cheap: blocks of rows are shared until written. Pure; one thread at a
/// time.

#include "core/sandbox/a1.h"
#include "core/sandbox/cell.h"

#include <functional>
#include <memory>
#include <vector>

namespace rowcast::sandbox {

using Row = std::vector<Cell>; ///< cells behind its end are blank

class Grid {
public:
    /// A blank cell where there is none.
    [[nodiscard]] const Cell& cell(int row, int column) const;
    [[nodiscard]] const Row& row(int row) const;
    /// Makes it, and every row before it.
    [[nodiscard]] Cell& edit(int row, int column);
    [[nodiscard]] Row& editRow(int row);

    /// Rows that are stored; those behind are blank.
    [[nodiscard]] int storedRows() const { return m_rows; }
    /// One behind the last row with a value in any column.
    [[nodiscard]] int rowsWithData() const;
    /// The same for `box`: the smallest row1 and column1 that still hold its values.
    [[nodiscard]] Box dataWithin(const Box& box) const;

    /// The stored rows become `order(old rows)`; blank ones may be left out at the end.
    void rearrange(const std::function<std::vector<Row>(std::vector<Row>)>& order);
    void insertRows(int at, int count);
    void deleteRows(int from, int to);
    /// Rows from..to are taken out and stand before the row that was `before`.
    void moveRows(int from, int to, int before);
    void insertColumns(int at, int count);
    void deleteColumns(int from, int to);
    void moveColumns(int from, int to, int before);

private:
    static constexpr int kBlock = 128;
    using Block = std::vector<Row>;
    Block& editBlock(int row);

    std::vector<std::shared_ptr<Block>> m_blocks;
    int m_rows = 0;
};

} // namespace rowcast::sandbox
