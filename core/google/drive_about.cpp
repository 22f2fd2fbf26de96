#include "core/google/drive_about.h"

#include "core/google/json.h"

namespace rowcast::google {

Call driveAbout() {
    Call call;
    call.api = Api::Drive;
    call.path = "/drive/v3/about";
    call.query.emplace_back("fields", "user(emailAddress),storageQuota(limit,usage)");
    call.quota = Quota::Drive;
    call.name = "drive.about";
    return call;
}

Answer<DriveAbout> parseDriveAbout(const Reply& reply) {
    const auto document = JsonDocument::parse("drive.about", viewOf(reply.body));
    if (!document) return tl::unexpected(document.error());
    DriveAbout about;
    if (const auto user = jsonAt(document->root(), "user"))
        about.email = QString::fromStdString(jsonText(*user, "emailAddress"));
    if (const auto quota = jsonAt(document->root(), "storageQuota")) {
        // int64 travels as a string in Google's JSON.
        const QString limit = QString::fromStdString(jsonText(*quota, "limit"));
        if (!limit.isEmpty()) about.limitBytes = limit.toLongLong();
        about.usedBytes = QString::fromStdString(jsonText(*quota, "usage")).toLongLong();
    }
    return about;
}

} // namespace rowcast::google
