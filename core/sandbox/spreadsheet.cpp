#include "core/sandbox/spreadsheet.h"

#include <algorithm>

namespace rowcast::sandbox {

namespace {

bool sameLetters(std::string_view a, std::string_view b) {
    return std::ranges::equal(a, b, [](char x, char y) {
        const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; };
        return lower(x) == lower(y);
    });
}

Json rgb(double red, double green, double blue) {
    Json color = Json::object();
    if (red != 0) color.set("red", red);
    if (green != 0) color.set("green", green);
    if (blue != 0) color.set("blue", blue);
    return color;
}

/// The theme that every new spreadsheet answers with.
Json defaultTheme() {
    Json colors = Json::array();
    const auto add = [&](const char* type, Json color) {
        colors.push(
            Json::object({{"colorType", type}, {"color", Json::object({{"rgbColor", std::move(color)}})}}));
    };
    add("TEXT", Json::object());
    add("BACKGROUND", rgb(1, 1, 1));
    add("ACCENT1", rgb(0.25882354, 0.52156866, 0.95686275));
    add("ACCENT2", rgb(0.91764706, 0.2627451, 0.20784314));
    add("ACCENT3", rgb(0.9843137, 0.7372549, 0.015686275));
    add("ACCENT4", rgb(0.20392157, 0.65882355, 0.3254902));
    add("ACCENT5", rgb(1, 0.42745098, 0.003921569));
    add("ACCENT6", rgb(0.27450982, 0.7411765, 0.7764706));
    add("LINK", rgb(0.06666667, 0.33333334, 0.8));
    return Json::object({{"primaryFontFamily", "Arial"}, {"themeColors", colors}});
}

void shiftProperties(std::map<int, Json>& properties, const Shift& shift) {
    std::map<int, Json> moved;
    for (auto& [index, value] : properties) {
        if (const auto to = shift.point(index)) moved.emplace(*to, std::move(value));
    }
    properties = std::move(moved);
}

void shiftAll(std::vector<Json>& items, int sheetId, const char* key, const Shift& shift) {
    std::erase_if(items, [&](Json& item) {
        auto* range = key ? item.find(key) : &item;
        return range && (*range)["sheetId"].asInt() == sheetId && !shiftRange(*range, shift);
    });
}

/// Groups hold a DimensionRange.
void shiftGroups(std::vector<Json>& groups, const Shift& shift) {
    std::erase_if(groups, [&](Json& group) {
        auto& range = group.at("range");
        const auto moved = shift.span(range["startIndex"].asInt(), range["endIndex"].asInt());
        if (moved) {
            range.set("startIndex", moved->first);
            range.set("endIndex", moved->second);
        }
        return !moved;
    });
}

} // namespace

std::uint32_t ExtrasPool::indexOf(const Json& extras) {
    if (extras.members().empty()) return 0;
    const auto [it, added] = m_byText.try_emplace(write(extras), std::uint32_t(m_items.size()));
    if (added) m_items.push_back(extras);
    return it->second;
}

int Sheet::frozen(Dimension dimension) const {
    return properties["gridProperties"][dimension == Dimension::Rows ? "frozenRowCount" : "frozenColumnCount"]
        .asInt();
}

Spreadsheet::Spreadsheet(std::string spreadsheetId, Json spreadsheetProperties)
    : id(std::move(spreadsheetId)), properties(std::move(spreadsheetProperties)) {}

Sheet* Spreadsheet::sheet(int sheetId) {
    const auto it = std::ranges::find(sheets, sheetId, &Sheet::id);
    return it == sheets.end() ? nullptr : &*it;
}
const Sheet* Spreadsheet::sheet(int sheetId) const {
    return const_cast<Spreadsheet*>(this)->sheet(sheetId);
}
Sheet* Spreadsheet::sheetTitled(std::string_view title) {
    const auto exact = std::ranges::find(sheets, title, &Sheet::title);
    if (exact != sheets.end()) return &*exact;
    const auto it = std::ranges::find_if(sheets, [&](const Sheet& s) { return sameLetters(s.title, title); });
    return it == sheets.end() ? nullptr : &*it;
}
std::string Spreadsheet::copyTitle(const Sheet& sheet) {
    auto title = "Copy of " + sheet.title;
    for (int n = 2; sheetTitled(title); ++n)
        title = "Copy of " + sheet.title + " " + std::to_string(n);
    return title;
}
int Spreadsheet::indexOf(int sheetId) const {
    return int(std::ranges::find(sheets, sheetId, &Sheet::id) - sheets.begin());
}

std::int64_t Spreadsheet::cells() const {
    std::int64_t sum = 0;
    for (const auto& sheet : sheets)
        sum += std::int64_t(sheet.rows) * sheet.columns;
    return sum;
}

