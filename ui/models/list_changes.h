#pragma once
/// Turns a model's list into a newer one by the smallest steps that views understand, so that selection,
/// scroll and current cell survive each new Status. Main thread.

#include <QAbstractItemModel>

#include <algorithm>
#include <vector>

namespace rowcast::ui {

/// What a model must let `changeList` do: Qt's begin/end calls are protected.
class RowChanges {
public:
    virtual ~RowChanges() = default;
    virtual void removeAt(int row) = 0;
    virtual void insertAt(int row, int wanted) = 0;
    virtual void move(int from, int to) = 0;
    virtual void change(int row, int wanted) = 0;
};

/// `now` and `wanted` are keys, each once. After it, `now` equals `wanted`; every kept row was offered to
/// `change`.
template <class Key>
void changeList(std::vector<Key> now, const std::vector<Key>& wanted, RowChanges& rows) {
    for (int row = static_cast<int>(now.size()) - 1; row >= 0; --row) {
        if (std::find(wanted.begin(), wanted.end(), now[static_cast<std::size_t>(row)]) != wanted.end())
            continue;
        rows.removeAt(row);
        now.erase(now.begin() + row);
    }
    for (int row = 0; row < static_cast<int>(wanted.size()); ++row) {
        const Key& key = wanted[static_cast<std::size_t>(row)];
        const auto at = std::find(now.begin() + row, now.end(), key);
        if (at == now.end()) {
            rows.insertAt(row, row);
            now.insert(now.begin() + row, key);
            continue;
        }
        const int from = static_cast<int>(at - now.begin());
        if (from != row) {
            rows.move(from, row);
            std::rotate(now.begin() + row, at, at + 1);
        }
        rows.change(row, row);
    }
}

} // namespace rowcast::ui
