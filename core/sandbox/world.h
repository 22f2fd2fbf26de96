#pragma once
/// Everything the local Google knows, and the form of an endpoint. Plain state; one thread at a time.

#include "core/sandbox/accounts.h"
#include "core/sandbox/drive_files.h"
#include "core/sandbox/field_mask.h"
#include "core/sandbox/google.h"
#include "core/sandbox/quota.h"
#include "core/sandbox/schema.h"
#include "core/sandbox/spreadsheet.h"

namespace rowcast::sandbox {

struct World {
    explicit World(Options settings);

    Options options;
    std::mt19937_64 random;
    Discovery sheets{sheetsDiscovery()}, drive{driveDiscovery()}, forms{formsDiscovery()};
    Accounts accounts{random};
    DriveFiles files{accounts};
    std::map<std::string, Spreadsheet, std::less<>> books;
    std::map<std::string, Json, std::less<>> formBodies;                 ///< Form resources by id
    std::map<std::string, std::vector<Json>, std::less<>> formResponses; ///< oldest first
    std::map<std::string, Json::Array, std::less<>> comments;            ///< by file
    Quota quota;
    Counts counts;
    std::string rootUrl;
    std::mt19937_64 faultRandom;
    std::uint64_t changes = 0; ///< grows with every write; the people's page watches it

    /// A new spreadsheet file with one tab "Sheet1" (sheetId 0).
    Spreadsheet& addSpreadsheet(File file, Json properties, WallTime now);
    /// Name and title of a spreadsheet are one.
    void rename(File& file, const std::string& name);
    [[nodiscard]] std::string editUrl(const std::string& spreadsheetId) const;
};

/// One request to an endpoint, already signed in, read and allowed.
struct Call {
    World& world;
    const Method& method;
    const std::map<std::string, std::string, std::less<>>& path;
    const Json& query;
    const Json& body;
    const Token& token;
    FieldMask mask; ///< of `fields`; all where there is none
    bool masked = false;
    bool media = false; ///< alt=media: the bytes, not the resource
    WallTime now;

    [[nodiscard]] const std::string& at(std::string_view name) const { return path.find(name)->second; }
    [[nodiscard]] const std::string& user() const { return token.email; }
    /// Whether the token reaches the file at all: drive.file covers only what the client made or was given.
    [[nodiscard]] bool reaches(const File& file) const;
};

/// JSON, or raw bytes of another type.
struct Reply {
    Json json;
    std::string raw, contentType;
    int status = 200;
    Reply(Json value) : json(std::move(value)) {}
    Reply(int code, std::string bytes, std::string type)
        : raw(std::move(bytes)), contentType(std::move(type)), status(code) {}
};

using Endpoint = Answer<Reply> (*)(Call&);
using Endpoints = std::map<std::string, Endpoint, std::less<>>; ///< by method id

void addSpreadsheetEndpoints(Endpoints& endpoints);
void addValuesEndpoints(Endpoints& endpoints);
void addFileEndpoints(Endpoints& endpoints);
void addListEndpoints(Endpoints& endpoints);
void addPermissionEndpoints(Endpoints& endpoints);
void addCommentEndpoints(Endpoints& endpoints);
void addFormEndpoints(Endpoints& endpoints);

/// The spreadsheet of the path's {spreadsheetId}, as far as the caller may.
[[nodiscard]] Answer<Spreadsheet*> openBook(Call& call, Role least);

} // namespace rowcast::sandbox
