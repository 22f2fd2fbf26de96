#include "core/sandbox/world.h"

namespace rowcast::sandbox {

World::World(Options settings)
    : options(std::move(settings)), random(options.seed), quota(options.quota),
      faultRandom(options.faults.seed) {}

Spreadsheet& World::addSpreadsheet(File file, Json properties, WallTime now) {
    const auto id = files.add(std::move(file), now).id;
    Spreadsheet book(id, std::move(properties));
    book.cellLimit = options.cellLimit;
    book.sheets.push_back(newSheet(0, "Sheet1"));
    return books.insert_or_assign(id, std::move(book)).first->second;
}

void World::rename(File& file, const std::string& name) {
    file.name = name;
    if (const auto book = books.find(file.id); book != books.end())
        book->second.properties.set("title", name);
}

std::string World::editUrl(const std::string& spreadsheetId) const {
    return "https://docs.google.com/spreadsheets/d/" + spreadsheetId + "/edit";
}

bool Call::reaches(const File& file) const {
    if (token.client.starts_with("service:") && !token.scopes.contains("drive.file")) return true;
    for (const auto* wide : {"drive", "drive.readonly", "drive.metadata", "drive.metadata.readonly",
                             "spreadsheets", "spreadsheets.readonly"}) {
        if (token.scopes.contains(wide) &&
            (std::string_view(wide).starts_with("drive") || method.id.starts_with("sheets")))
            return true;
    }
    return file.apps.contains(appUser(token.client, token.email));
}

} // namespace rowcast::sandbox
