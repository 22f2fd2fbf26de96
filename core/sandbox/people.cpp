#include "core/sandbox/people.h"

#include "core/sandbox/batch.h"
#include "core/sandbox/values.h"
#include "core/sandbox/world.h"

#include <algorithm>

namespace rowcast::sandbox {

namespace {

Json dimensionRange(int sheetId, const char* dimension, int at, int count) {
    return Json::object(
        {{"sheetId", sheetId}, {"dimension", dimension}, {"startIndex", at}, {"endIndex", at + count}});
}

Json one(const char* kind, Json body) {
    return Json::array({Json::object({{kind, std::move(body)}})});
}

Answer<void> without(Answer<> reply) {
    if (!reply) return tl::unexpected(reply.error());
    return {};
}

} // namespace

People::People(World& world, WallTime now, std::string email)
    : m_world(world), m_now(now), m_email(std::move(email)) {
    m_world.accounts.account(m_email);
}

std::vector<FileLine> People::files() const {
    std::vector<const File*> all;
    for (const auto& [id, file] : m_world.files.all()) {
        if (!file.parent.empty()) all.push_back(&file);
    }
    std::ranges::sort(all, {}, &File::number);
    std::vector<FileLine> out;
    for (const auto* file : all)
        out.push_back({file->id, file->name, file->mimeType, m_world.files.trashed(*file)});
    return out;
}

std::vector<std::string> People::spreadsheetsNamed(const std::string& name) const {
    std::vector<std::string> out;
    for (const auto& file : files()) {
        if (file.name == name && file.mimeType == kSpreadsheetType) out.push_back(file.id);
    }
    return out;
}

std::string People::createSpreadsheet(const std::string& name, const std::string& folderId,
                                      const std::string& writer) {
    File file;
    file.name = name;
    file.mimeType = kSpreadsheetType;
    file.parent = folderId;
    file.owner = m_email;
    const auto id = m_world.addSpreadsheet(std::move(file), newSpreadsheetProperties(name), m_now).id;
    ++m_world.changes;
    if (!writer.empty()) share(id, writer);
    return id;
}

std::string People::createFolder(const std::string& name, const std::string& folderId,
                                 const std::string& writer) {
    File file;
    file.name = name;
    file.mimeType = kFolderType;
    file.parent = folderId;
    file.owner = m_email;
    const auto id = m_world.files.add(std::move(file), m_now).id;
    if (!writer.empty()) share(id, writer);
    return id;
}

std::string People::createSharedDrive(const std::string& name, const std::string& member) {
    auto& drive = m_world.files.addDrive(name, m_email, m_now);
    if (!member.empty())
        drive.members.push_back(
            {m_world.accounts.account(member).permissionId, "user", member, {}, Role::FileOrganizer});
    return drive.id;
}

void People::share(const std::string& fileId, const std::string& email, const std::string& role) {
    if (auto* file = m_world.files.find(fileId))
        m_world.files.share(*file, {{}, "user", email, {}, roleFrom(role)});
}

void People::rename(const std::string& fileId, const std::string& name) {
    if (auto* file = m_world.files.find(fileId)) {
        m_world.rename(*file, name);
        ++m_world.changes;
    }
}

void People::trash(const std::string& fileId) {
    if (auto* file = m_world.files.find(fileId)) file->trashed = true;
    ++m_world.changes;
}

void People::restore(const std::string& fileId) {
    if (auto* file = m_world.files.find(fileId)) file->trashed = false;
    ++m_world.changes;
}

void People::removeForEver(const std::string& fileId) {
    m_world.files.remove(fileId);
    std::erase_if(m_world.books, [&](const auto& item) { return !m_world.files.find(item.first); });
    ++m_world.changes;
}

std::string People::copy(const std::string& fileId) {
    const auto* source = m_world.files.find(fileId);
    if (!source) return {};
    File file = *source;
    file.id.clear();
    file.name = "Copy of " + source->name;
    file.permissions.clear();
    file.apps.clear();
    file.owner = m_email;
    const auto id = m_world.files.add(std::move(file), m_now).id;
    if (const auto book = m_world.books.find(fileId); book != m_world.books.end()) {
        Spreadsheet twin = book->second;
        twin.id = id;
        twin.properties.set("title", m_world.files.find(id)->name);
        twin.extras = std::make_shared<ExtrasPool>(*twin.extras);
        m_world.books.emplace(id, std::move(twin));
    }
    ++m_world.changes;
    return id;
}

void People::move(const std::string& fileId, const std::string& folderId) {
    auto* file = m_world.files.find(fileId);
    const auto* folder = m_world.files.find(folderId);
    if (file && folder) {
        file->parent = folderId;
        file->driveId = folder->driveId;
        ++m_world.changes;
    }
}

std::vector<int> People::tabs(const std::string& spreadsheetId) const {
    std::vector<int> out;
    if (const auto book = m_world.books.find(spreadsheetId); book != m_world.books.end()) {
        for (const auto& sheet : book->second.sheets)
            out.push_back(sheet.id);
    }
    return out;
}

std::vector<std::vector<std::string>> People::rows(const std::string& spreadsheetId, int sheetId) const {
    std::vector<std::vector<std::string>> out;
    const auto book = m_world.books.find(spreadsheetId);
    const auto* sheet = book == m_world.books.end() ? nullptr : book->second.sheet(sheetId);
    if (!sheet) return out;
    const auto data = sheet->grid.dataWithin(sheet->whole());
    for (int row = 0; row < data.row1; ++row) {
        auto& line = out.emplace_back();
        for (int column = 0; column < data.column1; ++column)
            line.push_back(shownText(book->second, sheet->grid.cell(row, column)));
    }
    return out;
}

Answer<> People::perform(const std::string& spreadsheetId, const Json& requests) {
    const auto book = m_world.books.find(spreadsheetId);
    if (book == m_world.books.end()) return refuse(entityNotFound());
    Spreadsheet draft = book->second;
    draft.editor.clear();
    auto replies = applyBatch({draft, m_world.sheets, m_world.random, m_email}, requests);
    if (!replies) return replies;
    book->second = std::move(draft);
    ++m_world.changes;
    return replies;
}

Answer<void> People::type(const std::string& spreadsheetId, int sheetId, int row, int column,
                          const std::string& text) {
    const auto book = m_world.books.find(spreadsheetId);
    auto* sheet = book == m_world.books.end() ? nullptr : book->second.sheet(sheetId);
    if (!sheet) return refuse(entityNotFound());
    book->second.editor.clear();
    const Box box{row, row + 1, column, column + 1};
    const auto written = writeValues(book->second, {sheet, box, toArea(box)},
                                     Json::array({Json::array({text})}), {.userEntered = true});
    if (!written) return tl::unexpected(written.error());
    ++m_world.changes;
    return {};
}

Answer<void> People::insertColumns(const std::string& spreadsheetId, int sheetId, int at, int count) {
    return without(perform(
        spreadsheetId,
        one("insertDimension", Json::object({{"range", dimensionRange(sheetId, "COLUMNS", at, count)}}))));
}
Answer<void> People::insertRows(const std::string& spreadsheetId, int sheetId, int at, int count) {
    return without(
        perform(spreadsheetId, one("insertDimension",
                                   Json::object({{"range", dimensionRange(sheetId, "ROWS", at, count)}}))));
}
Answer<void> People::deleteColumns(const std::string& spreadsheetId, int sheetId, int at, int count) {
    return without(perform(
        spreadsheetId,
        one("deleteDimension", Json::object({{"range", dimensionRange(sheetId, "COLUMNS", at, count)}}))));
}
Answer<void> People::deleteRows(const std::string& spreadsheetId, int sheetId, int at, int count) {
    return without(
        perform(spreadsheetId, one("deleteDimension",
                                   Json::object({{"range", dimensionRange(sheetId, "ROWS", at, count)}}))));
}
Answer<void> People::moveColumn(const std::string& spreadsheetId, int sheetId, int from, int before) {
    return without(
        perform(spreadsheetId,
                one("moveDimension", Json::object({{"source", dimensionRange(sheetId, "COLUMNS", from, 1)},
                                                   {"destinationIndex", before}}))));
}
Answer<void> People::moveRow(const std::string& spreadsheetId, int sheetId, int from, int before) {
    return without(
        perform(spreadsheetId,
                one("moveDimension", Json::object({{"source", dimensionRange(sheetId, "ROWS", from, 1)},
                                                   {"destinationIndex", before}}))));
}
Answer<void> People::sort(const std::string& spreadsheetId, int sheetId, int column, bool ascending,
                          int headerRows) {
    const Json spec =
        Json::object({{"dimensionIndex", column}, {"sortOrder", ascending ? "ASCENDING" : "DESCENDING"}});
    const Json range = Json::object({{"sheetId", sheetId}, {"startRowIndex", headerRows}});
    return without(
        perform(spreadsheetId,
                one("sortRange", Json::object({{"range", range}, {"sortSpecs", Json::array({spec})}}))));
}
Answer<void> People::addTab(const std::string& spreadsheetId, const std::string& title) {
    return without(perform(
        spreadsheetId, one("addSheet", Json::object({{"properties", Json::object({{"title", title}})}}))));
}
Answer<void> People::deleteTab(const std::string& spreadsheetId, int sheetId) {
    return without(perform(spreadsheetId, one("deleteSheet", Json::object({{"sheetId", sheetId}}))));
}

} // namespace rowcast::sandbox
