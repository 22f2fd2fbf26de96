#pragma once
/// A person who never leaves the sheets alone: renames headers, moves and inserts columns, inserts and sorts
/// rows. Deletes only what people inserted. The test's thread.

#include "core/intake/dice.h"
#include "core/sandbox/local_google.h"

#include <QString>

#include <map>
#include <string>

namespace rowcast::test {

class BusyPerson {
public:
    BusyPerson(sandbox::LocalGoogle& google, std::uint64_t seed) : google_(google), dice_(seed) {}

    /// One thing to one sheet; nothing if there is none yet.
    void act();
    [[nodiscard]] std::int64_t acts() const { return acts_; }

private:
    struct Place {
        std::string spreadsheet;
        int tab = 0;
        std::vector<std::string> header;
        int rows = 0;
    };
    [[nodiscard]] bool choose(sandbox::People& people, Place& place);
    [[nodiscard]] bool change(sandbox::People& people, const Place& place);
    [[nodiscard]] static bool renameHeader(sandbox::People& people, const Place& place, int column);
    [[nodiscard]] bool insertColumn(sandbox::People& people, const Place& place, int column);

    sandbox::LocalGoogle& google_;
    intake::Dice dice_;
    std::map<std::string, int> inserted_; ///< columns and blank rows, by spreadsheet
    std::int64_t acts_ = 0;
};

} // namespace rowcast::test
