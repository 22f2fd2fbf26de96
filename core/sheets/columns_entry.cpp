#include "core/sheets/columns_entry.h"

#include "core/sheets/base36.h"

// columns := "1|" tab "|" { key } "|" { key }    made, then left out
// tab     := sheetId in base 36
// key     := 8 characters, base64url of SHA-256 of the question's id

namespace rowcast::sheets {

namespace {

constexpr std::size_t kKey = 8;

bool readKeys(std::string_view text, std::set<std::string>& keys) {
    if (text.size() % kKey != 0 || text.find('|') != std::string_view::npos) return false;
    for (; !text.empty(); text.remove_prefix(kKey))
        keys.emplace(text.substr(0, kKey));
    return true;
}

} // namespace

std::string formatColumns(const ColumnsEntry& entry) {
    std::string text = "1|" + base36(entry.tab) + '|';
    for (const std::string& key : entry.made)
        text += key;
    text += '|';
    for (const std::string& key : entry.left)
        text += key;
    return text;
}

Result<ColumnsEntry> parseColumns(std::string_view text) {
    ColumnsEntry entry;
    const std::size_t tabEnd = text.size() < 2 ? std::string_view::npos : text.find('|', 2);
    const std::size_t madeEnd = tabEnd == std::string_view::npos ? tabEnd : text.find('|', tabEnd + 1);
    if (madeEnd != std::string_view::npos && text.substr(0, 2) == "1|") {
        const auto tab = fromBase36(text.substr(2, tabEnd - 2));
        entry.tab = tab.value_or(0);
        if (tab && readKeys(text.substr(tabEnd + 1, madeEnd - tabEnd - 1), entry.made) &&
            readKeys(text.substr(madeEnd + 1), entry.left))
            return entry;
    }
    return fail(
        Remedy::Stop,
        QStringLiteral("The list of columns that Rowcast keeps in this spreadsheet cannot be read: another "
                       "program or a newer version of Rowcast wrote it."),
        QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size() < 200 ? text.size() : 200)),
        {Choice::PickAnother});
}

} // namespace rowcast::sheets