Answer<void> Spreadsheet::checkCells(std::int64_t added) const {
    if (added > 0 && cells() + added > cellLimit)
        return refuse("This action would increase the number of cells in the workbook above the limit of " +
                      std::to_string(cellLimit) + " cells.");
    return {};
}

Answer<void> Spreadsheet::checkColumns(std::int64_t columns) {
    if (columns > 18'278)
        return refuse("This action would increase the number of columns in the sheet above the limit of "
                      "18278 columns.");
    return {};
}

void Spreadsheet::shift(Sheet& sheet, const Shift& shift) {
    const bool rows = shift.dimension == Dimension::Rows;
    const int count = shift.to - shift.from;
    int& size = rows ? sheet.rows : sheet.columns;
    switch (shift.kind) {
    case Shift::Kind::Insert:
        rows ? sheet.grid.insertRows(shift.from, count) : sheet.grid.insertColumns(shift.from, count);
        size += count;
        break;
    case Shift::Kind::Delete:
        rows ? sheet.grid.deleteRows(shift.from, shift.to) : sheet.grid.deleteColumns(shift.from, shift.to);
        size -= count;
        break;
    case Shift::Kind::Move:
        rows ? sheet.grid.moveRows(shift.from, shift.to, shift.before)
             : sheet.grid.moveColumns(shift.from, shift.to, shift.before);
        break;
    }
    shiftProperties(rows ? sheet.rowProperties : sheet.columnProperties, shift);
    shiftGroups(rows ? sheet.rowGroups : sheet.columnGroups, shift);
    shiftAll(sheet.merges, sheet.id, nullptr, shift);
    shiftAll(sheet.protectedRanges, sheet.id, "range", shift);
    shiftAll(namedRanges, sheet.id, "range", shift);
    if (auto* range = sheet.basicFilter.find("range"); range && !shiftRange(*range, shift))
        sheet.basicFilter = {};
    metadata.shift(sheet.id, shift);
}

const Json& defaultCellFormat() {
    static const Json kFormat = Json::object(
        {{"backgroundColor", rgb(1, 1, 1)},
         {"padding", Json::object({{"top", 2}, {"right", 3}, {"bottom", 2}, {"left", 3}})},
         {"verticalAlignment", "BOTTOM"},
         {"wrapStrategy", "OVERFLOW_CELL"},
         {"textFormat",
          Json::object({{"foregroundColor", Json::object()},
                        {"fontFamily", "arial,sans,sans-serif"},
                        {"fontSize", 10},
                        {"bold", false},
                        {"italic", false},
                        {"strikethrough", false},
                        {"underline", false},
                        {"foregroundColorStyle", Json::object({{"rgbColor", Json::object()}})}})},
         {"backgroundColorStyle", Json::object({{"rgbColor", rgb(1, 1, 1)}})}});
    return kFormat;
}

Json newSpreadsheetProperties(std::string_view title) {
    return Json::object({{"title", title},
                         {"locale", "en_US"},
                         {"autoRecalc", "ON_CHANGE"},
                         {"timeZone", "Etc/GMT"},
                         {"defaultFormat", defaultCellFormat()},
                         {"spreadsheetTheme", defaultTheme()}});
}

Json propertiesOf(const Sheet& sheet, int index) {
    Json grid = Json::object({{"rowCount", sheet.rows}, {"columnCount", sheet.columns}});
    for (const auto& member : sheet.properties["gridProperties"].members())
        grid.set(member.key, member.value);
    Json out = Json::object({{"sheetId", sheet.id},
                             {"title", sheet.title},
                             {"index", index},
                             {"sheetType", "GRID"},
                             {"gridProperties", grid}});
    for (const auto& member : sheet.properties.members()) {
        if (member.key != "gridProperties") out.set(member.key, member.value);
    }
    return out;
}

Sheet copyOf(const Sheet& sheet, int id, std::string title) {
    Sheet copy = sheet;
    copy.id = id;
    copy.title = std::move(title);
    const auto retarget = [&](Json& range) {
        if (id != 0)
            range.set("sheetId", id);
        else
            range.erase("sheetId");
    };
    for (auto& merge : copy.merges)
        retarget(merge);
    for (auto* list : {&copy.protectedRanges, &copy.rowGroups, &copy.columnGroups}) {
        for (auto& item : *list)
            retarget(item.at("range"));
    }
    if (auto* range = copy.basicFilter.find("range")) retarget(*range);
    return copy;
}

Sheet newSheet(int id, std::string title) {
    Sheet sheet;
    sheet.id = id;
    sheet.title = std::move(title);
    return sheet;
}

} // namespace rowcast::sandbox
