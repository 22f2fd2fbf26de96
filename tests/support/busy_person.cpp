#include "tests/support/busy_person.h"

#include "tests/support/verdict.h"

namespace rowcast::test {

namespace {
constexpr int kMostInserted = 40;
constexpr char kSpreadsheet[] = "application/vnd.google-apps.spreadsheet";
} // namespace

void BusyPerson::act() {
    google_.people([this](sandbox::People& people) {
        Place place;
        if (choose(people, place) && change(people, place)) ++acts_;
    });
}

bool BusyPerson::choose(sandbox::People& people, Place& place) {
    std::vector<std::string> sheets;
    for (const sandbox::FileLine& file : people.files())
        if (file.mimeType == kSpreadsheet && !file.trashed && file.name != "Rowcast index")
            sheets.push_back(file.id);
    if (sheets.empty()) return false;
    place.spreadsheet = dice_.pick(sheets);
    place.tab = people.tabs(place.spreadsheet).front();
    const auto rows = people.rows(place.spreadsheet, place.tab);
    if (rows.size() < 3 || rows.front().size() < 3) return false;
    place.header = rows.front();
    place.rows = static_cast<int>(rows.size());
    return true;
}

bool BusyPerson::change(sandbox::People& people, const Place& place) {
    const int columns = static_cast<int>(place.header.size());
    const int column = static_cast<int>(dice_.below(place.header.size()));
    switch (dice_.below(6)) {
    case 0: return renameHeader(people, place, column);
    case 1: {
        const int before = static_cast<int>(dice_.below(static_cast<std::size_t>(columns) + 1));
        return people.moveColumn(place.spreadsheet, place.tab, column, before).has_value();
    }
    case 2: return insertColumn(people, place, column);
    case 3: {
        if (++inserted_[place.spreadsheet] > kMostInserted) return false;
        const int at = 1 + static_cast<int>(dice_.below(static_cast<std::size_t>(place.rows) - 1));
        return people.insertRows(place.spreadsheet, place.tab, at, 1).has_value();
    }
    case 4: return people.sort(place.spreadsheet, place.tab, column, dice_.chance(0.5)).has_value();
    default: {
        const int from = 1 + static_cast<int>(dice_.below(static_cast<std::size_t>(place.rows) - 1));
        const int before = 1 + static_cast<int>(dice_.below(static_cast<std::size_t>(place.rows) - 1));
        return people.moveRow(place.spreadsheet, place.tab, from, before).has_value();
    }
    }
}

/// A person's word is put behind a title, or taken away again. What names the row stays.
bool BusyPerson::renameHeader(sandbox::People& people, const Place& place, int column) {
    const std::string word = kRenamed.toStdString();
    std::string title = place.header[static_cast<std::size_t>(column)];
    if (title.empty()) return false;
    if (title.ends_with(word))
        title.resize(title.size() - word.size());
    else
        title += word;
    return people.type(place.spreadsheet, place.tab, 0, column, title).has_value();
}

bool BusyPerson::insertColumn(sandbox::People& people, const Place& place, int column) {
    const std::string own = kInserted.toStdString();
    if (place.header[static_cast<std::size_t>(column)].starts_with(own))
        return people.deleteColumns(place.spreadsheet, place.tab, column).has_value();
    if (++inserted_[place.spreadsheet] > kMostInserted) return false;
    return people.insertColumns(place.spreadsheet, place.tab, column).has_value() &&
           people.type(place.spreadsheet, place.tab, 0, column, own).has_value() &&
           people.type(place.spreadsheet, place.tab, 1, column, "a note").has_value();
}

} // namespace rowcast::test
