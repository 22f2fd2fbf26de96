#include "core/google/drive_files.h"

#include "core/google/json.h"

#include <QDateTime>

namespace rowcast::google {

namespace {

constexpr char kFields[] = "id,name,mimeType,properties,parents,trashed,createdTime,webViewLink,driveId,"
                           "capabilities(canEdit,canAddChildren)";

Call driveCall(Verb verb, const char* name, const QByteArray& path) {
    Call call;
    call.verb = verb;
    call.api = Api::Drive;
    call.path = path;
    // Without it Drive acts as if shared drives did not exist.
    call.query.emplace_back("supportsAllDrives", "true");
    call.quota = Quota::Drive;
    call.name = name;
    return call;
}

QByteArray filePath(const std::string& id) {
    return "/drive/v3/files/" + QByteArray::fromStdString(id).toPercentEncoding();
}

void appendProperties(std::string& json, const std::map<std::string, std::string>& properties) {
    json += R"("properties":{)";
    for (const auto& [key, value] : properties) {
        if (json.back() != '{') json += ',';
        appendJsonString(json, key);
        json += ':';
        appendJsonString(json, value);
    }
    json += '}';
}

WallTime timeFrom(const std::string& text) {
    const QDateTime time = QDateTime::fromString(QString::fromStdString(text), Qt::ISODateWithMs);
    return WallTime(Millis(time.isValid() ? time.toMSecsSinceEpoch() : 0));
}

DriveFile fileFrom(JsonElement element) {
    DriveFile file;
    file.id = jsonText(element, "id");
    file.name = jsonText(element, "name");
    file.mimeType = jsonText(element, "mimeType");
    simdjson::dom::object properties;
    if (element["properties"].get(properties) == simdjson::SUCCESS)
        for (const auto field : properties)
            if (field.value.is_string()) file.properties.emplace(field.key, std::string_view(field.value));
    forEachIn(element, "parents", [&](JsonElement parent) {
        if (parent.is_string()) file.parents.emplace_back(std::string_view(parent));
    });
    file.trashed = jsonBool(element, "trashed");
    file.createdTime = timeFrom(jsonText(element, "createdTime"));
    file.url = jsonText(element, "webViewLink");
    file.driveId = jsonText(element, "driveId");
    if (const auto can = jsonAt(element, "capabilities")) {
        file.canEdit = jsonBool(*can, "canEdit", true);
        file.canAddChildren = jsonBool(*can, "canAddChildren", true);
    }
    return file;
}

} // namespace

Call driveCreate(const NewFile& file) {
    Call call = driveCall(Verb::Post, "drive.files.create", "/drive/v3/files");
    call.query.emplace_back("fields", kFields);
    std::string body = R"({"name":)";
    appendJsonString(body, file.name);
    body += R"(,"mimeType":)";
    appendJsonString(body, file.mimeType);
    if (!file.parent.empty()) {
        body += R"(,"parents":[)";
        appendJsonString(body, file.parent);
        body += ']';
    }
    if (!file.properties.empty()) {
        body += ',';
        appendProperties(body, file.properties);
    }
    body += '}';
    call.body = QByteArray::fromStdString(body);
    return call;
}

Call driveGet(const std::string& id) {
    Call call = driveCall(Verb::Get, "drive.files.get", filePath(id));
    call.query.emplace_back("fields", kFields);
    return call;
}

Call driveUpdate(const std::string& id, const FileChange& change) {
    Call call = driveCall(Verb::Patch, "drive.files.update", filePath(id));
    call.query.emplace_back("fields", kFields);
    std::string body = "{";
    if (change.name) {
        body += R"("name":)";
        appendJsonString(body, *change.name);
    }
    if (change.trashed) {
        if (body.size() > 1) body += ',';
        body += *change.trashed ? R"("trashed":true)" : R"("trashed":false)";
    }
    if (!change.properties.empty()) {
        if (body.size() > 1) body += ',';
        appendProperties(body, change.properties);
    }
    body += '}';
    call.body = QByteArray::fromStdString(body);
    return call;
}

Answer<DriveFile> parseDriveFile(const Reply& reply) {
    const auto document = JsonDocument::parse("drive.files", viewOf(reply.body));
    if (!document) return tl::unexpected(document.error());
    DriveFile file = fileFrom(document->root());
    if (file.id.empty())
        return tl::unexpected(garbled("drive.files", QStringLiteral("a file without an id")));
    return file;
}

Call driveList(const FileQuery& query) {
    Call call = driveCall(Verb::Get, "drive.files.list", "/drive/v3/files");
    call.query.emplace_back("includeItemsFromAllDrives", "true");
    if (!query.driveId.empty()) {
        call.query.emplace_back("corpora", "drive");
        call.query.emplace_back("driveId", QByteArray::fromStdString(query.driveId));
    } else {
        call.query.emplace_back("corpora", query.allDrives ? "allDrives" : "user");
    }
    call.query.emplace_back("q", QByteArray::fromStdString(query.q));
    if (!query.orderBy.empty()) call.query.emplace_back("orderBy", QByteArray::fromStdString(query.orderBy));
    call.query.emplace_back("pageSize", "1000");
    if (!query.pageToken.empty())
        call.query.emplace_back("pageToken", QByteArray::fromStdString(query.pageToken));
    call.query.emplace_back("fields", QByteArray("nextPageToken,incompleteSearch,files(") + kFields + ')');
    return call;
}

Answer<FilePage> parseFilePage(const Reply& reply) {
    const auto document = JsonDocument::parse("drive.files.list", viewOf(reply.body));
    if (!document) return tl::unexpected(document.error());
    if (jsonBool(document->root(), "incompleteSearch"))
        // "Nothing found" would be taken as "create it": an incomplete list must not pass for a whole one.
        return tl::unexpected(
            unsent(Reason::Unavailable, QStringLiteral("drive.files.list: incompleteSearch")));
    FilePage page;
    page.serverDate = reply.serverDate;
    page.nextPageToken = jsonText(document->root(), "nextPageToken");
    forEachIn(document->root(), "files", [&](JsonElement file) { page.files.push_back(fileFrom(file)); });
    return page;
}

std::string driveQuoted(std::string_view text) {
    std::string quoted = "'";
    for (const char c : text) {
        if (c == '\'' || c == '\\') quoted += '\\';
        quoted += c;
    }
    return quoted + '\'';
}

std::string driveHasProperty(std::string_view key, std::string_view value) {
    return "properties has { key=" + driveQuoted(key) + " and value=" + driveQuoted(value) + " }";
}

} // namespace rowcast::google
