#pragma once
/// The people's hand: what a person does to files and sheets in the browser, for tests and the people's page.
/// Not subject to quotas and faults. One thread at a time (LocalGoogle::people holds the mutex).

#include "core/base/time.h"
#include "core/sandbox/api_error.h"

#include <string>
#include <vector>

namespace rowcast::sandbox {

struct World;

/// A file as a person's list shows it.
struct FileLine {
    std::string id, name, mimeType;
    bool trashed = false;
    bool operator==(const FileLine&) const = default;
};

class People {
public:
    People(World& world, WallTime now, std::string email = "person@example.org");

    /// Every file, whoever owns it, in the order of creation.
    [[nodiscard]] std::vector<FileLine> files() const;
    /// The ids of spreadsheets of that name, trashed ones included.
    [[nodiscard]] std::vector<std::string> spreadsheetsNamed(const std::string& name) const;

    /// A person's own spreadsheet or folder; shared with `writer` where one is named. The id.
    std::string createSpreadsheet(const std::string& name, const std::string& folderId = {},
                                  const std::string& writer = {});
    std::string createFolder(const std::string& name, const std::string& folderId = {},
                             const std::string& writer = {});
    std::string createSharedDrive(const std::string& name, const std::string& member = {});
    void share(const std::string& fileId, const std::string& email, const std::string& role = "writer");

    void rename(const std::string& fileId, const std::string& name);
    void trash(const std::string& fileId);
    void restore(const std::string& fileId);
    void removeForEver(const std::string& fileId);
    /// A copy with the same cells and metadata and ids of tabs; the new id.
    std::string copy(const std::string& fileId);
    void move(const std::string& fileId, const std::string& folderId);

    /// The tabs of a spreadsheet: sheet ids in their order.
    [[nodiscard]] std::vector<int> tabs(const std::string& spreadsheetId) const;
    /// Cells as people see them, up to the last with data.
    [[nodiscard]] std::vector<std::vector<std::string>> rows(const std::string& spreadsheetId,
                                                             int sheetId) const;
    /// What a person types into a cell: numbers, dates, formulas are recognised. Rows and columns from 0.
    [[nodiscard]] Answer<void> type(const std::string& spreadsheetId, int sheetId, int row, int column,
                                    const std::string& text);
    [[nodiscard]] Answer<void> insertColumns(const std::string& spreadsheetId, int sheetId, int at,
                                             int count = 1);
    [[nodiscard]] Answer<void> insertRows(const std::string& spreadsheetId, int sheetId, int at,
                                          int count = 1);
    [[nodiscard]] Answer<void> deleteColumns(const std::string& spreadsheetId, int sheetId, int at,
                                             int count = 1);
    [[nodiscard]] Answer<void> deleteRows(const std::string& spreadsheetId, int sheetId, int at,
                                          int count = 1);
    /// The column stands before the one that was at `before`.
    [[nodiscard]] Answer<void> moveColumn(const std::string& spreadsheetId, int sheetId, int from,
                                          int before);
    [[nodiscard]] Answer<void> moveRow(const std::string& spreadsheetId, int sheetId, int from, int before);
    /// All rows below `headerRows`, by one column.
    [[nodiscard]] Answer<void> sort(const std::string& spreadsheetId, int sheetId, int column,
                                    bool ascending = true, int headerRows = 1);
    [[nodiscard]] Answer<void> addTab(const std::string& spreadsheetId, const std::string& title);
    [[nodiscard]] Answer<void> deleteTab(const std::string& spreadsheetId, int sheetId);
    /// Any batchUpdate request a person's gesture amounts to.
    [[nodiscard]] Answer<> perform(const std::string& spreadsheetId, const Json& requests);

private:
    World& m_world;
    WallTime m_now;
    std::string m_email;
};

} // namespace rowcast::sandbox
