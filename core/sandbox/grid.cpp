#include "core/sandbox/grid.h"

#include <algorithm>

namespace rowcast::sandbox {

namespace {

const Cell kBlankCell;
const Row kBlankRow;

} // namespace

const Row& Grid::row(int row) const {
    if (row < 0 || row >= m_rows) return kBlankRow;
    return (*m_blocks[std::size_t(row / kBlock)])[std::size_t(row % kBlock)];
}

const Cell& Grid::cell(int row, int column) const {
    const auto& cells = this->row(row);
    return column >= 0 && std::size_t(column) < cells.size() ? cells[std::size_t(column)] : kBlankCell;
}

Grid::Block& Grid::editBlock(int row) {
    auto& block = m_blocks[std::size_t(row / kBlock)];
    if (block.use_count() > 1) block = std::make_shared<Block>(*block);
    return *block;
}

Row& Grid::editRow(int row) {
    while (m_rows <= row) {
        if (m_rows % kBlock == 0) m_blocks.push_back(std::make_shared<Block>());
        auto& block = editBlock(m_rows);
        const int fill = std::min(kBlock, row + 1 - m_rows + int(block.size())) - int(block.size());
        block.resize(block.size() + std::size_t(fill));
        m_rows += fill;
    }
    return editBlock(row)[std::size_t(row % kBlock)];
}

Cell& Grid::edit(int row, int column) {
    auto& cells = editRow(row);
    if (cells.size() <= std::size_t(column)) cells.resize(std::size_t(column) + 1);
    return cells[std::size_t(column)];
}

int Grid::rowsWithData() const {
    int rows = m_rows;
    while (rows > 0 && std::ranges::none_of(row(rows - 1), &Cell::hasValue))
        --rows;
    return rows;
}

Box Grid::dataWithin(const Box& box) const {
    Box out{box.row0, box.row0, box.column0, box.column0};
    for (int r = std::min(box.row1, m_rows) - 1; r >= box.row0; --r) {
        const auto& cells = row(r);
        for (int c = std::min(box.column1, int(cells.size())) - 1; c >= out.column1; --c) {
            if (cells[std::size_t(c)].hasValue()) {
                out.column1 = c + 1;
                out.row1 = std::max(out.row1, r + 1);
                break;
            }
        }
    }
    return out;
}

void Grid::rearrange(const std::function<std::vector<Row>(std::vector<Row>)>& order) {
    std::vector<Row> rows;
    rows.reserve(std::size_t(m_rows));
    for (auto& block : m_blocks) {
        for (auto& row : *block)
            rows.push_back(block.use_count() > 1 ? Row(row) : std::move(row));
    }
    rows = order(std::move(rows));
    m_blocks.clear();
    m_rows = 0;
    for (auto& row : rows) {
        if (m_rows % kBlock == 0) {
            m_blocks.push_back(std::make_shared<Block>());
            m_blocks.back()->reserve(kBlock);
        }
        m_blocks.back()->push_back(std::move(row));
        ++m_rows;
    }
}

void Grid::insertRows(int at, int count) {
    if (at >= m_rows) return;
    rearrange([&](std::vector<Row> rows) {
        rows.insert(rows.begin() + at, std::size_t(count), Row());
        return rows;
    });
}

void Grid::deleteRows(int from, int to) {
    if (from >= m_rows) return;
    rearrange([&](std::vector<Row> rows) {
        rows.erase(rows.begin() + from, rows.begin() + std::min(to, int(rows.size())));
        return rows;
    });
}

void Grid::moveRows(int from, int to, int before) {
    if (from >= m_rows && before >= m_rows) return;
    rearrange([&](std::vector<Row> rows) {
        rows.resize(std::size_t(std::max({int(rows.size()), to, before})));
        if (before > to)
            std::rotate(rows.begin() + from, rows.begin() + to, rows.begin() + before);
        else
            std::rotate(rows.begin() + before, rows.begin() + from, rows.begin() + to);
        return rows;
    });
}

void Grid::insertColumns(int at, int count) {
    for (int r = 0; r < m_rows; ++r) {
        if (int(row(r).size()) > at) {
            auto& cells = editRow(r);
            cells.insert(cells.begin() + at, std::size_t(count), Cell());
        }
    }
}

void Grid::deleteColumns(int from, int to) {
    for (int r = 0; r < m_rows; ++r) {
        if (int(row(r).size()) > from) {
            auto& cells = editRow(r);
            cells.erase(cells.begin() + from, cells.begin() + std::min(to, int(cells.size())));
        }
    }
}

void Grid::moveColumns(int from, int to, int before) {
    for (int r = 0; r < m_rows; ++r) {
        if (int(row(r).size()) <= std::min(from, before)) continue;
        auto& cells = editRow(r);
        cells.resize(std::size_t(std::max({int(cells.size()), to, before})));
        if (before > to)
            std::rotate(cells.begin() + from, cells.begin() + to, cells.begin() + before);
        else
            std::rotate(cells.begin() + before, cells.begin() + from, cells.begin() + to);
        while (!cells.empty() && cells.back().blank())
            cells.pop_back();
    }
}

} // namespace rowcast::sandbox
