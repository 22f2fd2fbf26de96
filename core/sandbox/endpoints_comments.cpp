// Drive v3: comments.list and create, as far as copying a spreadsheet with its comments needs them.

#include "core/sandbox/world.h"

namespace rowcast::sandbox {

namespace {

Answer<const File*> openCommented(Call& call) {
    const auto* file = call.world.files.find(call.at("fileId"));
    if (!file || !call.reaches(*file) || call.world.files.roleOf(*file, call.user()) == Role::None)
        return refuse(driveNotFound(call.at("fileId")));
    if (!call.masked)
        return refuse(driveError(400, "required", "The 'fields' parameter is required for this method.",
                                 "fields", "parameter"));
    return file;
}

Answer<Reply> list(Call& call) {
    const auto file = openCommented(call);
    if (!file) return tl::unexpected(file.error());
    return Reply(
        Json::object({{"kind", "drive#commentList"}, {"comments", call.world.comments[(*file)->id]}}));
}

Answer<Reply> create(Call& call) {
    const auto file = openCommented(call);
    if (!file) return tl::unexpected(file.error());
    if (call.world.files.roleOf(**file, call.user()) < Role::Commenter)
        return refuse(driveError(403, "insufficientFilePermissions",
                                 "The user does not have sufficient permissions for this file."));
    Json comment = Json::object({{"kind", "drive#comment"},
                                 {"id", call.world.accounts.randomText(11)},
                                 {"createdTime", rfc3339(call.now)},
                                 {"modifiedTime", rfc3339(call.now)},
                                 {"resolved", false},
                                 {"deleted", false}});
    for (const auto* key : {"content", "anchor", "quotedFileContent"}) {
        if (call.body.has(key)) comment.set(key, call.body[key]);
    }
    comment.set("htmlContent", call.body["content"]);
    comment.set("replies", Json::array());
    call.world.comments[(*file)->id].push_back(comment);
    return Reply(comment);
}

} // namespace

void addCommentEndpoints(Endpoints& endpoints) {
    endpoints["drive.comments.list"] = list;
    endpoints["drive.comments.create"] = create;
}

} // namespace rowcast::sandbox
